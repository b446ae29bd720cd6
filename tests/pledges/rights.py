"""How records of 市長公約 are made and asked for, for `rights.md`."""

from typing import Any

from pledges.models import PolicyLink, ProjectLink
from tests.factories.pledge_sets import (
    PledgeItemFactory,
    PledgeSetFactory,
    ProgressReportFactory,
    RatingFactory,
    tree,
)
from tests.factories.policies import MeasureFactory, PlanFactory
from tests.factories.projects import ProjectRecordFactory
from tests.rights.actions import Action, get, grid_shown, save_grid
from tests.rights.specimens import Specimen
from tests.rights.states import taken_to

AREA = "pledges"


def pledge_set(world: Any, state: str = "published") -> Any:
    """Return a set of the world's city, and another that nobody has published yet."""
    return world.keep(
        ("set", state),
        lambda: PledgeSetFactory(municipality=world.city, is_published=state == "published"),
    )


def report_in(world: Any, state: str) -> Any:
    """Return the report of a set of its own, with one rating: the own department's."""
    own_set = PledgeSetFactory(municipality=world.city)
    *_above, item = tree(own_set, 1, 1, 1)
    report = ProgressReportFactory(pledge_set=own_set)
    RatingFactory(report=report, item=item, departments=[world.own], stars=4)
    return taken_to(report, state)


def rating_in(world: Any, state: str) -> Any:
    """Return the rating of a report that is in a state."""
    return report_in(world, state).ratings.get()


def new_rating(world: Any) -> dict[str, Any]:
    report = report_in(world, "draft")
    parent = report.ratings.get().item.parent
    item = PledgeItemFactory(pledge_set=report.pledge_set, parent=parent)
    return {"report": report.pk, "item": item.pk, "department_list": [world.own.pk]}


def level_rows(*names: str) -> dict[str, Any]:
    """Return the rows of a form with these levels, which compute nothing."""
    rows = {"levels-TOTAL_FORMS": str(len(names))}
    for number, name in enumerate(names):
        row = {"name": name, "decimals": "0", "roll_up": "none", "rounding": "none"}
        rows |= {f"levels-{number}-{field}": value for field, value in row.items()}
    return rows


def plan_item(world: Any, state: str = "published") -> Any:
    """Return a new 施策 of the world's city, of a plan that is published or not."""
    plan = PlanFactory(municipality=world.city, is_published=state == "published")
    return MeasureFactory(in_plan=plan)


def project(world: Any, state: str = "published") -> Any:
    """Return a new project of the own department, whose one record is in a state."""
    return taken_to(ProjectRecordFactory(department=world.own), state).project


def stored(link: Any) -> Any:
    """Write a link as its first version."""
    link.version = 1
    link.full_clean()
    link.save()
    return link


SPECIMENS = {
    "pledges.progressreport": Specimen(
        AREA,
        report_in,
        change={"introduction": "この報告は、公約の進み具合をまとめたものです。"},
        new=lambda world: {
            "pledge_set": pledge_set(world).pk,
            "title": "次の取組状況",
            "as_of": "2025-03-31",
            "as_of_text": "令和6年度末",
        },
        typed={"save ratings": lambda _world, _report: {"stars": "5"}},
        # Its ratings come and go with it, each with an entry of its own.
        writes={"add": None, "delete": None},
    ),
    "pledges.rating": Specimen(
        AREA,
        rating_in,
        change={"note": "3月末のものです。"},
        new=new_rating,
    ),
    "pledges.pledgeset": Specimen(
        AREA,
        lambda world, state: PledgeSetFactory(
            municipality=world.city, is_published=state == "published"
        ),
        change={"term_text": "令和4年から"},
        new=lambda world: {
            "municipality": world.city.pk,
            "name": "新しい市長の公約",
            "slug": "new-set",
            **level_rows("全体", "公約"),
        },
    ),
    "pledges.pledgeitem": Specimen(
        AREA,
        lambda world, state: PledgeItemFactory(pledge_set=pledge_set(world, state)),
        change={"title": "花いっぱいのまちにします。"},
        new=lambda world: {
            "pledge_set": pledge_set(world).pk,
            "position": "99",
            "title": "みどりを守ります。",
        },
        looked_up="pledges.projectlink.item",
    ),
    "pledges.policylink": Specimen(
        AREA,
        lambda world, state: stored(
            PolicyLink(
                item=PledgeItemFactory(pledge_set=pledge_set(world)),
                plan_item=plan_item(world, state),
            )
        ),
        typed={"save": lambda world, _link: {"plan_item": plan_item(world).pk}},
        new=lambda world: {
            "item": PledgeItemFactory(pledge_set=pledge_set(world)).pk,
            "plan_item": plan_item(world).pk,
        },
    ),
    "pledges.projectlink": Specimen(
        AREA,
        lambda world, state: stored(
            ProjectLink(
                item=PledgeItemFactory(pledge_set=pledge_set(world)),
                project=project(world, state),
            )
        ),
        typed={"save": lambda world, _link: {"project": project(world).pk}},
        new=lambda world: {
            "item": PledgeItemFactory(pledge_set=pledge_set(world)).pk,
            "project": project(world).pk,
        },
    ),
}

ACTIONS = {
    "ratings": Action("ratings", get("ratings"), grid_shown),
    "save ratings": Action("ratings", save_grid("ratings"), writes=True),
    "preview": Action("preview", get("preview")),
}
