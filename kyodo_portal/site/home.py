"""What the home page holds: figures, ways in, years, news."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.areas import Words
from kyodo_portal.listing.coverage import published_editions
from kyodo_portal.organizations.models import Municipality
from kyodo_portal.publishing.models import Edition
from kyodo_portal.site.area_parts import AREAS
from kyodo_portal.site.changes import RecentChange, recent_changes
from kyodo_portal.site.entry_links import Door, activity_field_doors, department_doors, form_doors
from kyodo_portal.site.organizations.documents import case_counts
from kyodo_portal.site.year_table import LatestFigure, YearTable, latest_figure, year_table
from projects.area import published_sponsorships

# Words that lead somewhere in most cities' tables.
EXAMPLES = (_("図書館"), _("清掃"), _("町内会"))


@dataclass(frozen=True)
class AreaDoors:
    """The ways into the latest year of 協働事業."""

    figure: LatestFigure
    departments: list[Door]
    forms: list[Door]
    activity_fields: list[Door]


@dataclass(frozen=True)
class Place:
    """A municipality, the fiscal years held of it, the newest first, and its case sheets.

    Neither is データなし.
    """

    municipality: Municipality
    fiscal_years: list[int]
    case_count: int


@dataclass(frozen=True)
class HomePage:
    """Everything the home page shows. `doors` is None while no year is published."""

    figures: list[LatestFigure]
    places: list[Place]
    doors: AreaDoors | None
    years: YearTable
    changes: list[RecentChange]
    case_count: int
    examples: Sequence[Words] = EXAMPLES


def home_page(places: Iterable[Municipality]) -> HomePage:
    """Return the home page over all municipalities, in a fixed number of queries."""
    municipalities = list(places)
    editions = published_editions()
    counts = [(pages, pages.counts()) for pages in AREAS]
    cases = case_counts()
    apart = published_sponsorships()
    figures = [latest_figure(pages, editions, of_area, apart) for pages, of_area in counts]
    return HomePage(
        figures=figures,
        places=[
            Place(place, years_held(place, editions), cases.get(place.pk, 0))
            for place in municipalities
        ],
        doors=project_doors(figures[0]),
        years=year_table(counts, municipalities, editions, apart),
        changes=recent_changes(),
        case_count=sum(cases.values()),
    )


def years_held(municipality: Municipality, editions: Iterable[Edition]) -> list[int]:
    """Return the fiscal years of a municipality's editions of any area, the newest first."""
    mine = {one.fiscal_year for one in editions if one.municipality_id == municipality.pk}
    return sorted(mine, reverse=True)


def project_doors(figure: LatestFigure) -> AreaDoors | None:
    """Return the ways into the latest year of 協働事業, the first of the areas."""
    year = figure.fiscal_year
    if year is None:
        return None
    return AreaDoors(
        figure,
        department_doors(figure.pages, year),
        form_doors(figure.pages, year),
        activity_field_doors(figure.pages, year),
    )
