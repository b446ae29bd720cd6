"""The funnel of indicators: who writes which year's value, and when a reason is asked for."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel, State
from kyodo_portal.publishing.funnel import Stale
from kyodo_portal.publishing.models import Change
from policies.indicators.services import changed_years, save_indicator
from policies.models import Indicator, IndicatorValue
from tests.factories.organizations import DepartmentFactory, MembershipFactory
from tests.factories.policies import (
    IndicatorFactory,
    PolicyCity,
    published_sheet,
    sheet_in,
    written_values,
)
from tests.factories.publishing import bring_to
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(city) -> PolicyCity:
    """Publish the city's sheet of 2019; a sheet of 2020 is open, one of 2021 was withdrawn."""
    bring_to(city.sheet, State.PUBLISHED)
    sheet_in(State.DRAFT, plan_item=city.measure, fiscal_year=2020, departments=city.departments)
    sheet_in(
        State.WITHDRAWN, plan_item=city.measure, fiscal_year=2021, departments=city.departments
    )
    return city


def values_of(indicator):
    rows = IndicatorValue.objects.filter(indicator=indicator).order_by("fiscal_year")
    return [(row.fiscal_year, row.value_text) for row in rows]


def write_values(indicator, by, *, reason="", **written):
    """Save the stored values with these, as y2019="8.2"."""
    fresh = Indicator.objects.get(pk=indicator.pk)
    values = {value.fiscal_year: value for value in fresh.values.all()}
    for name, text in written.items():
        year = int(name.removeprefix("y"))
        values.setdefault(year, IndicatorValue(fiscal_year=year)).value_text = text
    return save_indicator(
        fresh,
        values=list(values.values()),
        by=by,
        channel=Channel.ADMIN,
        expected_version=fresh.version,
        reason=reason,
    )


def test_department_writes_the_value_of_its_open_year(city):
    write_values(city.indicator, city.editors[1], y2019="9,943,885")
    assert values_of(city.indicator) == [(2018, "8.1"), (2019, "9,943,885")]


@pytest.mark.parametrize("state", [State.SUBMITTED, State.PUBLISHED, State.WITHDRAWN])
def test_department_does_not_write_a_year_that_it_has_handed_in(city, state):
    bring_to(city.sheet, state)
    with pytest.raises(PermissionDenied) as refused:
        write_values(city.indicator, city.editors[0], y2019="9")
    assert "提出したあとの年度の実績値は、取りまとめ担当だけが直せます" in str(refused.value)


def test_department_does_not_change_the_indicator_itself(city):
    fresh = Indicator.objects.get(pk=city.indicator.pk)
    fresh.target_text = "1"
    with pytest.raises(PermissionDenied) as refused:
        save_indicator(fresh, by=city.editors[0], channel=Channel.ADMIN, expected_version=1)
    assert "取りまとめ担当だけです" in str(refused.value)


def test_department_of_another_measure_writes_no_value(city):
    other = DepartmentFactory(municipality=city.municipality)
    editor = MembershipFactory(department=other, area="policies", role=Role.EDITOR).user
    with pytest.raises(PermissionDenied) as refused:
        write_values(city.indicator, editor, y2019="9")
    assert str(refused.value) == "この施策の指標を直す権限がありません。"


def test_department_does_not_delete_an_indicator(city):
    with pytest.raises(PermissionDenied):
        funnel.delete(
            city.indicator, write=funnel.Write(city.editors[0], Channel.ADMIN), expected_version=1
        )
    assert Indicator.objects.count() == 1


def test_published_value_is_changed_only_with_a_reason(city):
    bring_to(city.sheet, State.PUBLISHED)
    with pytest.raises(ValidationError) as refused:
        write_values(city.indicator, city.coordinator, y2018="8.2")
    assert list(refused.value.error_dict) == ["reason"]
    write_values(city.indicator, city.coordinator, y2018="8.2", reason="集計の誤り")
    assert values_of(city.indicator) == [(2018, "8.2")]


def test_bad_value_names_the_indicator_and_the_year(city):
    with pytest.raises(ValidationError) as refused:
        write_values(city.indicator, city.editors[0], y2019="約10")
    assert refused.value.messages[0].startswith(
        "「見本市の花壇の数」令和元年度：「約10」は数字として読み取れません。"
    )
    assert values_of(city.indicator) == [(2018, "8.1")]


def test_two_values_of_one_year_are_refused(city):
    values = [IndicatorValue(fiscal_year=2019), IndicatorValue(fiscal_year=2019)]
    with pytest.raises(ValidationError) as refused:
        save_indicator(
            city.indicator,
            values=values,
            by=city.coordinator,
            channel=Channel.ADMIN,
            expected_version=1,
        )
    assert refused.value.message_dict == {"values": ["2019年度の実績値が二度あります。"]}


