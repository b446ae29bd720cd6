"""The rows of a record that two people have changed: merged row by row, field by field.

A row is known again by its id, a new one by the key of its relation where there is one. Nothing that
was typed goes with a row that the other has deleted, and no row that the other has added is lost.
"""

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from kyodo_portal.publishing.admin.inline_rows import Row, rows_kept, sent_rows, with_rows
from kyodo_portal.publishing.admin.merging import (
    FIRST_OPENED,
    UNKNOWN,
    Compared,
    Side,
    chosen_side,
    sent_values,
    waiting_names,
)
from kyodo_portal.publishing.admin.steps import posted_version
from kyodo_portal.publishing.differences import row_field_words, row_words, snapshot_at
from kyodo_portal.publishing.relations import ChildRows, reference
from kyodo_portal.publishing.snapshots import Snapshot, identity

DELETE, PLACE = "DELETE", "place"


class RowMerge:
    """The rows of one inline: as they were opened, as they are stored, as they were sent.

    formset: an unbound one of the stored record. opened: the rows as the history has them, None
    where it does not reach that version. is_stale: whether somebody has saved meanwhile.
    """

    def __init__(
        self,
        formset: Any,
        relation: ChildRows,
        data: QueryDict,
        opened: list[Snapshot] | None,
        *,
        is_stale: bool,
    ) -> None:
        self.formset, self.relation, self.data = formset, relation, data
        self.prefix, self.is_stale = formset.prefix, is_stale
        self.rows, self.initial = sent_rows(data, self.prefix)
        self.id_name = relation.model._meta.pk.name  # type: ignore[union-attr]  # each has one
        self.opened = opened
        self.lines: list[Compared] = []

    def merged(self) -> QueryDict:
        """Return the data with every row that is stored, and the new ones behind them."""
        stored = {str(form.instance.pk): form for form in self.formset.initial_forms}
        sent = {self._key(row): number for number, row in enumerate(self.rows[: self.initial])}
        taken: set[int] = set()
        kept = []
        for place, (key, form) in enumerate(stored.items()):
            number = sent.get(key)
            if number is None:
                number = self._same_new_row(form)
            if number is None:
                kept.append(self._stored_row(form))
                now = self.relation.dump(form.instance)
                note = _("相手が加えた行です。")
                self._tell(self._label(place, now), Side.THEIRS, note, now=now)
                continue
            taken.add(number)
            kept.append(self._merged_row(place, form, number))
        gone = [
            self._gone_row(number)
            for number in range(min(self.initial, len(self.rows)))
            if number not in taken
        ]
        new = [
            row
            for number, row in enumerate(self.rows)
            if number >= self.initial and number not in taken
        ]
        return with_rows(self.data, self.prefix, kept, [row for row in gone if row] + new)

    # --- One row -------------------------------------------------------------------------

    def _key(self, row: Row) -> str:
        return row.get(self.id_name, [""])[-1]

    def _same_new_row(self, form: Any) -> int | None:
        """Return the number of a new row that stands for the same thing as a stored one."""
        if not self.relation.key:
            return None
        value = self.relation.dump(form.instance)[self.relation.key]
        key = [str(identity(value))]
        for number in range(self.initial, len(self.rows)):
            if self.rows[number].get(self.relation.key) == key:
                return number
        return None

    def _stored_row(self, form: Any) -> Row:
        row = {name: sent_values(form[name]) for name in form.fields if name != DELETE}
        return {name: values for name, values in row.items() if values}

    def _opened_row(self, number: int, now: Any) -> Snapshot | None:
        """Return a row as it was opened: by its key, else by its place on the page.

        now: the stored row. What is new here and was made by the other too, was an empty row.
        """
        if number >= self.initial:
            key = {self.relation.key: getattr(now, self.relation.key)}
            return self.relation.dump(self.relation.model(**key))
        if self.opened is None:
            return None
        place = None
        if len(self.opened) == self.initial:
            place = self.opened[number]
        if not self.relation.key:
            return place
        key = self._key_value(self.relation.dump(now))
        found = [row for row in self.opened if self._key_value(row) == key]
        if found or place is None:
            return found[0] if found else None
        # The other may have changed the key itself, but not to that of another row.
        stored = [self.relation.dump(form.instance) for form in self.formset.initial_forms]
        is_taken = self._key_value(place) in map(self._key_value, stored)
        return None if is_taken else place

    def _key_value(self, values: Mapping[str, Any]) -> Any:
        return identity(values.get(self.relation.key))

    def _changed(self, number: int, instance: Any) -> Any:
        """Return the form of a sent row over a row: its `changed_data` is what differs."""
        return self.formset.form(
            self.data,
            prefix=f"{self.prefix}-{number}",
            instance=instance,
            **self.formset.get_form_kwargs(number),
        )

    def _as_opened(self, instance: Any, opened: Snapshot | None, number: int) -> Any:
        """Return a row of the model with the values with which it was opened."""
        row = copy(instance)
        if opened is not None:
            # A field that the history has, and the model no longer, is left out.
            known = {name: opened[name] for name in self.relation.fields if name in opened}
            self.relation.load(known, row)
            row.position = number
        return row

    def _merged_row(self, place: int, form: Any, number: int) -> Row:
        """Return one row of both: what only the other changed is taken, what waits stays typed."""
        now, stored = self.relation.dump(form.instance), self._stored_row(form)
        opened = self._opened_row(number, form.instance)
        typed = self._changed(number, copy(form.instance))
        mine, theirs = self._changes(number, form, opened)
        row = {**self.rows[number], self.id_name: [str(form.instance.pk)]}
        sides = {
            name: self._side(form, name, mine, theirs)
            for name in typed.changed_data
            if name in self.relation.fields
        }
        taken = {name for name in sides if self._is_taken(form, name, sides[name])}
        if self.is_stale and PLACE not in mine:
            taken.add(PLACE)
        for name in taken:
            row[name] = stored.get(name, [])
        for name, side in sides.items():
            if side and (self.is_stale or name not in taken):
                self.lines.append(self._compared(place, form, name, side, opened, typed))
        if DELETE in row and self.is_stale and theirs:
            del row[DELETE]
            note = _("相手が書き換えたので、消さずに残しました。")
            self._tell(self._label(place, now), Side.THEIRS, note, opened=opened, now=now)
        return {name: values for name, values in row.items() if values}

    def _changes(
        self, number: int, form: Any, opened: Snapshot | None
    ) -> tuple[set[str], set[str]]:
        """Return the fields of a row that were changed here, and those that the other changed."""
        now = self.relation.dump(form.instance)
        before = self._as_opened(form.instance, opened, number)
        theirs = {
            name
            for name in self.relation.fields
            if opened is None or identity(now[name]) != identity(opened.get(name))
        }
        return set(self._changed(number, before).changed_data), theirs

    def _is_taken(self, form: Any, name: str, side: str) -> bool:
        """Whether a field of a row gets what is stored in place of what was sent."""
        chosen = side == Side.BOTH and not self.is_stale and self._chose_theirs(form, name)
        return side == Side.THEIRS or chosen

    def _gone_row(self, number: int) -> Row | None:
        """Return as a new one a row that the other deleted while something was typed into it."""
        row = {**self.rows[number], self.id_name: [""]}
        if DELETE in row:
            return None
        opened = None
        if self.opened is not None and len(self.opened) == self.initial:
            opened = self.opened[number]
        instance = self.relation.model(
            pk=self._key(self.rows[number]) or None, **{self.relation.parent: self.formset.instance}
        )
        as_opened = self._as_opened(instance, opened, number)
        label = self._label(number, opened or {})
        if opened is not None and not self._changed(number, as_opened).changed_data:
            self._tell(label, Side.THEIRS, _("相手が消した行です。"), opened=opened)
            return None
        if self.relation.key and opened is not None:
            row.setdefault(self.relation.key, [str(self._key_value(opened))])
        note = _("相手が消した行です。あなたの入力があるので、新しい行として残しました。")
        self._tell(label, Side.MINE, note, opened=opened)
        return row

    # --- What is told of it ------------------------------------------------------------------

    def _name(self, form: Any, name: str) -> str:
        return f"{self.prefix}-{form.instance.pk}-{name}"

    def _chose_theirs(self, form: Any, name: str) -> bool:
        unit = self._name(form, name)
        return unit in waiting_names(self.data) and chosen_side(self.data, unit) == Side.THEIRS

    def _side(self, form: Any, name: str, mine: set[str], theirs: set[str]) -> str:
        """Return who has changed a field of a row that differs from the stored one."""
        unit = self._name(form, name)
        waits = unit in waiting_names(self.data)
        if not self.is_stale:
            return Side.BOTH if waits else ""
        if waits and not chosen_side(self.data, unit):
            return Side.BOTH
        if self._chose_theirs(form, name):
            return Side.THEIRS
        if name in theirs:
            return Side.BOTH if name in mine else Side.THEIRS
        return Side.MINE

    def _compared(
        self, place: int, form: Any, name: str, side: str, opened: Snapshot | None, typed: Any
    ) -> Compared:
        now, unit = self.relation.dump(form.instance), self._name(form, name)
        label = {
            "row": self._label(place, now),
            "field": self.relation.field(name).verbose_name,
        }
        return Compared(
            unit,
            _("%(row)s　%(field)s") % label,
            side,
            str(UNKNOWN) if opened is None else self._words(name, opened.get(name)),
            self._words(name, now[name]),
            self._words(name, self._typed_value(typed, name)),
            chosen="" if self.is_stale else chosen_side(self.data, unit),
        )

    def _typed_value(self, typed: Any, name: str) -> Any:
        """Return what was typed as a snapshot holds it; what cannot be read as it stands."""
        if not typed.is_valid() and name in typed.errors:
            return str(typed[name].value() or "")
        value = typed.cleaned_data.get(name)
        return reference(value) if self.relation.field(name).is_relation else value

    def _words(self, name: str, value: Any) -> str:
        return row_field_words(self.relation, name, value)

    def _tell(
        self,
        label: str,
        side: str,
        note: str,
        *,
        opened: Snapshot | None = None,
        now: Snapshot | None = None,
    ) -> None:
        """Say what was done with a whole row, which is shown as it was and as it is."""
        if self.is_stale:
            before, after = (
                row_words(self.relation, row) if row is not None else "" for row in (opened, now)
            )
            self.lines.append(Compared("", label, side, before, after, "", note=note))

    def _label(self, place: int, values: Mapping[str, Any]) -> str:
        """Return how a row is called: by its key, else by its place."""
        rows = str(self.relation.model._meta.verbose_name_plural)
        key = values.get(self.relation.key)
        if isinstance(key, Mapping):
            return _("%(rows)s「%(name)s」") % {"rows": rows, "name": key["name"]}
        return _("%(rows)s %(number)s行目") % {"rows": rows, "number": place + 1}


