"""What the home page holds: figures, ways in, years, news."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.areas import AreaPages, area_pages, words_of_years
from kyodo_portal.listing.coverage import published_editions
from kyodo_portal.organizations.models import Municipality
from kyodo_portal.site.changes import RecentChange, recent_changes
from kyodo_portal.site.entry_links import (
    EntryLink,
    activity_field_entry_links,
    department_entry_links,
    form_entry_links,
)
from kyodo_portal.site.organizations.documents import case_counts
from kyodo_portal.site.year_table import (
    LatestFigure,
    YearCell,
    YearTable,
    latest_figure,
    year_table,
)
from kyodo_portal.text import Label

# Label that lead somewhere in most cities' tables.
EXAMPLES = (_("図書館"), _("清掃"), _("町内会"))


@dataclass(frozen=True)
class AreaEntryLinks:
    """The ways into the latest year of 協働事業."""

    figure: LatestFigure
    departments: list[EntryLink]
    forms: list[EntryLink]
    activity_fields: list[EntryLink]


@dataclass(frozen=True)
class Place:
    """A municipality, what is held of each area in its newest year, and its case sheets.

    Neither is データなし.
    """

    municipality: Municipality
    areas: list[tuple[AreaPages, YearCell]]
    case_count: int


@dataclass(frozen=True)
class HomePage:
    """Everything the home page shows. `entry_links` is None while no year is published."""

    figures: list[LatestFigure]
    places: list[Place]
    entry_links: AreaEntryLinks | None
    years: YearTable
    changes: list[RecentChange]
    case_count: int
    examples: Sequence[Label] = EXAMPLES


def home_page(places: Iterable[Municipality]) -> HomePage:
    """Return the home page over all municipalities, in a fixed number of queries."""
    municipalities = list(places)
    editions = published_editions()
    counts = [(pages, pages.counts()) for pages in area_pages]
    cases = case_counts()
    apart = {pages.area: pages.sponsorships() for pages in area_pages}
    words = words_of_years()
    figures = [
        latest_figure(pages, editions, of_area, apart[pages.area], words)
        for pages, of_area in counts
    ]
    years = year_table(counts, municipalities, editions, *apart.values(), words=words)
    return HomePage(
        figures=figures,
        places=[
            Place(place, newest_cells(years, place), cases.get(place.pk, 0))
            for place in municipalities
        ],
        entry_links=project_entry_links(figures[0]),
        years=years,
        changes=recent_changes(),
        case_count=sum(cases.values()),
    )


def newest_cells(table: YearTable, municipality: Municipality) -> list[tuple[AreaPages, YearCell]]:
    """Return the newest year held of each area of a municipality, without what is not held."""
    found = []
    for row in table.rows:
        held = [cell for cell in row.cells if cell.count is not None]
        if row.municipality.pk == municipality.pk and held:
            found.append((row.pages, held[0]))
    return found


def project_entry_links(figure: LatestFigure) -> AreaEntryLinks | None:
    """Return the ways into the latest year of 協働事業, the first of the areas."""
    year = figure.fiscal_year
    if year is None:
        return None
    return AreaEntryLinks(
        figure,
        department_entry_links(figure.pages, year),
        form_entry_links(figure.pages, year),
        activity_field_entry_links(figure.pages, year),
    )
