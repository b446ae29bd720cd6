"""An indicator's stated count beside that of the published 協働事業."""

from collections import Counter

import pytest

from policies.indicators.views.counted_forms import CountedLine, counted_lines, derived_of
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import shown_indicator, written_values
from tests.factories.projects import CollaborationFormFactory, published_record

COUNTS = {2018: Counter(kyosai=2, koen=5), 2019: Counter(koen=1)}


@pytest.mark.parametrize(("year", "derived"), [(2017, None), (2018, 2), (2019, 0)])
def test_year_without_any_project_is_no_data_and_one_without_the_form_is_0(year, derived):
    [value] = written_values({year: "1"})
    shown = shown_indicator({}, counted_form="kyosai")
    assert derived_of(shown, value, COUNTS) == derived


def test_nothing_is_compared_or_asked_without_a_form():
    # No database is set up: a query would be an error.
    assert counted_lines([shown_indicator({2019: "18"})], 1) == []
    assert counted_lines([], 1) == []


@pytest.mark.django_db
def test_each_year_of_each_tied_indicator_is_a_line(django_assert_num_queries):
    department = DepartmentFactory()
    city = department.municipality
    kyosai = CollaborationFormFactory(municipality=city, common_code="kyosai")
    for _ in range(2):
        published_record(department=department, fiscal_year=2019, forms=[kyosai])
    shown = [
        shown_indicator({2018: "18", 2019: "1"}, name="共催の数", counted_form="kyosai"),
        shown_indicator({2019: "5"}, name="花壇の数"),
        shown_indicator({2019: "-"}, name="後援の数", counted_form="koen"),
    ]
    with django_assert_num_queries(1):
        lines = counted_lines(shown, city.pk)
    assert lines == [
        CountedLine("共催の数", "共催", 2018, "18", None, "比べられません"),
        CountedLine("共催の数", "共催", 2019, "1", 2, "増 1"),
        CountedLine("後援の数", "後援", 2019, "- 測定なし", 0, "比べられません"),
    ]


@pytest.mark.django_db
def test_projects_of_another_city_are_no_data(django_assert_num_queries):
    record = published_record(fiscal_year=2019)
    other = DepartmentFactory().municipality
    [line] = counted_lines([shown_indicator({2019: "1"}, counted_form="kyosai")], other.pk)
    assert line.derived is None
    assert record.fiscal_year == line.fiscal_year


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stated", "difference"), [("2", "同じ"), ("3", "減 1"), ("1.5", "増 0.5")]
)
def test_difference_is_that_of_the_projects_from_what_is_stated(stated, difference):
    department = DepartmentFactory()
    form = CollaborationFormFactory(municipality=department.municipality, common_code="kyosai")
    for _ in range(2):
        published_record(department=department, fiscal_year=2019, forms=[form])
    shown = [shown_indicator({2019: stated}, counted_form="kyosai")]
    assert [one.difference for one in counted_lines(shown, department.municipality_id)] == [
        difference
    ]
