"""Partners merged and taken apart again.

Keyword-only, atomic, and ends in `publishing.funnel`; see there for the errors: Stale,
PermissionDenied, ValidationError.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kyodo_portal.organizations.models import User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel
from projects.partners.models import Partner


def _check_merge(source: Partner, target: Partner) -> None:
    if source.municipality_id != target.municipality_id:
        raise ValidationError(_("別の自治体の関係団体とはまとめられません。"))
    if source.pk == target.pk:
        raise ValidationError(_("自分自身にまとめることはできません。"))
    if target.merged_into_id is not None:
        raise ValidationError(
            _(
                "「%(name)s」は、もうほかの団体にまとめられています。まとめ先の団体を選んでください。"
            )
            % {"name": target}
        )


@transaction.atomic
def merge_partners(
    *,
    source: Partner,
    target: Partner,
    by: User,
    channel: Channel,
    source_version: int,
    reason: str = "",
) -> None:
    """Make `source` another spelling of `target` (同じ団体の別表記をまとめる).

    The records keep what they say; pages, filters and figures follow `merged_into`, so
    `unmerge_partner` gives back exactly what was.
    """
    _check_merge(source, target)
    write = funnel.Write(by, channel, reason)
    for spelling in [*source.merged_names.order_by("id")]:
        spelling.merged_into = target
        funnel.save(spelling, write=write, expected_version=spelling.version)
    source.merged_into = target
    funnel.save(source, write=write, expected_version=source_version)


@transaction.atomic
def unmerge_partner(
    *, source: Partner, by: User, channel: Channel, source_version: int, reason: str = ""
) -> None:
    """Make a merged spelling a partner of its own again."""
    source.merged_into = None
    write = funnel.Write(by, channel, reason)
    funnel.save(source, write=write, expected_version=source_version)
