"""The Excel files of 市長公約: a report with its rules, two reports side by side."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from kyodo_portal.publishing.models import DataVersion
from kyodo_portal.spreadsheets.columns import Row, Value, dictionary, of_files
from kyodo_portal.spreadsheets.workbooks import TypedWorkbook
from pledges.reports.aggregates.tables import ReportTable
from pledges.reports.columns import COMPARISON_COLUMNS, LINE_COLUMNS
from pledges.reports.rows import level_below
from pledges.sets.rules.arithmetic import rule_words


def report_workbook(table: ReportTable, rows: Iterable[Row]) -> TypedWorkbook:
    """Return 総括表 and 説明: the lines of a report, and what they are."""
    book = TypedWorkbook(str(table.content["title"]))
    book.add_table(_("総括表"), of_files(LINE_COLUMNS), rows)
    book.add_lines(_("説明"), about(table), [28, 40, 14, 80])
    return book


def comparison_workbook(rows: Iterable[Row]) -> TypedWorkbook:
    """Return 比較: two reports of one set side by side."""
    book = TypedWorkbook(_("市長公約の取組状況の比較"))
    book.add_table(_("比較"), of_files(COMPARISON_COLUMNS), rows)
    return book


def about(table: ReportTable) -> Iterator[list[Value]]:
    """Yield the lines that say what a file is: report, rules, introduction, its columns."""
    content = table.content
    yield [content["title"]]
    if not settings.SITE_OFFICIAL_NAME:
        yield [_("公開資料をもとにした見本です。苫小牧市・帯広市の公式サイトではありません")]
    yield [_("データの版"), str(DataVersion.current())]
    yield [_("時点"), content["as_of_text"]]
    yield [_("期間"), content["period_text"]]
    yield [_("公表日"), content["released_text"]]
    yield [_("市の担当部署による自己評価です。")]
    yield []
    yield [_("計算の決まり")]
    for depth, level in enumerate(table.levels):
        note = _("公表値からの推定") if level.rule.is_inferred else ""
        yield [level.name, rule_words(level.rule, level_below(table, depth)), note]
    yield []
    yield [_("進捗状況の数値化")]
    yield ["", content["method_note"]]
    yield []
    yield [_("列の説明")]
    yield [_("見出し"), _("APIの名前"), _("種類"), _("説明")]
    yield from dictionary(of_files(LINE_COLUMNS))
