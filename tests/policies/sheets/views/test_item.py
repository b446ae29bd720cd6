"""A 施策's page: its years, its indicators, its links, and what must not be there."""

import pytest

from kyodo_portal.publishing.choices import Channel
from policies.indicators.services import save_indicator
from policies.models import EvaluationSheet
from tests.factories.organizations import DepartmentFactory, OperatorFactory
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    PlanFactory,
    ProjectLinkFactory,
    published_sheet,
    sheet_in,
)
from tests.factories.projects import CollaborationFormFactory, ProjectFactory, published_record
from tests.page_text import page_text

pytestmark = pytest.mark.django_db
NOTHING_NEWER = "これより新しい年度は収めていません。"
UNPUBLISHED = ["draft", "submitted", "returned", "withdrawn"]


@pytest.fixture
def plan():
    return PlanFactory(slug="plan")


@pytest.fixture
def measure(plan):
    return MeasureFactory(in_plan=plan, text="花壇を広げます。")


def text_of(client, measure, **query):
    return page_text(client.get(measure.get_absolute_url(), query_params=query))


def test_page_shows_the_year_asked_for_and_no_later_value(client, measure):
    IndicatorFactory(
        plan_item=measure, name="花壇の数", values={2018: "111", 2019: "222", 2020: "333"}
    )
    IndicatorFactory(plan_item=measure, name="来年の指標", values={2020: "444"})
    published_sheet(plan_item=measure, fiscal_year=2019)
    newest = published_sheet(plan_item=measure, fiscal_year=2020)
    older, latest = text_of(client, measure, fiscal_year=2019), text_of(client, measure)
    assert ("222" in older, "333" in older, "来年の指標" in older) == (True, False, False)
    assert ("333" in latest, "来年の指標" in latest) == (True, True)
    assert newest.fiscal_year == client.get(measure.get_absolute_url()).context["sheet"].fiscal_year
    assert "増 111" in older


def test_newest_year_that_is_old_says_that_nothing_newer_is_held(client, plan, measure):
    published_sheet(plan_item=measure, fiscal_year=2018)
    published_sheet(plan_item=measure, fiscal_year=2019)
    above = measure.parent
    addresses = ["/policies/", measure.get_absolute_url(), above.get_absolute_url()]
    for day, is_old in [("2026-11-26", True), ("2020-11-26", False)]:
        EvaluationSheet.objects.update(published_at=f"{day}T12:00:00+09:00")
        for address in addresses:
            assert (NOTHING_NEWER in page_text(client.get(address))) is is_old
            assert NOTHING_NEWER not in page_text(client.get(f"{address}?fiscal_year=2018"))


@pytest.mark.parametrize("state", UNPUBLISHED)
def test_what_is_not_published_stands_nowhere(client, measure, state):
    published_sheet(plan_item=measure, fiscal_year=2019)
    indicator = IndicatorFactory(plan_item=measure, name="花壇の数", values={2019: "7"})
    addresses = [
        "/policies/",
        "/policies/summary/?fiscal_year=all",
        "/policies/summary/?fiscal_year=all&q=秘密",
        measure.get_absolute_url(),
        measure.parent.get_absolute_url(),
        "/api/v1/plans/",
        "/api/v1/plan-items/",
        "/api/v1/evaluation-sheets/",
        "/api/v1/indicators/",
        "/",
    ]
    files = [f"{one}{'&' if '?' in one else '?'}format=json" for one in addresses[:5]]
    department = DepartmentFactory(municipality=measure.plan.municipality, name="秘密の課")
    sheet = sheet_in(state, plan_item=measure, fiscal_year=2020, departments=[department])
    save_indicator(
        indicator,
        values=[
            *indicator.values.all(),
            type(indicator.values.first())(fiscal_year=2020, value_text="98765"),
        ],
        by=OperatorFactory(),
        channel=Channel.FIXTURE,
        expected_version=indicator.version,
    )
    IndicatorFactory(plan_item=measure, name="秘密の指標", values={2020: "98765"})
    hidden = published_sheet(plan_item=MeasureFactory(in_plan=PlanFactory(is_published=False)))
    EvaluationSheet.objects.filter(pk=hidden.pk).update(notes="秘密の注")
    texts = [client.get(one).content.decode() for one in [*addresses, *files]]
    assert [text for text in texts if "98765" in text or "秘密の" in text] == []
    assert client.get(hidden.plan_item.get_absolute_url()).status_code == 404
    assert client.get(f"/api/v1/evaluation-sheets/{sheet.pk}/").status_code == 404
    assert client.get(f"/api/v1/evaluation-sheets/{hidden.pk}/").status_code == 404
    year = client.get(measure.get_absolute_url(), query_params={"fiscal_year": 2020})
    assert year.status_code == (410 if state == "withdrawn" else 404)
    assert "秘密の" not in year.content.decode()


