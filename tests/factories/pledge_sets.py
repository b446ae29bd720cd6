"""市長公約 for the staff's tests: sets of any shape, items, reports in any state, ratings."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import factory

from kyodo_portal.publishing.choices import State
from pledges.models import (
    Initiative,
    PledgeItem,
    PledgeLevel,
    PledgeSet,
    ProgressReport,
    Rating,
    RatingDepartment,
    StatusWord,
)
from pledges.sets.choices import RollUp, Rounding

from .organizations import CheckedFactory, MunicipalityFactory
from .publishing import bring_to

# As in the report of 令和5年度末: policies are the truncated mean, pledges have both figures.
LEVELS = (
    {
        "name": "全体",
        "has_percent": True,
        "roll_up": RollUp.MEAN_OF_PUBLISHED,
        "decimals": 1,
        "is_inferred": True,
    },
    {
        "name": "基本政策",
        "has_percent": True,
        "roll_up": RollUp.MEAN_OF_PUBLISHED,
        "rounding": Rounding.TRUNCATED,
        "is_inferred": True,
    },
    {"name": "公約", "has_percent": True, "has_stars": True},
    {"name": "施策", "has_stars": True},
)


class PledgeSetFactory(CheckedFactory):
    """A public set of ten stars. levels=: dicts; words=: the words of its scale, in order."""

    class Meta:
        model = PledgeSet

    municipality = factory.SubFactory(MunicipalityFactory)
    slug = factory.Sequence(lambda number: f"pledges-{number}")
    name = factory.Sequence(lambda number: f"市長公約（{number}期目）")
    star_steps = 10
    is_published = True

    @factory.post_generation
    def levels(self, create, extracted, **kwargs):
        for position, values in enumerate(LEVELS if extracted is None else extracted):
            level = PledgeLevel(pledge_set=self, position=position, **values)
            level.full_clean()
            level.save()

    @factory.post_generation
    def words(self, create, extracted, **kwargs):
        for position, word in enumerate(extracted or []):
            StatusWord.objects.create(pledge_set=self, position=position, word=word)


class PledgeItemFactory(CheckedFactory):
    """The next item of its set, at the top or under `parent`."""

    class Meta:
        model = PledgeItem

    parent = None
    pledge_set = factory.Maybe(
        "parent",
        yes_declaration=factory.SelfAttribute("parent.pledge_set"),
        no_declaration=factory.SubFactory(PledgeSetFactory),
    )
    position = factory.LazyAttribute(
        lambda made: (
            PledgeItem.objects.filter(pledge_set=made.pledge_set, parent=made.parent).count() + 1
        )
    )
    title = factory.Sequence(lambda number: f"公約の文{number}")


class ProgressReportFactory(CheckedFactory):
    """A draft without ratings."""

    class Meta:
        model = ProgressReport

    pledge_set = factory.SubFactory(PledgeSetFactory)
    title = "市長公約の取組状況"
    as_of = date(2024, 3, 31)
    as_of_text = "令和5年度末"


class RatingFactory(CheckedFactory):
    """Not rated. departments=: in order; initiatives=: their texts."""

    class Meta:
        model = Rating

    report = factory.SubFactory(ProgressReportFactory)
    item = factory.SubFactory(
        PledgeItemFactory, pledge_set=factory.SelfAttribute("..report.pledge_set")
    )

    @factory.post_generation
    def departments(self, create, extracted, **kwargs):
        for position, department in enumerate(extracted or []):
            RatingDepartment.objects.create(rating=self, department=department, position=position)

    @factory.post_generation
    def initiatives(self, create, extracted, **kwargs):
        for position, text in enumerate(extracted or []):
            Initiative.objects.create(rating=self, position=position, text=text)


def tree(pledge_set: PledgeSet, *widths: int, parent: PledgeItem | None = None) -> list[PledgeItem]:
    """Return new items of a set, so many under each at every level, in the set's order."""
    if not widths:
        return []
    made = []
    for _number in range(widths[0]):
        item = PledgeItemFactory(pledge_set=pledge_set, parent=parent)
        made += [item, *tree(pledge_set, *widths[1:], parent=item)]
    return made


def report_in(
    state: str,
    ratings: Sequence[dict[str, Any]] = (),
    *,
    without_trace: bool = False,
    **values: Any,
) -> ProgressReport:
    """Return a report with ratings (values of RatingFactory) taken to a state by the services."""
    report = ProgressReportFactory(**values)
    for rating in ratings:
        RatingFactory(report=report, **rating)
    return bring_to(report, state, without_trace=without_trace)


def published_report(ratings: Sequence[dict[str, Any]] = (), **values: Any) -> ProgressReport:
    """Return a published report of a public set, taken there through the services."""
    return report_in(State.PUBLISHED, ratings, **values)
