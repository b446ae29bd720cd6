"""What the guideline's page shows: chapters with their parts, fields, terms, self-check."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.listing import query_values
from kyodo_portal.listing.filterset import ALL_YEARS
from kyodo_portal.listing.views import InvalidQuery
from kyodo_portal.markdown import Block, Piece, UnsafeMarkdown, parse
from kyodo_portal.organizations.models import Municipality
from kyodo_portal.text import Label
from projects.guideline.choices import GuidelineKind
from projects.guideline.filters import GuidelineSectionFilter
from projects.guideline.models import GuidelineSection
from projects.guideline.views.search import search
from projects.records.choices import CommonForm
from projects.records.models.activity_field import ActivityField
from projects.records.models.record import ProjectRecord
from projects.sponsorship.models import SponsorshipCriterion

# What stands in sections of their own behind the chapters.
APART = (GuidelineKind.FIELD, GuidelineKind.TERM)


class MunicipalityForm(forms.Form):
    """The one condition of the page."""

    municipality = query_values.municipality_codes().field


@dataclass(frozen=True)
class Part:
    """One section of the guideline with its words as blocks, and its parts in their order."""

    section: GuidelineSection
    body: list[Block]
    answer: list[Block]
    links: list[tuple[Label, str]] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)

    @property
    def groups(self) -> list[tuple[str, list["Part"]]]:
        """Return the parts in runs of one kind, so that each run is laid out alike."""
        return [(kind, list(run)) for kind, run in groupby(self.parts, lambda part: part.kind)]

    @property
    def kind(self) -> str:
        """Return the section's kind."""
        return self.section.kind

    @property
    def count(self) -> str:
        """Say how many parts a chapter has, where they are of one countable kind."""
        counted = COUNTED.get(self.parts[0].kind) if self.parts else None
        return counted % {"number": len(self.parts)} if counted else ""


@dataclass(frozen=True)
class FieldGroup:
    """One group of 活動分野, and each field with the address of its projects."""

    part: Part
    fields: list[tuple[str, str]]


COUNTED = {
    GuidelineKind.FORM: gettext_lazy("%(number)sつ"),
    GuidelineKind.PRINCIPLE: gettext_lazy("%(number)sつ"),
    GuidelineKind.EXAMPLE: gettext_lazy("%(number)s件"),
    GuidelineKind.QUESTION: gettext_lazy("%(number)s問"),
}


def asked_municipality(query: QueryDict) -> str:
    """Return the code of the municipality that a query asks for, "" for none.

    Raises InvalidQuery for what is no code.
    """
    typed = [value for value in query.getlist("municipality") if value.strip()][-1:]
    if not typed:
        return ""
    data = QueryDict(mutable=True)
    data.setlist("municipality", typed)
    form = MunicipalityForm(data)
    if not form.is_valid():
        raise InvalidQuery(form)
    return str(form.cleaned_data["municipality"][0])


def guideline_context(code: str, words: GuidelineSectionFilter) -> dict[str, Any]:
    """Return the template's context in a fixed number of queries, one more for words."""
    published = GuidelineSection.objects.published()
    places = list(Municipality.objects.filter(guideline_sections__is_published=True).distinct())
    places.sort(key=lambda place: place.code)
    place = next((one for one in places if one.code == code), None)
    if place is None and not code and places:
        place = places[0]
    sections = list(published.for_page().filter(municipality=place)) if place else []
    parts = tree(sections, form_links(sections))
    terms = [part for part in parts if part.kind == GuidelineKind.TERM]
    return {
        "crumbs": [(_("ガイドライン"), "")],
        "municipality": place,
        "municipalities": [] if len(places) < 2 else places,  # noqa: PLR2004 (a choice)
        "chapters": [part for part in parts if part.kind not in APART],
        "field_groups": field_groups(sections, place),
        "terms": terms,
        "search": search(words, sections),
        "criteria": list(SponsorshipCriterion.objects.for_list().filter(municipality=place))
        if place
        else [],
    }


def tree(sections: Sequence[GuidelineSection], links: dict[int, Any]) -> list[Part]:
    """Return the sections that stand in no other, each with its parts.

    A section whose chapter is not published stands by itself; 分野 stand apart.
    """
    parts = {
        section.pk: Part(
            section, blocks(section.body), blocks(section.answer), links.get(section.pk, [])
        )
        for section in sections
    }
    roots = []
    for section in sections:
        if section.kind == GuidelineKind.FIELD:
            continue
        parent = parts.get(section.parent_id or 0)
        (roots if parent is None or section.kind in APART else parent.parts).append(
            parts[section.pk]
        )
    return roots


def blocks(text: str) -> list[Block]:
    """Return a stored text as blocks; one that no longer keeps to the subset as plain lines."""
    try:
        return parse(text)
    except UnsafeMarkdown:
        return parse_plain(text)


def parse_plain(text: str) -> list[Block]:
    """Return each line of a text as a paragraph of words, nothing in them being a mark."""
    return [Block("paragraph", [[Piece(line)]]) for line in text.splitlines() if line.strip()]


def form_links(sections: Sequence[GuidelineSection]) -> dict[int, list[tuple[Any, str]]]:
    """Return for each definition of a form the list of its published records, if any."""
    codes = {
        section.pk: section.collaboration_form.common_code
        for section in sections
        if section.collaboration_form is not None
    }
    if not codes:
        return {}
    counts = ProjectRecord.objects.published().counts_by_form(sections[0].municipality_id)
    address = reverse("projects:list")
    links = {}
    for pk, code in codes.items():
        if count := counts.get(code, 0):
            query = urlencode(
                {
                    "fiscal_year": ALL_YEARS,
                    "form": code,
                    "municipality": sections[0].municipality.code,
                }
            )
            words = _("%(form)sの事業 %(count)s件") % {
                "form": CommonForm(code).label,
                "count": f"{count:,}",
            }
            links[pk] = [(words, f"{address}?{query}")]
    return links


def field_groups(
    sections: Sequence[GuidelineSection], place: Municipality | None
) -> list[FieldGroup]:
    """Return the groups of 活動分野 as the guideline names them, each field with its projects."""
    if place is None:
        return []
    address = reverse("projects:list")
    found: dict[str, list[tuple[str, str]]] = {}
    for one in ActivityField.objects.for_list().filter(municipality=place):
        query = urlencode({"activity_field": one.pk, "fiscal_year": ALL_YEARS})
        found.setdefault(one.group, []).append((one.name, f"{address}?{query}"))
    return [
        FieldGroup(Part(section, blocks(section.body), []), found.get(section.title, []))
        for section in sections
        if section.kind == GuidelineKind.FIELD
    ]
