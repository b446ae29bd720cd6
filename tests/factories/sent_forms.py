"""What a browser would send of the form of a record as it stands on a page."""

from html.parser import HTMLParser
from typing import Any


class RecordForm(HTMLParser):
    """Collects the fields of the form of class `record-form`: `sent`, values by name."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.is_inside = False
        self.text_name = self.select_name = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        values = dict(attrs)
        if tag == "form":
            self.is_inside = "record-form" in (values.get("class") or "")
        if not self.is_inside or "disabled" in values:
            return
        name = values.get("name") or ""
        if tag == "input" and name:
            self._take_input(name, values)
        elif tag == "textarea":
            self.text_name = name
            self.sent.setdefault(name, []).append("")
        elif tag == "select":
            self.select_name = name
        elif tag == "option" and "selected" in values and self.select_name:
            self.sent.setdefault(self.select_name, []).append(values.get("value") or "")

    def _take_input(self, name: str, values: dict[str, str | None]) -> None:
        kind = values.get("type", "text")
        if kind in {"submit", "button", "image", "reset", "file"}:
            return
        if kind in {"checkbox", "radio"} and "checked" not in values:
            return
        otherwise = "on" if kind in {"checkbox", "radio"} else ""
        self.sent.setdefault(name, []).append(values.get("value") or otherwise)

    def handle_data(self, data: str) -> None:
        if self.text_name:
            self.sent[self.text_name][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.text_name:
            text = self.sent[self.text_name].pop()
            # A browser leaves out the line break behind the tag, and sends the others as CRLF.
            text = text.removeprefix("\n").replace("\n", "\r\n")
            self.sent[self.text_name].append(text)
            self.text_name = ""
        elif tag == "select":
            self.select_name = ""
        elif tag == "form":
            self.is_inside = False


def as_sent(response: Any, **changes: Any) -> dict[str, Any]:
    """Return the fields of the record's form on a page with these changes; None leaves one out."""
    form = RecordForm()
    form.feed(response.content.decode())
    data = {**form.sent, **changes}
    return {
        name: value
        for name, value in data.items()
        if value is not None and "__prefix__" not in name and "csrf" not in name
    }
