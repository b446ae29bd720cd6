"""The one way by which records are written.

Every channel (admin, import, fixtures, commands) ends here, so that each write is checked
by the same rules, keeps its history, refreshes the search and raises the data version.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo_portal.organizations.access import Access, access_of
from kyodo_portal.organizations.models import User
from kyodo_portal.publishing import deletion, permissions, snapshots
from kyodo_portal.publishing.after_write import batched, schedule
from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.ended_departments import check_departments
from kyodo_portal.publishing.listeners import listeners
from kyodo_portal.publishing.models.change import Change
from kyodo_portal.publishing.publishable import Publishable
from kyodo_portal.publishing.relations import NewRelations
from kyodo_portal.publishing.request_ids import current_request_id


class Stale(Exception):
    """Somebody else has written the record since it was read."""


@dataclass(frozen=True)
class Write:
    """Who writes, through which channel and why."""

    by: User
    channel: Channel
    reason: str = ""


@dataclass(frozen=True)
class Stored:
    """A record as the database has it; its relations are read once for a whole save.

    record: None where the one to be written is new.
    """

    record: Any

    @cached_property
    def relations(self) -> dict[str, list[Any]]:
        """Return the stored objects of each relation, none of a new record."""
        if self.record is None:
            return {}
        return {relation.name: relation.read(self.record) for relation in self.record.relations}

    @cached_property
    def snapshot(self) -> snapshots.Snapshot | None:
        """Return the record as the history keeps it, None of a new one."""
        return None if self.record is None else snapshots.take(self.record, self.relations)

    @cached_property
    def is_public(self) -> bool:
        """Whether changing what is stored corrects something public; asked before the write."""
        return self.record is not None and self.record.is_public_correction()


def read_stored(record: Any, expected_version: int | None) -> Stored:
    """Return what of a record is stored, with the objects that its foreign keys name.

    Raises Stale unless `expected_version` is the stored one.
    """
    if record._state.adding:
        return Stored(None)
    rows = type(record)._base_manager.filter(pk=record.pk)
    if names := [field.name for field in foreign_keys(record)]:
        rows = rows.select_related(*names)
    stored = rows.first()
    if stored is None or stored.version != expected_version:
        raise Stale
    share_related(record, stored)
    return Stored(stored)


def foreign_keys(record: Any) -> list[Any]:
    """Return the fields of a record's related objects, but for the funnel's own."""
    fields = record._meta.concrete_fields
    return [one for one in fields if one.is_relation and one.name not in snapshots.BOOKKEEPING]


def share_related(record: Any, stored: Any) -> None:
    """Give a record the related objects read with what is stored, where they are the same."""
    for field in foreign_keys(record):
        is_same = getattr(record, field.attname) == getattr(stored, field.attname)
        if is_same and not field.is_cached(record):
            field.set_cached_value(record, field.get_cached_value(stored))


def complete_relations(record: Any, new_relations: NewRelations, stored: Stored) -> NewRelations:
    """Return every relation's wanted objects; those not given stay as they are."""
    return {
        name: list(new_relations[name] if name in new_relations else stored.relations.get(name, []))
        for name in (relation.name for relation in record.relations)
    }


def check_save_allowed(record: Any, stored: Stored, write: Write) -> None:
    """Raise PermissionDenied unless the user may save, before and after the change."""
    if write.channel is Channel.FIXTURE:
        return
    access = access_of(write.by)
    if stored.record is None:
        allowed = permissions.may_add(access, record)
    else:
        allowed = permissions.may_change(access, stored.record) and (
            permissions.may_change(access, record)
        )
    if not allowed:
        raise PermissionDenied(_("この記録を保存する権限がありません。"))


def check_reason(stored: Stored, write: Write) -> None:
    """Refuse to change what is published without a reason, which 更新履歴 will show."""
    if stored.is_public and not write.reason.strip():
        raise ValidationError(
            {"reason": _("公開中の記録を直すときは、理由を書いてください。更新履歴に出ます。")}
        )


def keep_lifecycle(record: Any, stored: Any) -> None:
    """Set state and who/when back to what is stored: a save never moves a record on."""
    if record.is_publishable:
        kept = stored or type(record)()
        for field in Publishable._meta.local_fields:
            setattr(record, field.attname, getattr(kept, field.attname))


def take_version(record: Any, write: Write) -> None:
    """Raise the stored version by one if it is still the one that was read, else Stale."""
    now = timezone.now()
    rows = type(record)._base_manager.filter(pk=record.pk, version=record.version)
    if not rows.update(version=F("version") + 1, updated_at=now, updated_by=write.by):
        raise Stale
    record.version += 1
    record.updated_at, record.updated_by = now, write.by


