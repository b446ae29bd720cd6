"""The one way to write an item of 市長公約, with its place in the tree.

Keyword-only, atomic, and ends in `publishing.funnel`; see there for the errors: Stale,
PermissionDenied, ValidationError.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kyodo_portal.organizations.models import User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.models import Change
from pledges.sets.models.pledge import PledgeItem

# Called with a new item, `by` and `channel`, in its transaction: what must know of it at once
# stands on sets, so that sets know nothing of it.
on_new_item: list[Callable[..., None]] = []


@transaction.atomic
def save_item(
    item: PledgeItem,
    *,
    by: User,
    channel: Channel,
    expected_version: int | None,
    relations: Mapping[str, list[Any]] | None = None,
    reason: str = "",
) -> Change | None:
    """Write an item with its place in the tree; what stands below moves along.

    A new item is told to `on_new_item`: reports that are still being entered ask about it.
    """
    is_new = item._state.adding
    write: dict[str, Any] = {"by": by, "channel": channel, "reason": reason}
    change = funnel.save(item, expected_version=expected_version, relations=relations, **write)
    if is_new:
        for listener in on_new_item:
            listener(item, by=by, channel=channel)
    elif change is not None and change.before["path"] != item.path:
        _move_below(item, write)
    return change


def _move_below(above: PledgeItem, write: Mapping[str, Any]) -> None:
    """Derive the place of every item below anew; a place that cannot be undoes all of it."""
    for child in PledgeItem.objects.filter(parent=above).for_tree():
        child.parent = above
        try:
            funnel.save(child, expected_version=child.version, **write)
        except ValidationError as refusal:
            text = _("下の項目「%(title)s」を動かせません：%(why)s") % {
                "title": child.title,
                "why": " ".join(refusal.messages),
            }
            raise ValidationError({"parent": text}) from refusal
        _move_below(child, write)
