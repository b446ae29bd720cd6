"""What a city has published that belongs to no fiscal year: its case sheets, its guideline."""

from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.models import Municipality
from kyodo_portal.text import Label
from projects.models import CaseSheet, GuidelineSection


@dataclass(frozen=True)
class Document:
    """One kind of document. `count` is None where its parts are not to be counted."""

    label: Label
    url: str
    count: int | None = None


def case_counts() -> dict[int, int]:
    """Return how many case sheets each municipality (id) has published, in one query."""
    rows = CaseSheet.objects.published().order_by().values("municipality_id")
    return dict(rows.annotate(count=Count("id")).values_list("municipality_id", "count"))


def documents_of(municipality: Municipality) -> list[Document]:
    """Return a municipality's published documents without a year, in two queries."""
    place = urlencode({"municipality": municipality.code})
    found = []
    if count := case_counts().get(municipality.pk, 0):
        url = f"{reverse('projects:case_list')}?{place}"
        found.append(Document(_("協働事例紹介シート"), url, count))
    if GuidelineSection.objects.published().filter(municipality=municipality).exists():
        url = f"{reverse('projects:guideline')}?{place}"
        found.append(Document(_("協働のガイドライン"), url))
    return found
