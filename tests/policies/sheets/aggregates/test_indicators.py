"""All indicators of some sheets, each once as the newest of them shows it."""

from collections import Counter

import pytest

from policies.models import EvaluationSheet
from policies.sheets.aggregates.indicators import (
    SheetIndicator,
    YearCoverage,
    coverage_of,
    newest_sheets,
    sheet_indicators,
    years_of,
)
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    make_three_levels,
    published_sheet,
    sheet_in,
    shown_indicator,
)

pytestmark = pytest.mark.django_db


def published():
    return EvaluationSheet.objects.published()


def shown_on(year, written):
    return SheetIndicator(EvaluationSheet(fiscal_year=year), shown_indicator(written))


@pytest.fixture
def measure():
    return MeasureFactory()


def test_newest_sheet_of_each_measure_is_taken_and_no_draft(measure):
    second = MeasureFactory(parent=measure.parent)
    made = {
        (item, year): published_sheet(plan_item=item, fiscal_year=year)
        for item, year in [(measure, 2018), (measure, 2019), (second, 2017)]
    }
    sheet_in("draft", plan_item=second, fiscal_year=2020)
    assert newest_sheets(published()) == [made[measure, 2019], made[second, 2017]]
    assert newest_sheets(published().in_years([2018])) == [made[measure, 2018]]


def test_sheets_stand_by_city_plan_and_code_whatever_their_years():
    north, south = MunicipalityFactory(code="970107"), MunicipalityFactory(code="970018")
    first, second = (make_three_levels(municipality=city) for city in (north, south))
    for number, measure in enumerate([*first.measures, *second.measures]):
        published_sheet(plan_item=measure, fiscal_year=2015 + number % 3)
    codes = [
        (sheet.municipality.code, sheet.plan_item.path_code) for sheet in newest_sheets(published())
    ]
    of_one = ["110101", "110102", "120101", "120102"]
    assert codes == [*[("970018", code) for code in of_one], *[("970107", code) for code in of_one]]


def test_indicator_stands_once_with_the_values_of_the_newest_sheet(measure):
    indicator = IndicatorFactory(
        plan_item=measure, values={2017: "1", 2018: "2", 2019: "3", 2020: "98765"}
    )
    IndicatorFactory(plan_item=measure, name="次の年から", values={2020: "98765"})
    for year in (2018, 2019):
        published_sheet(plan_item=measure, fiscal_year=year)
    [found] = sheet_indicators(published())
    assert (found.shown.indicator, found.sheet.fiscal_year) == (indicator, 2019)
    assert [value.value_text for value in found.shown.values] == ["1", "2", "3"]
    [earlier] = sheet_indicators(published().in_years([2018]))
    assert [value.value_text for value in earlier.shown.values] == ["1", "2"]


def test_indicators_stand_by_their_sheets_and_then_by_their_positions(measure):
    second = MeasureFactory(parent=measure.parent)
    for item, position, name in [
        (second, 1, "四"),
        (measure, 3, "三"),
        (measure, 1, "一"),
        (measure, 2, "二"),
    ]:
        IndicatorFactory(plan_item=item, position=position, name=name, values={2019: "1"})
    for item in (second, measure):
        published_sheet(plan_item=item)
    names = [found.shown.indicator.name for found in sheet_indicators(published())]
    assert names == ["一", "二", "三", "四"]


def test_no_sheets_have_no_indicators(measure):
    IndicatorFactory(plan_item=measure, values={2019: "1"})
    assert sheet_indicators(published()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_indicators_of_any_number_of_sheets_cost_six_queries(django_assert_num_queries, count):
    division = DepartmentFactory()
    office = DepartmentFactory(municipality=division.municipality, parent=division)
    for _ in range(count):
        measure = MeasureFactory(in_plan__municipality=division.municipality)
        IndicatorFactory.create_batch(count, plan_item=measure, values={2019: "1"})
        published_sheet(plan_item=measure, departments=[office])
    with django_assert_num_queries(6):
        found = sheet_indicators(published())
        names = [(one.sheet.plan_item.text, one.shown.indicator.name) for one in found]
    assert len(names) == count * count


def test_coverage_counts_each_status_by_year_and_no_row_under_none():
    found = [
        shown_on(2019, {2018: "8.1", 2019: "0"}),
        shown_on(2019, {2018: "-", 2019: ""}),
        shown_on(2019, {2019: "未到来"}),
    ]
    assert coverage_of(found, [2017, 2018, 2019]) == [
        YearCoverage(2017, 3, Counter()),
        YearCoverage(2018, 3, Counter(counted=1, not_measured=1)),
        YearCoverage(2019, 3, Counter(counted=1, not_entered=1, not_due=1)),
    ]
    assert [year.counted for year in coverage_of(found, [2017, 2018])] == [0, 1]


def test_nothing_is_covered_without_indicators():
    assert coverage_of([], [2019]) == [YearCoverage(2019, 0, Counter())]
    assert coverage_of([shown_on(2019, {2019: "1"})], []) == []


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ([], []),
        ([{2019: "1"}], [2019]),
        ([{2016: "1"}, {2019: "-"}], [2016, 2017, 2018, 2019]),
        ([{2018: "1", 2019: "2"}, {2019: "3"}], [2018, 2019]),
    ],
)
def test_years_run_from_the_first_value_to_the_last_gaps_included(written, years):
    assert years_of([shown_on(2019, values) for values in written]) == years
