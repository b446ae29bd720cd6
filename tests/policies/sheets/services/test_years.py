"""Opening a fiscal year."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo_portal.publishing.choices import Channel, State
from policies.indicators.choices import ValueStatus
from policies.models import EvaluationSheet, IndicatorValue
from policies.sheets.services.years import Opened, open_fiscal_year, words_of_other_years
from tests.factories.policies import MeasureFactory, make_policy_city


def opened(city, year=2020, by=None):
    return open_fiscal_year(
        plan=city.plan, fiscal_year=year, by=by or city.coordinator, channel=Channel.ADMIN
    )


@pytest.mark.django_db
def test_new_sheets_begin_with_last_years_texts_unconfirmed(city):
    city.sheet.rating = city.grade
    city.sheet.save()
    assert opened(city) == Opened(sheets=1, values=1)
    sheet = EvaluationSheet.objects.get(fiscal_year=2020)
    assert (sheet.state, sheet.rating, sheet.plan_item) == (State.DRAFT, None, city.measure)
    rows = sheet.sections.values_list("department__name", "actions", "is_confirmed")
    assert list(rows) == [
        ("見本市市民課", "見本市市民課の取組です。", False),
        ("見本市福祉課", "見本市福祉課の取組です。", False),
    ]
    value = IndicatorValue.objects.get(fiscal_year=2020)
    assert (value.value, value.status) == (None, ValueStatus.NOT_ENTERED)


@pytest.mark.django_db
def test_opening_twice_makes_nothing_twice(city):
    opened(city)
    assert opened(city) == Opened(sheets=0, values=0)
    assert EvaluationSheet.objects.filter(fiscal_year=2020).count() == 1


@pytest.mark.django_db
def test_measure_without_an_earlier_sheet_gets_an_empty_one(city):
    new = MeasureFactory(parent=city.measure.parent)
    assert opened(city).sheets == 2
    assert EvaluationSheet.objects.get(plan_item=new).sections.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["editor", "planner", "stranger"])
def test_only_the_coordinator_opens_a_year(city, who):
    users = {
        "editor": city.editors[0],
        "planner": city.planner,
        "stranger": make_policy_city("別の市").coordinator,
    }
    with pytest.raises(PermissionDenied):
        opened(city, by=users[who])
    assert EvaluationSheet.objects.filter(fiscal_year=2020).count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("year", "message"),
    [
        (2017, "平成29年度は、この計画の期間に入っていません。"),
        (2023, "令和5年度は、この計画の期間に入っていません。"),
    ],
)
def test_year_outside_the_plan_is_refused(city, year, message):
    city.plan.first_year, city.plan.last_year = 2018, 2022
    city.plan.save()
    with pytest.raises(ValidationError) as refused:
        opened(city, year)
    assert refused.value.message_dict == {"fiscal_year": [message]}


@pytest.mark.django_db
def test_year_too_far_ahead_is_refused(city, monkeypatch):
    monkeypatch.setattr("policies.sheets.services.years.current_fiscal_year", lambda: 2019)
    assert opened(city, 2020).sheets == 1
    with pytest.raises(ValidationError):
        opened(city, 2021)
    assert EvaluationSheet.objects.filter(fiscal_year=2021).count() == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("令和2年度に行いました。令和2年度も。", ["令和2年度"]),
        ("令和元年度に行いました。", []),
        ("平成30年度、H29年度、2018年", ["平成30年度", "H29年度", "2018年"]),
        ("R1年度と2019年度", []),
        ("2000人が集まりました。", []),
    ],
)
def test_words_of_other_years(text, words):
    assert words_of_other_years(text, 2019) == words
