"""What the pages of sets show: the list, and one report's 総括表 with all around it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kyodo_portal.listing.queries import kept
from kyodo_portal.listing.years import age_words
from kyodo_portal.organizations.models import Department
from pledges.reports.aggregates.corrections import corrections_of
from pledges.reports.aggregates.tables import ReportLine, ReportTable
from pledges.reports.filters import DOCUMENT, SORTS, SummaryFilter
from pledges.reports.models.report import ProgressReport
from pledges.reports.views.figures import calculations, rules, value_of
from pledges.reports.views.report_choice import ShownReport, report_context
from pledges.reports.views.summary_charts import top_bars, top_radar, word_bars
from pledges.reports.views.summary_rows import by_progress, narrowed, rows_of, summary_lines
from pledges.reports.views.summary_words import counted, size_sentence, span_sentence, top_sentence
from pledges.sets.filters import PledgeSetFilter
from pledges.sets.rows import set_row


def list_context(page: Any, filterset: PledgeSetFilter) -> dict[str, Any]:
    """Return the context of the list of sets."""
    return {
        "page": page,
        "sets": [
            {"record": one, "row": set_row(one), "age": age_of_newest(one.published_reports)}
            for one in page
        ],
        "query": filterset.data,
        "formats": (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON")),
    }


def age_of_newest(reports: Sequence[ProgressReport]) -> str:
    """Say that no newer report is held than the first of these, where that is old."""
    newest = reports[0] if reports else None
    return age_words(newest.fiscal_year, newest.published_at) if newest else ""


def shown_lines(
    shown: ShownReport, table: ReportTable, filterset: SummaryFilter, *, whole: bool = False
) -> list[ReportLine]:
    """Return the lines under the conditions in the wanted order.

    whole: for files, every level and 全体 at the end, so that each figure can be computed again.
    """
    matching = None if shown.as_published else filterset.matching_ids(shown.report)
    if not whole:
        return summary_lines(table, filterset.sort_order, matching)
    lines = narrowed(table.lines, matching)
    if filterset.sort_order != DOCUMENT:
        lines = by_progress(table, lines, filterset.sort_order)
    return [*lines, table.overall] if matching is None else lines


def summary_context(
    request: HttpRequest, shown: ShownReport, table: ReportTable, filterset: SummaryFilter
) -> dict[str, Any]:
    """Return the context of one report's page."""
    lines = shown_lines(shown, table, filterset)
    in_order = filterset.sort_order == DOCUMENT
    return {
        **report_context(request, shown, table),
        "crumbs": [(_("市長公約"), reverse("pledges:list")), (shown.report.pledge_set.name, "")],
        "size": size_sentence(table),
        "sentence": span_sentence(table),
        "top_level": table.levels[1].name,
        "top_heading": counted(table.levels[1].name, len(table.top)),
        "top_sentence": top_sentence(table),
        "bars": top_bars(table),
        "radar": top_radar(table),
        "word_bars": word_bars(table),
        "rows": rows_of(table, lines, in_order=in_order),
        "has_percent": any(level.has_percent for level in table.levels),
        "overall": value_of(table.overall, table.star_steps),
        "calculations": calculations(table, [*table.lines, table.overall]),
        "rules": rules(table),
        "is_inferred": any(inferred for _level, _rule, inferred in rules(table)),
        "corrections": corrections_of(shown.report, table) if not shown.as_published else [],
        "can_compare": len(shown.published) > 1,
        **conditions_context(filterset, table),
    }


def conditions_context(filterset: SummaryFilter, table: ReportTable) -> dict[str, Any]:
    """Return what the page's two forms show: words, department, order."""
    found = filterset.form.cleaned_data
    ids = {one.id for line in table.lines for one in line.departments if one.id}
    return {
        "sorts": SORTS,
        "sort": filterset.sort_order,
        "keep": kept(filterset, without="sort"),
        "q": found.get("q", ""),
        "chosen_departments": found.get("department") or [],
        "departments": list(Department.objects.filter(pk__in=ids).for_list()),
        "is_narrowed": filterset.is_narrowed,
    }
