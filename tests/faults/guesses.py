"""Addresses that no link names: of what is hidden, and questions that nothing may answer."""

from collections.abc import Iterable, Iterator
from itertools import cycle
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from kyodo_portal.open_data.catalogue import catalogue
from kyodo_portal.publishing.registry import record_models
from tests.factories.secret_words import NEVER_PLANTED, Planted
from tests.faults.crawl import Pair

NO_NUMBER = 987_654_321
NO_SLUG = "no-such-slug"
# Where a number of a row stands in addresses of the public side.
PLACES = {
    "projects.Project": ["/projects/{}/", "/projects/{}/?format=json", "/en/projects/{}/"],
    "projects.Partner": [
        *("/partners/{}/", "/easy/partners/{}/", "/partners/?partner={}", "/projects/?partner={}"),
        *("/cases/?partner={}", "/projects/?partner={}&format=json"),
    ],
    "projects.CaseSheet": ["/cases/{}/", "/cases/{}/?format=json"],
}
SLUGS = {
    "policies.Plan": ["/policies/{}/10001/", "/policies/?plan={}", "/policies/summary/?plan={}"],
    "pledges.PledgeSet": ["/pledges/{}/", "/pledges/{}/compare/", "/pledges/{}/1-1/"],
}
ADMIN = ["/admin/{app}/{model}/{{}}/change/", "/admin/{app}/{model}/{{}}/history/"]
SEARCHED = [
    *("/projects/", "/cases/", "/partners/", "/guideline/", "/policies/", "/policies/summary/"),
    *("/projects/reviews/", "/projects/summary/", "/pledges/", "/departments/", "/en/projects/"),
    *("/projects/?format=json", "/cases/?format=csv", "/policies/summary/?format=json"),
]
# Conditions on what is inside, in the words of several frameworks; none is a condition here.
INSIDE = [
    *("state=draft", "state=withdrawn", "is_published=false", "ordering=return_comment"),
    *("fields=return_comment,updated_by", "expand=project.records", "include=updated_by"),
    *("return_comment__startswith=z", "updated_by__username__startswith=z", "all=1", "draft=1"),
    *("search=zqx", "format=xml", "format=admin", "version=0", "updated_since=1900-01-01"),
]
REFUSED = [
    *("/projects/0/", "/projects/999999999999999999999/", "/projects/?fiscal_year=x"),
    *("/projects/?format=exe", "/policies/x/y/z/", "/municipalities/000000/", "/projects/?page=0"),
    *("/api/v1/projects/?page=-1", "/api/v1/projects/0/", "/projects/%00/", "/projects/?q=%00"),
]


def pairs_of(row: Model) -> Iterator[Pair]:
    """Give the addresses at which somebody could guess that a row is there."""
    label, meta = row._meta.label, row._meta
    places = [*PLACES.get(label, []), *api_places().get(label, [])]
    if type(row) in record_models():
        places += [place.format(app=meta.app_label, model=meta.model_name) for place in ADMIN]
        content_type = ContentType.objects.get_for_model(type(row))
        places.append(f"/admin/r/{content_type.pk}/{{}}/")
    named = [(places, str(row.pk), str(NO_NUMBER))]
    if label in SLUGS:
        slug: Any = row
        named.append((SLUGS[label], slug.slug, NO_SLUG))
    for addresses, name, no_name in named:
        for place in addresses:
            yield Pair(place.format(name), place.format(no_name), (name, no_name))


def api_places() -> dict[str, list[str]]:
    """Return where each model's rows have an address of the API, by label."""
    places: dict[str, list[str]] = {}
    for resource in catalogue.resources:
        if resource.lookup == "pk":
            label = resource.everything().model._meta.label
            places.setdefault(label, []).append(f"/api/v1/{resource.name}/{{}}/")
    return places


def lists() -> list[str]:
    """Return the lists of the site, and those of the API."""
    return [*SEARCHED, *(f"/api/v1/{resource.name}/" for resource in catalogue.resources)]


def searches(planted: Planted, most: int) -> Iterator[Pair]:
    """Give searches for hidden words, each in another list than the word before."""
    words = list(planted.places)
    chosen = words[:: max(1, len(words) // most)][:most]
    for word, address in zip(chosen, cycle(lists()), strict=False):
        mark = "&" if "?" in address else "?"
        one, none = (f"{address}{mark}q={asked}" for asked in (word, NEVER_PLANTED))
        yield Pair(one, none, (word, NEVER_PLANTED))


def questions(addresses: Iterable[str]) -> Iterator[str]:
    """Give questions about what is inside, to each of these lists."""
    for address in addresses:
        mark = "&" if "?" in address else "?"
        yield from (f"{address}{mark}{condition}" for condition in INSIDE)
    yield from REFUSED
