"""The summary: sentences, charts and tables that say the same numbers."""

import pytest

from projects.records.choices import CommonForm
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.projects import CollaborationFormFactory, published_record, record_in
from tests.factories.publishing import EditionFactory
from tests.page_text import page_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return MunicipalityFactory(code="012131", name="苫小牧市")


@pytest.fixture
def departments(city):
    return [
        DepartmentFactory(municipality=city, name=name, sort_order=order)
        for order, name in enumerate(["総合政策部", "環境衛生部", "教育部"])
    ]


@pytest.fixture
def sections(client):
    """Return the sections of a summary by their keys."""

    def sections(query=""):
        found = client.get(f"/projects/summary/{query}").context["sections"]
        return {section.key: section for section in found}

    return sections


def cells(line):
    return [cell.text for cell in line.cells]


def lines(figures):
    return {str(line.label): cells(line) for line in figures.lines}


def facts(response):
    return [(fact["value"], fact.get("note", "")) for fact in response.context["facts"]]


def bars(section):
    return [(row.label, row.value) for row in section.drawing.chart.rows]


def test_summary_of_the_real_data_is_the_documents(client, sections, real_data):
    response = client.get("/projects/summary/")
    assert facts(response) == [
        ("14", ""),
        ("3", ""),
        ("26,892", "延べ・市の報告の合計、不明1件を除く"),
        ("1987–2024", ""),
    ]
    found = sections()
    assert [section.sentence for section in found.values()] == [
        "教育部が14件中8件で、半分を超えています。",
        "14件すべてが事業協力です。1件が複数の形態をもつときは、それぞれの形態に数え、計には1回だけ数えます。",
        "分野はまだ選ばれていません。14件すべてが未分類です。",
        "毎年実施が12件、資料に記載のないものが2件です。",
        "人数のある13件の合計は26,892人です。不明1件は含みません。",
    ]
    assert bars(found["departments"]) == [("総合政策部", 1), ("環境衛生部", 5), ("教育部", 8)]
    assert lines(found["departments"].figures)["教育部"] == ["8", "8"]
    assert lines(found["recurrences"].figures)["環境衛生部"] == ["3", "2", "5"]
    assert lines(found["participants"].figures)["環境衛生部"] == ["4", "1", "24,684"]
    assert cells(found["participants"].figures.foot[0]) == ["13", "1", "26,892"]
    assert found["participants"].drawing.chart.rows[1].note == "不明1件を除く"
    assert "「その他（事業協力）」の14件です。共催・後援などは含みません。" in page_text(response)


def test_years_stand_side_by_side_with_the_difference(departments, sections):
    first, second, third = departments
    for unit, year in [(first, 2023), (first, 2024), (first, 2025), (second, 2025), (third, 2024)]:
        published_record(department=unit, fiscal_year=year)
    found = sections("?fiscal_year=all")["departments"]
    assert [label for label, _small in found.figures.columns] == [
        "令和5年度",
        "令和6年度",
        "令和7年度",
        "計",
        "前年度との差",
    ]
    assert lines(found.figures) == {
        "総合政策部": ["1", "1", "1", "3", "増減なし"],
        "環境衛生部": ["0", "0", "1", "1", "増 1"],
        "教育部": ["0", "1", "0", "1", "減 1"],
    }
    assert cells(found.figures.foot[0]) == ["1", "2", "2", "5", "増減なし"]
    assert bars(found) == [
        ("令和5年度 (2023)", 1),
        ("令和6年度 (2024)", 2),
        ("令和7年度 (2025)", 2),
    ]
    assert found.sentence == "総合政策部が5件中3件で、半分を超えています。"


def test_difference_needs_two_successive_years(departments, sections):
    for year in (2023, 2025):
        published_record(department=departments[0], fiscal_year=year)
    found = sections("?fiscal_year=all")["departments"].figures
    assert [label for label, _small in found.columns] == ["令和5年度", "令和7年度", "計"]


