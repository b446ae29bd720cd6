"""Rules of projects and records over their relations, and what the search knows of them."""

from collections.abc import Iterable
from typing import Any

from kyodo_portal.organizations.validators import check_same_municipality
from kyodo_portal.publishing.registry import NewRelations, SearchText
from projects.partners.models import Partner
from projects.partners.rows import person_names, public_partner_text
from projects.records.models.project import Project
from projects.records.models.record import ProjectRecord, RecordPartner
from projects.reviews.models.review import ProjectReview


def read_partners(record: ProjectRecord) -> Iterable[Partner]:
    """Return a record's partners in the order of the city's table."""
    links = RecordPartner.objects.filter(record=record).select_related("partner")
    return [link.partner for link in links.order_by("position", "id")]


def write_partners(record: ProjectRecord, new_relations: list[Partner]) -> None:
    """Replace a record's partners, keeping the wanted order."""
    RecordPartner.objects.filter(record=record).delete()
    RecordPartner.objects.bulk_create(
        RecordPartner(record=record, partner=partner, position=position)
        for position, partner in enumerate(new_relations)
    )


def clean_record_relations(record: ProjectRecord, new_relations: NewRelations) -> None:
    """Refuse forms and partners of another municipality."""
    for field in ("forms", "partners"):
        check_same_municipality(record.municipality_id, field, new_relations[field])


def record_text(record: ProjectRecord) -> SearchText:
    """Return what a record is found by: its texts, and its partners' names of today.

    Nobody finds it by the name of a person, not even where the city's wording has it.
    """
    found = RecordPartner.objects.filter(record=record).select_related("partner__merged_into")
    links = list(found.order_by("position", "id"))
    partners = [link.partner for link in links]
    persons = person_names(links)
    names = [name for partner in partners for name in (partner.name, *partner.alias_lines)]
    words = (
        record.name,
        record.number,
        record.department_text or record.department.name,
        public_partner_text(record.partner_text, persons),
        record.form_text,
        record.recurrence_text,
        record.frequency,
        record.purpose,
        record.content,
        record.outcome,
        *(name for name in names if name not in persons),
    )
    return SearchText(record.name, words, record.municipality_id, record.is_published)


def project_text(project: Project) -> SearchText:
    """Return what a continuing project is found by, for the staff's choices."""
    texts = (project.name, *project.former_names.splitlines(), project.code)
    return SearchText(project.name, texts, project.municipality_id, False)


def clean_project_relations(project: Project, new_relations: NewRelations) -> None:
    """Refuse 活動分野 of another municipality."""
    check_same_municipality(
        project.municipality_id, "activity_fields", new_relations["activity_fields"]
    )


def reviews_of_record(record: ProjectRecord) -> Iterable[Any]:
    """Return the review of a record: it is found only as long as the record is published."""
    return ProjectReview.objects.filter(record=record)
