"""The planners' workbook of 相手方の集計: every table of the staff's page, and rule and limits."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years import format_fiscal_year, today_in_japan
from kyodo_portal.spreadsheets.columns import Value
from kyodo_portal.spreadsheets.workbooks import TypedWorkbook
from projects.partner_statistics import rules
from projects.partner_statistics.aggregates.report import Report
from projects.partner_statistics.aggregates.scope import Scope, sees_whole
from projects.partner_statistics.columns.declared import FigureTable
from projects.partner_statistics.columns.tables import FORM_LABELS, tables, year_list


def file_name(report: Report) -> str:
    """Return the file's name: 012131_partner_figures.xlsx."""
    return f"{report.scope.municipality.code}_partner_figures.xlsx"


def workbook(report: Report) -> TypedWorkbook:
    """Return one sheet for each table, and one with the rule and limits of them all."""
    book = TypedWorkbook(_("相手方の集計"))
    found = tables(report)
    for table in found:
        book.add_table(table.sheet, table.columns, table.rows)
    book.add_lines(_("規則と限界"), _about(report, found), [28, 90])
    return book


def conditions(report: Report) -> list[tuple[str, str]]:
    """Return what the figures are of: (condition, value), as page and file state it."""
    scope = report.scope
    is_whole = sees_whole(scope.access, scope.municipality)
    everything = _("すべて") if is_whole else _("自分の部署とその下の組織")
    form = str(FORM_LABELS[scope.form]) if scope.form else _("すべて（後援を除く）")
    records = _("公開中の記録だけ") if scope.only_published else _("公開前の記録も含める")
    return [
        (_("自治体"), str(scope.municipality)),
        (_("所管部"), str(scope.department or everything)),
        (_("協働の形態"), form),
        (_("年度"), _years_shown(scope)),
        (_("記録の状態"), records),
        (_("連続年数"), _("%(years)s年以上") % {"years": scope.fewest_years}),
        (_("収録のある年度"), year_list(sorted(report.held.years)) or _("なし")),
        (_("間の収録のない年度"), year_list(report.held.gaps) or _("なし")),
    ]


def _years_shown(scope: Scope) -> str:
    if scope.first_year is None and scope.last_year is None:
        return _("すべての年度")
    first = format_fiscal_year(scope.first_year) if scope.first_year else _("はじめ")
    last = format_fiscal_year(scope.last_year) if scope.last_year else _("終わり")
    return _("%(first)sから%(last)sまで") % {"first": first, "last": last}


def _about(report: Report, found: list[FigureTable]) -> Iterator[Sequence[Value]]:
    total = report.tallies.total
    yield [_("相手方の集計（職員用。公開しません）")]
    yield [_("作成日"), today_in_japan()]
    yield from (list(pair) for pair in conditions(report))
    yield [_("相手方の数（年度の合計）"), total.partners]
    yield [_("後援のため分けた記録（件）"), report.tallies.sponsorships_left_out]
    yield []
    yield [_("もとになる考え")]
    yield [str(rules.SOURCE), str(rules.PASSAGE)]
    yield []
    yield [_("数え方")]
    yield from (["", str(rule)] for rule in rules.RECORDS)
    for table in found:
        yield []
        yield [table.title]
        yield from (["", str(rule)] for rule in table.rules)
    yield []
    yield [_("この数字で分からないこと")]
    yield from (["", str(limit)] for limit in rules.LIMITS)
    yield []
    yield [_("収録範囲と元の資料")]
    for edition in report.editions:
        source = "　".join(filter(None, [edition.source_title, edition.coverage]))
        yield [format_fiscal_year(edition.fiscal_year), source]
