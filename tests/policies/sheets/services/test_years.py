"""Opening a fiscal year."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo_portal.publishing.choices import Channel, State
from policies.indicators.choices import ValueStatus
from policies.models import EvaluationSheet, IndicatorValue
from policies.sheets.services.years import Opened, open_fiscal_year, words_of_other_years
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    SectionFactory,
    SheetFactory,
    make_policy_city,
    make_three_levels,
)
from tests.factories.publishing import saved


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


@pytest.mark.django_db
def test_texts_are_those_of_the_latest_earlier_year_and_never_of_a_later_one(city):
    for year, text in [(2016, "もっと古い取組"), (2017, "古い取組"), (2021, "後の取組")]:
        sheet = SheetFactory(plan_item=city.measure, fiscal_year=year, departments=[])
        SectionFactory(sheet=sheet, department=city.departments[0], actions=text)
    opened(city, 2018)
    [section] = EvaluationSheet.objects.get(fiscal_year=2018).sections.all()
    assert (section.actions, section.direction) == ("古い取組", "見本市市民課は今後も続けます。")


@pytest.mark.django_db
def test_sheet_begins_with_the_printed_departments_and_without_the_old_notes(city):
    saved(city.sheet, department_text="総合政策部　市民課", notes="※令和元年度の注")
    opened(city)
    sheet = EvaluationSheet.objects.get(fiscal_year=2020)
    assert (sheet.department_text, sheet.notes) == ("総合政策部　市民課", "")
    section = sheet.sections.first()
    assert (section.confirmed_at, section.confirmed_by) == (None, None)


@pytest.mark.django_db
def test_sheets_and_values_that_are_there_stay_as_they_are(city):
    kept = SheetFactory(plan_item=city.measure, fiscal_year=2020, departments=[], notes="※注")
    second = IndicatorFactory(plan_item=city.measure, values={2019: "8.2", 2020: "8.3"})
    assert opened(city) == Opened(sheets=0, values=1)
    kept.refresh_from_db()
    assert (kept.notes, kept.sections.count(), kept.version) == ("※注", 0, 1)
    assert [value.value_text for value in second.values.all()] == ["8.2", "8.3"]
    assert [value.value_text for value in city.indicator.values.all()] == ["8.1", ""]


@pytest.mark.django_db
def test_sheets_are_made_for_the_lowest_level_of_this_plan_alone(city):
    made = make_three_levels(municipality=city.municipality)
    make_policy_city("別の市")
    result = open_fiscal_year(
        plan=made.plan, fiscal_year=2020, by=city.coordinator, channel=Channel.ADMIN
    )
    assert result == Opened(sheets=4, values=0)
    found = EvaluationSheet.objects.filter(fiscal_year=2020).values_list("plan_item", flat=True)
    assert sorted(found) == sorted(measure.pk for measure in made.measures)


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2018, 2022])
def test_first_and_last_year_of_the_plan_can_be_opened(city, year):
    city.plan.first_year, city.plan.last_year = 2018, 2022
    city.plan.save()
    assert opened(city, year).sheets == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("令和2年度に行いました。令和2年度も。", ["令和2年度"]),
        ("令和元年度に行いました。", []),
        ("平成30年度、H29年度、2018年", ["平成30年度", "H29年度", "2018年"]),
        ("R1年度と2019年度", []),
        ("2000人が集まりました。", []),
        ("２０１８年と平成３０年度", ["２０１８年", "平成３０年度"]),
        ("昭和62年に始め、Ｈ５年に広げました。", ["昭和62年", "Ｈ５年"]),
        # The year of the sheet in any spelling, and what is no year.
        ("令和元年、R1年、Ｒ１年度、2019年、平成31年", []),
        ("M7.3の地震、ISO9001、R2、平成", []),
        ("", []),
    ],
)
def test_words_of_other_years(text, words):
    assert words_of_other_years(text, 2019) == words
