"""施策評価: a plan with its tree, sheets in their states, and indicators."""

from dataclasses import dataclass
from typing import Any

import factory
from django.utils import timezone

from kyodo_portal.organizations.models import Department, Municipality, User
from kyodo_portal.publishing.choices import State
from policies.indicators.rows import ShownIndicator
from policies.models import (
    EvaluationSheet,
    Indicator,
    IndicatorValue,
    Plan,
    PlanItem,
    ProjectLink,
    RatingGrade,
    SheetSection,
)

from . import organizations
from .organizations import CheckedFactory, DepartmentFactory, MunicipalityFactory, UserFactory
from .projects import ProjectFactory
from .publishing import bring_to


class PlanFactory(CheckedFactory):
    """A published plan of two levels, whose 施策 have numbers of five digits."""

    class Meta:
        model = Plan

    municipality = factory.SubFactory(MunicipalityFactory)
    slug = factory.Sequence(lambda number: f"plan-{number}")
    level_names = "運営方針\n施策"
    code_pattern = "[0-9]{5}"
    is_published = True


class RatingGradeFactory(CheckedFactory):
    class Meta:
        model = RatingGrade

    plan = factory.SubFactory(PlanFactory)
    code = factory.Sequence(lambda number: f"G{number}")
    label = "趣旨に沿って措置したもの"


class PlanItemFactory(CheckedFactory):
    """A 運営方針; a 施策 where `parent` and `code` are given."""

    class Meta:
        model = PlanItem

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(lambda number: f"{number % 900 + 100}")
    title = factory.Sequence(lambda number: f"方針{number}")


class MeasureFactory(CheckedFactory):
    """A 施策 under a 運営方針 of its own."""

    class Meta:
        model = PlanItem

    class Params:
        in_plan = factory.SubFactory(PlanFactory)

    parent = factory.SubFactory(PlanItemFactory, plan=factory.SelfAttribute("..in_plan"))
    plan = factory.SelfAttribute("parent.plan")
    code = factory.LazyAttribute(
        lambda made: f"{made.parent.path_code}{made.parent.children.count() + 1:02}"
    )
    text = factory.Sequence(lambda number: f"花壇づくり{number}を広げます。")


class SheetFactory(CheckedFactory):
    """A draft. departments=: whose sections it has, confirmed by somebody, with texts."""

    class Meta:
        model = EvaluationSheet

    plan_item = factory.SubFactory(MeasureFactory)
    fiscal_year = 2019

    @factory.post_generation
    def departments(self, create, extracted, **kwargs):
        if extracted is None:
            municipality = self.plan_item.plan.municipality
            extracted = [DepartmentFactory(municipality=municipality)]
        for department in extracted:
            SectionFactory(sheet=self, department=department)


class SectionFactory(factory.django.DjangoModelFactory):
    """A confirmed section; is_confirmed=False makes it 要確認."""

    class Meta:
        model = SheetSection

    sheet = factory.SubFactory(SheetFactory, departments=[])
    department = factory.SubFactory(DepartmentFactory)
    position = factory.LazyAttribute(lambda made: made.sheet.sections.count())
    actions = factory.LazyAttribute(lambda made: f"{made.department.name}の取組です。")
    direction = factory.LazyAttribute(lambda made: f"{made.department.name}は今後も続けます。")
    is_confirmed = True
    confirmed_by = factory.Maybe("is_confirmed", factory.SubFactory(UserFactory), None)
    confirmed_at = factory.Maybe("is_confirmed", factory.LazyFunction(timezone.now), None)


class IndicatorFactory(CheckedFactory):
    """values=: what is written for each year, as {2018: "8.1"}."""

    class Meta:
        model = Indicator

    plan_item = factory.SubFactory(MeasureFactory)
    name = factory.Sequence(lambda number: f"指標{number}")
    unit = "件"

    @factory.post_generation
    def values(self, create, extracted, **kwargs):
        for position, (year, written) in enumerate(sorted((extracted or {}).items())):
            value = IndicatorValue(
                indicator=self, fiscal_year=year, value_text=written, position=position
            )
            value.full_clean()
            value.save()


