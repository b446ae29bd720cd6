"""The one funnel for writes of case sheets, with what is decided only here."""

from typing import Any

from django.db import transaction

from kyodo_portal.organizations.models import User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.models import Change
from projects.cases.models.case_sheet import CaseSheet
from projects.records.services import wording


@transaction.atomic
def save_case_sheet(
    sheet: CaseSheet,
    *,
    by: User,
    channel: Channel,
    expected_version: int | None,
    reason: str = "",
    **relations: list[Any],
) -> Change | None:
    """Write a sheet with its relations and rows, in the order given.

    relations: departments, partners, roles, strengths, flow_parties, flow_arrows; those not
    given stay as they are. A new sheet without 担当課 gets the one that enters it, and what
    the sheet's wording leaves empty is filled from what was chosen; in the admin it follows
    the choice (see `wording`). See `publishing.funnel` for the errors.
    """
    stored = funnel.read_stored(sheet, expected_version)
    for name in ("departments", "partners"):
        if name in relations:
            relations[name] = list(dict.fromkeys(relations[name]))
    if not relations.get("departments") and sheet.department_id and stored.record is None:
        relations["departments"] = [sheet.department]
    for name, text in (("departments", "department_text"), ("partners", "partner_text")):
        if name in relations:
            before = stored.relations.get(name, []) if channel is Channel.ADMIN else []
            words = wording(getattr(sheet, text), before=before, chosen=relations[name])
            setattr(sheet, text, words)
    write = funnel.Write(by, channel, reason)
    return funnel.save(
        sheet, write=write, expected_version=expected_version, relations=relations, stored=stored
    )
