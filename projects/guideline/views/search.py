"""The search within the guideline's page: which parts hold every word, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from kyodo_portal.listing.views import InvalidQuery
from projects.guideline.filters import GuidelineSectionFilter
from projects.guideline.models import GuidelineSection


@dataclass(frozen=True)
class Search:
    """What was asked, and the parts that hold it; no words, nothing asked."""

    words: str
    found: list[GuidelineSection]


def asked_words(query: QueryDict) -> GuidelineSectionFilter:
    """Return the condition of the words alone. Raises InvalidQuery for what is none."""
    data = QueryDict(mutable=True)
    if typed := query.getlist("q")[-1:]:
        data.setlist("q", typed)
    filterset = GuidelineSectionFilter.of(data)
    if not filterset.is_valid():
        raise InvalidQuery(filterset.form)
    return filterset


def search(filterset: GuidelineSectionFilter, sections: Sequence[GuidelineSection]) -> Search:
    """Return which of a page's sections match, in one query; in none where nothing is asked."""
    words = filterset.form.cleaned_data["q"]
    if not words or not sections:
        return Search(words, [])
    matching = filterset.qs.filter(municipality_id=sections[0].municipality_id)
    ids = set(matching.order_by().values_list("id", flat=True))
    return Search(words, [section for section in sections if section.pk in ids])