def test_indicator_that_moved_on_is_stale(city):
    write_values(city.indicator, city.editors[0], y2019="9")
    with pytest.raises(Stale):
        save_indicator(
            city.indicator,
            values=[IndicatorValue(fiscal_year=2019, value_text="10")],
            by=city.editors[1],
            channel=Channel.ADMIN,
            expected_version=1,
        )
    assert values_of(city.indicator) == [(2018, "8.1"), (2019, "9")]


@pytest.mark.parametrize("year", [2018, 2019])
def test_every_year_that_the_newest_published_sheet_shows_needs_a_reason(published, year):
    with pytest.raises(ValidationError) as refused:
        write_values(published.indicator, published.coordinator, reason=" 　", **{f"y{year}": "9"})
    assert refused.value.message_dict == {
        "reason": ["公開中の年度の実績値を直すときは、理由を書いてください。"]
    }
    assert values_of(published.indicator) == [(2018, "8.1")]
    write_values(published.indicator, published.coordinator, reason="誤り", **{f"y{year}": "9"})
    assert (year, "9") in values_of(published.indicator)


@pytest.mark.parametrize("year", [2020, 2021])
def test_year_after_the_newest_published_one_needs_no_reason(published, year):
    write_values(published.indicator, published.coordinator, **{f"y{year}": "9"})
    assert values_of(published.indicator) == [(2018, "8.1"), (year, "9")]


def test_sheets_of_other_measures_ask_for_no_reason(city):
    published_sheet(fiscal_year=2019)
    write_values(city.indicator, city.coordinator, y2019="9")
    assert values_of(city.indicator) == [(2018, "8.1"), (2019, "9")]


@pytest.mark.parametrize("year", [2018, 2019, 2021])
def test_department_leaves_what_is_published_or_was_withdrawn(published, year):
    with pytest.raises(PermissionDenied):
        write_values(published.indicator, published.editors[0], **{f"y{year}": "9"})
    assert values_of(published.indicator) == [(2018, "8.1")]


def test_department_writes_a_later_open_year_beside_published_ones(published):
    write_values(published.indicator, published.editors[0], y2020="9")
    assert values_of(published.indicator) == [(2018, "8.1"), (2020, "9")]


@pytest.mark.parametrize("name", ["as_of_text", "note"])
def test_words_beside_a_published_value_need_a_reason_too(published, name):
    [value] = published.indicator.values.all()
    setattr(value, name, "令和2年4月1日現在")
    options = {"by": published.coordinator, "channel": Channel.ADMIN, "expected_version": 1}
    refused = refusal_of(save_indicator, published.indicator, values=[value], **options)
    assert list(refused) == ["reason"]
    save_indicator(published.indicator, values=[value], reason="書き忘れ", **options)
    assert getattr(IndicatorValue.objects.get(), name) == "令和2年4月1日現在"


def test_published_value_is_not_taken_away_without_a_reason(published):
    options = {"by": published.coordinator, "channel": Channel.ADMIN, "expected_version": 1}
    assert list(refusal_of(save_indicator, published.indicator, values=[], **options)) == ["reason"]
    assert values_of(published.indicator) == [(2018, "8.1")]


def test_indicator_without_values_given_keeps_those_that_it_has(published):
    published.indicator.unit = "か所"
    save_indicator(
        published.indicator, by=published.coordinator, channel=Channel.ADMIN, expected_version=1
    )
    assert values_of(published.indicator) == [(2018, "8.1")]


def test_changed_years_are_those_whose_words_differ():
    indicator = IndicatorFactory(values={2016: "1", 2017: "2", 2018: "", 2019: "4"})
    # 2016 stays, 2017 is taken away, 2018 and 2021 say nothing, 2019 is corrected, 2020 is new.
    wanted = written_values({2016: "1", 2019: "5", 2020: "6", 2021: ""})
    assert changed_years(funnel.Stored(indicator), wanted) == {2017, 2019, 2020}
    assert changed_years(funnel.Stored(indicator), None) == set()
    assert changed_years(funnel.Stored(None), wanted) == set()


def test_values_are_kept_from_the_oldest_to_the_newest_whatever_order_they_come_in(city):
    values = written_values({2018: "8.1", 2020: "8.3", 2019: "8.2"})[::-1]
    options = {"by": city.coordinator, "channel": Channel.ADMIN, "expected_version": 1}
    save_indicator(city.indicator, values=values, **options)
    change = Change.objects.get(kind="policies.indicator")
    assert [row["fiscal_year"] for row in change.after["values"]] == [2018, 2019, 2020]


def test_fixtures_are_written_without_asking_who_writes(published):
    save_indicator(
        published.indicator,
        values=written_values({2018: "9"}),
        by=published.planner,
        channel=Channel.FIXTURE,
        expected_version=1,
    )
    assert values_of(published.indicator) == [(2018, "9")]
