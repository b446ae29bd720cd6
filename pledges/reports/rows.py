"""Plain rows of 総括表 for files and API: one for each line of a report."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from django.urls import reverse

from pledges.reports.aggregates.tables import ReportLine, ReportTable, report_tables
from pledges.reports.models.report import ProgressReport
from pledges.sets.models.pledge import PledgeItem
from pledges.sets.rows import Row, number
from pledges.sets.rules.arithmetic import rule_words

JOINED = " "


def line_row(report: ProgressReport, table: ReportTable, line: ReportLine) -> Row:
    """Return one line of a report with its figures, parts and rule. Percentages stay exact."""
    rule = line.level.rule
    slug = str(table.content["pledge_set"])
    address = [slug, line.path] if line.path else [slug]
    name = "pledges:item" if line.path else "pledges:set"
    return {
        "pledge_set": slug,
        "municipality": table.content["municipality"],
        "fiscal_year": report.fiscal_year,
        "as_of_text": table.content["as_of_text"],
        "path": line.path,
        "parent": line.parent,
        "level": line.level.name,
        "label": line.label,
        "title": line.title,
        "percent_published": number(line.published),
        "percent_computed": number(line.computed),
        "children": JOINED.join(path for path, _part in line.parts),
        "children_percent": JOINED.join(f"{part:f}" for _path, part in line.parts),
        "left_out": JOINED.join(line.left_out),
        "mean": "" if line.mean is None else f"{line.mean:f}",
        "roll_up": rule.roll_up,
        "rounding": rule.rounding,
        "decimals": rule.decimals,
        "rule": rule_words(rule, level_below(table, line.depth)),
        "rule_is_inferred": rule.is_inferred,
        "stars": line.stars,
        "star_steps": table.star_steps if line.stars is not None else None,
        "word": line.word or "",
        "status": line.status,
        "reason": line.reason,
        "note": line.note,
        "departments": [{"id": one.id, "name": one.name} for one in line.departments],
        "initiatives": [one.text for one in line.initiatives],
        "url": f"{reverse(name, args=address)}?fiscal_year={report.fiscal_year}",
    }


def _percent(value: Decimal | None) -> float | None:
    """Return a percentage as the API has always said it: 62.0, 59.2; None for none."""
    return None if value is None else float(value)


def report_row(report: ProgressReport, table: ReportTable, line: ReportLine) -> Row:
    """Return what one report says of one item, as the API holds it."""
    shows_steps = line.level.shows_steps
    return {
        "fiscal_year": report.fiscal_year,
        "as_of": report.as_of,
        "as_of_text": report.as_of_text,
        "departments": [{"id": one.id, "name": one.name} for one in line.departments],
        "stars": line.stars,
        "star_steps": table.star_steps if line.stars is not None else None,
        "percent_published": _percent(line.published),
        "percent_computed": _percent(line.computed),
        "status": line.status,
        "word": line.word,
        "reason": line.reason,
        "note": line.note,
        "initiatives": [one.text for one in line.initiatives],
        "initiative_steps": [one.steps for one in line.initiatives] if shows_steps else None,
    }


def level_below(table: ReportTable, depth: int) -> str:
    """Return the name of the level under one, "" under the lowest."""
    return table.levels[depth + 1].name if depth + 1 < len(table.levels) else ""


def progress_row(report: ProgressReport, table: ReportTable) -> Row:
    """Return a report as the API holds it."""
    fields = (
        "fiscal_year",
        "title",
        "period_text",
        "period_start",
        "period_end",
        "as_of",
        "as_of_text",
        "released_text",
        "released_on",
        "introduction",
        "method_note",
        "source_title",
        "snapshot_hash",
    )
    return {
        "id": report.pk,
        "pledge_set": report.pledge_set.slug,
        "municipality": report.municipality.code,
        **{name: getattr(report, name) for name in fields},
        "overall_published": _percent(table.overall.published),
        "overall_computed": _percent(table.overall.computed),
        "url": report.get_absolute_url(),
    }


def progress_rows(reports: Sequence[ProgressReport]) -> list[Row]:
    """Return reports of `for_list()` as plain rows."""
    tables = report_tables(reports)
    return [progress_row(report, tables[report.pk]) for report in reports]


def item_rows(items: Sequence[PledgeItem]) -> list[Row]:
    """Return items as plain rows, each with what the published reports, newest first, say."""
    reports = ProgressReport.objects.published_for(items)
    tables = report_tables(reports)
    of_set: dict[int, list[ProgressReport]] = defaultdict(list)
    for report in reports:
        of_set[report.pledge_set_id].append(report)
    return [_item_row(item, of_set[item.pledge_set_id], tables) for item in items]


def _item_row(
    item: PledgeItem, reports: list[ProgressReport], tables: dict[int, ReportTable]
) -> Row:
    line = tables[reports[0].pk].by_path[item.path]
    return {
        "id": item.pk,
        "pledge_set": item.pledge_set.slug,
        "parent": item.parent_id,
        "level": line.level.name,
        "path": item.path,
        "number": item.number,
        "title": item.title,
        "reports": [
            report_row(report, tables[report.pk], tables[report.pk].by_path[item.path])
            for report in reports
        ],
        "url": item.get_absolute_url(),
    }
