"""Partners as plain rows and as words: no person's name on any public surface."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kyodo_portal.text import Label
from projects.cases.models.rows import CasePartner
from projects.partners.choices import PartnerKind
from projects.partners.models import Partner
from projects.partners.source_text import (
    partners_to_name,
    person_names,
    public_partner_text,
)
from projects.records.models.record import RecordPartner

Row = dict[str, Any]


def partner_row(partner: Partner) -> Row:
    """Return a partner of `Partner.objects.published().for_list()` as a plain row."""
    return {
        "id": partner.pk,
        "municipality": partner.municipality.code,
        "municipality_name": partner.municipality.name,
        "name": partner.name,
        "kind": partner.kind,
        "corporate_number": partner.corporate_number,
        "url": partner.get_absolute_url(),
    }


def public_partners(links: Iterable[RecordPartner | CasePartner]) -> list[Row]:
    """Return {id, name} of the partners to be named, each once, in the order of the links."""
    return [{"id": partner.pk, "name": partner.name} for partner in partners_to_name(links)]


def words_with_counts(partner: Any) -> str:
    """Return a partner of `with_work_counts()` so that it is told from its namesakes."""
    return _("%(name)s（年度の記録%(records)s件、協働事例%(sheets)s件）") % {
        "name": partner.name,
        "records": partner.record_count,
        "sheets": partner.sheet_count,
    }


@dataclass(frozen=True)
class Words:
    """A piece of a verbatim text; with `url` where it names a partner that has a page."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class NamedPartner:
    """A partner of a record: the name as the record has it, its page, its kind in words."""

    pk: int
    spelling: str
    name: str
    url: str
    kind: Label
    is_one_partner: bool


def named_partners(links: Iterable[RecordPartner]) -> list[NamedPartner]:
    """Return the partners of a record that may be named, in order; persons never.

    Another spelling that was merged leads to the partner it was merged into.
    """
    named = []
    for link in links:
        target = link.partner.merged_into or link.partner
        if PartnerKind.PERSON in {link.partner.kind, target.kind}:
            continue
        named.append(_named(link.partner, target))
    return named


def _named(spelling: Partner, target: Partner) -> NamedPartner:
    return NamedPartner(
        pk=target.pk,
        spelling=spelling.name,
        name=target.name,
        url=target.get_absolute_url(),
        kind=PartnerKind(target.kind).label,
        is_one_partner=target.kind != PartnerKind.GENERIC,
    )


def partner_words(
    text: str, links: Sequence[RecordPartner]
) -> tuple[list[Words], list[NamedPartner]]:
    """Return a verbatim 関係団体名 in pieces, and the partners that it does not name.

    No character is added, lost or changed, but that 個人 stands for the names of persons.
    """
    public = public_partner_text(text, person_names(links))
    pieces: list[Words] = []
    unnamed: list[NamedPartner] = []
    rest = public
    for partner in named_partners(links):
        before, found, after = rest.partition(partner.spelling)
        if not found:
            unnamed.append(partner)
            continue
        pieces += [Words(before)] if before else []
        pieces.append(Words(found, partner.url))
        rest = after
    return pieces + ([Words(rest)] if rest else []), unnamed