def add_change(
    record: Any,
    action: Action,
    write: Write,
    before: snapshots.Snapshot | None,
    after: snapshots.Snapshot | None,
    *,
    is_public: bool = False,
) -> Change:
    """Add the one row of history that belongs to this write."""
    return Change.objects.create(
        kind=record._meta.label_lower,
        object_id=record.pk,
        title=str(record)[:500],
        municipality_id=record.owning_municipality_id,
        area=record.record_area,
        action=action,
        channel=write.channel,
        version=record.version,
        by=write.by,
        at=record.updated_at or timezone.now(),
        request_id=current_request_id(),
        reason=write.reason.strip(),
        is_public=is_public,
        before=before,
        after=after,
    )


def affects_public_pages(*records: Any) -> bool:
    """Whether a write of these (before, after) can be seen on any public page."""
    known = [record for record in records if record is not None]
    public = {State.PUBLISHED, State.WITHDRAWN}
    return any(
        record.state in public if record.is_publishable else record.affects_public_pages
        for record in known
    )


def after_write(record: Any, stored: Any) -> None:
    """Refresh the search rows of a record and of those that quote it; raise the version."""
    schedule([record, *record.dependents()], is_public=affects_public_pages(stored, record))


@transaction.atomic
def save(
    record: Any,
    *,
    write: Write,
    expected_version: int | None,
    relations: NewRelations | None = None,
    stored: Stored | None = None,
) -> Change | None:
    """Write a record with its relations, or nothing at all.

    relations: the wanted related objects by relation name, in order; a relation that is
    not named stays as it is. expected_version: the version that the writer saw, None for a
    new record. stored: what `read_stored` has read, in the same transaction, for a service that
    looks at it too. Returns the Change, or None when nothing differs from what is stored.

    Raises Stale, PermissionDenied, or ValidationError with a message for each field.
    """
    stored = stored or read_stored(record, expected_version)
    wanted = complete_relations(record, relations or {}, stored)
    check_rules(record, wanted, stored)
    check_save_allowed(record, stored, write)
    before, after = stored.snapshot, snapshots.take(record, wanted)
    if before is not None and not snapshots.changed_fields(before, after):
        return None
    check_reason(stored, write)
    _write_row(record, wanted, stored, write)
    action = Action.CREATE if before is None else Action.UPDATE
    change = add_change(record, action, write, before, after, is_public=stored.is_public)
    after_write(record, stored.record)
    return change


def check_rules(record: Any, wanted: NewRelations, stored: Stored) -> None:
    """Run every rule that a record must pass, whoever writes it; ValidationError where it fails."""
    keep_lifecycle(record, stored.record)
    record.version = stored.record.version if stored.record is not None else 0
    record.full_clean()
    record.clean_relations(wanted)
    check_departments(record, wanted, stored)


def _write_row(record: Any, wanted: NewRelations, stored: Stored, write: Write) -> None:
    """Write the row and its relations under the next version."""
    if stored.record is None:
        record.version, record.updated_at, record.updated_by = 1, timezone.now(), write.by
        record.save(force_insert=True)
    else:
        take_version(record, write)
        record.save(force_update=True)
    for relation in record.relations:
        now, then = stored.relations.get(relation.name, []), wanted[relation.name]
        if [relation.dump(item) for item in now] != [relation.dump(item) for item in then]:
            relation.write(record, then, now)
    # What was prefetched before the write is no longer true.
    getattr(record, "_prefetched_objects_cache", {}).clear()


@transaction.atomic
def delete(
    record: Any, *, write: Write, expected_version: int | None, seen: str | None = None
) -> Change:
    """Delete a record that was never submitted, with its own; the history of all stays.

    seen: `deletion.mark_of` its own records as the writer saw them, None for a writer that saw
    nothing. Returns the Change of the record itself; each of its own has one, too.

    Raises Stale, PermissionDenied, or ValidationError with a sentence for each kind of record
    that needs one of these, or was submitted.
    """
    stored = read_stored(record, expected_version)
    own = deletion.own_records(stored.record) if stored.record is not None else []
    if seen is not None and seen != deletion.mark_of(own):
        raise Stale
    access = access_of(write.by)
    _check_deletion_allowed(stored.record, access)
    if sentences := deletion.obstacles(stored.record, own, access):
        raise ValidationError(sentences)
    for one in own:
        _check_deletion_allowed(one, access)
    with batched():
        for one in own:
            _delete_row(Stored(one), write)
        return _delete_row(stored, write)


def _check_deletion_allowed(record: Any, access: Access) -> None:
    if record is None or not permissions.may_delete(access, record):
        raise PermissionDenied(_("この記録を削除する権限がありません。"))


def _delete_row(stored: Stored, write: Write) -> Change:
    """Delete one row with its history and its search row; what quotes it is told at the end."""
    gone, before = stored.record, stored.snapshot
    dependents: Iterable[Any] = list(gone.dependents())
    take_version(gone, write)
    change = add_change(gone, Action.DELETE, write, before, None)
    listeners.tell_deleted(gone)
    gone.delete()
    schedule(dependents, is_public=affects_public_pages(gone))
    return change
