"""What the pages of sets show: the list, and one report with all around it."""

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from pledges.reports.filters import SummaryFilter
from pledges.reports.views.report_choice import report_to_show
from pledges.reports.views.summary_page import shown_lines, summary_context
from tests.factories.organizations import DepartmentFactory
from tests.factories.pledges import make_set, tree

pytestmark = pytest.mark.django_db
RATED = {"1-1": {"percent_text": "40"}, "1-2": {"percent_text": "60"}, "2-1": {"percent_text": "7"}}


@pytest.fixture
def pledges():
    return make_set(tree(2, 2))


def page(query=""):
    """Return the report, its table and the conditions that a query asks for."""
    filterset = SummaryFilter.of(QueryDict(query))
    assert filterset.is_valid(), filterset.form.errors
    shown = report_to_show("city-1", QueryDict(query))
    return shown, shown.table(), filterset


def context_of(query=""):
    request = RequestFactory().get(f"/pledges/city-1/?{query}")
    return summary_context(request, *page(query))


def paths(query, *, whole):
    return [line.path for line in shown_lines(*page(query), whole=whole)]


def test_page_shows_the_summary_and_a_file_every_level_with_overall_last(pledges):
    pledges.report(2023, RATED)
    items = ["1", "1-1", "1-2", "2", "2-1", "2-2"]
    assert paths("", whole=False) == items
    assert paths("", whole=True) == [*items, ""]


def test_file_by_progress_sorts_every_level_and_page_the_lowest(pledges):
    pledges.report(2023, RATED)
    # 柱 1 is computed as 50, 柱 2 as 7, equal to 2-1 and before it in the set's order.
    assert paths("sort=progress_high", whole=True) == ["1-2", "1", "1-1", "2", "2-1", "2-2", ""]
    assert paths("sort=progress_low", whole=False) == ["2-1", "1-1", "1-2", "2-2"]


def test_narrowed_file_has_the_matching_lines_alone_and_no_overall(pledges):
    parks = DepartmentFactory(municipality=pledges.pledge_set.municipality)
    pledges.report(2023, {**RATED, "2-1": {"percent_text": "7", "departments": [parks]}})
    query = f"department={parks.pk}"
    assert paths(query, whole=True) == ["2-1"]
    assert paths(query, whole=False) == ["2", "2-1"]


def test_conditions_do_not_narrow_a_report_as_it_was_published(pledges):
    pledges.report(2023, RATED)
    query = "as=published&q=どこにもないことば"
    assert paths(query, whole=False) == ["1", "1-1", "1-2", "2", "2-1", "2-2"]
    assert paths("q=どこにもないことば", whole=False) == []


def test_context_says_size_span_and_figures(pledges):
    pledges.report(2023, RATED, overall_text="28.5")
    found = context_of()
    assert found["size"] == "2つの柱、4つの公約"
    assert found["sentence"] == (
        "2つの柱は7％から50％です。3つの公約は7％から60％です。値のないもの1を除きます。"
    )
    assert (found["top_level"], found["top_heading"]) == ("柱", "2つの柱")
    assert found["top_sentence"] == "1が50％、2が7％です。"
    assert (found["overall"].text, found["overall"].is_computed) == ("28.5", False)
    assert (found["radar"], found["word_bars"], found["bars"] is not None) == (None, None, True)
    # (50 + 7) ÷ 2 = 28.5, as the city printed it.
    assert [(one.name, one.computed, one.agrees) for one in found["calculations"]] == [
        ("柱 1", "50", False),
        ("柱 2", "7", False),
        ("全体", "28.5", True),
    ]
    assert (found["is_inferred"], found["can_compare"], found["has_percent"]) == (True, False, True)


def test_reports_are_compared_where_two_are_published(pledges):
    pledges.report(2023)
    pledges.report(2025, is_published=False)
    assert context_of()["can_compare"] is False
    pledges.report(2024)
    assert context_of()["can_compare"] is True


def test_departments_to_choose_from_are_those_of_this_report(pledges):
    city = pledges.pledge_set.municipality
    parks, roads, idle = (
        DepartmentFactory(municipality=city, sort_order=order) for order in (3, 2, 1)
    )
    pledges.report(2022, {"1-1": {"departments": [idle]}})
    pledges.report(2023, {"1-1": {"departments": [parks, roads]}, "1-2": {"departments": [parks]}})
    found = context_of(f"department={parks.pk}&sort=progress_low")
    assert [one.pk for one in found["departments"]] == [roads.pk, parks.pk]
    assert (found["chosen_departments"], found["is_narrowed"]) == ([parks.pk], True)
    assert (found["sort"], found["keep"]) == ("progress_low", [("department", str(parks.pk))])


def test_as_published_nothing_is_corrected_and_no_department_can_be_chosen(pledges):
    parks = DepartmentFactory(municipality=pledges.pledge_set.municipality, name="公園課")
    report = pledges.report(2023, {"1-1": {"percent_text": "40", "departments": [parks]}})
    pledges.rate(report, "1-1", percent_text="44", why="誤り")
    now, then = context_of(), context_of("as=published")
    assert [len(one["corrections"]) for one in (now, then)] == [1, 0]
    assert [len(one["departments"]) for one in (now, then)] == [1, 0]
    assert [one["rows"][1].value.text for one in (now, then)] == ["44", "40"]


def test_list_holds_public_sets_by_municipality(client):
    for slug in ("city-2", "city-1"):
        make_set(tree(1), slug=slug).report(2023)
    make_set(tree(1), slug="hidden", is_published=False).report(2023)
    make_set(tree(1), slug="draft").report(2023, is_published=False)
    found = client.get("/pledges/").context["sets"]
    assert [(one["record"].slug, one["row"]["fiscal_years"]) for one in found] == [
        ("city-2", [2023]),
        ("city-1", [2023]),
    ]
