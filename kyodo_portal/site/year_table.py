"""年度と収録範囲: which years of which municipality the site holds, and what they cover.

A year without edition and without records is データなし, which is not 0.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kyodo_portal.listing.areas import AreaPages, AreaYears, Counts, YearWords
from kyodo_portal.organizations.models import Municipality
from kyodo_portal.publishing.models import Edition
from kyodo_portal.text import Label

# The table shows at least so many years, so that what is not held can be seen too.
FEWEST_YEARS = 5


@dataclass(frozen=True)
class YearCell:
    """One year: the number of records, None for データなし. `url` leads to them, "" for none."""

    fiscal_year: int
    count: int | None
    url: str
    unit: Label


@dataclass(frozen=True)
class AreaRow:
    """One area of one municipality over the table's years."""

    pages: AreaPages
    municipality: Municipality
    cells: list[YearCell]


@dataclass(frozen=True)
class YearTable:
    """Areas and municipalities by fiscal year, the newest year first.

    sponsorships: how many of the 協働事業 are 後援.
    """

    fiscal_years: list[int]
    rows: list[AreaRow]
    sponsorships: int


@dataclass(frozen=True)
class LatestFigure:
    """An area's figure of its latest year. fiscal_year and count are None for データなし.

    `places` are the municipalities whose editions it counts, `coverage` what those cover,
    `sponsorships` how many of the counted 協働事業 are 後援, `as_of` of when the documents
    tell, "" where they name the year alone.
    """

    pages: AreaPages
    fiscal_year: int | None
    count: int | None
    places: list[Municipality]
    coverage: list[str]
    url: str
    unit: Label
    sponsorships: int = 0
    as_of: str = ""


def latest_fiscal_year(pages: AreaPages, editions: Iterable[Edition]) -> int | None:
    """Return the newest year of an area's editions, None where there is none."""
    return max((one.fiscal_year for one in editions if one.area == pages.area), default=None)


def latest_figure(
    pages: AreaPages,
    editions: Sequence[Edition],
    counts: Counts,
    sponsorships: Counts,
    words: AreaYears,
) -> LatestFigure:
    """Return the number of an area's published records in its latest year.

    sponsorships: those of them that are 後援.
    """
    year = latest_fiscal_year(pages, editions)
    if year is None:
        return LatestFigure(pages, None, None, [], [], pages.list_url(), pages.unit)
    of_year = [one for one in editions if one.area == pages.area and one.fiscal_year == year]
    said = [words_of(words, pages, one.municipality.code, year) for one in of_year]
    return LatestFigure(
        pages=pages,
        fiscal_year=year,
        count=_of_year(counts, year),
        places=[one.municipality for one in of_year],
        coverage=[coverage_line(one, with_place=len(of_year) > 1) for one in of_year],
        url=pages.list_url(fiscal_year=year),
        unit=_common([one.unit for one in said]) or pages.unit,
        sponsorships=_of_year(sponsorships, year),
        as_of=str(_common([one.as_of for one in said])),
    )


def _common(words: Sequence[Label]) -> Label:
    return words[0] if len(set(words)) == 1 else ""


def _of_year(counts: Counts, year: int) -> int:
    return sum(count for (_code, of), count in counts.items() if of == year)


def words_of(words: AreaYears, pages: AreaPages, code: str, year: int) -> YearWords:
    """Return what a year's documents call it."""
    return words.get((pages.area, code, year), YearWords())


def coverage_line(edition: Edition, *, with_place: bool) -> str:
    """Return what an edition covers, with its municipality where several stand together."""
    return f"{edition.municipality}：{edition.coverage}" if with_place else edition.coverage


def year_table(
    areas: Iterable[tuple[AreaPages, Counts]],
    municipalities: Sequence[Municipality],
    editions: Sequence[Edition],
    *sponsorships: Counts,
    words: AreaYears,
) -> YearTable:
    """Return every area and municipality over all years between the oldest and the newest."""
    found = list(areas)
    held = {(one.area, one.municipality.code, one.fiscal_year) for one in editions}
    years = years_shown(
        {year for _area, _code, year in held}
        | {year for _pages, counts in found for _code, year in counts}
    )

    def cell(pages: AreaPages, code: str, year: int, counts: Counts) -> YearCell:
        count = counts.get((code, year), 0 if (pages.area, code, year) in held else None)
        url = pages.list_url(fiscal_year=year, municipality=code) if count else ""
        unit = words_of(words, pages, code, year).unit or pages.unit
        return YearCell(year, count, url, unit)

    rows = [
        AreaRow(pages, place, [cell(pages, place.code, year, counts) for year in years])
        for pages, counts in found
        for place in municipalities
    ]
    return YearTable(years, rows, sum(sum(counts.values()) for counts in sponsorships))


def years_shown(years: Iterable[int]) -> list[int]:
    """Return every year from the newest to the oldest, and the years before to fill the table."""
    known = sorted(years)
    if not known:
        return []
    newest = known[-1]
    return list(range(newest, min(known[0], newest - FEWEST_YEARS + 1) - 1, -1))
