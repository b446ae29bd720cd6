"""Verbatim texts in which partners are named: no person's name on any public surface."""

import re
from collections.abc import Iterable
from typing import Any

from kyodo_portal.text import fold
from projects.partners.choices import PartnerKind

# Part of a record's words in every language: what is searched and saved must not depend on one.
PERSON = "個人"


def partners_to_name(links: Iterable[Any]) -> list[Any]:
    """Return the partners to be named, each once, in the order of the links; persons never.

    links: as for `person_names`. Another spelling that was merged counts as the partner it was
    merged into.
    """
    targets = [link.partner.merged_into or link.partner for link in links]
    named = {target.pk: target for target in targets if target.kind != PartnerKind.PERSON}
    return list(named.values())


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
    public = text
    for name in sorted(filter(None, map(str.strip, persons)), key=len, reverse=True):
        letters = [re.escape(letter) for letter in re.sub(r"\s", "", name)]
        pattern = r"\s*".join(letters)
        if len(letters) == 1:  # 林 is a name, but not within 林業組合
            pattern = rf"(?<!\w){pattern}(?!\w)"
        public = re.sub(pattern, PERSON, public)
        if len(letters) > 1 and fold(name) in fold(public):
            return PERSON
    return public
