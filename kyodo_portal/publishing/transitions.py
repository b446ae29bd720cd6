"""From draft to publication and back: the services that change a record's state."""

from copy import copy
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.models import User
from kyodo_portal.publishing import permissions, services, snapshots
from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.funnel import (
    Stale,
    Write,
    add_change,
    after_write,
    read_stored,
    take_version,
)

REACHES = {
    Action.SUBMIT: State.SUBMITTED,
    Action.TAKE_BACK: State.DRAFT,
    Action.RETURN: State.RETURNED,
    Action.PUBLISH: State.PUBLISHED,
    Action.WITHDRAW: State.WITHDRAWN,
}
# The prefix of the who/when pair that an action sets.
STAMPS = {
    Action.SUBMIT: "submitted",
    Action.RETURN: "returned",
    Action.PUBLISH: "published",
    Action.WITHDRAW: "withdrawn",
}


def check_transition(record: Any, action: Action, write: Write) -> None:
    """Raise PermissionDenied or ValidationError unless the step may be taken from here."""
    states, _roles = permissions.TRANSITIONS[action]
    if record.state not in states:
        raise ValidationError(
            _("「%(title)s」はいま「%(state)s」なので、「%(action)s」はできません。")
            % {
                "title": record,
                "state": record.get_state_display(),
                "action": Action(action).label,
            }
        )
    if write.channel is not Channel.FIXTURE and not permissions.may_do(
        access_of(write.by), record, action
    ):
        raise PermissionDenied(
            _("「%(title)s」の「%(action)s」をする権限がありません。")
            % {"title": record, "action": Action(action).label}
        )


def check_comment(action: Action, comment: str) -> None:
    """Refuse to send back or to withdraw without saying why."""
    if action == Action.RETURN and not comment:
        raise ValidationError(_("差戻しには、どこをどう直すかのコメントを書いてください。"))
    if action == Action.WITHDRAW and not comment:
        raise ValidationError(_("公開を停止する理由を書いてください。公開ページに出ます。"))


@transaction.atomic
def transition(
    record: Any,
    action: Action,
    *,
    by: User,
    channel: Channel,
    expected_version: int,
    comment: str = "",
    without_trace: bool = False,
) -> Any:
    """Take a record to the state that `action` reaches, and return it as now stored.

    comment: why it is sent back or withdrawn. without_trace: a withdrawn record answers
    like one that never was (for personal data). Raises Stale, PermissionDenied or
    ValidationError; then nothing is written.
    """
    write = Write(by, channel, comment)
    stored = read_stored(record, expected_version)
    if stored.record is None:
        raise Stale
    check_transition(stored.record, action, write)
    check_comment(action, comment.strip())
    stored.record.check_step(action)
    moved = copy(stored.record)
    take_version(moved, write)
    moved.state = REACHES[action]
    if action in STAMPS:
        setattr(moved, f"{STAMPS[action]}_at", timezone.now())
        setattr(moved, f"{STAMPS[action]}_by", by)
    if action == Action.RETURN:
        moved.return_comment = comment.strip()
    if action == Action.WITHDRAW:
        moved.withdrawal_reason, moved.withdrawn_without_trace = comment.strip(), without_trace
    services.prepare_step(moved, action)
    moved.save(force_update=True)
    add_change(moved, action, write, *snapshots.take_step(stored.record, moved))
    after_write(moved, stored.record)
    return moved
