"""The kinds of record that projects owns: who writes them, their relations and words."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from kyodo_portal.markdown import plain_text
from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing.choices import Area
from kyodo_portal.publishing.registry import (
    Kind,
    Relation,
    SearchText,
    Wanted,
    child_rows,
    many_to_many,
    registry,
)

from .choices import PartnerKind
from .models import (
    ActivityField,
    CaseSheet,
    CollaborationForm,
    GuidelineSection,
    Partner,
    Project,
    ProjectRecord,
    ProjectReview,
    RecordPartner,
    SponsorshipAnswer,
    SponsorshipCriterion,
    SponsorshipReview,
)
from .related_names import person_names, public_partner_text
from .sponsorship import clean_review_relations
from .validators import check_same_municipality

EDITORS_AND_COORDINATORS = frozenset({Role.EDITOR, Role.COORDINATOR})


def read_partners(record: ProjectRecord) -> Iterable[Partner]:
    """Return a record's partners in the order of the city's table."""
    links = RecordPartner.objects.filter(record=record).select_related("partner")
    return [link.partner for link in links.order_by("position", "id")]


def write_partners(record: ProjectRecord, wanted: list[Partner]) -> None:
    """Replace a record's partners, keeping the wanted order."""
    RecordPartner.objects.filter(record=record).delete()
    RecordPartner.objects.bulk_create(
        RecordPartner(record=record, partner=partner, position=position)
        for position, partner in enumerate(wanted)
    )


def clean_record_relations(record: ProjectRecord, wanted: Wanted) -> None:
    """Refuse forms and partners of another municipality."""
    for field in ("forms", "partners"):
        check_same_municipality(record.municipality_id, field, wanted[field])


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


def partner_text(partner: Partner) -> SearchText:
    """Return what a partner is found by; a person is found by nobody."""
    is_public = partner.kind != PartnerKind.PERSON
    return SearchText(
        partner.name, (partner.name, *partner.alias_lines), partner.municipality_id, is_public
    )


def project_text(project: Project) -> SearchText:
    """Return what a continuing project is found by, for the staff's choices."""
    texts = (project.name, *project.former_names.splitlines(), project.code)
    return SearchText(project.name, texts, project.municipality_id, False)


def clean_project_relations(project: Project, wanted: Wanted) -> None:
    """Refuse 活動分野 of another municipality."""
    check_same_municipality(project.municipality_id, "activity_fields", wanted["activity_fields"])


def clean_guideline_relations(section: GuidelineSection, wanted: Wanted) -> None:
    """Refuse projects of another municipality."""
    check_same_municipality(section.municipality_id, "projects", wanted["projects"])


def guideline_text(section: GuidelineSection) -> SearchText:
    """Return what a part of the guideline is found by: its words, without their marks."""
    texts = (
        section.number,
        section.title,
        plain_text(section.body),
        section.question,
        plain_text(section.answer),
        section.department_text,
    )
    return SearchText(str(section), texts, section.municipality_id, section.is_published)


def records_of_partner(partner: Partner) -> list[Any]:
    """Return the records, reviews and sheets that this partner's name, or a spelling of it, concerns."""
    links = RecordPartner.objects.filter(Q(partner=partner) | Q(partner__merged_into=partner))
    records = ProjectRecord.objects.filter(id__in=links.values("record_id"))
    reviews = ProjectReview.objects.filter(record__in=records)
    sheets = CaseSheet.objects.with_partners([partner.pk])
    return [*records.select_related("department"), *reviews, *sheets]


def reviews_of_record(record: ProjectRecord) -> Iterable[Any]:
    """Return the review of a record: it is found only as long as the record is published."""
    return ProjectReview.objects.filter(record=record)


def register_kinds() -> None:
    """Register form, partner, project and record with the funnel."""
    area = Area.PROJECTS
    registry.register(Kind(model=CollaborationForm, area=area))
    registry.register(
        Kind(
            model=Partner,
            area=area,
            add_roles=EDITORS_AND_COORDINATORS,
            search_text=partner_text,
            dependents=records_of_partner,
        )
    )
    registry.register(
        Kind(
            model=Project,
            area=area,
            add_roles=EDITORS_AND_COORDINATORS,
            relations=(many_to_many("activity_fields"),),
            clean_relations=clean_project_relations,
            search_text=project_text,
        )
    )
    registry.register(
        Kind(
            model=ProjectRecord,
            area=area,
            add_roles=EDITORS_AND_COORDINATORS,
            relations=(
                many_to_many("forms"),
                Relation("partners", read_partners, write_partners),
            ),
            clean_relations=clean_record_relations,
            search_text=record_text,
            dependents=reviews_of_record,
        )
    )
    register_guideline_kinds()
    register_sponsorship_kinds()


def register_guideline_kinds() -> None:
    """Register the guideline's parts and 活動分野, which the coordinator keeps up."""
    registry.register(Kind(model=ActivityField, area=Area.PROJECTS))
    registry.register(
        Kind(
            model=GuidelineSection,
            area=Area.PROJECTS,
            relations=(many_to_many("projects"),),
            clean_relations=clean_guideline_relations,
            search_text=guideline_text,
        )
    )


def register_sponsorship_kinds() -> None:
    """Register the criteria, which the guideline shows, and the applications, which nobody sees."""
    registry.register(Kind(model=SponsorshipCriterion, area=Area.PROJECTS))
    registry.register(
        Kind(
            model=SponsorshipReview,
            area=Area.PROJECTS,
            add_roles=EDITORS_AND_COORDINATORS,
            change_roles=EDITORS_AND_COORDINATORS,
            relations=(
                child_rows(
                    "answers",
                    SponsorshipAnswer,
                    "review",
                    ["criterion", "answer", "reason"],
                    key="criterion",
                ),
            ),
            clean_relations=clean_review_relations,
            has_public_face=False,
        )
    )
