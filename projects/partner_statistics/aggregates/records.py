"""The records of one municipality as the figures need them, read in three queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet

from projects.partners.choices import PartnerKind
from projects.records.models.record import ProjectRecord, RecordPartner

# A 総称 is no single partner, a 市の組織 is the city itself, a 個人 is nobody's figure.
EXCLUDED_KINDS = (PartnerKind.GENERIC, PartnerKind.CITY_UNIT, PartnerKind.PERSON)

Records = QuerySet[Any]
Key = TypeVar("Key")


@dataclass(frozen=True)
class CountedRecord:
    """One record. Merged projects and partners stand under what they were merged into.

    forms: common codes. partners: ids of the partners that count. excluded: (kind, id) of
    those that do not.
    """

    id: int
    project_id: int
    fiscal_year: int
    department_id: int
    forms: frozenset[str] = frozenset()
    partners: frozenset[int] = frozenset()
    excluded: frozenset[tuple[str, int]] = frozenset()

    @property
    def names_nobody(self) -> bool:
        """Whether it does not tell with whom: no partner at all, or 総称 alone."""
        return not self.partners and all(kind == PartnerKind.GENERIC for kind, _pk in self.excluded)


@dataclass(frozen=True)
class Material:
    """Records, with the names of the projects and of the partners that count."""

    records: list[CountedRecord]
    projects: dict[int, str]
    partners: dict[int, str]


def read(records: Records) -> Material:
    """Return the records of a queryset and the names in them, in three queries."""
    forms = _forms(records)
    counted, excluded, names = _partners(records)
    found: list[CountedRecord] = []
    projects: dict[int, str] = {}
    for row in records.order_by("fiscal_year", "id").values_list(
        "id",
        "project_id",
        "project__name",
        "project__merged_into_id",
        "project__merged_into__name",
        "fiscal_year",
        "department_id",
    ):
        pk, own_id, own_name, target_id, target_name, year, department = row
        project = target_id or own_id
        projects[project] = target_name or own_name
        found.append(
            CountedRecord(
                id=pk,
                project_id=project,
                fiscal_year=year,
                department_id=department,
                forms=frozenset(forms[pk]),
                partners=frozenset(counted[pk]),
                excluded=frozenset(excluded[pk]),
            )
        )
    return Material(found, projects, names)


def _forms(records: Records) -> dict[int, set[str]]:
    links = ProjectRecord.forms.through.objects.filter(projectrecord__in=_ids(records))
    forms: dict[int, set[str]] = defaultdict(set)
    for pk, code in links.values_list("projectrecord_id", "collaborationform__common_code"):
        forms[pk].add(code)
    return forms


def _partners(
    records: Records,
) -> tuple[dict[int, set[int]], dict[int, set[tuple[str, int]]], dict[int, str]]:
    """Return the partners of each record: those that count, those that do not; and names.

    Whatever was once a person, by itself or by what it was merged into, stays a person.
    """
    counted: dict[int, set[int]] = defaultdict(set)
    excluded: dict[int, set[tuple[str, int]]] = defaultdict(set)
    names: dict[int, str] = {}
    links = RecordPartner.objects.filter(record__in=_ids(records))
    for link in links.select_related("partner__merged_into").order_by("id"):
        target = link.partner.merged_into or link.partner
        is_person = PartnerKind.PERSON in {link.partner.kind, target.kind}
        kind = PartnerKind.PERSON.value if is_person else target.kind
        if kind in EXCLUDED_KINDS:
            excluded[link.record_id].add((kind, target.pk))
        else:
            counted[link.record_id].add(target.pk)
            names[target.pk] = target.name
    return counted, excluded, names


def _ids(records: Records) -> Any:
    return records.order_by().values("id")


def by_department(record: CountedRecord) -> Iterable[int]:
    """Return the department of a record, as a group for `grouped`."""
    return (record.department_id,)


def by_form(record: CountedRecord) -> Iterable[str]:
    """Return the forms of a record, as groups for `grouped`; "" for none (記載なし)."""
    return record.forms or ("",)


def grouped(
    records: Iterable[CountedRecord], keys_of: Callable[[CountedRecord], Iterable[Key]]
) -> dict[Key, list[CountedRecord]]:
    """Return the records of each group; a record stands in each of its groups."""
    groups: dict[Key, list[CountedRecord]] = defaultdict(list)
    for record in records:
        for key in keys_of(record):
            groups[key].append(record)
    return dict(groups)
