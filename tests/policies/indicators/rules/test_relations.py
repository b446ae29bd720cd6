"""An indicator's values as it is saved: each as its status allows, each year once."""

import pytest

from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel
from policies.models import IndicatorValue
from tests.factories.organizations import UserFactory
from tests.factories.policies import IndicatorFactory, written_values
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def indicator():
    return IndicatorFactory(name="花壇の数")


def options(**values):
    return {
        "relations": {"values": values.pop("rows")},
        "write": funnel.Write(UserFactory(), Channel.FIXTURE),
        "expected_version": 1,
    }


def refused(indicator, *rows):
    """Return the sentences with which the funnel refuses these values."""
    found = refusal_of(funnel.save, indicator, **options(rows=list(rows)))
    assert list(found) == ["values"]
    assert IndicatorValue.objects.count() == 0
    return found["values"]


def test_values_are_read_as_they_are_saved(indicator):
    rows = written_values({2018: "9,943,885", 2019: "-", 2020: "未到来", 2021: ""})
    funnel.save(indicator, **options(rows=rows))
    found = IndicatorValue.objects.values_list("fiscal_year", "value", "status")
    assert list(found) == [
        (2018, 9943885, "counted"),
        (2019, None, "not_measured"),
        (2020, None, "not_due"),
        (2021, None, "not_entered"),
    ]


def test_value_that_is_no_number_is_named_with_its_indicator_and_year(indicator):
    [text] = refused(
        indicator,
        IndicatorValue(fiscal_year=2018, value_text="8.1"),
        IndicatorValue(fiscal_year=2019, value_text="約10"),
    )
    assert text.startswith("「花壇の数」令和元年度：「約10」は数字として読み取れません。")


def test_value_without_a_year_is_named_by_its_indicator_alone(indicator):
    texts = refused(indicator, IndicatorValue(value_text="8.1"))
    assert texts == ["「花壇の数」：このフィールドには NULL を指定できません。"]


def test_invisible_signs_in_a_note_are_refused(indicator):
    [text] = refused(indicator, IndicatorValue(fiscal_year=2019, note="※\u202e速報値"))
    assert text.startswith("「花壇の数」令和元年度：")


def test_year_that_stands_twice_is_refused(indicator):
    rows = [IndicatorValue(fiscal_year=year, value_text="8.1") for year in (2019, 2018, 2019)]
    assert refused(indicator, *rows) == ["2019年度の実績値が二度あります。"]


def test_line_ends_of_a_note_are_made_one(indicator):
    rows = [IndicatorValue(fiscal_year=2019, note="※速報値\r\n※確定は秋")]
    funnel.save(indicator, **options(rows=rows))
    assert IndicatorValue.objects.get().note == "※速報値\n※確定は秋"