def merged_rows(request: Any, record: Any, inline: Any, sent: Mapping[str, Any]) -> QueryDict:
    """Return the posted data of an inline with the rows of both, where two people have saved.

    sent: the arguments of the inline's formset. What is to be told of the rows is left on the
    request, for the record's form.
    """
    data, prefix = sent["data"], sent["prefix"]
    version = posted_version(request.POST.get("expected_version"))
    is_stale = version != record.version
    waits = any(name.startswith(f"{prefix}-") for name in waiting_names(request.POST))
    found = [
        relation
        for relation in record.relations
        if isinstance(relation, ChildRows) and relation.model is inline.model
    ]
    if not found or not (is_stale or waits):
        existing = sent["queryset"].filter(**{inline.fk_name: record}).values_list("pk", flat=True)
        return rows_kept(data, prefix, inline.model._meta.pk.name, existing)
    [relation] = found
    if not is_stale:
        version = posted_version(request.POST.get(FIRST_OPENED))
    opened = snapshot_at(type(record), record.pk, version) or {}
    formset = inline.get_formset(request, record)(
        instance=record, prefix=prefix, queryset=sent["queryset"]
    )
    merge = RowMerge(formset, relation, data, opened.get(relation.name), is_stale=is_stale)
    merged = merge.merged()
    request.compared_rows[prefix] = merge.lines
    return merged
