"""The list of yearly records: rows, counts, conditions, and what is said when there is none."""

import pytest

from tests.factories.case_sheets import case_sheet, published_sheet
from tests.factories.organizations import MunicipalityFactory
from tests.factories.project_pages import chips_of, facet
from tests.factories.projects import (
    CollaborationFormFactory,
    PartnerFactory,
    ProjectFactory,
    published_record,
    record_in,
)
from tests.factories.publishing import EditionFactory
from tests.page_text import page_text

pytestmark = pytest.mark.django_db


def names(response):
    return [row["name"] for row in response.context["rows"]]


def test_list_of_the_real_data_is_the_citys_table(client, real_data):
    response = client.get("/projects/")
    text = page_text(response)
    assert [row["number"] for row in response.context["rows"]] == [str(n) for n in range(1, 15)]
    assert (
        '<p class="result" role="status"><strong>14</strong>件。市民参加人数（延べ・市の報告の合計）'
        "<strong>26,892</strong>人、不明1件を除く</p>"
    ) in text
    assert (
        "苫小牧市 令和7年度：「その他（事業協力）」の14件です。共催・後援などは含みません。" in text
    )
    assert '<caption class="visually-hidden">協働事業 令和7年度 (2025) 14件</caption>' in text
    assert text.count('<tr role="row">') == 15
    assert "14件中 1–14件を表示" in text
    assert facet(response, "recurrence") == [("yearly", 12, False), ("not_entered", 2, False)]


def test_row_shows_what_the_table_says(client, department):
    published_record(
        department=department,
        name="花壇の手入れ",
        number="7",
        partner_text="町内会・自治会、各種団体等",
        start_text="R7.4.1",
        end_text="R8.3.31",
        first_year=1987,
        participants_text="12,827",
    )
    row = page_text(client.get("/projects/")).partition('<tbody role="rowgroup">')[2]
    for words in [
        "花壇の手入れ",
        "教育部",
        "町内会・自治会、各種団体等",
        "R7.4.1～",
        "R8.3.31",
        "1987",
        "12,827",
    ]:
        assert f">{words}<" in row


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0", ">0<"),
        ("不明", '<span class="empty">不明</span>'),
        ("-", '<span class="empty">該当なし</span>'),
        ("", '<span class="empty">記載なし</span>'),
    ],
)
def test_row_tells_the_kinds_of_empty_apart(client, department, text, shown):
    published_record(department=department, participants_text=text)
    cell = page_text(client.get("/projects/")).partition("c-participants")[2].partition("</td>")[0]
    assert shown in f"{cell}<"


def test_year_asked_for_by_nobody_is_the_newest_editions(client, department):
    published_record(department=department, name="今年", fiscal_year=2025)
    published_record(department=department, name="去年", fiscal_year=2024)
    EditionFactory(municipality=department.municipality, fiscal_year=2024)
    EditionFactory(municipality=department.municipality, fiscal_year=2025, is_published=False)
    response = client.get("/projects/")
    assert names(response) == ["去年"]
    assert chips_of(response) == [("令和6年度 (2024)", "/projects/?fiscal_year=all")]


def test_several_years_are_not_summed(client, department):
    for year, people in [(2024, "10"), (2025, "不明")]:
        published_record(department=department, fiscal_year=year, participants_text=people)
        EditionFactory(municipality=department.municipality, fiscal_year=year)
    text = page_text(client.get("/projects/?fiscal_year=all"))
    assert '<p class="result" role="status"><strong>2</strong>件。</p>' in text
    assert "年度をまたいで合計しません。" in text
    assert "<dt>令和6年度</dt><dd>10人</dd>" in text
    assert '<dt>令和7年度</dt><dd><span class="empty">記録なし</span>、不明1件を除く</dd>' in text
    assert '<span class="sub">令和7年度</span>' in text


def test_orders_keep_the_other_conditions(client, department):
    for name, people in [("甲", "5"), ("乙", "不明"), ("丙", "70")]:
        published_record(department=department, name=name, participants_text=people)
    response = client.get(f"/projects/?sort=participants&department={department.pk}")
    assert names(response) == ["丙", "甲", "乙"]
    assert response.context["toolbar_keep"] == [("department", str(department.pk))]
    assert '<option value="participants" selected>市民参加人数の多い順</option>' in page_text(
        response
    )


def test_pages_hold_twenty_rows_and_keep_the_conditions(client, department):
    for number in range(21):
        published_record(department=department, number=str(number + 1))
    first = client.get("/projects/?recurrence=not_entered")
    assert len(first.context["rows"]) == 20
    assert 'href="?page=2&amp;recurrence=not_entered"' in page_text(first)
    second = client.get("/projects/?page=2")
    assert [row["number"] for row in second.context["rows"]] == ["21"]
    assert "21件中 21–21件を表示" in page_text(second)


