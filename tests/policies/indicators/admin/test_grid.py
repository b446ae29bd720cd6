"""The grid of indicators and years, and the indicators' own form."""

import pytest

from kyodo_portal.publishing.choices import State
from policies.models import IndicatorValue
from tests.factories.admin_pages import admin_url, logged_in, words
from tests.factories.policies import IndicatorFactory, PolicyCity, make_policy_city
from tests.factories.publishing import bring_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> PolicyCity:
    return make_policy_city("見本市")


def opened(client, city):
    """Return what a browser would send back from the grid, nothing being changed."""
    grid = client.get(admin_url(city.sheet, "indicators")).context["grid"]
    fields = [bound for row in grid.rows if row.form is not None for bound in row.form]
    return {bound.html_name: str(bound.value() or "") for bound in fields}


def fields_of(response):
    """Return the fields that may be written, row by row, without the hidden ones."""
    rows = response.context["grid"].rows
    return [list(row.form.fields)[1:] if row.form is not None else [] for row in rows]


def send(client, city, **changes):
    data = {**opened(client, city), **changes}
    return client.post(admin_url(city.sheet, "indicators"), data, follow=True)


def cell(city, year=2019, name="value_text"):
    return f"indicator-{city.indicator.pk}-{year}-{name}"


def values_of(indicator):
    rows = IndicatorValue.objects.filter(indicator=indicator).order_by("fiscal_year")
    return [(row.fiscal_year, row.value_text, row.as_of_text, row.note) for row in rows]


def test_department_writes_the_sheets_year_and_reads_the_years_before(city):
    client = logged_in(city.editors[0])
    response = client.get(admin_url(city.sheet, "indicators"))
    grid = response.context["grid"]
    assert grid.years == [2018, 2019]
    assert fields_of(response) == [["2019-value_text", "2019-as_of_text", "2019-note"]]
    assert "8.1" in words(response)
    text = words(
        send(
            client,
            city,
            **{
                cell(city): "9,943,885",
                cell(city, name="as_of_text"): "令和2年4月1日現在",
                cell(city, name="note"): "※速報値",
            },
        )
    )
    assert "1件の指標を保存しました。" in text
    assert values_of(city.indicator) == [
        (2018, "8.1", "", ""),
        (2019, "9,943,885", "令和2年4月1日現在", "※速報値"),
    ]


def test_forged_cell_of_another_year_changes_nothing(city):
    client = logged_in(city.editors[0])
    send(client, city, **{cell(city, 2018): "9"})
    assert values_of(city.indicator) == [(2018, "8.1", "", "")]


def test_coordinator_writes_every_year(city):
    send(logged_in(city.coordinator), city, **{cell(city, 2018): "9"})
    assert values_of(city.indicator) == [(2018, "9", "", "")]


def test_wrong_value_is_refused_by_name_and_year_and_the_other_rows_are_saved(city):
    other = IndicatorFactory(plan_item=city.measure, position=2)
    client = logged_in(city.editors[0])
    changes = {cell(city): "約10", f"indicator-{other.pk}-2019-value_text": "5"}
    text = words(send(client, city, **changes))
    assert "「見本市の花壇の数」 令和元年度 実績値：「約10」は数字として読み取れません。" in text
    assert values_of(other) == [(2019, "5", "", "")]
    assert values_of(city.indicator) == [(2018, "8.1", "", "")]


def test_cells_of_a_row_are_saved_together_or_not_at_all(city):
    client = logged_in(city.coordinator)
    send(client, city, **{cell(city): "約10", cell(city, 2018): "9"})
    assert values_of(city.indicator) == [(2018, "8.1", "", "")]


def test_other_years_of_a_stale_row_stay_as_others_wrote_them(city):
    client = logged_in(city.coordinator)
    old = {**opened(client, city), cell(city): "6"}
    send(client, city, **{cell(city): "5", cell(city, 2018): "9"})
    response = client.post(admin_url(city.sheet, "indicators"), old)
    assert "いまの内容は「令和元年度 実績値：5」です。" in words(response)
    (form,) = response.context["saved"].waiting
    again = {bound.html_name: bound.value() for bound in form}
    client.post(admin_url(city.sheet, "indicators"), again)
    assert values_of(city.indicator) == [(2018, "9", "", ""), (2019, "6", "", "")]


def test_year_that_came_meanwhile_is_a_column_of_the_row_that_waits(city):
    client = logged_in(city.coordinator)
    old = {**opened(client, city), cell(city): "約10"}
    IndicatorValue.objects.create(
        indicator=city.indicator, fiscal_year=2017, value_text="7", value=7, status="counted"
    )
    response = client.post(admin_url(city.sheet, "indicators"), old)
    assert response.context["grid"].years == [2017, 2018, 2019]
    (row,) = response.context["grid"].rows
    assert [len(cell.fields) for cell in row.cells] == [3, 3, 3]


@pytest.mark.parametrize("state", [State.SUBMITTED, State.PUBLISHED])
def test_department_only_reads_the_grid_of_what_it_has_handed_in(city, state):
    bring_to(city.sheet, state)
    client = logged_in(city.editors[0])
    response = client.get(admin_url(city.sheet, "indicators"))
    assert fields_of(response) == [[]]
    assert client.post(admin_url(city.sheet, "indicators"), {}).status_code == 403


def test_published_year_needs_a_reason(city):
    bring_to(city.sheet, State.PUBLISHED)
    client = logged_in(city.coordinator)
    text = words(send(client, city, **{cell(city, 2018): "9"}))
    assert "公開中の年度の実績値を直すときは、理由を書いてください。" in text
    send(client, city, **{cell(city, 2018): "9", "reason": "集計の誤り"})
    assert values_of(city.indicator)[0][1] == "9"


def test_planner_only_reads(city):
    client = logged_in(city.planner)
    assert fields_of(client.get(admin_url(city.sheet, "indicators"))) == [[]]
    assert client.post(admin_url(city.sheet, "indicators"), {}).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_grid_costs_the_same_for_one_and_three(django_assert_num_queries, city, count):
    for number in range(count - 1):
        IndicatorFactory(plan_item=city.measure, position=number + 2)
    client = logged_in(city.coordinator)
    # One of them asks which earlier sheets the user may not see.
    with django_assert_num_queries(10):
        client.get(admin_url(city.sheet, "indicators"))