class ProjectLinkFactory(CheckedFactory):
    class Meta:
        model = ProjectLink

    plan_item = factory.SubFactory(MeasureFactory)
    project = factory.SubFactory(
        ProjectFactory, municipality=factory.SelfAttribute("..plan_item.plan.municipality")
    )


def sheet_in(state: str, *, without_trace: bool = False, **values: Any) -> EvaluationSheet:
    """Return a new sheet taken to a state through the services: history and search row too."""
    return bring_to(SheetFactory(**values), state, without_trace=without_trace)


def published_sheet(**values: Any) -> EvaluationSheet:
    """Return a new published sheet, taken there through the services."""
    return sheet_in(State.PUBLISHED, **values)


@dataclass
class ThreeLevels:
    """A plan of 基本目標, 運営方針 and 施策, each list in the order in which the plan prints it."""

    plan: Plan
    tops: list[PlanItem]
    branches: list[PlanItem]
    measures: list[PlanItem]


def make_three_levels(**values: Any) -> ThreeLevels:
    """Return a plan that prints its 基本目標 2 before its 基本目標 1, each with two 施策."""
    plan = PlanFactory(
        level_names="基本目標\n運営方針\n施策", code_pattern="", code_prefix="1", **values
    )
    made = ThreeLevels(plan, [], [], [])
    titles = [("2", "共に支え合うまち", "地域活動の促進"), ("1", "自然を守るまち", "みどりの保全")]
    for position, (number, title, below) in enumerate(titles):
        top = PlanItemFactory(plan=plan, number=number, title=title, position=position)
        branch = PlanItemFactory(plan=plan, parent=top, number="01", title=below)
        made.tops.append(top)
        made.branches.append(branch)
        made.measures += [MeasureFactory(parent=branch) for _ in range(2)]
    return made


def written_values(written: dict[int, str]) -> list[IndicatorValue]:
    """Return unsaved values, read as the model reads them, the oldest first."""
    values = [IndicatorValue(fiscal_year=year, value_text=text) for year, text in written.items()]
    for value in values:
        value.clean()
    return sorted(values, key=lambda value: value.fiscal_year)


def unsaved_indicator(**values: Any) -> Indicator:
    """Return an unsaved indicator with its baseline and target read."""
    indicator = Indicator(**{"name": "花壇の数", "unit": "か所", **values})
    indicator.clean()
    return indicator


def shown_indicator(written: dict[int, str], **values: Any) -> ShownIndicator:
    """Return an unsaved indicator with these values, as {2018: "8.1"}."""
    return ShownIndicator(unsaved_indicator(**values), written_values(written))


@dataclass
class PolicyCity:
    """A city with a plan, one 施策 of two departments, its draft of R1, and staff."""

    municipality: Municipality
    plan: Plan
    grade: RatingGrade
    measure: PlanItem
    departments: list[Department]
    sheet: EvaluationSheet
    indicator: Indicator
    editors: list[User]
    coordinator: User
    planner: User


def make_policy_city(name: str, *, is_confirmed: bool = True) -> PolicyCity:
    """Return a new city; the name of everything in it begins with the city's name."""
    municipality = MunicipalityFactory(name=name)
    departments = [
        DepartmentFactory(municipality=municipality, name=f"{name}{part}")
        for part in ("市民課", "福祉課")
    ]
    plan = PlanFactory(municipality=municipality, name=f"{name}総合計画")
    measure = MeasureFactory(in_plan=plan, text=f"{name}の花壇づくりを広げます。")
    sheet = SheetFactory(plan_item=measure, departments=[])
    for department in departments:
        SectionFactory(sheet=sheet, department=department, is_confirmed=is_confirmed)
    return PolicyCity(
        municipality,
        plan,
        RatingGradeFactory(plan=plan, code="A"),
        measure,
        departments,
        sheet,
        IndicatorFactory(plan_item=measure, name=f"{name}の花壇の数", values={2018: "8.1"}),
        [organizations.editor(department, "policies") for department in departments],
        organizations.coordinator(municipality, "policies"),
        organizations.planner(municipality, "policies"),
    )