def test_row_says_whose_it_is_where_several_cities_are_in_view(client, city, department):
    published_record(department=department)
    assert "苫小牧市</span></td>" not in page_text(client.get("/projects/"))
    published_record()
    assert '<span class="sub">苫小牧市</span></td>' in page_text(client.get("/projects/"))
    assert "苫小牧市</span></td>" not in page_text(client.get("/projects/?municipality=012131"))


def test_coverage_of_a_year_that_is_not_held_is_no_data(client, department):
    published_record(department=department)
    text = page_text(client.get("/projects/?fiscal_year=2025"))
    assert "令和7年度：データなし" in text


def test_coverage_of_many_cities_is_folded(client):
    for number in range(6):
        EditionFactory(coverage=f"範囲{number}")
    response = client.get("/projects/")
    assert (len(response.context["coverage"].texts), len(response.context["coverage"].more)) == (
        4,
        2,
    )
    assert "収録範囲をほか2つ見る" in page_text(response)


def test_nothing_at_all_is_a_friendly_page(client):
    record_in("draft")
    response = client.get("/projects/")
    text = page_text(response)
    assert response.status_code == 200
    assert "公開している記録は、まだありません。" in text
    assert "データなし" in text
    assert "<table" not in text


def test_nothing_found_helps_on(client, department):
    published_record(department=department)
    text = page_text(client.get("/projects/?q=ないことば"))
    assert "この条件に合う記録はありません" in text
    assert '<a class="inline-target" href="/projects/">条件をすべて外して見る</a>' in text


@pytest.mark.parametrize("query", ["municipality=012076", "fiscal_year=2019"])
def test_place_or_year_that_is_not_held_is_no_data_and_not_0(client, real_data, query):
    response = client.get(f"/projects/?{query}")
    text = page_text(response)
    assert '<p class="result" role="status"><span class="empty">データなし</span></p>' in text
    assert "0件だったという意味ではありません。" in text
    assert "この条件に合う記録はありません" not in text
    assert "<strong>0</strong>件" not in text
    assert '<span class="check__count">0<' not in text
    assert '年度の記録のない事業<span class="h-count">27件</span>' in text
    assert "この条件に合う記録はありません" not in page_text(
        client.get(f"/projects/summary/?{query}")
    )


def test_nothing_found_in_a_year_that_is_held_is_0(client, city, department):
    EditionFactory(municipality=city, fiscal_year=2025)
    published_record(department=department, fiscal_year=2025)
    text = page_text(client.get("/projects/?fiscal_year=2025&q=ないことば"))
    assert "<strong>0</strong>件。" in text
    assert "この条件に合う記録はありません" in text


def test_names_of_persons_are_nowhere(client, city, department):
    person = PartnerFactory(municipality=city, kind="person", name="山田太郎")
    published_record(department=department, partner_text="山田太郎、緑の会", partners=[person])
    for query in ["", "?format=json", "?q=山田太郎", f"?partner={person.pk}"]:
        text = client.get(f"/projects/{query}").content.decode()
        assert "山田太郎" not in text.replace('value="山田太郎"', "").replace("「山田太郎」", "")


def test_projects_without_a_record_stand_apart_and_are_not_counted(client, city, department):
    published_record(department=department)
    case_sheet("draft", department=department, title="下書きの事例")
    assert "年度の記録のない事業" not in page_text(client.get("/projects/"))
    project = ProjectFactory(municipality=city, name="事例だけの事業")
    published_sheet(project=project, department=department, overview="落ち葉を集める")
    response = client.get("/projects/")
    assert [project.name for project in response.context["without_records"]] == ["事例だけの事業"]
    assert "年度の記録のない事業<span" in page_text(response)
    assert response.context["count"] == 1


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("municipality=012131", True),
        ("municipality=012076", False),
        ("q=落ち葉", True),
        ("q=雪", False),
        ("q=落ち葉&municipality=012076", False),
        ("q=落ち葉&sort=name", True),
        ("form=itaku", False),
    ],
)
def test_projects_without_a_record_are_found_by_place_and_words(
    client, city, department, query, is_found
):
    MunicipalityFactory(code="012076")
    project = ProjectFactory(municipality=city, name="事例だけの事業")
    published_sheet(project=project, department=department, overview="落ち葉を集める")
    case_sheet("draft", department=department, overview="落ち葉 雪")
    published_record(department=department, content="雪だるま")
    names = [one.name for one in client.get(f"/projects/?{query}").context["without_records"]]
    assert names == (["事例だけの事業"] if is_found else [])
    api = client.get(f"/api/v1/projects/?{query}").json()["results"]
    assert ("事例だけの事業" in [row["name"] for row in api]) == is_found
    if is_found:
        year = client.get(f"/api/v1/projects/?{query}&fiscal_year=2025").json()["results"]
        assert "事例だけの事業" not in [row["name"] for row in year]


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_at_any_size(client, number, city, django_assert_num_queries):
    for _ in range(number):
        published_record(
            in_municipality=city,
            forms=[CollaborationFormFactory(municipality=city)],
            partners=[PartnerFactory(municipality=city)],
        )
    EditionFactory(municipality=city)
    with django_assert_num_queries(18):
        client.get("/projects/")