def test_year_that_a_city_does_not_hold_is_no_data(departments, sections):
    for year in (2024, 2025):
        published_record(department=departments[0], fiscal_year=year)
    elsewhere = DepartmentFactory(name="市民部", municipality__name="帯広市")
    published_record(department=elsewhere, fiscal_year=2025)
    figures = sections("?fiscal_year=all")["departments"].figures
    line = next(line for line in figures.lines if line.label == "市民部")
    assert (line.note, cells(line)) == ("帯広市", ["データなし", "1", "1", "データなし"])
    assert line.cells[0].is_empty


def test_record_of_several_forms_counts_under_each_and_once_in_all(city, departments, sections):
    forms = [
        CollaborationFormFactory(municipality=city, common_code=code)
        for code in (CommonForm.KYOSAI, CommonForm.ITAKU)
    ]
    published_record(department=departments[0], forms=forms)
    published_record(department=departments[0], forms=forms[:1])
    published_record(department=departments[0])
    found = sections()["forms"]
    assert lines(found.figures) == {"共催": ["2", "2"], "委託": ["1", "1"], "記載なし": ["1", "1"]}
    assert cells(found.figures.foot[0]) == ["3", "3"]
    assert found.sentence.startswith("共催2件、委託1件、記載なし1件です。")
    assert [line.url for line in found.figures.lines][2] == ""


def test_participants_of_several_years_are_never_summed(departments, sections, client):
    for unit, year, text in [
        (departments[0], 2024, "10"),
        (departments[0], 2025, "20"),
        (departments[1], 2025, "不明"),
        (departments[1], 2024, "-"),
    ]:
        published_record(department=unit, fiscal_year=year, participants_text=text)
    found = sections("?fiscal_year=all")["participants"]
    assert lines(found.figures) == {"総合政策部": ["10", "20"], "環境衛生部": ["該当なし", "不明"]}
    assert [cells(line) for line in found.figures.foot] == [
        ["10", "20"],
        ["1", "1"],
        ["0", "1"],
        ["1", "0"],
        ["0", "0"],
    ]
    assert bars(found) == [("令和6年度", 10), ("令和7年度", 20)]
    assert found.sentence == "令和7年度が20人、令和6年度が10人です。年度をまたいで合計しません。"
    assert "30" not in [text for line in found.figures.foot for text in cells(line)]
    assert facts(client.get("/projects/summary/?fiscal_year=all"))[2][0] == (
        "年度ごとに下の表に示します"
    )


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (["不明"], "人数の分かる記録はありません。"),
        (["0"], "人数のある1件の合計は0人です。"),
        (["5", "-", ""], "人数のある1件の合計は5人です。該当なし1件、記載なし1件は含みません。"),
    ],
)
def test_participants_sentence_says_what_is_left_out(departments, sections, texts, sentence):
    for text in texts:
        published_record(department=departments[0], participants_text=text)
    assert sections()["participants"].sentence == sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ([2], "令和7年度の2件は、すべて総合政策部の事業です。"),
        ([2, 1], "総合政策部が3件中2件で、半分を超えています。"),
        ([1, 1], "令和7年度の2件を、2の部署が受け持っています。"),
    ],
)
def test_department_sentence_is_made_of_the_numbers(departments, sections, counts, sentence):
    for unit, count in zip(departments, counts, strict=False):
        for _ in range(count):
            published_record(department=unit)
    assert sections()["departments"].sentence == sentence


def test_more_than_two_kinds_of_recurrence_are_a_bar_each(departments, sections):
    for recurrence in ("yearly", "once", "irregular", "yearly"):
        published_record(department=departments[0], recurrence=recurrence)
    found = sections()["recurrences"]
    assert bars(found) == [("毎年実施", 2), ("不定期", 1), ("1回のみ", 1)]
    assert found.sentence == "毎年実施が2件、不定期が1件、1回のみが1件です。"


