"""The Excel files of 協働事業: the list, and the planners' workbook of figures."""

from collections.abc import Iterable, Iterator, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years import format_fiscal_year
from kyodo_portal.listing.coverage import coverage_lines
from kyodo_portal.listing.tables import Heading, Table
from kyodo_portal.publishing.models import DataVersion
from kyodo_portal.spreadsheets.columns import Row, Value, dictionary, of_files
from kyodo_portal.spreadsheets.workbooks import Bars, TypedWorkbook
from projects import AREA
from projects.records.aggregates.summary import Summary
from projects.records.aggregates.totals import Totals, totals_by_year
from projects.records.columns import RECORD_COLUMNS
from projects.records.filters.records import ProjectRecordFilter

# A clustered chart of more series than this cannot be read.
MOST_SERIES = 5


def records_workbook(filterset: ProjectRecordFilter, rows: Iterable[Row]) -> TypedWorkbook:
    """Return 一覧 and 説明: the rows under the conditions, and what they are."""
    book = TypedWorkbook(_("協働事業一覧"))
    book.add_table(_("一覧"), of_files(RECORD_COLUMNS), rows)
    book.add_lines(
        _("説明"),
        about(_("協働事業一覧"), filterset, totals_by_year(filterset.qs)),
        [28, 28, 14, 80],
    )
    return book


def summary_workbook(
    filterset: ProjectRecordFilter, summary: Summary, rows: Iterable[Row]
) -> TypedWorkbook:
    """Return the planners' workbook: every table of the summary page with its chart, the list."""
    title = _("協働事業の集計")
    book = TypedWorkbook(title)
    apart = sponsorship_rows(summary.years)
    add_table(book, _("部署×年度"), _("所管部"), summary.departments, apart=apart)
    add_table(
        book,
        _("形態×年度"),
        _("協働の形態"),
        summary.forms,
        total=_("計（事業の件数）"),
        apart=apart,
    )
    add_table(
        book,
        _("活動分野×年度"),
        _("活動分野"),
        summary.activity_fields,
        total=_("計（事業の件数）"),
        apart=apart,
    )
    add_table(book, _("実施区分"), _("所管部"), summary.recurrence)
    add_participants(book, summary)
    book.add_table(_("一覧"), of_files(RECORD_COLUMNS), rows)
    book.add_lines(_("説明"), about(title, filterset, summary.years), [28, 28, 14, 80])
    return book


def sponsorship_rows(years: list[Totals]) -> list[list[Value]]:
    """Return 後援を除く and 後援 by year, the oldest first, with 計; none without any 後援."""
    if not any(year.sponsorships for year in years):
        return []
    in_order = sorted(years, key=lambda year: year.fiscal_year or 0)
    found = [
        (_("うち後援を除く"), [year.without_sponsorships for year in in_order]),
        (_("うち後援"), [year.sponsorships for year in in_order]),
    ]
    return [[label, *counts, sum(counts)] for label, counts in found]


def add_table(
    book: TypedWorkbook,
    name: str,
    corner: str,
    table: Table,
    *,
    total: str = "",
    apart: Sequence[Sequence[Value]] = (),
) -> None:
    """Add one table of counts with its chart; apart: lines below its total."""
    columns = [str(column.label) for column in table.columns]
    last = len(columns) + 1
    book.add_grid(
        name,
        [corner, *columns, _("計")],
        [[label_of(row.heading), *row.counts, row.total] for row in table.rows],
        [total or _("計"), *table.totals, table.total],
        Bars(_("%(name)s（件）") % {"name": name}, range(max(2, last - MOST_SERIES + 1), last + 1)),
        apart,
    )


def add_participants(book: TypedWorkbook, summary: Summary) -> None:
    """Add 市民参加人数 by year and department; years are never added up."""
    body: list[list[Value]] = []
    for year in summary.participants:
        parts = [(label_of(heading), part) for heading, part in year.departments]
        body += [
            _participants_line(label, part) for label, part in [*parts, (_("計"), year.totals)]
        ]
    newest = len(summary.participants[0].departments) if summary.participants else 0
    head = [
        _("年度"),
        _("所管部"),
        _("市民参加人数（人）"),
        _("件数"),
        _("人数のある件数"),
        _("不明"),
        _("該当なし"),
        _("記載なし"),
        _("うち後援（人）"),
    ]
    title = _("市民参加人数（人・延べ・市の報告の合計）")
    book.add_grid(_("市民参加人数"), head, body, chart=Bars(title, [3], labels=2, rows=newest))


def _participants_line(label: str, part: Totals) -> list[Value]:
    return [
        format_fiscal_year(part.fiscal_year) if part.fiscal_year else "",
        label,
        part.participants,
        part.records,
        part.counted,
        part.unknown,
        part.not_applicable,
        part.not_entered,
        part.sponsored_participants,
    ]


def label_of(heading: Heading) -> str:
    """Return a heading as one text: 教育部（苫小牧市）."""
    return f"{heading.label}（{heading.note}）" if heading.note else str(heading.label)


def about(title: str, filterset: ProjectRecordFilter, years: list[Totals]) -> Iterator[list[Value]]:
    """Yield the lines that say what a file is: conditions, totals, coverage, its columns."""
    yield [title]
    if not settings.SITE_OFFICIAL_NAME:
        yield [_("公開資料をもとにした見本です。苫小牧市・帯広市の公式サイトではありません")]
    yield [_("データの版"), str(DataVersion.current())]
    yield [_("条件"), filterset.in_words]
    yield []
    yield [_("件数と市民参加人数（延べ・市の報告の合計。年度をまたいで合計しません）")]
    yield from (_totals_line(year) for year in years)
    yield []
    yield [_("収録範囲と元の資料")]
    if shown := [year.fiscal_year for year in years if year.fiscal_year is not None]:
        codes = filterset.selected("municipality")
        yield from coverage_lines(AREA, fiscal_years=shown, codes=codes)
    yield []
    yield [_("列の説明")]
    yield [_("見出し"), _("APIの名前"), _("種類"), _("説明")]
    yield from dictionary(of_files(RECORD_COLUMNS))


def _totals_line(year: Totals) -> list[Value]:
    people = _("人数なし") if year.participants is None else f"{year.participants:,}人"
    left_out = [
        (_("不明"), year.unknown),
        (_("該当なし"), year.not_applicable),
        (_("記載なし"), year.not_entered),
    ]
    words = "、".join(f"{word}{count}件" for word, count in left_out if count)
    note = _("%(words)sを除く") % {"words": words} if words else ""
    assert year.fiscal_year is not None
    apart = (
        [
            _("後援を除く%(others)s件、後援%(number)s件")
            % {"others": year.without_sponsorships, "number": year.sponsorships}
        ]
        if year.sponsorships
        else []
    )
    if year.sponsored_participants is not None:
        apart.append(
            _("うち後援を除く%(others)s人、後援%(number)s人")
            % {
                "others": f"{year.participants_without_sponsorships:,}",
                "number": f"{year.sponsored_participants:,}",
            }
        )
    return [format_fiscal_year(year.fiscal_year), f"{year.records}件", people, note, *apart]
