"""The lock of every form: the version that was opened, and what to show when it is passed."""

from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.publishing import snapshots
from kyodo_portal.publishing.admin.merging import (
    FIRST_OPENED,
    UNKNOWN,
    Compared,
    Comparison,
    Side,
    chosen_side,
    put,
    sent_values,
    side_of,
    waiting_names,
)
from kyodo_portal.publishing.admin.steps import HIGHEST_VERSION, posted_version
from kyodo_portal.publishing.differences import is_shown, label_of, rows_of, snapshot_at, words
from kyodo_portal.publishing.relations import relation_of


class FunnelForm(forms.ModelForm):
    """A form that carries the version it was opened with, and the reason of a change.

    relation_fields: the form field that holds each relation of the kind, where the names
    differ. `request` is set on the class that the admin makes for each request.
    """

    relation_fields: dict[str, str] = {}
    request: Any = None

    expected_version = forms.IntegerField(
        required=False, max_value=HIGHEST_VERSION, widget=forms.HiddenInput
    )
    reason = forms.CharField(
        label=gettext_lazy("訂正の理由"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comparison: Comparison | None = None
        self.is_stale = False
        self.fields["expected_version"].initial = self.instance.version

    def clean(self) -> dict[str, Any] | None:
        """Refuse a form opened before the last save, and say why the funnel refused."""
        cleaned = super().clean()
        if not self.instance._state.adding:
            self._check_version()
        refusal = getattr(self.request, "funnel_refusal", None)
        if refusal is not None:
            self._show_refusal(refusal)
        return cleaned

    # --- Two versions --------------------------------------------------------------------

    def _check_version(self) -> None:
        opened, now = self.cleaned_data.get("expected_version"), self.instance.version
        self.is_stale = opened != now
        if not self.is_stale and not waiting_names(self.data):
            return
        lines = self._compare(opened)
        for rows in getattr(self.request, "compared_rows", {}).values():
            lines += rows
        first = opened if self.is_stale else posted_version(self.data.get(FIRST_OPENED))
        self.comparison = Comparison(tuple(lines), first)
        if self.is_stale:
            self._take_theirs([line.name for line in lines if line.side == Side.THEIRS])
            self.add_error(
                None,
                _(
                    "あなたが開いたあとに、ほかの人がこの記録を保存しました。まだ保存していません。"
                    "「2つの内容を合わせる」の表で違いを確かめてください。"
                    "入力した内容はこの画面に残っています。"
                ),
            )
        elif any(line.waits for line in lines):
            self.add_error(
                None,
                _("両方が変えた項目に、まだ選んでいないものがあります。残すほうを選んでください。"),
            )

    def _compare(self, opened_version: int | None) -> list[Compared]:
        """Return the fields that differ; those for which the other side was chosen hold it now."""
        model, key = type(self.instance), self.instance.pk
        stored = {relation.name: relation.read(self.instance) for relation in model.relations}
        opened = snapshot_at(model, key, opened_version)
        first = opened
        if not self.is_stale:
            first = snapshot_at(model, key, posted_version(self.data.get(FIRST_OPENED)))
        now = snapshots.take(self.instance, stored)
        typed = self._typed({**stored, **self.wanted_relations()})
        lines = []
        for name in now:
            if not is_shown(model, name) or rows_of(model, name) is not None:
                continue
            chosen = chosen_side(self.data, name) if name in waiting_names(self.data) else ""
            if chosen == Side.THEIRS:
                self._keep_stored(name, stored)
            if chosen == Side.THEIRS and self.is_stale:
                typed[name] = (opened or {}).get(name, now[name])
            side = self._side(name, chosen, (opened or {}).get(name, UNKNOWN), now, typed)
            if side:
                texts = [self._words(name, version) for version in (first, now, typed)]
                lines.append(
                    Compared(
                        name,
                        label_of(model, name),
                        side,
                        *texts,
                        chosen="" if self.is_stale else chosen,
                    )
                )
        return lines

    def _side(self, name: str, chosen: str, opened: Any, now: Any, typed: Any) -> str:
        waits = name in waiting_names(self.data)
        if not self.is_stale and not waits:
            return ""
        is_known = opened is not UNKNOWN
        side = side_of(
            opened,
            now[name],
            typed[name],
            is_known=is_known,
            waits=waits and not (self.is_stale and chosen),
        )
        # What the form does not hold is told as well, where the other has changed it.
        is_told = self.is_stale and is_known and self.field_of(name) not in self.fields
        if not side and is_told and snapshots.identity(opened) != snapshots.identity(now[name]):
            return Side.THEIRS
        return side

    def _words(self, name: str, version: snapshots.Snapshot | None) -> str:
        if version is None:
            return str(UNKNOWN)
        return words(type(self.instance), name, version.get(name))

    def field_of(self, name: str) -> str:
        """Return the form's field that holds a field or relation of the record."""
        return self.relation_fields.get(name, name)

    def _keep_stored(self, name: str, stored: dict[str, list[Any]]) -> None:
        """Let a field keep what is stored, whatever was typed into it."""
        field = self.field_of(name)
        if field in self.fields:
            self.errors.pop(field, None)
            is_relation = relation_of(type(self.instance), name) is not None
            value = stored[name] if is_relation else getattr(self.instance, name)
            self.cleaned_data[field] = value

    def _take_theirs(self, names: list[str]) -> None:
        """Show in the form what is stored of these fields, and the version that was shown."""
        shown = type(self)(instance=copy(self.instance))
        self.data = self.data.copy()
        self.data["expected_version"] = str(self.instance.version)
        for field in (self.field_of(name) for name in names):
            if field in self.fields:
                put(self.data, self.add_prefix(field), sent_values(shown[field]))

    def _typed(self, relations: dict[str, list[Any]]) -> snapshots.Snapshot:
        """Return the record as the form would save it; what cannot be read as it was typed."""
        record = copy(self.instance)
        for field in record._meta.concrete_fields:
            if field.name in self.cleaned_data and field.name in self.fields:
                setattr(record, field.name, self.cleaned_data[field.name])
        typed = snapshots.take(record, relations)
        for name in typed:
            if self.field_of(name) in self.errors:
                typed[name] = str(self[self.field_of(name)].value() or "")
        return typed

    def wanted_relations(self) -> dict[str, list[Any]]:
        """Return the related objects that were chosen, for each relation that the form has."""
        names = {
            relation.name: self.relation_fields.get(relation.name, relation.name)
            for relation in self.instance.relations
        }
        return {
            relation: list(self.cleaned_data[field])
            for relation, field in names.items()
            if field in self.cleaned_data
        }

    def _show_refusal(self, refusal: Exception) -> None:
        """Put what the funnel refused beside the field it belongs to."""
        if not isinstance(refusal, ValidationError):
            self.add_error(None, str(refusal))
        elif not hasattr(refusal, "error_dict"):
            self.add_error(None, refusal)
        else:
            for name, errors in refusal.error_dict.items():
                field = self.relation_fields.get(name, name)
                known = field in self.fields and field != NON_FIELD_ERRORS
                self.add_error(field if known else None, errors)
