"""The page of one municipality: what the site holds of it."""

from dataclasses import dataclass

from kyodo_portal.listing.areas import AreaPages, Counts, YearWords, area_pages, words_of_years
from kyodo_portal.listing.coverage import published_editions
from kyodo_portal.listing.panels import RelatedPanel, related_panels
from kyodo_portal.organizations.models import Municipality
from kyodo_portal.publishing.models import Edition
from kyodo_portal.site.organizations.department_tree import MunicipalityTree, municipality_trees
from kyodo_portal.site.organizations.department_year import with_meters
from kyodo_portal.site.organizations.documents import Document, documents_of
from kyodo_portal.site.year_table import YearTable, words_of, year_table
from projects import AREA as PROJECTS
from projects.guideline.rows import definition_addresses
from projects.models import CollaborationForm, ProjectRecord
from projects.partners.rows import Row
from projects.records.rows import attach_names

MOST_RECORDS = 10


@dataclass(frozen=True)
class EditionLine:
    """One edition, how many records of it are published, and where they are listed.

    sponsorships: how many of its 協働事業 are 後援. words: what its documents call the year.
    """

    edition: Edition
    pages: AreaPages
    count: int
    url: str
    sponsorships: int
    words: YearWords


@dataclass(frozen=True)
class MunicipalityPage:
    """Everything the page shows. `rows` are the first records of the latest year.

    documents: what belongs to no fiscal year.

    forms: each with the address of its definition in the guideline, "" where there is none.
    """

    municipality: Municipality
    editions: list[EditionLine]
    years: YearTable
    tree: MunicipalityTree
    rows: list[Row]
    latest: EditionLine | None
    forms: list[tuple[CollaborationForm, str]]
    documents: list[Document]
    panels: list[RelatedPanel]


def municipality_page(municipality: Municipality) -> MunicipalityPage:
    """Return the page of a municipality, in a fixed number of queries."""
    editions = published_editions(municipality)
    counts = [(pages, pages.counts()) for pages in area_pages]
    apart = {pages.area: _of(municipality, pages.sponsorships()) for pages in area_pages}
    words = words_of_years()
    lines = [
        EditionLine(
            edition,
            pages,
            of_area.get((municipality.code, edition.fiscal_year), 0),
            pages.list_url(fiscal_year=edition.fiscal_year, municipality=municipality.code),
            apart[pages.area].get((municipality.code, edition.fiscal_year), 0),
            words_of(words, pages, municipality.code, edition.fiscal_year),
        )
        for pages, of_area in counts
        for edition in editions
        if edition.area == pages.area
    ]
    [tree] = municipality_trees([municipality], editions)
    latest = next((line for line in lines if line.pages.area == PROJECTS), None)
    return MunicipalityPage(
        municipality=municipality,
        editions=lines,
        years=year_table(
            [(pages, _of(municipality, of_area)) for pages, of_area in counts],
            [municipality],
            editions,
            *apart.values(),
            words=words,
        ),
        tree=tree,
        rows=first_records(municipality, latest.edition.fiscal_year) if latest else [],
        latest=latest,
        forms=forms_of(municipality),
        documents=documents_of(municipality),
        panels=related_panels.of(municipality),
    )


def forms_of(municipality: Municipality) -> list[tuple[CollaborationForm, str]]:
    """Return a municipality's forms with the addresses of their definitions, in two queries."""
    forms = list(CollaborationForm.objects.for_list().filter(municipality=municipality))
    addresses = definition_addresses(form.pk for form in forms)
    return [(form, addresses.get(form.pk, "")) for form in forms]


def first_records(municipality: Municipality, fiscal_year: int) -> list[Row]:
    """Return the first published 協働事業 of a year in the document's order, with names."""
    records = ProjectRecord.objects.published().filter(
        municipality=municipality, fiscal_year=fiscal_year
    )
    return with_meters(attach_names(list(records.for_list()[:MOST_RECORDS])))


def _of(municipality: Municipality, counts: Counts) -> Counts:
    return {key: count for key, count in counts.items() if key[0] == municipality.code}
