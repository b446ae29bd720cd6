"""How records of 施策評価 are made and asked for, for `rights.md`."""

from typing import Any

from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    PlanFactory,
    PlanItemFactory,
    ProjectLinkFactory,
    RatingGradeFactory,
    SheetFactory,
)
from tests.factories.projects import ProjectRecordFactory, published_record
from tests.rights.actions import Action, get, grid_shown, post, save_grid
from tests.rights.specimens import Specimen
from tests.rights.states import taken_to

AREA = "policies"


def plan(world: Any, state: str = "published") -> Any:
    """Return the plan of the world's city, and another that nobody has published yet."""
    return world.keep(
        ("plan", state),
        lambda: PlanFactory(municipality=world.city, is_published=state == "published"),
    )


def plan_in(world: Any, state: str) -> Any:
    """Return a plan that stands for itself: a published one has items, the other has none."""
    made = PlanFactory(municipality=world.city, is_published=state == "published")
    if made.is_published:
        MeasureFactory(in_plan=made)
    return made


def link_in(world: Any, state: str) -> Any:
    """Return a link to a project whose one record is in a state."""
    project = taken_to(ProjectRecordFactory(department=world.own), state).project
    return ProjectLinkFactory(plan_item=MeasureFactory(in_plan=plan(world)), project=project)


def linked_project(world: Any) -> int:
    """Return the number of another project, with a published record."""
    return int(published_record(department=world.own).project.pk)


def sheet_in(world: Any, state: str) -> Any:
    """Return a sheet of the own department alone, with one indicator."""
    measure = MeasureFactory(in_plan=plan(world))
    IndicatorFactory(plan_item=measure, values={2019: "8.1"})
    return taken_to(SheetFactory(plan_item=measure, departments=[world.own]), state)


def indicator_in(world: Any, state: str) -> Any:
    """Return the indicator of a sheet that is in a state."""
    return sheet_in(world, state).plan_item.indicators.get()


def new_sheet(world: Any) -> dict[str, Any]:
    return {
        "plan_item": MeasureFactory(in_plan=plan(world)).pk,
        "fiscal_year": "R1",
        "sections-0-department": world.own.pk,
    }


SPECIMENS = {
    "policies.evaluationsheet": Specimen(
        AREA,
        sheet_in,
        change={"notes": "※ 花壇の数は年度末のものです。"},
        new=new_sheet,
        typed={
            "save indicators": lambda _world, _sheet: {"2019-value_text": "9.3"},
        },
    ),
    "policies.indicator": Specimen(
        AREA,
        indicator_in,
        change={"unit": "か所"},
        new=lambda world: {
            "plan_item": MeasureFactory(in_plan=plan(world)).pk,
            "name": "花壇の数",
            "unit": "か所",
            "position": "1",
        },
    ),
    "policies.plan": Specimen(
        AREA,
        plan_in,
        change={"source_title": "総合計画の冊子"},
        new=lambda world: {
            "municipality": world.city.pk,
            "name": "次の総合計画",
            "slug": "next-plan",
            "level_names": "方針\n施策",
        },
        typed={"open year": lambda _world, _plan: {"fiscal_year": "R3"}},
        writes={"open year": None},
    ),
    "policies.ratinggrade": Specimen(
        AREA,
        lambda world, state: RatingGradeFactory(plan=plan(world, state)),
        change={"label": "見直したもの"},
        new=lambda world: {
            "plan": plan(world).pk,
            "code": "Z",
            "label": "続けるもの",
            "position": "9",
        },
    ),
    "policies.planitem": Specimen(
        AREA,
        lambda world, state: PlanItemFactory(plan=plan(world, state)),
        change={"title": "みどりの保全"},
        new=lambda world: {
            "plan": plan(world).pk,
            "number": "999",
            "title": "地域活動の促進",
            "position": "9",
        },
    ),
    "policies.projectlink": Specimen(
        AREA,
        link_in,
        new=lambda world: {
            "plan_item": MeasureFactory(in_plan=plan(world)).pk,
            "project": linked_project(world),
        },
        typed={"save": lambda world, _link: {"project": linked_project(world)}},
    ),
}

ACTIONS = {
    "indicators": Action("indicators", get("indicators"), grid_shown),
    "save indicators": Action("indicators", save_grid("indicators"), writes=True),
    "open year form": Action("open", get("open")),
    "open year": Action("open", post("open"), writes=True),
    "undelivered": Action("undelivered", get("undelivered")),
}
