"""収録範囲: what the years and municipalities in view cover.

A year without edition and without records is データなし, which is not 0.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years import format_fiscal_year
from kyodo_portal.listing.filterset import PublicFilter
from kyodo_portal.listing.query_values import municipality_names
from kyodo_portal.listing.years import year_label
from kyodo_portal.organizations.models import Municipality
from kyodo_portal.publishing.models import Edition
from kyodo_portal.spreadsheets.columns import Value

# More than these are folded.
MOST_COVERAGES = 4


@dataclass(frozen=True)
class Coverage:
    """収録範囲 of what is in view: `texts` beside the total, `more` folded below.

    is_held: whether any of the years and municipalities asked for is held. Where none is, nothing found
    is データなし, which is not 0.
    """

    texts: list[str]
    more: list[str]
    is_held: bool


def coverage(filterset: PublicFilter, area: str) -> Coverage:
    """Return what the years and municipalities in view cover; a year not held is データなし."""
    years = [] if filterset.shows_all_years else filterset.selected("fiscal_year")
    codes = filterset.selected("municipality") or _codes_of(filterset.selected("department"))
    editions = list(Edition.objects.in_view(area, fiscal_years=years, codes=codes))
    texts = [*map(coverage_text, editions), *_missing(editions, years, codes)]
    is_held = bool(editions) or not (years or codes)
    return Coverage(texts[:MOST_COVERAGES], texts[MOST_COVERAGES:], is_held=is_held)


def _codes_of(department_ids: Sequence[int]) -> list[str]:
    """Return whose departments these are: a department asks for its own city's documents."""
    if not department_ids:
        return []
    places = Municipality.objects.for_list().filter(departments__in=department_ids).distinct()
    return list(places.values_list("code", flat=True))


def _missing(
    editions: Sequence[Edition], years: Sequence[int], codes: Sequence[str]
) -> Iterator[str]:
    """Yield what was asked for and is not held: years, of each municipality that was named."""
    words = _("データなし")
    if not codes:
        held = {edition.fiscal_year for edition in editions}
        yield from (f"{year_label(year)}：{words}" for year in years if year not in held)
        return
    pairs = {(edition.municipality.code, edition.fiscal_year) for edition in editions}
    wanted = [(code, year) for year in years for code in codes if (code, year) not in pairs]
    names = municipality_names([code for code, _year in wanted]) if wanted else {}
    for code, year in wanted:
        if code in names:
            yield f"{names[code]} {year_label(year)}：{words}"


def coverage_text(edition: Edition) -> str:
    """Return what one edition covers, in one line."""
    return f"{edition.municipality} {year_label(edition.fiscal_year)}：{edition.coverage}"


def coverage_lines(
    area: str, *, fiscal_years: Sequence[int], codes: Sequence[str]
) -> Iterator[list[Value]]:
    """Yield what a file says of each edition: whose and when, 元の資料, 公表日, 収録範囲."""
    for edition in Edition.objects.in_view(area, fiscal_years=fiscal_years, codes=codes):
        yield [
            f"{edition.municipality} {format_fiscal_year(edition.fiscal_year)}",
            edition.source_title,
            edition.released_on.isoformat() if edition.released_on else "",
            edition.coverage,
        ]


def published_editions(municipality: Municipality | None = None) -> list[Edition]:
    """Return the published editions, the newest year first, of one municipality or of all."""
    editions = Edition.objects.published().for_list()
    return list(editions.filter(municipality=municipality) if municipality else editions)