def test_withdrawn_without_trace_answers_as_if_it_had_never_been(client, measure):
    sheet_in("withdrawn", plan_item=measure, without_trace=True)
    assert "データなし" in text_of(client, measure)
    asked = client.get(measure.get_absolute_url(), query_params={"fiscal_year": 2019})
    assert asked.status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/policies/none/1/", 404),
        ("/policies/plan/none/", 404),
        ("{measure}?fiscal_year=1999", 404),
        ("{measure}?fiscal_year=x", 400),
        ("{measure}?format=pdf", 400),
        ("{branch}?fiscal_year=x", 400),
        ("/policies/?fiscal_year=x", 400),
        ("/policies/?municipality=1", 400),
        ("/policies/summary/?department=x", 400),
        ("/policies/summary/?q=%00", 400),
        ("/policies/summary/?rating=a%20b", 400),
        ("/api/v1/evaluation-sheets/?fiscal_year=x", 400),
        ("/api/v1/plan-items/?plan=%E3%81%82", 400),
    ],
)
def test_unknown_addresses_are_404_and_bad_values_400(client, measure, address, status):
    published_sheet(plan_item=measure)
    address = address.format(
        measure=measure.get_absolute_url(), branch=measure.parent.get_absolute_url()
    )
    assert client.get(address).status_code == status


def test_goals_are_numbered_tiles_with_names(client, measure):
    assert "資料に記載なし" in text_of(client, measure).partition('id="goals"')[2][:200]
    measure.sdgs = [5, 17]
    measure.save()
    text = text_of(client, measure)
    assert '<li class="sdg sdg--on"><b>5</b><span>ジェンダー平等を実現しよう</span></li>' in text
    assert text.count('class="sdg sdg--on"') == 2


def test_links_show_public_projects_on_both_sides(client, measure):
    department = DepartmentFactory(municipality=measure.plan.municipality)
    shown = published_record(department=department, name="花いっぱい")
    hidden = ProjectFactory(municipality=measure.plan.municipality, name="秘密の事業")
    for project in (shown.project, hidden):
        ProjectLinkFactory(plan_item=measure, project=project)
    text = text_of(client, measure)
    assert f'href="{shown.project.get_absolute_url()}"' in text
    assert "秘密の事業" not in text
    other = page_text(client.get(shown.project.get_absolute_url()))
    assert f'href="{measure.get_absolute_url()}"' in other
    measure.plan.is_published = False
    measure.plan.save()
    assert "花壇を広げます。" not in page_text(client.get(shown.project.get_absolute_url()))


def test_counts_stand_beside_the_published_projects_of_their_year(client, measure):
    city = measure.plan.municipality
    form = CollaborationFormFactory(municipality=city, common_code="kyosai")
    department = DepartmentFactory(municipality=city)
    for _ in range(2):
        published_record(department=department, fiscal_year=2019, forms=[form])
    IndicatorFactory(
        plan_item=measure, name="共催", counted_form="kyosai", values={2018: "18", 2019: "19"}
    )
    published_sheet(plan_item=measure)
    answer = client.get(measure.get_absolute_url(), query_params={"format": "json"}).json()
    told = [(one["fiscal_year"], one["stated"], one["derived"]) for one in answer["counted"]]
    assert told == [(2018, "18", None), (2019, "19", 2)]
    text = text_of(client, measure).partition('id="counted"')[2]
    assert (
        '<td class="num">18</td><td class="num"><span class="empty">データなし</span></td>' in text
    )
    assert '<td class="num">19</td><td class="num">2</td><td class="num">減 17</td>' in text


def test_direction_and_target_are_told_only_where_they_are_set(client, measure):
    plain = IndicatorFactory(plan_item=measure, name="何も決めない", values={2018: "1", 2019: "2"})
    IndicatorFactory(
        plan_item=measure,
        name="決めた",
        direction="up",
        baseline_text="0",
        target_text="4",
        target_year=2022,
        values={2018: "1", 2019: "2"},
    )
    published_sheet(plan_item=measure)
    text = text_of(client, measure)
    first, _name, second = text.partition("決めた")
    assert "増 1（改善）" in second
    assert "目標値 4（令和4年度）との差 減 2" in second
    assert "基準値から目標値までの 50.0%" in second
    assert f"i{plain.pk}-spark" in first
    assert "（改善）" not in first.partition("何も決めない")[2]


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_at_any_size(client, plan, number, django_assert_num_queries):
    for _ in range(number):
        measure = MeasureFactory(in_plan=plan)
        published_sheet(plan_item=measure)
        for _ in range(number):
            IndicatorFactory(plan_item=measure, values={2018: "1", 2019: "2"})
    with django_assert_num_queries(13):
        assert client.get(measure.get_absolute_url()).status_code == 200
    with django_assert_num_queries(16):
        assert client.get("/policies/").status_code == 200
    with django_assert_num_queries(11):
        assert client.get(measure.parent.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("plans", 4), ("plan-items", 3), ("evaluation-sheets", 9), ("indicators", 8)],
)
def test_api_costs_the_same_at_any_size(client, rows, name, queries, django_assert_num_queries):
    for _ in range(rows):
        sheet = published_sheet()
        IndicatorFactory(plan_item=sheet.plan_item, values={2019: "2"})
    with django_assert_num_queries(queries):
        assert client.get(f"/api/v1/{name}/").json()["count"] >= rows


def test_pages_that_still_hold_are_304(client, measure, django_assert_num_queries):
    published_sheet(plan_item=measure)
    for address in ["/policies/", "/policies/summary/", measure.get_absolute_url()]:
        etag = client.get(address)["ETag"]
        with django_assert_num_queries(1):
            again = client.get(address, headers={"If-None-Match": etag})
        assert again.status_code == 304
