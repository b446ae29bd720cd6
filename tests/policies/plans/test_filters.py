"""The conditions of plans and their items, and what the API's description says of them."""

import re

import pytest
from django.http import QueryDict
from drf_spectacular.generators import SchemaGenerator

from policies.plans.filters import MARK, PlanFilter, PlanItemFilter, TreeFilter
from tests.factories.policies import MeasureFactory, PlanFactory
from tests.factories.publishing import saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def measures():
    """Return the 施策 of three plans of two cities; the last plan is not published."""
    north, south = PlanFactory(slug="north"), PlanFactory(slug="south")
    hidden = PlanFactory(slug="hidden", municipality=south.municipality, is_published=False)
    return [MeasureFactory(in_plan=plan, parent__number="111") for plan in (north, south, hidden)]


def found(filter_class, query=""):
    filterset = filter_class.of(QueryDict(query))
    assert filterset.is_valid(), filterset.errors
    return list(filterset.rows())


def errors(filter_class, query):
    filterset = filter_class.of(QueryDict(query))
    assert not filterset.is_valid()
    return filterset.errors


@pytest.mark.parametrize("filter_class", [PlanFilter, TreeFilter])
def test_published_plans_are_found_by_their_cities(measures, filter_class):
    north, south, _hidden = [measure.plan for measure in measures]
    codes = [plan.municipality.code for plan in (north, south)]
    assert set(found(filter_class)) == {north, south}
    assert found(filter_class, f"municipality={codes[1]}") == [south]
    assert set(found(filter_class, "&".join(f"municipality={one}" for one in codes))) == {
        north,
        south,
    }
    assert found(filter_class, "municipality=999999") == []
    assert list(errors(filter_class, "municipality=1")) == ["municipality"]


@pytest.mark.parametrize(
    ("query", "year"),
    [
        ("", None),
        ("fiscal_year=2019", 2019),
        ("fiscal_year=2018&fiscal_year=2019", 2019),
        ("fiscal_year=all", None),
        ("fiscal_year=all&fiscal_year=2018", 2018),
        ("fiscal_year=", None),
    ],
)
def test_tree_is_asked_for_the_newest_of_the_years_named_and_keeps_all_plans(measures, query, year):
    filterset = TreeFilter.of(QueryDict(query))
    assert filterset.is_valid()
    assert filterset.fiscal_year_asked == year
    assert filterset.rows().count() == 2


@pytest.mark.parametrize("query", ["fiscal_year=R1", "fiscal_year=19", "fiscal_year=２０１９"])
def test_year_that_is_none_is_refused_with_an_example(query):
    [message] = errors(TreeFilter, query)["fiscal_year"]
    assert message.endswith(
        "は使えません。年度の始まる西暦の年を、半角の数字4けたで書いてください。例：2025"
    )


def test_items_are_found_by_plan_code_and_city(measures):
    north, south, _hidden = measures
    both = [north.parent, north, south.parent, south]
    assert set(found(PlanItemFilter)) == set(both)
    assert found(PlanItemFilter, "plan=south") == [south.parent, south]
    assert set(found(PlanItemFilter, "plan=south&plan=north")) == set(both)
    assert found(PlanItemFilter, "plan=hidden") == []
    assert set(found(PlanItemFilter, "code=11101")) == {north, south}
    assert found(PlanItemFilter, "code=11101&plan=north") == [north]
    # The code of a level without one is that of its place.
    assert found(PlanItemFilter, "code=111&plan=north") == [north.parent]
    code = south.plan.municipality.code
    assert found(PlanItemFilter, f"municipality={code}") == [south.parent, south]


def test_items_are_found_by_all_of_the_words(measures):
    saved(measures[0], text="ボランティアと花壇を育てます。")
    saved(measures[1], text="花壇を広げます。")
    saved(measures[2], text="ボランティアと花壇を育てます。")
    assert found(PlanItemFilter, "q=花壇　ﾎﾞﾗﾝﾃｨｱ") == [measures[0]]
    assert set(found(PlanItemFilter, "q=花壇")) == {measures[0], measures[1]}


@pytest.mark.parametrize("slug", ["tomakomai-2018", "A_b", "a" * 50])
def test_address_of_a_plan_is_taken(slug):
    assert found(PlanItemFilter, f"plan={slug}") == []


@pytest.mark.parametrize("slug", ["あ", "a b", "a" * 51, "a/b", "１"])
def test_address_that_can_be_none_is_refused(slug):
    [message] = errors(PlanItemFilter, f"plan={slug}")["plan"]
    assert message.endswith("例：tomakomai")


def described_code():
    schema = SchemaGenerator().get_schema(request=None, public=True)
    parameters = schema["paths"]["/api/v1/plan-items/"]["get"]["parameters"]
    [code] = [one for one in parameters if one["name"] == "code"]
    return code["schema"]["items"]["pattern"]


@pytest.mark.parametrize("code", ["1110111", "Ⅰ-3", "施策１", "a" * 60])
def test_code_is_taken_as_the_description_says(client, code):
    assert re.search(described_code(), code)
    assert client.get("/api/v1/plan-items/", {"code": code}).status_code == 200


@pytest.mark.parametrize("code", ["1 1", "a\x85b", "a\x00", "a\u202eb", "\ufeff1", "a" * 61])
def test_code_that_is_refused_is_outside_the_description(client, code):
    assert not re.search(described_code(), code)
    response = client.get("/api/v1/plan-items/", {"code": code})
    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["code"]


def test_description_holds_the_rule_itself():
    assert described_code() == rf"^(?:{MARK.pattern}|\s*)$"  # or nothing, which is ignored
