"""The first staff page: what waits for whom."""

import pytest
from django.urls import reverse

from kyodo_portal.publishing.choices import State
from tests.factories.admin_pages import logged_in, words
from tests.factories.case_sheets import case_sheet
from tests.factories.cities import City, make_city
from tests.factories.organizations import DepartmentFactory, OperatorFactory
from tests.factories.projects import record_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    other = make_city("となり市")
    record_in(State.SUBMITTED, department=other.department, name="となりの祭り")
    return make_city("見本市")


def index(user, **query):
    return logged_in(user).get(reverse("admin:index"), query)


def test_clerk_sees_the_open_records_of_the_own_department(city):
    record_in(State.RETURNED, department=city.department, name="雪まつり")
    record_in(State.SUBMITTED, department=city.department, name="花火大会")
    record_in(
        State.DRAFT, department=DepartmentFactory(municipality=city.municipality), name="よその記録"
    )
    response = index(city.editor)
    [round_] = response.context["rounds"]
    assert (round_.fiscal_year, round_.total, round_.done) == (2025, 3, 1)
    assert sorted(record.name for record in round_.open) == ["見本市花いっぱい運動", "雪まつり"]
    assert round_.done_percent == 33
    assert response.context["review"] == []
    assert response.context["boards"] == []
    text = words(response)
    assert "よその記録" not in text
    assert "となり" not in text


def test_each_year_with_open_records_is_a_round_the_newest_first(city):
    record_in(State.PUBLISHED, department=city.department, fiscal_year=2026)
    record_in(State.PUBLISHED, department=city.department, fiscal_year=2024)
    rounds = index(city.editor).context["rounds"]
    assert [(round_.fiscal_year, round_.open_count) for round_ in rounds] == [(2026, 0), (2025, 1)]


def test_round_counts_each_state_and_leads_to_exactly_these(city):
    record_in(State.SUBMITTED, department=city.department)
    response = index(city.editor)
    [round_] = response.context["rounds"]
    assert {cell.state: cell.count for cell in round_.states} == {
        "draft": 1,
        "submitted": 1,
        "returned": 0,
        "published": 0,
        "withdrawn": 0,
    }
    client = logged_in(city.editor)
    for cell in round_.states:
        assert len(client.get(cell.url).context["cl"].result_list) == cell.count


def test_returned_record_stands_with_its_comment_and_a_link_to_mend_it(city):
    record = record_in(State.RETURNED, department=city.department, name="雪まつり")
    text = words(index(city.editor))
    assert f"差戻しのコメント：{record.return_comment}" in text
    assert "直す ：雪まつり" in text


def test_coordinator_sees_what_was_submitted_and_the_board(city):
    submitted = record_in(State.SUBMITTED, department=city.department, name="雪まつり")
    second = DepartmentFactory(municipality=city.municipality, sort_order=0, name="総務部")
    record_in(State.PUBLISHED, department=second)
    response = index(city.coordinator)
    assert response.context["review"] == [submitted]
    [board] = response.context["boards"]
    assert [(row.department.name, row.total) for row in board.rows] == [
        ("総務部", 1),
        ("見本市市民部", 2),
    ]
    assert (board.totals, board.total) == ([1, 1, 0, 1, 0], 3)
    client = logged_in(city.coordinator)
    for row in board.rows:
        for cell in row.counts:
            assert len(client.get(cell.url).context["cl"].result_list) == cell.count


def test_board_shows_the_year_that_was_asked_for(city):
    record_in(State.PUBLISHED, department=city.department, fiscal_year=2024)
    response = index(city.coordinator, fiscal_year="2024")
    assert (response.context["year"], response.context["years"]) == (2024, [2025, 2024])
    assert response.context["boards"][0].total == 1


@pytest.mark.parametrize("year", ["x", "1999", "9" * 30, "", "\0"])
def test_year_that_is_not_held_shows_the_newest(city, year):
    assert index(city.coordinator, fiscal_year=year).context["year"] == 2025


def test_planner_sees_the_board_and_nothing_to_do(city):
    context = index(city.planner).context
    assert (context["rounds"], context["review"]) == ([], [])
    assert context["boards"][0].total == 1
    assert context["add_url"] == ""


def test_administrator_finds_system_administration_at_the_foot(city):
    response = index(city.administrator)
    labels = [str(link.label) for link in response.context["system"]]
    assert "部署" in labels
    assert index(city.editor).context["system"] == []


def test_operator_sees_every_city(city):
    context = index(OperatorFactory()).context
    assert [str(board.municipality) for board in context["boards"]] == ["となり市", "見本市"]
    assert [record.name for record in context["review"]] == ["となりの祭り"]


def test_menu_holds_only_what_may_be_opened(city):
    labels = [str(link.label) for link in index(city.editor).context["menu"]]
    assert labels[:3] == ["担当の仕事", "年度の記録", "協働事例紹介シート"]
    registers = [str(link.label) for link in index(city.editor).context["registers"]]
    assert registers[:3] == ["事業", "関係団体", "協働の形態"]
    assert "変更履歴" not in labels
    assert "変更履歴" in [str(link.label) for link in index(city.coordinator).context["menu"]]


def test_other_records_that_wait_are_counted_by_state_with_the_list_of_these(city):
    for number in range(2):
        case_sheet(State.SUBMITTED, department=city.department, title=f"提出{number}")
    case_sheet(State.DRAFT, department=city.department)
    case_sheet(State.PUBLISHED, department=city.department)
    case_sheet(State.SUBMITTED, department=DepartmentFactory())
    case_sheet(State.SUBMITTED, department=DepartmentFactory(municipality=city.municipality))
    for person, submitted in ((city.coordinator, 3), (city.editor, 2)):
        [record_type] = index(person).context["todo"]
        assert record_type.label == "協働事例紹介シート"
        assert [(cell.state, cell.count) for cell in record_type.states] == [
            ("draft", 1),
            ("submitted", submitted),
        ]
        assert record_type.total == 1 + submitted
        client = logged_in(person)
        for cell in record_type.states:
            assert len(client.get(cell.url).context["cl"].result_list) == cell.count
    assert index(city.planner).context["todo"] == []
    assert "協働事例紹介シート" in words(index(OperatorFactory()))


def test_who_is_not_logged_in_sees_no_menu(client):
    response = client.get(reverse("admin:login"))
    assert "menu" not in response.context


@pytest.mark.parametrize("records", [1, 3])
@pytest.mark.parametrize(("person", "queries"), [("editor", 8), ("coordinator", 9)])
def test_page_costs_a_fixed_number_of_queries(
    city, records, person, queries, django_assert_num_queries
):
    for number in range(records):
        department = DepartmentFactory(municipality=city.municipality, parent=city.department)
        record_in(State.RETURNED, department=department, fiscal_year=2020 + number)
        record_in(State.SUBMITTED, department=department)
    client = logged_in(getattr(city, person))
    with django_assert_num_queries(queries):
        client.get(reverse("admin:index"))
