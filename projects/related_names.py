"""Names that belong to list rows: forms, partners, department, address.

Names of private persons never leave this module.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from kyodo_portal.text import fold

from .choices import PartnerKind
from .models import CasePartner, Partner, Project, ProjectRecord, RecordPartner

Row = dict[str, Any]
# Part of a record's words in every language: what is searched and saved must not depend on one.
PERSON = "個人"


def attach_names(rows: list[Row]) -> list[Row]:
    """Add related names to rows of `ProjectRecord.objects.for_list()`, in three queries.

    Each row gains `forms` ([{code, name}]: the common code, the city's own name), `partners`
    ([{id, name}] in the document's order; another spelling stands as the partner it was merged
    into, persons not at all), `activity_fields` ([{id, name}] of the project), `department`
    ({id, name, parent_name}) and `url`; `partner_text`
    has 個人 in place of the names of persons. Returns the same rows.
    """
    ids = [row["id"] for row in rows]
    forms = _forms_of(ids)
    links = _partner_links_of(ids)
    fields = _activity_fields_of({row["project_id"] for row in rows})
    for row in rows:
        partners = links[row["id"]]
        row["forms"] = forms[row["id"]]
        row["partners"] = public_partners(partners)
        row["activity_fields"] = fields[row["project_id"]]
        row["partner_text"] = public_partner_text(row["partner_text"], person_names(partners))
        row["department"] = {
            "id": row["department_id"],
            "name": row["department__name"],
            "parent_name": row["department__parent__name"],
        }
        row["url"] = f"{project_url(row['project_id'])}?fiscal_year={row['fiscal_year']}"
    return rows


def project_url(project_id: int) -> str:
    """Return the public address of a project."""
    return reverse("projects:detail", args=[project_id])


def partner_row(partner: Partner) -> Row:
    """Return a partner of `Partner.objects.published().for_list()` as a plain row."""
    return {
        "id": partner.pk,
        "municipality__code": partner.municipality.code,
        "municipality__name": partner.municipality.name,
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


def _forms_of(record_ids: list[int]) -> dict[int, list[Row]]:
    forms: dict[int, list[Row]] = defaultdict(list)
    links = (
        ProjectRecord.forms.through.objects.filter(projectrecord_id__in=record_ids)
        .order_by("projectrecord_id", "collaborationform__sort_order", "collaborationform_id")
        .values_list(
            "projectrecord_id", "collaborationform__common_code", "collaborationform__name"
        )
    )
    for record_id, code, name in links:
        forms[record_id].append({"code": code, "name": name})
    return forms


def _activity_fields_of(project_ids: Iterable[int]) -> dict[int, list[Row]]:
    fields: dict[int, list[Row]] = defaultdict(list)
    links = (
        Project.activity_fields.through.objects.filter(project_id__in=project_ids)
        .order_by("project_id", "activityfield__sort_order", "activityfield_id")
        .values_list("project_id", "activityfield_id", "activityfield__name")
    )
    for project_id, pk, name in links:
        fields[project_id].append({"id": pk, "name": name})
    return fields


def _partner_links_of(record_ids: list[int]) -> dict[int, list[RecordPartner]]:
    links: dict[int, list[RecordPartner]] = defaultdict(list)
    found = RecordPartner.objects.filter(record_id__in=record_ids)
    for link in found.select_related("partner__merged_into").order_by("position", "id"):
        links[link.record_id].append(link)
    return links
