"""訂正の依頼: asking for a change of what is published, and answering."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.models import Municipality, User
from kyodo_portal.publishing import funnel, permissions, snapshots
from kyodo_portal.publishing.choices import Channel, State
from kyodo_portal.publishing.differences import in_order, label_of, snapshot_at
from kyodo_portal.publishing.models.correction import CorrectionRequest, CorrectionState
from kyodo_portal.publishing.registry import model_of
from kyodo_portal.publishing.relations import ChildRows, NewRelations, relation_of
from kyodo_portal.publishing.versioned import Versioned

LONGEST_ANSWER = 2000


def proposed_fields(asked: CorrectionRequest) -> list[str]:
    """Return the names of the fields that a request wants changed."""
    opened = snapshot_at(model_of(asked.kind), asked.object_id, asked.version)
    return [name for name in snapshots.changed_fields(opened, asked.values) if name in asked.values]


def without_lifecycle(snapshot: snapshots.Snapshot) -> snapshots.Snapshot:
    """Return a snapshot without what only transitions write."""
    return {name: value for name, value in snapshot.items() if name not in snapshots.LIFECYCLE}


@transaction.atomic
def request_correction(
    record: Any,
    *,
    relations: NewRelations | None = None,
    by: User,
    expected_version: int | None,
    reason: str,
) -> CorrectionRequest:
    """Ask the coordinator to make a published record what `record` and `relations` say.

    Writes nothing to the record. Raises Stale, PermissionDenied, or ValidationError where
    the wish has no reason, changes nothing, or would break the record's own rules.
    """
    stored = funnel.read_stored(record, expected_version)
    may_ask = stored.record is not None and permissions.may_request_correction(
        access_of(by), stored.record
    )
    if not may_ask:
        raise PermissionDenied(_("この記録の訂正を依頼する権限がありません。"))
    if not reason.strip():
        raise ValidationError({"reason": _("何をなぜ直してほしいかを書いてください。")})
    values = wished_values(record, stored, relations or {})
    asked = _wish(stored.record, values, reason.strip(), by)
    asked.full_clean()
    asked.save()
    return asked


def wished_values(
    record: Versioned, stored: funnel.Stored, relations: NewRelations
) -> snapshots.Snapshot:
    """Return what the record would hold; ValidationError where that cannot be or is so already."""
    wanted = funnel.complete_relations(record, relations, stored)
    funnel.check_rules(record, wanted, stored)
    values = snapshots.take(record, wanted)
    if not snapshots.changed_fields(stored.snapshot, values):
        raise ValidationError(
            _("直したところがありません。直したい項目を書き換えてから依頼してください。")
        )
    return without_lifecycle(values)


def _wish(
    stored: Versioned, values: snapshots.Snapshot, reason: str, by: User
) -> CorrectionRequest:
    """Return the unsaved request for these values of a record as it is stored."""
    return CorrectionRequest(
        kind=stored._meta.label_lower,
        object_id=stored.pk,
        title=str(stored)[:500],
        municipality=Municipality.objects.get(pk=stored.owning_municipality_id),
        area=stored.record_area,
        version=stored.version,
        values=values,
        reason=reason,
        requested_by=by,
        requested_at=timezone.now(),
    )


def take_request(asked: CorrectionRequest, state: CorrectionState, by: User, answer: str) -> None:
    """Mark a request as answered if nobody has done so before, else ValidationError."""
    if len(answer) > LONGEST_ANSWER:
        raise ValidationError({"answer": _("返事は2000字までにしてください。")})
    taken = CorrectionRequest.objects.filter(pk=asked.pk, state=CorrectionState.OPEN).update(
        state=state, answered_by=by, answered_at=timezone.now(), answer=answer.strip()
    )
    if not taken:
        raise ValidationError(_("この依頼には、もうほかの人が対応しました。"))


def corrected_record(asked: CorrectionRequest) -> Any:
    """Return the record that a request is about, as it is now.

    Raises ValidationError where it is published no more.
    """
    record: Any = model_of(asked.kind)._base_manager.filter(pk=asked.object_id).first()
    if record is None or record.state != State.PUBLISHED:
        raise ValidationError(_("この記録はいま公開中ではないので、依頼には対応できません。"))
    return record


def check_may_answer(asked: CorrectionRequest, by: User) -> None:
    """Raise PermissionDenied unless the user coordinates the area of the request."""
    if not may_answer(asked, by):
        raise PermissionDenied(_("この依頼に対応する権限がありません。"))


def may_answer(asked: CorrectionRequest, by: User) -> bool:
    """Whether the user coordinates the area of the request."""
    return access_of(by).is_coordinator(asked.municipality_id, asked.area)


def check_unchanged_since(asked: CorrectionRequest, now: snapshots.Snapshot) -> None:
    """Refuse to write over what somebody changed in the same fields after the request."""
    model = model_of(asked.kind)
    opened = snapshot_at(model, asked.object_id, asked.version)
    since = set(snapshots.changed_fields(opened, now))
    open_still = set(snapshots.changed_fields(now, asked.values))
    both = [name for name in proposed_fields(asked) if name in since & open_still]
    if both:
        raise ValidationError(
            _(
                "依頼のあとで同じ項目が直されています：%(fields)s。"
                "内容を比べて、記録の画面で直すか、依頼を見送ってください。"
            )
            % {"fields": "、".join(label_of(model, name) for name in in_order(model, both))}
        )


@transaction.atomic
def apply_correction(
    asked: CorrectionRequest, *, by: User, channel: Channel, answer: str = ""
) -> CorrectionRequest:
    """Write what was asked for, through the funnel, and close the request.

    The request's reason becomes the change's, which 更新履歴 shows. Raises Stale,
    PermissionDenied or ValidationError; then nothing is written.
    """
    check_may_answer(asked, by)
    take_request(asked, CorrectionState.APPLIED, by, answer)
    record = corrected_record(asked)
    check_unchanged_since(asked, snapshots.take(record))
    funnel.save(
        record,
        write=funnel.Write(by, channel, asked.reason),
        expected_version=record.version,
        relations=snapshots_to_record(record, asked),
    )
    asked.refresh_from_db()
    return asked


def snapshots_to_record(record: Versioned, asked: CorrectionRequest) -> dict[str, list[Any]]:
    """Set the proposed values on the record; return the wanted objects of its relations."""
    wanted = {}
    for name in proposed_fields(asked):
        value = asked.values[name]
        if relation_of(type(record), name):
            wanted[name] = related_objects(record, name, value)
            continue
        field: Any = record._meta.get_field(name)
        if field.is_relation:
            setattr(record, field.attname, value["id"] if value else None)
        else:
            setattr(record, field.attname, field.to_python(value))
    return wanted


def related_objects(record: Versioned, name: str, values: list[Any]) -> list[Any]:
    """Return the proposed objects of one relation, in order.

    Raises ValidationError where one of them is gone.
    """
    rows = relation_of(type(record), name)
    if isinstance(rows, ChildRows):
        check_none_gone(rows.gone(values))
        return rows.load_all(record, values)
    related: Any = record._meta.get_field(name).related_model
    found = related._base_manager.in_bulk([value["id"] for value in values])
    check_none_gone([value["name"] for value in values if value["id"] not in found])
    return [found[value["id"]] for value in values]


def check_none_gone(missing: list[str]) -> None:
    """Refuse to follow a request that names what is registered no more."""
    if missing:
        raise ValidationError(
            _("依頼にある「%(names)s」は、もう登録されていません。") % {"names": "、".join(missing)}
        )


@transaction.atomic
def decline_correction(asked: CorrectionRequest, *, by: User, answer: str) -> CorrectionRequest:
    """Close a request without following it; the answer says why."""
    check_may_answer(asked, by)
    if not answer.strip():
        raise ValidationError({"answer": _("見送る理由を、返事に書いてください。")})
    take_request(asked, CorrectionState.DECLINED, by, answer)
    asked.refresh_from_db()
    return asked
