"""Records as plain rows, with the names of forms, partners and department, and their address."""

from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse

from projects.partners.rows import Row, public_partners
from projects.partners.source_text import person_names, public_partner_text
from projects.records.models.activity_field import ActivityField
from projects.records.models.form import CollaborationForm
from projects.records.models.project import Project
from projects.records.models.record import ProjectRecord, RecordPartner


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


def project_row(project: Project) -> Row:
    """Return a project of `for_list()` as a plain row."""
    return {
        "id": project.pk,
        "municipality": project.municipality.code,
        "code": project.code,
        "name": project.name,
        "activity_fields": [
            {"id": field.pk, "name": field.name}
            for field in project.fields_in_order  # type: ignore[attr-defined]  # by for_list()
        ],
        "fiscal_years": [
            record.fiscal_year
            for record in project.published_records  # type: ignore[attr-defined]  # by for_list()
        ],
        "url": project.get_absolute_url(),
    }


def form_row(form: CollaborationForm) -> Row:
    """Return a form of a city's own list as a plain row."""
    return {
        "id": form.pk,
        "municipality": form.municipality.code,
        "code": form.common_code,
        "name": form.name,
        "definition": form.definition,
    }


def activity_field_row(field: ActivityField) -> Row:
    """Return a field of activity as a plain row."""
    return {
        "id": field.pk,
        "municipality": field.municipality.code,
        "name": field.name,
        "group": field.group,
    }


def project_url(project_id: int) -> str:
    """Return the public address of a project."""
    return reverse("projects:detail", args=[project_id])


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
