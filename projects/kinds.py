"""The kinds of record that projects owns: who writes them, their relations and words."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing.choices import Area
from kyodo_portal.publishing.registry import (
    Kind,
    Relation,
    SearchText,
    Wanted,
    many_to_many,
    registry,
)

from .choices import PartnerKind
from .models import CollaborationForm, Partner, Project, ProjectRecord, RecordPartner
from .related_names import person_names, public_partner_text
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


def records_of_partner(partner: Partner) -> Any:
    """Return the records whose words hold this partner's name, or a spelling merged into it."""
    links = RecordPartner.objects.filter(Q(partner=partner) | Q(partner__merged_into=partner))
    records = ProjectRecord.objects.filter(id__in=links.values("record_id"))
    return records.select_related("department")


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
        )
    )
