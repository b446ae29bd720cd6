"""A text of several lines, as staff paste it."""

from typing import Any

from django import forms

from kyodo_portal.text import normalise_newlines, refuse_unsafe_characters


class LinesField(forms.CharField):
    """A text box that grows: one kind of line end, and no characters that no text may hold."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["rows"] = 1
        self.validators.append(refuse_unsafe_characters)

    def to_python(self, value: Any) -> str:
        return normalise_newlines(super().to_python(value) or "")