def test_two_kinds_of_recurrence_are_parts_of_one_bar(departments, sections):
    for recurrence in ("yearly", "once", "yearly"):
        published_record(department=departments[0], recurrence=recurrence)
    chart = sections()["recurrences"].drawing.chart
    assert (chart.series, chart.end_to_end) == (("毎年実施", "1回のみ"), True)
    assert [(row.value, row.second) for row in chart.rows] == [(2, 1)]


def test_rows_lead_to_the_records_they_count(client, departments, sections):
    for unit in departments[:2]:
        published_record(department=unit, recurrence="yearly")
    published_record(department=departments[0], recurrence="once")
    line = sections("?recurrence=yearly&sort=name")["departments"].figures.lines[0]
    assert line.url == f"/projects/?department={departments[0].pk}&recurrence=yearly"
    assert client.get(line.url).context["count"] == int(line.cells[-1].text) == 1


def test_first_years_are_said_as_far_as_they_are_known(client, departments):
    published_record(department=departments[0])
    assert facts(client.get("/projects/summary/"))[3][0] == "資料に記載なし"
    published_record(department=departments[0], first_year=1999)
    assert facts(client.get("/projects/summary/"))[3][0] == "1999"


def test_conditions_are_those_of_the_list(client, departments):
    published_record(department=departments[0], name="花壇")
    published_record(department=departments[1])
    EditionFactory(municipality=departments[0].municipality)
    response = client.get("/projects/summary/?q=花壇")
    assert facts(response)[0][0] == "1"
    chips = {str(chip.label): chip.url for chip in response.context["chips"]}
    assert chips["令和7年度 (2025)"].startswith("/projects/summary/?")
    assert chips["「花壇」"] == "/projects/summary/?fiscal_year=2025"
    change = response.context["change_url"]
    assert client.get(change).context["count"] == 1
    assert "条件を変える</a>" in page_text(response)


def test_summary_without_a_record_says_so(client, departments):
    record_in("submitted", department=departments[0])
    assert "公開している記録は、まだありません。" in page_text(client.get("/projects/summary/"))
    published_record(department=departments[0])
    text = page_text(client.get("/projects/summary/?q=ないことば"))
    assert "この条件に合う記録はありません" in text
    assert '<svg class="chart__svg"' not in text


def test_every_table_can_be_reached_and_scrolled_by_keyboard(client, departments):
    published_record(department=departments[0])
    text = page_text(client.get("/projects/summary/"))
    assert text.count('<div class="table-scroll" role="region"') == 5
    assert text.count('tabindex="0"') == 5


def test_five_years_and_forty_departments_are_shown_whole(client, city):
    units = [DepartmentFactory(municipality=city, name=f"第{n}課", sort_order=n) for n in range(40)]
    for number, unit in enumerate(units):
        published_record(
            department=unit, fiscal_year=2021 + number % 5, participants_text=str(number)
        )
    response = client.get("/projects/summary/?fiscal_year=all")
    found = {section.key: section for section in response.context["sections"]}
    assert [len(found[key].figures.lines) for key in ("departments", "participants")] == [40, 40]
    assert [label for label, _small in found["departments"].figures.columns][-3:] == [
        "令和7年度",
        "計",
        "前年度との差",
    ]
    assert found["departments"].figures.is_wide
    assert cells(found["participants"].figures.lines[0]) == ["0", "－", "－", "－", "－"]


@pytest.mark.parametrize("number", [1, 3])
def test_summary_costs_the_same_at_any_size(client, number, city, django_assert_num_queries):
    for place in range(number):
        published_record(
            in_municipality=city,
            fiscal_year=2025 - place,
            forms=[CollaborationFormFactory(municipality=city)],
        )
    EditionFactory(municipality=city)
    with django_assert_num_queries(12):
        client.get("/projects/summary/?fiscal_year=all")
