"""The one way to write a sheet with its sections, with what is decided only here.

Keyword-only, atomic, and ends in `publishing.funnel`; see there for the errors: Stale,
PermissionDenied, ValidationError.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo_portal.organizations.access import Access, access_of
from kyodo_portal.organizations.models import User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.models import Change
from policies import AREA
from policies.sheets.models import EvaluationSheet, SheetSection


@transaction.atomic
def save_sheet(
    sheet: EvaluationSheet,
    *,
    sections: Sequence[SheetSection] | None = None,
    by: User,
    channel: Channel,
    expected_version: int | None,
    reason: str = "",
) -> Change | None:
    """Write a sheet with its sections; each department writes and confirms only its own.

    A confirmation is stamped with who and when; text changed by somebody who does not
    confirm it is 要確認 again.
    """
    stored = funnel.read_stored(sheet, expected_version)
    relations: dict[str, list[Any]] = {}
    if sections is not None:
        relations["sections"] = list(sections)
        before = {row.pk: row for row in stored.relations.get("sections", [])}
        for section in sections:
            stamp_confirmation(section, before.get(section.pk), by)
        if channel is not Channel.FIXTURE:
            check_sections_allowed(sheet, sections, before, access_of(by))
    write = funnel.Write(by, channel, reason)
    return funnel.save(
        sheet, write=write, expected_version=expected_version, relations=relations, stored=stored
    )


def stamp_confirmation(section: SheetSection, stored: SheetSection | None, by: User) -> None:
    """Set who confirmed a section and when, to what its confirmation now says."""
    is_new = stored is None or not stored.is_confirmed or has_new_text(section, stored)
    if not section.is_confirmed:
        section.confirmed_at = section.confirmed_by = None
    elif is_new:
        section.confirmed_at, section.confirmed_by = timezone.now(), by
    elif stored is not None:
        section.confirmed_at, section.confirmed_by = stored.confirmed_at, stored.confirmed_by


def has_new_text(section: SheetSection, stored: SheetSection) -> bool:
    """Whether a section says something else than what is stored."""
    return (section.actions, section.direction) != (stored.actions, stored.direction)


def check_sections_allowed(
    sheet: EvaluationSheet,
    sections: Sequence[SheetSection],
    before: Mapping[int, SheetSection],
    access: Access,
) -> None:
    """Raise PermissionDenied where somebody writes in another department's section."""
    if access.is_coordinator(sheet.plan_item.plan.municipality_id, AREA):
        return
    own = access.own_department_ids(AREA)
    touched = {
        row.department_id for pk, row in before.items() if pk not in {s.pk for s in sections}
    }
    for section in sections:
        old = before.get(section.pk)
        if old is None or old.department_id != section.department_id:
            touched |= {section.department_id} | ({old.department_id} if old else set())
        elif has_new_text(section, old) or section.is_confirmed != old.is_confirmed:
            touched.add(section.department_id)
    if touched - own:
        raise PermissionDenied(
            _("ほかの担当課の欄は直せません。自分の担当課の欄だけを書いてください。")
        )
