"""Nothing hidden is in any public answer: every hidden text holds a word that a crawl looks for."""

import pytest
from django.apps import apps
from django.test import Client

from tests.conftest import FULL_DOSE
from tests.factories.populated_cities import FEW_WAYS, PopulatedCity, populated_city
from tests.factories.projects import published_record
from tests.factories.secret_words import (
    PUBLIC,
    Planted,
    plant_words,
    says_it_is_gone,
    text_fields,
)
from tests.faults.crawl import FORMATS, STARTS, Crawl, Pair
from tests.faults.guesses import NO_NUMBER, lists, pairs_of, questions, searches

pytestmark = pytest.mark.django_db
OWN = {"kyodo_portal", "projects", "policies", "pledges"}


@pytest.fixture
def cities() -> list[PopulatedCity]:
    if FULL_DOSE:
        return [populated_city("東市"), populated_city("西市")]
    return [populated_city("東市", FEW_WAYS)]


@pytest.fixture
def planted(cities) -> Planted:
    return plant_words(row for city in cities for row in city.hidden)


def gone_aloud(row):
    """Whether the public is told that this row, or the only year of this project, is gone."""
    if row._meta.label == "projects.Project":
        return any(says_it_is_gone(record) for record in row.records.all())
    return says_it_is_gone(row)


def labels_with_texts():
    """Return the labels of our own models that hold words of anybody's own."""
    return {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.split(".")[0] in OWN and text_fields(model)
    }


def test_no_public_answer_tells_of_what_is_hidden(planted, dose, record_property):
    # A model that is added later stands among the public ones, or holds words here. What the
    # search knows is made of the words of the others.
    holding = {label for label, _pk, _name in planted.places.values()}
    assert labels_with_texts() - holding == PUBLIC | {"search.SearchRow"}
    assert len(planted.places) >= dose(1_000, 3_500)
    crawl = Crawl(Client(), dose(24, 4_500), set(planted.places))
    crawl.follow(STARTS)
    wrong = crawl.ask_again(dose(3, 300))
    crawl.most += dose(8, 1_200)
    crawl.follow(questions(lists()[:: dose(12, 1)]))
    told = crawl.differences(searches(planted, dose(5, 800)))
    hidden = [row for row in planted.rows.values() if not gone_aloud(row)]
    told += crawl.differences(pair for row in hidden[:: dose(70, 1)] for pair in pairs_of(row))
    record_property("answers", f"{crawl.answers:,}")
    record_property("planted words", f"{len(planted.places):,}")
    found = [*crawl.leaks, *crawl.faults, *wrong, *told]
    assert not found, "\n".join(str(one) for one in found[:60])
    assert crawl.answers >= dose(45, 7_000)


def test_crawl_finds_a_word_in_every_format_of_what_is_public():
    record, planted = published_record(), Planted()
    planted.plant(record, ["name"])
    crawl = Crawl(Client(), 30, set(planted.places))
    addresses = ["/projects/", *(f"/projects/?format={name}" for name in FORMATS)]
    for address in addresses:
        crawl.ask(address)
    assert crawl.leaks == [(f"GET {address}", list(planted.places)) for address in addresses]


def test_crawl_comes_to_a_word_by_links_alone():
    record, planted = published_record(), Planted()
    planted.plant(record, ["outcome"])
    crawl = Crawl(Client(), 4, set(planted.places))
    crawl.follow(["/api/v1/project-records/"])
    assert f"GET /projects/{record.project_id}/?fiscal_year=2025" in dict(crawl.leaks)


def test_crawl_notices_an_answer_that_tells_of_a_row():
    [shown, missing] = (f"/projects/{pk}/" for pk in (published_record().project_id, NO_NUMBER))
    assert Crawl(Client(), 10).differences([Pair(shown, missing, ("a", "b"))]) == [f"GET {shown}"]
