"""What the page of one pledge shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kyodo_portal.organizations.models import Department
from pledges.reports.aggregates.corrections import corrections_of
from pledges.reports.aggregates.tables import ReportLine, ReportTable
from pledges.reports.choices import RatingStatus
from pledges.reports.views.figures import ShownValue, Stars, calculations, rules, stars_of, value_of
from pledges.reports.views.report_choice import ShownReport, report_context
from pledges.sets.models.link import PolicyLink, ProjectLink

# A pledge of many departments names so many; the others are on the pages of its parts.
MOST_CONTACTS = 8


@dataclass(frozen=True)
class Measure:
    """One item as its section shows it.

    percent: ShownValue or None where its level shows none. empty: what stands for a missing rating.
    below: how many items are under it.
    """

    line: ReportLine
    url: str
    percent: ShownValue | None
    stars: Stars | None
    shows_stars: bool
    empty: str
    below: int


def measure_of(table: ReportTable, line: ReportLine, year: str) -> Measure:
    """Return one item with its rating in every form that its level has."""
    has_percent = line.level.has_percent or line.percent is not None
    stars = stars_of(line.stars, table.star_steps)
    return Measure(
        line=line,
        url=reverse("pledges:item", args=[table.content["pledge_set"], line.path]) + year,
        percent=value_of(line, table.star_steps) if has_percent else None,
        stars=stars,
        # A level that shows stars beside per cent may have neither: one 資料に記載なし is enough.
        shows_stars=stars is not None or (line.level.has_stars and not has_percent),
        empty=str(RatingStatus(line.status).label),
        below=len(table.below(line.path)),
    )


def lines_below(table: ReportTable, line: ReportLine) -> list[ReportLine]:
    """Return all lines under one, at any depth, in the set's order."""
    return [one for one in table.lines if one.path.startswith(f"{line.path}-")]


def item_context(
    request: HttpRequest, shown: ShownReport, table: ReportTable, line: ReportLine
) -> dict[str, Any]:
    """Return the context of one item's page."""
    year = f"?fiscal_year={shown.report.fiscal_year}"
    children = table.below(line.path)
    siblings = table.below(line.parent)
    place = [one.path for one in siblings].index(line.path)
    concerned = [line, *lines_below(table, line)]
    return {
        **report_context(request, shown, table),
        "crumbs": crumbs(shown, table, line, year),
        "measure": measure_of(table, line, year),
        "line": line,
        "above": table.above(line.path),
        "children": [measure_of(table, child, year) for child in children],
        "siblings": [measure_of(table, one, year) for one in siblings],
        "before": measure_of(table, siblings[place - 1], year) if place else None,
        "after": measure_of(table, siblings[place + 1], year)
        if place + 1 < len(siblings)
        else None,
        "calculations": calculations(table, [line, *_parents(table, line)]),
        "rules": rules(table),
        "is_inferred": any(inferred for _level, _rule, inferred in rules(table)),
        "corrections": item_corrections(shown, table, line),
        "policies": PolicyLink.objects.public_of(shown.report.pledge_set_id, line.path),
        "projects": ProjectLink.objects.public_of(shown.report.pledge_set_id, line.path),
        **contacts(shown, concerned),
    }


def crumbs(
    shown: ShownReport, table: ReportTable, line: ReportLine, year: str
) -> list[tuple[str, str]]:
    """Return the way from all sets to this item."""
    pledge_set = shown.report.pledge_set
    above = [
        (
            f"{one.level.name} {one.label}",
            reverse("pledges:item", args=[pledge_set.slug, one.path]) + year,
        )
        for one in table.above(line.path)
    ]
    return [
        (_("市長公約"), reverse("pledges:list")),
        (pledge_set.name, pledge_set.get_absolute_url() + year),
        *above,
        (f"{line.level.name} {line.label}", ""),
    ]


def item_corrections(shown: ShownReport, table: ReportTable, line: ReportLine) -> list[Any]:
    """Return the corrections of an item and of what is under it, newest first."""
    if shown.as_published:
        return []
    under = f"{line.path}-"
    return [
        one
        for one in corrections_of(shown.report, table)
        if one.path == line.path or one.path.startswith(under)
    ]


def contacts(shown: ShownReport, lines: Sequence[ReportLine]) -> dict[str, Any]:
    """Return the departments to ask, each once in the report's order; by name where kept so."""
    names = dict.fromkeys(one for line in lines for one in line.departments)
    ids = [one.id for one in names if one.id]
    found = Department.objects.select_related("municipality").in_bulk(ids) if ids else {}
    asked = [found.get(one.id) or one for one in names]
    return {"contacts": asked[:MOST_CONTACTS], "more_contacts": asked[MOST_CONTACTS:]}


def _parents(table: ReportTable, line: ReportLine) -> list[ReportLine]:
    """Return what the item's own figure goes into, up to 全体."""
    return [*reversed(table.above(line.path)), table.overall]
