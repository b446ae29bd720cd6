"""The planners' workbook of 相手方の集計, opened again."""

import io
from datetime import datetime

import pytest
from openpyxl import load_workbook

from kyodo_portal.fiscal_years import today_in_japan
from kyodo_portal.organizations.access import access_of
from projects.partner_statistics.aggregates.report import report
from projects.partner_statistics.aggregates.scope import Scope
from projects.partner_statistics.resources import conditions, file_name, workbook
from tests.factories.cities import make_city
from tests.factories.projects import PartnerFactory, ProjectFactory, published_record
from tests.factories.publishing import EditionFactory

pytestmark = pytest.mark.django_db

SHEETS = [
    "全体の要約",
    "数えなかった関係団体",
    "連続年数",
    "連続年数（部署）",
    "初めての相手方",
    "初めての相手方（部署別）",
    "初めての相手方（形態別）",
    "相手方の割合",
    "部署別",
    "形態別",
    "規則と限界",
]


@pytest.fixture
def city():
    """One project with 「=1+1」の会 in 2023 and 2024, and another partner of 2024."""
    city = make_city("見本市")
    partner = PartnerFactory(municipality=city.municipality, name="=1+1の会")
    project = ProjectFactory(municipality=city.municipality, name="清掃")
    for year in (2023, 2024):
        published_record(
            fiscal_year=year,
            department=city.department,
            project=project,
            forms=[city.form],
            partners=[partner],
        )
    published_record(
        fiscal_year=2024,
        department=city.department,
        forms=[city.form],
        partners=[PartnerFactory(municipality=city.municipality, name="みどりの会")],
    )
    EditionFactory(
        municipality=city.municipality, fiscal_year=2024, source_title="一覧（令和6年度）"
    )
    return city


def made(city, user=None, **values):
    return report(Scope(access_of(user or city.planner), city.municipality, **values))


def opened(found):
    file = io.BytesIO()
    workbook(found).save(file)
    return load_workbook(io.BytesIO(file.getvalue()))


def rows(sheet):
    head, *body = sheet.values
    return [dict(zip(head, row, strict=True)) for row in body]


def test_sheets_hold_real_numbers(city):
    book = opened(made(city))
    assert book.sheetnames == SHEETS
    [run] = rows(book["連続年数"])
    assert (run["相手方"], run["連続年数"], run["はじめの年度（西暦）"]) == ("=1+1の会", 2, 2023)
    # Three records with a partner: =1+1の会 in 2 (66.7 %), みどりの会 in 1 (33.3 %).
    shares = [list(row.values()) for row in rows(book["相手方の割合"])]
    assert shares == [["=1+1の会", 2, 3, 66.7], ["みどりの会", 1, 3, 33.3]]
    assert [next(iter(row.values())) for row in rows(book["部署別"])] == ["見本市市民部"] * 2
    first = [
        (row["年度（西暦）"], row["初めての相手方の数"]) for row in rows(book["初めての相手方"])
    ]
    assert first == [(2024, 1), (2023, None)]
    assert [row["備考"] for row in rows(book["初めての相手方"])] == [None, "判定できない"]
    assert rows(book["全体の要約"])[0] == {
        "年度": "令和6年度",
        "年度（西暦）": 2024,
        "記録（件）": 2,
        "相手方のある記録（件）": 2,
        "総称・市の組織・個人だけの記録（件）": 0,
        "関係団体の記載がない記録（件）": 0,
        "相手方の数": 2,
    }


def test_text_is_never_a_formula(city):
    cell = opened(made(city))["相手方の割合"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1の会", "s")


def test_sheets_print_on_wide_pages_with_their_headings(city):
    for sheet in opened(made(city)).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth
        assert sheet.print_title_rows == "$1:$1"


def test_last_sheet_states_conditions_rules_and_limits(city):
    lines = [list(line) for line in opened(made(city, first_year=2024))["規則と限界"].values]
    said = {first: second for first, second in lines if first}
    assert said["作成日"] == datetime.combine(today_in_japan(), datetime.min.time())
    assert (said["自治体"], said["所管部"]) == ("見本市", "すべて")
    assert said["年度"] == "令和6年度から終わりまで"
    assert said["収録のある年度"] == "令和5年度、令和6年度"
    assert said["令和6年度"] == "一覧（令和6年度）　その他（事業協力）だけを収めています。"
    text = "\n".join(str(value) for line in lines for value in line if value)
    assert "協働事業の相手方が特定の団体や個人に固定化しないよう" in text
    assert "第4章 協働の心得（５）相手方の固定化を避ける" in text
    assert "この数字で分からないこと" in text


def test_conditions_say_that_an_editor_sees_the_own_departments(city):
    assert dict(conditions(made(city, city.editor)))["所管部"] == "自分の部署とその下の組織"
    chosen = dict(conditions(made(city, department=city.department, form="koen")))
    assert (chosen["所管部"], chosen["協働の形態"]) == ("見本市市民部", "後援")
    assert chosen["年度"] == "すべての年度"
    until = dict(conditions(made(city, last_year=2023)))
    assert until["年度"] == "はじめから令和5年度まで"
    draft = dict(conditions(made(city, only_published=False)))
    assert draft["記録の状態"] == "公開前の記録も含める"


def test_empty_workbook_opens(city):
    book = opened(made(city, first_year=2030))
    assert book.sheetnames == SHEETS
    assert rows(book["連続年数"]) == []


def test_file_is_named_by_the_municipality(city):
    assert file_name(made(city)) == f"{city.municipality.code}_partner_figures.xlsx"
