"""One record as a row of a grid: its fields, and the version that it was opened with."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.publishing.admin.steps import posted_version
from kyodo_portal.publishing.differences import snapshot_at
from kyodo_portal.publishing.models import Change
from kyodo_portal.publishing.snapshots import Snapshot
from kyodo_portal.staff.fields.texts import LinesField
from kyodo_portal.text import normalise_newlines

LACKS_REASON = "lacks_reason"


class Refusal(NamedTuple):
    """Why something was not saved, and the id of the place on the page to mend it."""

    message: str
    anchor: str


class ReasonForm(forms.Form):
    """Why what is published is corrected; one reason for all rows of a grid."""

    reason = LinesField(label=gettext_lazy("訂正の理由"), required=False, max_length=2000)

    def __init__(self, data: Any = None, *, hint: str) -> None:
        super().__init__(data)
        self.fields["reason"].help_text = hint


class RowForm(forms.Form):
    """One record as a row of fields.

    A subclass says which records there are, with what is read of them (`rows`), what its fields
    hold of one, and how what was typed is written. Of a row that was not sent nothing is bound:
    it stays as it is.
    """

    rows: Callable[[], QuerySet[Any]]

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, record: Any, fields: Mapping[str, forms.Field], data: Any = None, *, label: str
    ) -> None:
        """fields: by name. data: what was posted, for all rows. label: what people call the row."""
        self.record, self.label = record, label
        prefix = f"{record._meta.model_name}-{record.pk}"
        self.was_sent = data is not None and f"{prefix}-version" in data
        super().__init__(
            data if self.was_sent else None,
            prefix=prefix,
            initial={**self.values_of(record), "version": record.version},
        )
        for name, field in fields.items():
            field.widget.attrs |= {"aria-label": f"{label} {field.label}", "data-column": name}
            self.fields[name] = field

    @classmethod
    def stored(cls, keys: list[int]) -> Mapping[int, Any]:
        """Return the records of these ids as they are stored now, by id."""
        return cls.rows().in_bulk(keys)

    @classmethod
    def values_of(cls, record: Any) -> dict[str, str]:
        """Return what the fields hold of a stored record, as a browser sends it."""
        raise NotImplementedError

    @classmethod
    def values_in(cls, snapshot: Snapshot) -> dict[str, str]:
        """Return the same of a former version, from the history."""
        raise NotImplementedError

    def write(self, record: Any, **write: Any) -> Change | None:
        """Put what was typed (`changes`) into the stored record, and save it by its service."""
        raise NotImplementedError

    # --- What was typed ------------------------------------------------------------------

    @property
    def anchor(self) -> str:
        """Return the id of the row on the page."""
        return f"row-{self.prefix}"

    @property
    def sent_version(self) -> int | None:
        """Return the version that the row was opened with; None for what is none."""
        return posted_version(self.data.get(self.add_prefix("version"), ""))

    @cached_property
    def changes(self) -> dict[str, str]:
        """What was typed, by field: neither what the row was opened with nor what is stored.

        What others wrote meanwhile into fields that were left alone stays, and a row that is
        sent twice changes nothing.
        """
        if not self.was_sent:
            return {}
        now, opened = self.values_of(self.record), self._opened()
        typed = {name: self.data.get(self.add_prefix(name)) for name in self.fields}
        return {
            name: _as_stored(text)
            for name, text in typed.items()
            if name != "version"
            and text is not None
            and _as_stored(text) != _as_stored(now.get(name, ""))
            and (opened is None or _as_stored(text) != _as_stored(opened.get(name, "")))
        }

    def _opened(self) -> dict[str, str] | None:
        """Return what the row was opened with, None where history does not reach it."""
        if self.sent_version == self.record.version:
            return self.values_of(self.record)
        found = snapshot_at(type(self.record), self.record.pk, self.sent_version)
        return None if found is None else self.values_in(found)

    # --- Why it was not saved ------------------------------------------------------------

    def show_refusal(self, refusal: ValidationError) -> None:
        """Put what the service refused beside the field it belongs to, or else on the row."""
        if not hasattr(refusal, "error_dict"):
            self.add_error(None, refusal)
            return
        for name, errors in refusal.error_dict.items():
            if name == "reason":
                # Why a correction is made: a field of that name in the row is another one.
                for message in ValidationError(errors).messages:
                    self.add_error(None, ValidationError(message, code=LACKS_REASON))
            else:
                self.add_error(name if name in self.fields else None, errors)

    def show_conflict(self, stored: Any) -> None:
        """Keep what was typed, say what stands there now, and take the new version on.

        stored: the record as it is now, None where it was deleted. Fields that were left alone
        show what is stored: saved again, they change nothing.
        """
        if stored is None:
            self.add_error(None, _("この行は、ほかの人が削除しました。"))
            return
        self.record = stored
        vars(self).pop("changes", None)
        typed, now = self.changes, self.values_of(stored)
        shown = {**now, **typed, "version": str(stored.version)}
        self.data = {self.add_prefix(name): shown.get(name, "") for name in self.fields}
        words = [f"{self.fields[name].label}：{self._words(name, now)}" for name in typed]
        self.add_error(
            None,
            _(
                "あなたが開いたあとに%(who)sさんが保存しました。いまの内容は「%(now)s」です。"
                "入力はこの行に残っています。もう一度保存すると、あなたの入力に変わります。"
            )
            % {"who": stored.updated_by or _("ほかの人"), "now": "、".join(words)},
        )

    def _words(self, name: str, values: Mapping[str, str]) -> str:
        value = values.get(name, "")
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, value) or _("（空）"))

    @property
    def lacks_reason(self) -> bool:
        """Whether the row waits for the reason of a correction."""
        return self.has_error(NON_FIELD_ERRORS, code=LACKS_REASON)

    @property
    def refusals(self) -> list[Refusal]:
        """Return why the row was not saved, by its name: of the whole row, then by field."""
        whole = [
            Refusal(str(message), "id_reason")
            if self.lacks_reason
            else Refusal(f"{self.label} {message}", self.anchor)
            for message in self.non_field_errors()
        ]
        return whole + [
            Refusal(
                f"{self.label} {bound.label}：{' '.join(map(str, bound.errors))}", bound.auto_id
            )
            for bound in self.visible_fields()
            if bound.errors
        ]


def _as_stored(text: str) -> str:
    return normalise_newlines(text).strip()
