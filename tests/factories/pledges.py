"""市長公約: sets of any shape, written through the services, and their reports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kyodo_portal.organizations.models import Department, Municipality, User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel
from pledges.models import (
    Initiative,
    PledgeItem,
    PledgeLevel,
    PledgeSet,
    ProgressReport,
    Rating,
    StatusWord,
)
from pledges.reports.services import open_report, save_rating

from .organizations import MunicipalityFactory, UserFactory
from .publishing import publish

DOOR = Channel.FIXTURE
# 全体 → 柱 → 公約: per cent, each the mean of what is below, as the real set rounds it.
PERCENT_LEVELS: tuple[Mapping[str, Any], ...] = (
    {
        "name": "全体",
        "has_percent": True,
        "roll_up": "mean_of_published",
        "rounding": "rounded",
        "decimals": 1,
    },
    {
        "name": "柱",
        "has_percent": True,
        "roll_up": "mean_of_published",
        "rounding": "truncated",
        "is_inferred": True,
    },
    {"name": "公約", "has_percent": True, "has_stars": True},
)
WORD_LEVELS: tuple[Mapping[str, Any], ...] = (
    {"name": "全体"},
    {"name": "ビジョン"},
    {"name": "項目"},
    {"name": "公約"},
)


@dataclass
class Pledges:
    """A set with its items by path, and who writes it."""

    pledge_set: PledgeSet
    items: dict[str, PledgeItem]
    by: User

    def report(
        self,
        year: int = 2023,
        ratings: Mapping[str, Mapping[str, Any]] | None = None,
        *,
        is_published: bool = True,
        **values: Any,
    ) -> ProgressReport:
        """Return a report as of the end of a fiscal year, with these ratings by path."""
        report = ProgressReport(
            pledge_set=self.pledge_set,
            title="取組状況",
            as_of=date(year + 1, 3, 31),
            as_of_text=f"{year}年度末",
            **values,
        )
        open_report(report, by=self.by, channel=DOOR)
        for path, said in (ratings or {}).items():
            self.rate(report, path, **said)
        report.refresh_from_db()
        return publish(report, by=self.by) if is_published else report

    def rate(
        self,
        report: ProgressReport,
        path: str,
        *,
        departments: Iterable[Department] | None = None,
        initiatives: Iterable[str] | None = None,
        why: str = "",
        **values: Any,
    ) -> Rating:
        """Write what a report says of one item; `why` is the reason of a correction."""
        rating = Rating.objects.get(report=report, item=self.items[path])
        for name, value in values.items():
            setattr(rating, name, value)
        save_rating(
            rating,
            departments=None if departments is None else list(departments),
            initiatives=None
            if initiatives is None
            else [Initiative(text=text) for text in initiatives],
            by=self.by,
            channel=DOOR,
            expected_version=rating.version,
            reason=why,
        )
        return rating


def make_set(
    paths: Iterable[str],
    *,
    slug: str = "city-1",
    levels: Iterable[Mapping[str, Any]] = PERCENT_LEVELS,
    words: Iterable[str] = (),
    star_steps: int | None = 10,
    municipality: Municipality | None = None,
    is_published: bool = True,
) -> Pledges:
    """Return a set with an item at each path (parents first), all through the funnel."""
    by = UserFactory()
    pledge_set = PledgeSet(
        municipality=municipality or MunicipalityFactory(),
        slug=slug,
        name=f"公約{slug}",
        star_steps=star_steps,
        is_published=is_published,
    )
    relations = {
        "levels": [PledgeLevel(**level) for level in levels],
        "status_words": [StatusWord(word=word) for word in words],
    }
    funnel.save(
        pledge_set, write=funnel.Write(by, DOOR), relations=relations, expected_version=None
    )
    items: dict[str, PledgeItem] = {}
    for path in paths:
        parent, _dash, position = path.rpartition("-")
        item = PledgeItem(
            pledge_set=pledge_set,
            parent=items.get(parent),
            position=int(position),
            number=position,
            title=f"約束{path}を果たします",
        )
        funnel.save(item, write=funnel.Write(by, DOOR), expected_version=None)
        items[path] = item
    return Pledges(pledge_set, items, by)


def tree(*counts: int) -> list[str]:
    """Return the paths of a tree: tree(2, 3) has two items with three below each."""
    paths: list[str] = []
    above = [""]
    for count in counts:
        level = [
            f"{path}-{number}" if path else str(number)
            for path in above
            for number in range(1, count + 1)
        ]
        paths += level
        above = level
    return paths
