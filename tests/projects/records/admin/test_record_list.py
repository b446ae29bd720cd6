"""The list of records: columns, filters, search, and what it costs."""

import pytest

from kyodo_portal.publishing.choices import State
from projects.models import ProjectRecord
from tests.factories.admin_pages import admin_url, logged_in, words
from tests.factories.cities import City, make_city
from tests.factories.organizations import DepartmentFactory
from tests.factories.projects import (
    CollaborationFormFactory,
    PartnerFactory,
    ProjectFactory,
    record_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return make_city("見本市")


@pytest.fixture
def client(city):
    return logged_in(city.coordinator)


def listed(client, **query) -> list[str]:
    response = client.get(admin_url(ProjectRecord, "changelist"), query)
    return [record.name for record in response.context["cl"].result_list]


def test_row_says_state_name_department_year_and_participants(client, city):
    record_in(
        State.SUBMITTED,
        department=city.department,
        name="雪まつり",
        number="7",
        participants_text="1,225",
    )
    response = client.get(admin_url(ProjectRecord, "changelist"), {"state": "submitted"})
    text = words(response)
    assert "提出済み 7 雪まつり 見本市市民部 令和7年度 1,225人" in text
    assert 'class="badge badge--submitted"' in response.content.decode()


@pytest.mark.parametrize(
    ("written", "shown"), [("不明", "不明"), ("-", "該当なし"), ("", "記載なし"), ("0", "0人")]
)
def test_four_kinds_of_empty_stay_apart(client, city, written, shown):
    record_in(
        State.SUBMITTED, department=city.department, name="雪まつり", participants_text=written
    )
    response = client.get(admin_url(ProjectRecord, "changelist"), {"state": "submitted"})
    assert f"令和7年度 {shown} " in words(response)


def test_filters_choose_by_year_department_form_and_state(client, city):
    other = DepartmentFactory(municipality=city.municipality)
    form = CollaborationFormFactory(municipality=city.municipality)
    record_in(State.SUBMITTED, department=other, name="雪まつり", fiscal_year=2026, forms=[form])
    first = [city.record.name]
    assert listed(client) == ["雪まつり", *first]
    assert listed(client, fiscal_year=2026) == ["雪まつり"]
    assert listed(client, department=other.pk) == ["雪まつり"]
    assert listed(client, form=form.pk) == ["雪まつり"]
    assert listed(client, form=city.form.pk) == first
    assert listed(client, state="draft") == first
    assert listed(client, state="published") == []


@pytest.mark.parametrize("name", ["fiscal_year", "department", "form", "state"])
@pytest.mark.parametrize("value", ["x", "9" * 30, "-1", "\0"])
def test_bad_filter_value_leads_back_to_the_whole_list(client, city, name, value):
    response = client.get(admin_url(ProjectRecord, "changelist"), {name: value}, follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[0][0].endswith("?e=1")


@pytest.mark.parametrize("name", ["id__in", "project__id__exact", "municipality__id__exact"])
def test_number_that_no_database_has_leads_back_to_the_whole_list(client, city, name):
    query = {name: "9" * 30}
    response = client.get(admin_url(ProjectRecord, "changelist"), query, follow=True)
    assert response.status_code == 200


def test_filters_say_how_many_records_each_leaves(client, city):
    response = client.get(admin_url(ProjectRecord, "changelist"), {"_facets": "True"})
    assert response.status_code == 200
    assert f"{city.form.name} (1)" in words(response)


def test_filters_offer_only_what_may_be_seen(city):
    make_city("となり市")
    text = words(logged_in(city.editor).get(admin_url(ProjectRecord, "changelist")))
    assert "となり市" not in text


def test_search_folds_width_and_kana_and_reads_all_words(client, city):
    partner = PartnerFactory(municipality=city.municipality, name="ミドリの会")
    record_in(State.SUBMITTED, department=city.department, name="雪まつりＡ", partners=[partner])
    assert listed(client, q="みどり　雪まつりa") == ["雪まつりＡ"]
    assert listed(client, q="みどり 花火") == []


@pytest.mark.parametrize("query", ["\0", "%", "'", "　", "長" * 10_000])
def test_odd_search_words_find_nothing_or_everything_but_do_no_harm(client, query):
    response = client.get(admin_url(ProjectRecord, "changelist"), {"q": query})
    assert response.status_code == 200


@pytest.mark.parametrize("records", [1, 3])
def test_list_costs_a_fixed_number_of_queries(client, city, records, django_assert_num_queries):
    for _number in range(records):
        record_in(
            State.SUBMITTED,
            department=DepartmentFactory(municipality=city.municipality),
            project=ProjectFactory(municipality=city.municipality),
            forms=[CollaborationFormFactory(municipality=city.municipality)],
        )
    with django_assert_num_queries(8):
        assert len(listed(client)) == records + 1
