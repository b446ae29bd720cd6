"""What the many rows of one city stand on, and published rows of it, not yet written."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from kyodo_portal.organizations.models import Department, Municipality
from kyodo_portal.publishing.choices import State
from pledges.models import PledgeSet, ProgressReport
from policies.models import EvaluationSheet, Plan, PlanItem
from projects.models import (
    CasePartner,
    CaseSheet,
    Partner,
    Project,
    ProjectRecord,
    ProjectReview,
    ReviewQuestion,
)

from .organizations import DepartmentFactory, MunicipalityFactory, UserFactory
from .pledge_sets import PledgeSetFactory
from .policies import PlanFactory, PlanItemFactory
from .projects import PartnerFactory, ProjectFactory
from .reviews import CONSENT, ReviewQuestionFactory

BATCH = 500
YEAR = 2025
# Without figures: then every level stands in the 総括表, and in a comparison.
LEVELS = [{"name": name} for name in ("全体", "柱", "公約", "施策")]


class Ground:
    """What the rows of one city stand on, each made when it is first asked for.

    So a list is empty until its own rows are written.
    """

    @cached_property
    def city(self) -> Municipality:
        return MunicipalityFactory()

    @cached_property
    def department(self) -> Department:
        return DepartmentFactory(municipality=self.city)

    @cached_property
    def published(self) -> dict[str, Any]:
        """The fields by which everybody may see a record."""
        return {
            "version": 1,
            "state": State.PUBLISHED,
            "published_at": timezone.now(),
            "published_by": UserFactory(),
        }

    @cached_property
    def project(self) -> Project:
        return ProjectFactory(municipality=self.city)

    @cached_property
    def partner(self) -> Partner:
        """A partner that its case sheet makes public before any record names it."""
        partner = PartnerFactory(municipality=self.city)
        CasePartner.objects.create(sheet=self.case_sheet, partner=partner)
        return partner

    @cached_property
    def case_sheet(self) -> CaseSheet:
        """The sheet of a project without any year."""
        [sheet] = write(CaseSheet, [new_case_sheet(self, self.project)])
        return sheet

    @cached_property
    def review(self) -> ProjectReview:
        """A review that nobody has answered yet."""
        [record] = write(ProjectRecord, [new_record(self, self.project)])
        [review] = write(ProjectReview, [new_review(self, record)])
        return review

    @cached_property
    def question(self) -> ReviewQuestion:
        return ReviewQuestionFactory(municipality=self.city)

    @cached_property
    def plan(self) -> Plan:
        return PlanFactory(municipality=self.city)

    @cached_property
    def branch(self) -> PlanItem:
        return PlanItemFactory(plan=self.plan)

    @cached_property
    def measure(self) -> PlanItem:
        [measure] = write(PlanItem, [new_measure(self, 0)])
        return measure

    @cached_property
    def pledge_set(self) -> PledgeSet:
        """A set with reports of two years, without any item yet."""
        pledge_set = PledgeSetFactory(municipality=self.city, levels=LEVELS)
        write(ProgressReport, [new_report(self, pledge_set, year) for year in (YEAR - 1, YEAR)])
        return pledge_set


def write(model: Any, rows: Iterable[Any]) -> list[Any]:
    """Write new rows past forms and funnel, and return them with their numbers."""
    return model._base_manager.bulk_create(list(rows), batch_size=BATCH)


def new_record(
    ground: Ground, project: Project, year: int = YEAR, department: Department | None = None
) -> ProjectRecord:
    return ProjectRecord(
        project=project,
        municipality=ground.city,
        department=department or ground.department,
        fiscal_year=year,
        name=project.name,
        **ground.published,
    )


def new_case_sheet(ground: Ground, project: Project) -> CaseSheet:
    return CaseSheet(
        project=project,
        municipality=ground.city,
        department=ground.department,
        title=project.name,
        **ground.published,
    )


def new_review(ground: Ground, record: ProjectRecord) -> ProjectReview:
    return ProjectReview(record=record, municipality=ground.city, **CONSENT, **ground.published)


def new_measure(ground: Ground, number: int) -> PlanItem:
    code = f"{number:05}"
    return PlanItem(
        plan=ground.plan,
        parent=ground.branch,
        depth=1,
        position=number,
        code=code,
        path_code=code,
        text=f"施策{number}を進めます。",
        version=1,
    )


def new_sheet(ground: Ground, measure: PlanItem, year: int = YEAR) -> EvaluationSheet:
    return EvaluationSheet(
        plan_item=measure, municipality=ground.city, fiscal_year=year, **ground.published
    )


def new_report(ground: Ground, pledge_set: PledgeSet, year: int = YEAR) -> ProgressReport:
    return ProgressReport(
        pledge_set=pledge_set,
        municipality=ground.city,
        title="取組状況",
        fiscal_year=year,
        as_of=date(year + 1, 3, 31),
        as_of_text=f"{year}年度末",
        snapshot="{}",
        snapshot_hash="0" * 64,
        **ground.published,
    )
