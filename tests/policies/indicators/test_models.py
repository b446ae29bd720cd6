"""The rules of an indicator and its values."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from policies.indicators.choices import ValueStatus
from policies.models import Indicator, IndicatorValue
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import IndicatorFactory, MeasureFactory
from tests.refusals import refusal, refusal_of

pytestmark = pytest.mark.django_db


def test_baseline_and_target_are_read():
    indicator = IndicatorFactory(baseline_text="9,943,885", target_text="8.1")
    assert (indicator.baseline, indicator.target) == (Decimal(9943885), Decimal("8.1"))


@pytest.mark.parametrize("name", ["baseline_text", "target_text"])
def test_baseline_and_target_that_are_no_number_are_refused(name):
    indicator = IndicatorFactory()
    setattr(indicator, name, "多数")
    assert list(refusal(indicator)) == [name]


def test_department_of_another_municipality_is_refused():
    indicator = IndicatorFactory()
    indicator.department = DepartmentFactory()
    assert refusal(indicator) == {"department": ["担当課は、同じ自治体の部署から選んでください。"]}


def test_indicator_without_measure_is_refused_and_no_error():
    assert "plan_item" in refusal(Indicator(name="件数", department=DepartmentFactory()))


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [
        ("8.1", Decimal("8.1"), ValueStatus.COUNTED),
        ("0", Decimal(0), ValueStatus.COUNTED),
        ("-", None, ValueStatus.NOT_MEASURED),
        ("未到来", None, ValueStatus.NOT_DUE),
        ("", None, ValueStatus.NOT_ENTERED),
    ],
)
def test_value_is_read_with_its_status(text, value, status):
    row = IndicatorValue(fiscal_year=2019, value_text=text)
    row.full_clean(exclude=["indicator"])
    assert (row.value, row.status) == (value, status)


def test_indicator_of_an_item_above_the_measures_is_refused():
    item = MeasureFactory().parent
    assert refusal(Indicator(plan_item=item, name="件数")) == {
        "plan_item": ["評価指標を作れるのは「施策」だけです。"]
    }


def test_name_stands_once_in_a_measure_and_again_in_another():
    indicator = IndicatorFactory(name="市民参加人数")
    twin = Indicator(plan_item=indicator.plan_item, name="市民参加人数")
    assert refusal(twin) == {"__all__": ["同じ名前の指標が、この施策にもうあります。"]}
    IndicatorFactory(name="市民参加人数")


@pytest.mark.parametrize("name", ["direction", "kind", "counted_form"])
def test_words_that_code_does_not_know_are_refused(name):
    indicator = IndicatorFactory()
    setattr(indicator, name, "x")
    assert name in refusal(indicator)


def test_baseline_and_target_are_empty_for_what_is_no_number_yet():
    indicator = IndicatorFactory(baseline_text="-", target_text="未到来")
    assert (indicator.baseline, indicator.target) == (None, None)


def test_year_has_one_value():
    indicator = IndicatorFactory(values={2019: "8.1"})
    again = IndicatorValue(indicator=indicator, fiscal_year=2019, value_text="9")
    assert refusal(again) == {"__all__": ["この年度の実績値はもうあります。"]}


@pytest.mark.parametrize(
    ("value", "status"), [(None, ValueStatus.COUNTED), (5, ValueStatus.NOT_MEASURED)]
)
def test_number_and_status_that_do_not_agree_do_not_reach_the_database(value, status):
    indicator = IndicatorFactory(values={2019: "8.1"})
    with pytest.raises(IntegrityError), transaction.atomic():
        indicator.values.update(value=value, status=status)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("約10", "「約10」は数字として読み取れません。"),
        ("10人", "「10人」は数字として読み取れません。"),
        ("123456789012345", "「123456789012345」はけたが多すぎます。"),
    ],
)
def test_value_that_is_no_number_is_refused_by_its_words(text, message):
    [refused] = refusal_of(IndicatorValue(fiscal_year=2019, value_text=text).clean)["value_text"]
    assert refused.startswith(message)


def test_indicator_is_found_by_what_names_it_in_every_database():
    indicator = IndicatorFactory(
        name="花壇の数", plan_item__in_plan__slug="mihon", plan_item__parent__number="111"
    )
    IndicatorFactory(name="花壇の数")
    key = ("mihon", "11101", "花壇の数")
    assert indicator.natural_key() == key
    assert Indicator.objects.get_by_natural_key(*key) == indicator
