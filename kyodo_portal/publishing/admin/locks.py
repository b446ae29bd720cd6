"""The lock of every form: the version that was opened, and what to show when it is passed."""

from copy import copy
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.publishing import snapshots
from kyodo_portal.publishing.differences import is_shown, label_of, snapshot_at, words

HIGHEST_VERSION = 2**31 - 2


class Conflict(NamedTuple):
    """One field of a stale form: as it was opened, as it is now, and as it was typed."""

    label: str
    opened: str
    now: str
    typed: str


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
        self.conflicts: list[Conflict] = []
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

    def _check_version(self) -> None:
        now = self.instance.version
        # What was shown with the difference may be saved over, if it is still the last.
        if self.data.get("seen_version") == str(now):
            self.cleaned_data["expected_version"] = now
        opened = self.cleaned_data.get("expected_version")
        if opened == now:
            return
        self.is_stale = True
        self.compare()
        self.add_error(
            None,
            _(
                "あなたが開いたあとに、ほかの人がこの記録を保存しました。まだ保存していません。"
                "下の表で違いを確かめてください。入力した内容はこの画面に残っています。"
            ),
        )

    def compare(self, **typed_relations: list[Any]) -> None:
        """Find what differs between the form as opened, the record as stored, and what was typed.

        typed_relations: the wanted rows of relations that inlines hold, not the form itself.
        """
        record, model = self.instance, type(self.instance)
        opened = snapshot_at(model, record.pk, self.cleaned_data.get("expected_version"))
        stored = {relation.name: relation.read(record) for relation in model.relations}
        now = snapshots.take(record, stored)
        typed = self._typed({**stored, **self.wanted_relations(), **typed_relations})
        changed = {
            *snapshots.changed_fields(now, typed),
            *(snapshots.changed_fields(opened, now) if opened else ()),
        }
        unknown = _("（記録がありません）")
        self.conflicts = [
            Conflict(
                label_of(model, name),
                unknown if opened is None else words(model, name, opened.get(name)),
                words(model, name, now.get(name)),
                words(model, name, typed.get(name)),
            )
            for name in now
            if name in changed and is_shown(model, name)
        ]

    def _typed(self, relations: dict[str, list[Any]]) -> snapshots.Snapshot:
        """Return the record as the form would save it; what cannot be read as it was typed."""
        record = copy(self.instance)
        for field in record._meta.concrete_fields:
            if field.name in self.cleaned_data and field.name in self.fields:
                setattr(record, field.name, self.cleaned_data[field.name])
        typed = snapshots.take(record, relations)
        for name in self.errors:
            if name in typed:
                typed[name] = str(self[name].value() or "")
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
