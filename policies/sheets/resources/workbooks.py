"""The Excel files of 施策評価."""

from collections.abc import Iterable, Iterator, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from kyodo_portal.listing.tables import Table
from kyodo_portal.publishing.models import DataVersion
from kyodo_portal.spreadsheets.columns import Column, Row, Value, dictionary, of_files
from kyodo_portal.spreadsheets.workbooks import Bars, TypedWorkbook
from policies.sheets.columns import RATED_VALUE_COLUMNS

# A clustered chart of more series than this cannot be read.
MOST_SERIES = 5


def about(
    title: str, tables: Iterable[Sequence[Column]], more: Iterable[list[Value]] = ()
) -> Iterator[list[Value]]:
    """Yield the lines that say what a file is: its version, `more`, its columns."""
    yield [title]
    if not settings.SITE_OFFICIAL_NAME:
        yield [_("公開資料をもとにした見本です。苫小牧市・帯広市の公式サイトではありません")]
    yield [_("データの版"), str(DataVersion.current())]
    yield [_("評価"), _("反映区分と文章は、市の担当部署による自己評価です。")]
    yield from more
    yield []
    yield [_("列の説明")]
    yield [_("見出し"), _("APIの名前"), _("種類"), _("説明")]
    for columns in tables:
        yield from dictionary(of_files(columns))


def value_rows(indicators: Iterable[Row]) -> Iterator[Row]:
    """Yield one row for each year's value of indicators, as their columns print it."""
    for indicator in indicators:
        for value in indicator["values"]:
            yield {**indicator, **value}


def add_ratings(book: TypedWorkbook, name: str, corner: str, table: Table) -> None:
    """Add the numbers of 施策 by rating, with their chart."""
    grades = [" ".join(filter(None, [str(one.label), one.note])) for one in table.columns]
    body: list[list[Value]] = [
        [f"{row.heading.note} {row.heading.label}".strip(), *row.counts, row.total]
        for row in table.rows
    ]
    columns = range(2, 2 + min(len(grades), MOST_SERIES))
    title = _("%(name)s（施策の数）") % {"name": name}
    foot: list[Value] = [_("計"), *table.totals, table.total]
    book.add_grid(name, [corner, *grades, _("計")], body, foot, Bars(title, columns))


def summary_workbook(
    branches: Table, departments: Table, indicators: Iterable[Row], more: Iterable[list[Value]]
) -> TypedWorkbook:
    """Return the planners' workbook: ratings by branch and department, all indicators."""
    title = _("施策評価の集計")
    book = TypedWorkbook(title)
    add_ratings(book, _("計画の柱×反映区分"), _("計画の柱"), branches)
    add_ratings(book, _("担当課×反映区分"), _("担当課"), departments)
    book.add_table(_("評価指標"), RATED_VALUE_COLUMNS, value_rows(indicators))
    book.add_lines(_("説明"), about(title, [RATED_VALUE_COLUMNS], more), [28, 28, 14, 80])
    return book
