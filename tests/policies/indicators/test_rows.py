"""Indicators as plain rows: what a sheet of one year shows of them, and nothing later."""

import pytest

from policies.indicators.rows import (
    indicator_row,
    indicators_of,
    shown_indicators,
    shown_values,
    value_row,
)
from policies.models import Indicator
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    PlanFactory,
    published_sheet,
    written_values,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    return MeasureFactory(
        in_plan=PlanFactory(slug="mihon"), parent__number="111", text="花壇を広げます。"
    )


def years(values):
    return [value.fiscal_year for value in values]


@pytest.mark.parametrize(
    ("year", "shown"),
    [(2016, []), (2017, [2017]), (2018, [2017]), (2019, [2017, 2019]), (2030, [2017, 2019, 2020])],
)
def test_values_are_shown_up_to_the_sheets_year(measure, year, shown):
    indicator = IndicatorFactory(plan_item=measure, values={2017: "1", 2019: "-", 2020: "98765"})
    assert years(shown_values(indicator, year)) == shown


def test_indicator_that_begins_later_is_not_on_the_sheet(measure):
    made = [
        IndicatorFactory(plan_item=measure, position=position, values=values)
        for position, values in enumerate([{2020: "98765"}, {2018: "8.1", 2020: "98765"}, {}])
    ]
    [shown] = shown_indicators(Indicator.objects.for_list(), 2019)
    assert (shown.indicator, years(shown.values)) == (made[1], [2018])


def test_indicators_are_found_by_their_measures(measure):
    second = MeasureFactory(parent=measure.parent)
    made = [
        IndicatorFactory(plan_item=item, position=position)
        for item, position in [(measure, 2), (second, 1), (measure, 1)]
    ]
    IndicatorFactory()
    found = indicators_of([measure.pk, second.pk, measure.pk])
    assert found == {measure.pk: [made[2], made[0]], second.pk: [made[1]]}
    # A 施策 without indicators has an empty list.
    assert indicators_of([measure.parent_id])[measure.parent_id] == []


@pytest.mark.parametrize("count", [1, 3])
def test_indicators_of_any_number_of_measures_cost_two_queries(django_assert_num_queries, count):
    measures = MeasureFactory.create_batch(count)
    for measure in measures:
        IndicatorFactory.create_batch(count, plan_item=measure, values={2019: "1"})
    with django_assert_num_queries(2):
        found = indicators_of([measure.pk for measure in measures])
        rows = [
            indicator_row(indicator, shown_values(indicator, 2019))
            for indicators in found.values()
            for indicator in indicators
        ]
    assert [len(row["values"]) for row in rows] == [1] * count * count


@pytest.mark.parametrize(
    ("written", "value", "status"),
    [
        ("9,943,885", 9943885, "counted"),
        ("8.10", 8.1, "counted"),
        ("0", 0, "counted"),
        ("-", None, "not_measured"),
        ("未到来", None, "not_due"),
        ("", None, "not_entered"),
    ],
)
def test_value_stands_as_read_and_as_written(written, value, status):
    [made] = written_values({2019: written})
    made.as_of_text, made.note = "令和2年4月1日現在", "※速報値"
    assert value_row(made) == {
        "fiscal_year": 2019,
        "value": value,
        "value_text": written,
        "status": status,
        "as_of_text": "令和2年4月1日現在",
        "note": "※速報値",
    }


def test_indicator_stands_with_everything_that_the_city_set(measure):
    division = DepartmentFactory(municipality=measure.plan.municipality, name="環境部")
    office = DepartmentFactory(municipality=division.municipality, parent=division, name="公園課")
    indicator = IndicatorFactory(
        plan_item=measure,
        department=office,
        name="花壇の数",
        unit="か所",
        kind="activity",
        direction="up",
        baseline_text="40",
        baseline_year=2017,
        target_text="52.5",
        target_year=2022,
    )
    [found] = indicators_of([measure.pk])[measure.pk]
    row = indicator_row(found, written_values({2019: "45"}))
    assert [value["value"] for value in row.pop("values")] == [45]
    assert row == {
        "id": indicator.pk,
        "plan": "mihon",
        "code": "11101",
        "text": "花壇を広げます。",
        "department": {"id": office.pk, "name": "公園課", "parent_name": "環境部"},
        "name": "花壇の数",
        "unit": "か所",
        "kind": "activity",
        "direction": "up",
        "baseline": 40,
        "baseline_year": 2017,
        "target": 52.5,
        "target_year": 2022,
        "url": "/policies/mihon/11101/",
    }


def test_what_the_city_did_not_set_stays_empty(measure):
    row = indicator_row(IndicatorFactory(plan_item=measure), [])
    empty = ["department", "baseline", "baseline_year", "target", "target_year"]
    assert [row[key] for key in empty] == [None] * 5
    assert (row["kind"], row["direction"], row["values"]) == ("", "", [])


def test_without_a_sheet_the_values_are_those_that_everybody_may_see(measure):
    IndicatorFactory(plan_item=measure, values={2018: "1", 2019: "2", 2020: "98765"})
    published_sheet(plan_item=measure, fiscal_year=2019)
    [indicator] = Indicator.objects.published().for_list()
    assert [one["value_text"] for one in indicator_row(indicator)["values"]] == ["1", "2"]
