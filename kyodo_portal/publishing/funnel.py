"""The one way by which records are written.

Every channel (admin, import, fixtures, commands) ends here, so that each write is checked
by the same rules, keeps its history, refreshes the search and raises the data version.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.models import User
from kyodo_portal.publishing import permissions, snapshots
from kyodo_portal.publishing.after_write import schedule
from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.listeners import listeners
from kyodo_portal.publishing.models.change import Change
from kyodo_portal.publishing.registry import NewRelations, RecordType, registry
from kyodo_portal.publishing.request_ids import current_request_id


class Stale(Exception):
    """Somebody else has written the record since it was read."""


@dataclass(frozen=True)
class Write:
    """Who writes, through which channel and why."""

    by: User
    channel: Channel
    reason: str = ""


def stored_version(record_type: RecordType, record: Any, expected_version: int | None) -> Any:
    """Return the record as the database has it; None for a new one.

    Raises Stale unless `expected_version` is the stored one.
    """
    if record._state.adding:
        return None
    stored = record_type.model._base_manager.filter(pk=record.pk).first()
    if stored is None or stored.version != expected_version:
        raise Stale
    return stored


def complete_relations(
    record_type: RecordType, record: Any, new_relations: NewRelations, stored: Any
) -> NewRelations:
    """Return every relation's wanted objects; those not given stay as they are."""
    return {
        relation.name: list(
            new_relations[relation.name]
            if relation.name in new_relations
            else relation.read(record)
            if stored is not None
            else []
        )
        for relation in record_type.relations
    }


def check_save_allowed(record_type: RecordType, record: Any, stored: Any, write: Write) -> None:
    """Raise PermissionDenied unless the user may save, before and after the change."""
    if write.channel is Channel.FIXTURE:
        return
    access = access_of(write.by)
    if stored is None:
        allowed = permissions.may_add(access, record_type, record)
    else:
        allowed = permissions.may_change(access, record_type, stored) and (
            permissions.may_change(access, record_type, record)
        )
    if not allowed:
        raise PermissionDenied(_("この記録を保存する権限がありません。"))


def corrects_publicly(record_type: RecordType, stored: Any) -> bool:
    """Whether a change of what is stored corrects something public; a new record does not."""
    return stored is not None and record_type.is_public_correction(stored)


def check_reason(record_type: RecordType, stored: Any, write: Write) -> None:
    """Refuse to change what is published without a reason, which 更新履歴 will show."""
    if corrects_publicly(record_type, stored) and not write.reason.strip():
        raise ValidationError(
            {"reason": _("公開中の記録を直すときは、理由を書いてください。更新履歴に出ます。")}
        )


def keep_lifecycle(record: Any, stored: Any) -> None:
    """Set state and who/when back to what is stored: a save never moves a record on."""
    blank = type(record)()
    for name in snapshots.LIFECYCLE:
        if name in {field.name for field in record._meta.concrete_fields}:
            setattr(record, name, getattr(stored or blank, name))


def take_version(record_type: RecordType, record: Any, write: Write) -> None:
    """Raise the stored version by one if it is still the one that was read, else Stale."""
    now = timezone.now()
    taken = record_type.model._base_manager.filter(pk=record.pk, version=record.version).update(
        version=F("version") + 1, updated_at=now, updated_by=write.by
    )
    if not taken:
        raise Stale
    record.version += 1
    record.updated_at, record.updated_by = now, write.by


def add_change(
    record_type: RecordType,
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
        kind=record_type.label,
        object_id=record.pk,
        title=str(record)[:500],
        municipality_id=record_type.municipality_id(record),
        area=record_type.area_of(record),
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


def affects_public_pages(record_type: RecordType, *records: Any) -> bool:
    """Whether a write of these (before, after) can be seen on any public page."""
    if not record_type.is_publishable:
        return record_type.affects_public_pages
    return any(r is not None and r.state in {State.PUBLISHED, State.WITHDRAWN} for r in records)


def after_write(record_type: RecordType, record: Any, stored: Any) -> None:
    """Refresh the search rows of a record and of those that quote it; raise the version."""
    records = [record, *record_type.dependents(record)]
    schedule(records, is_public=affects_public_pages(record_type, stored, record))


@transaction.atomic
def save(
    record: Any,
    *,
    by: User,
    channel: Channel,
    expected_version: int | None,
    relations: NewRelations | None = None,
    reason: str = "",
) -> Change | None:
    """Write a record with its relations, or nothing at all.

    relations: the wanted related objects by relation name, in order; a relation that is
    not named stays as it is. expected_version: the version that the writer saw, None for a
    new record. Returns the Change, or None when nothing differs from what is stored.

    Raises Stale, PermissionDenied, or ValidationError with a message for each field.
    """
    record_type = registry.type_of(record)
    write = Write(by, channel, reason)
    stored = stored_version(record_type, record, expected_version)
    new_relations = complete_relations(record_type, record, relations or {}, stored)
    _check(record_type, record, stored, new_relations, write)
    before = snapshots.take(stored, record_type) if stored is not None else None
    after = snapshots.take(record, record_type, new_relations)
    if before is not None and not snapshots.changed_fields(before, after):
        return None
    check_reason(record_type, stored, write)
    is_public = corrects_publicly(record_type, stored)
    _write_row(record_type, record, stored, new_relations, write)
    action = Action.CREATE if stored is None else Action.UPDATE
    change = add_change(record_type, record, action, write, before, after, is_public=is_public)
    after_write(record_type, record, stored)
    return change


def _check(
    record_type: RecordType, record: Any, stored: Any, new_relations: NewRelations, write: Write
) -> None:
    """Run every rule that a record must pass before it may be written."""
    if record_type.is_publishable:
        keep_lifecycle(record, stored)
    record.version = stored.version if stored is not None else 0
    record.full_clean()
    record_type.clean_relations(record, new_relations)
    check_save_allowed(record_type, record, stored, write)


def _write_row(
    record_type: RecordType, record: Any, stored: Any, new_relations: NewRelations, write: Write
) -> None:
    """Write the row and its relations under the next version."""
    if stored is None:
        record.version, record.updated_at, record.updated_by = 1, timezone.now(), write.by
        record.save(force_insert=True)
    else:
        take_version(record_type, record, write)
        record.save(force_update=True)
    for relation in record_type.relations:
        now, then = (
            (relation.read(record) if stored is not None else []),
            new_relations[relation.name],
        )
        if snapshots.dumped(relation, now) != snapshots.dumped(relation, then):
            relation.write(record, list(then))
    # What was prefetched before the write is no longer true.
    getattr(record, "_prefetched_objects_cache", {}).clear()


@transaction.atomic
def delete(
    record: Any, *, by: User, channel: Channel, expected_version: int, reason: str = ""
) -> Change:
    """Delete a record that was never submitted; its history stays.

    Raises Stale, PermissionDenied, or django.db.models.ProtectedError where others need it.
    """
    record_type = registry.type_of(record)
    write = Write(by, channel, reason)
    stored = stored_version(record_type, record, expected_version)
    if stored is None or not permissions.may_delete(access_of(by), record_type, stored):
        raise PermissionDenied(_("この記録を削除する権限がありません。"))
    before = snapshots.take(stored, record_type)
    dependents: Iterable[Any] = list(record_type.dependents(stored))
    take_version(record_type, stored, write)
    change = add_change(record_type, stored, Action.DELETE, write, before, None)
    listeners.tell_deleted(stored)
    stored.delete()
    schedule(dependents, is_public=affects_public_pages(record_type, stored))
    return change
