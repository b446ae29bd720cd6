"""Partners as plain rows and as words: no person's name on any public surface."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kyodo_portal.text import Label, fold
from projects.cases.models.rows import CasePartner
from projects.partners.choices import PartnerKind
from projects.partners.models import Partner
from projects.records.models.record import RecordPartner

Row = dict[str, Any]
# Part of a record's words in every language: what is searched and saved must not depend on one.
PERSON = "個人"


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
    targets = [link.partner.merged_into or link.partner for link in links]
    return list(
        {
            partner.pk: {"id": partner.pk, "name": partner.name}
            for partner in targets
            if partner.kind != PartnerKind.PERSON
        }.values()
    )


def person_names(links: Iterable[Any]) -> list[str]:
    """Return every spelling under which a person among these partners may be written.

    links: whatever has a `partner`, such as RecordPartner, CasePartner, ProjectReview.
    """
    names: list[str] = []
    for link in links:
        spellings = [link.partner, *filter(None, [link.partner.merged_into])]
        if any(partner.kind == PartnerKind.PERSON for partner in spellings):
            names += [
                name for partner in spellings for name in (partner.name, *partner.alias_lines)
            ]
    return names


def public_partner_text(text: str, persons: Iterable[str]) -> str:
    """Return a verbatim 関係団体名 with 個人 in place of these persons' names.

    Spaces within a name do not matter. A name that is only there in another width or case
    cannot be cut out exactly: then nothing of the text is shown but 個人.
    """
    person = PERSON
    public = text
    for name in sorted(filter(None, map(str.strip, persons)), key=len, reverse=True):
        letters = [re.escape(letter) for letter in re.sub(r"\s", "", name)]
        pattern = r"\s*".join(letters)
        if len(letters) == 1:  # 林 is a name, but not within 林業組合
            pattern = rf"(?<!\w){pattern}(?!\w)"
        public = re.sub(pattern, person, public)
        if len(letters) > 1 and fold(name) in fold(public):
            return person
    return public


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
