"""A report's 総括表 as plain rows: from its content, as it is now or as it was published."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from pledges.reports.aggregates.snapshot import OVERALL, Content, Loaded, content_of, load, load_all
from pledges.reports.choices import RatingStatus
from pledges.reports.models.report import ProgressReport
from pledges.sets.rules.arithmetic import Rule


@dataclass(frozen=True)
class Level:
    """One level of a set as a report states it; the first is 全体."""

    name: str
    has_stars: bool
    has_percent: bool
    shows_steps: bool
    rule: Rule


@dataclass(frozen=True)
class DepartmentName:
    """A department by the name in the report; `id` is None in what was kept at publication."""

    name: str
    id: int | None = None


@dataclass(frozen=True)
class ReportInitiative:
    """取組事業 verbatim; steps are None where not rated, or not shown."""

    text: str
    steps: int | None = None


@dataclass(frozen=True)
class ReportLine:
    """One item of a report, or 全体 (path ""). Percentages keep the digits as published.

    mean: of `parts` (path and figure of each child that went in), before the last step.
    left_out: paths of the children without a figure. label: I-1, from the numbers above it.
    """

    path: str
    label: str
    number: str
    title: str
    depth: int
    level: Level
    published: Decimal | None
    computed: Decimal | None
    mean: Decimal | None
    parts: tuple[tuple[str, Decimal], ...]
    left_out: tuple[str, ...]
    status: str = RatingStatus.NOT_STATED
    stars: int | None = None
    word: str | None = None
    reason: str = ""
    note: str = ""
    departments: tuple[DepartmentName, ...] = ()
    initiatives: tuple[ReportInitiative, ...] = ()
    id: int | None = None

    @property
    def percent(self) -> Decimal | None:
        """What the table shows: the published figure, else the computed one."""
        return self.published if self.published is not None else self.computed

    @property
    def parent(self) -> str:
        """The path of the item above; "" for 全体."""
        return self.path.rpartition("-")[0]


@dataclass(frozen=True)
class ReportTable:
    """A whole report: its words, its levels from 全体 down, its lines in the set's order."""

    content: Content
    levels: list[Level]
    overall: ReportLine
    lines: list[ReportLine]
    star_steps: int | None = None
    words: list[str] = field(default_factory=list)

    @cached_property
    def by_path(self) -> Mapping[str, ReportLine]:
        """The lines by their path, 全体 by ""."""
        return {OVERALL: self.overall, **{line.path: line for line in self.lines}}

    @cached_property
    def shown_depths(self) -> set[int]:
        """The levels that stand in the 総括表: those with percentages, else all."""
        depths = range(1, len(self.levels))
        return {depth for depth in depths if self.levels[depth].has_percent} or set(depths)

    @property
    def summary(self) -> list[ReportLine]:
        """The lines of the 総括表, in the set's order."""
        return [line for line in self.lines if line.depth in self.shown_depths]

    @property
    def rated(self) -> list[ReportLine]:
        """The lines of the lowest level of the 総括表: what is sorted by progress."""
        lowest = max(self.shown_depths, default=0)
        return [line for line in self.lines if line.depth == lowest]

    @property
    def top(self) -> list[ReportLine]:
        """The lines of the first level."""
        return [line for line in self.lines if line.depth == 1]

    def below(self, path: str) -> list[ReportLine]:
        """Return the lines right below one."""
        return [line for line in self.lines if line.parent == path]

    def above(self, path: str) -> list[ReportLine]:
        """Return the lines above one, from the first level down."""
        steps = path.split("-")
        return [self.by_path["-".join(steps[:end])] for end in range(1, len(steps))]


def report_table(report: ProgressReport, loaded: Loaded | None = None) -> ReportTable:
    """Return a report as it is now, in six queries where nothing is loaded."""
    found = loaded or load(report)
    words = [word.word for word in report.pledge_set.status_words.all()]
    table = table_of(content_of(report, found), words)
    ids = {item.path: item.pk for item in found.items}
    departments = {
        rating.item.path: tuple(
            DepartmentName(link.department.name, link.department_id)
            for link in rating.department_links.all()
        )
        for rating in found.ratings.values()
    }
    lines = [
        replace(line, id=ids[line.path], departments=departments.get(line.path, ()))
        for line in table.lines
    ]
    return replace(table, lines=lines)


def report_tables(reports: Iterable[ProgressReport]) -> dict[int, ReportTable]:
    """Return several reports as they are now, by id, in six queries."""
    reports = list(reports)
    loaded = load_all(reports)
    return {report.pk: report_table(report, loaded[report.pk]) for report in reports}


def table_of(content: Content, words: Sequence[str] = ()) -> ReportTable:
    """Return a report as its content says, such as the one kept at publication."""
    levels = [_level(one) for one in content["levels"]]
    numbers: dict[str, str] = {}
    lines = [_line(item, levels, numbers) for item in content["items"]]
    overall = _figures(content["overall"]) | {"path": OVERALL, "label": levels[0].name}
    whole = ReportLine(**overall, number="", title=levels[0].name, depth=0, level=levels[0])
    return ReportTable(content, levels, whole, lines, content.get("star_steps"), list(words))


def status_counts(lines: Iterable[ReportLine], words: Sequence[str]) -> list[tuple[str, int]]:
    """Return how many lines each word of the scale has, then each state without one."""
    lines = list(lines)
    counts = Counter(line.word for line in lines if line.word)
    known = [*words, *(word for word in counts if word not in words)]
    states = Counter(line.status for line in lines if not line.word)
    without = [state for state in RatingStatus if states[state.value]]
    return [
        *((word, counts[word]) for word in known),
        *((str(state.label), states[state.value]) for state in without),
    ]


def _level(said: Mapping[str, Any]) -> Level:
    rule = Rule(said["roll_up"], said["rounding"], said["decimals"], said["is_inferred"])
    shows_steps = said.get("shows_initiative_ratings", False)
    return Level(said["name"], said["has_stars"], said["has_percent"], shows_steps, rule)


def _figures(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "published": _decimal(said["percent_published"]),
        "computed": _decimal(said["percent_computed"]),
        "mean": _decimal(said.get("mean")),
        "parts": tuple((path, Decimal(part)) for path, part in said.get("parts", ())),
        "left_out": tuple(said.get("left_out", ())),
    }


def _line(said: Mapping[str, Any], levels: Sequence[Level], numbers: dict[str, str]) -> ReportLine:
    path = said["path"]
    depth = path.count("-") + 1
    own = said["number"] or path.rpartition("-")[2]
    above = numbers.get(path.rpartition("-")[0])
    numbers[path] = f"{above}-{own}" if above else own
    return ReportLine(
        path=path,
        label=numbers[path],
        number=own,
        title=said["title"],
        depth=depth,
        level=levels[depth],
        **_figures(said),
        status=said.get("status", RatingStatus.NOT_STATED),
        stars=said.get("stars"),
        word=said.get("word"),
        reason=said.get("reason", ""),
        note=said.get("note", ""),
        departments=tuple(DepartmentName(name) for name in said.get("departments", ())),
        initiatives=_initiatives(said),
    )


def _initiatives(said: Mapping[str, Any]) -> tuple[ReportInitiative, ...]:
    texts = said.get("initiatives", ())
    steps = said.get("initiative_steps") or [None] * len(texts)
    return tuple(ReportInitiative(text, step) for text, step in zip(texts, steps, strict=True))


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
