"""Machine-readable exports of the lists: the same numbers and rows in JSON, CSV, Excel and the API."""

from datetime import date

import pytest
from django.test import Client, RequestFactory

from kyodo_portal.listing.facets import facets
from kyodo_portal.listing.pages import ROWS_OF_A_PAGE
from kyodo_portal.site.organizations.filters import DepartmentFilter
from kyodo_portal.site.organizations.resources import DEPARTMENTS
from projects.partners.choices import PartnerKind
from projects.partners.filters import PartnerFilter
from projects.partners.resources import PARTNERS
from projects.records.filters.records import ProjectRecordFilter
from projects.records.resources.records import records_export
from projects.records.resources.summary import summary_export
from tests.factories.export_files import as_book, as_csv, as_json, content, sheet_rows
from tests.factories.organizations import DepartmentFactory
from tests.factories.projects import (
    CollaborationFormFactory,
    PartnerFactory,
    published_record,
    record_in,
)
from tests.factories.publishing import EditionFactory

pytestmark = pytest.mark.django_db


def test_numbers_agree_everywhere(every_kind, city):
    other = published_record(name="ほか", participants_text="7")
    for state in ("draft", "submitted", "returned", "withdrawn"):
        record_in(state, in_municipality=city, name="ひみつ", participants_text="99999")
    query = "municipality=012131&fiscal_year=2025"
    page = as_json(records_export, query)
    summary = as_json(summary_export, query)
    figures = {
        "fiscal_year": 2025,
        "records": 5,
        "participants": 1225,
        "counted": 2,
        "unknown": 1,
        "not_applicable": 1,
        "not_entered": 1,
        "sponsorships": 0,
        "sponsored_participants": None,
    }
    assert page["totals"] == summary["totals"] == summary["totals_by_year"][0] == figures
    assert [table["total"] for table in (summary["departments"], summary["forms"])] == [5, 5]
    assert summary["recurrence"]["totals"] == [5]
    assert page["count"] == len(as_csv(records_export, query)) == 5
    api = Client().get(f"/api/v1/project-records/?{query}").json()
    assert api["count"] == 5
    assert api["results"] == page["results"]
    for book in (as_book(records_export, query), as_book(summary_export, query)):
        assert sum(row["市民参加人数（人）"] or 0 for row in sheet_rows(book["一覧"])) == 1225
    municipality = next(facet for facet in page["facets"] if facet["key"] == "municipality")
    assert {value["value"]: value["count"] for value in municipality["values"]} == {
        "012131": 5,
        other.municipality.code: 1,
    }


def test_json_page_has_links_and_keeps_its_conditions(department):
    for number in range(ROWS_OF_A_PAGE + 1):
        published_record(department=department, number=str(number + 1))
    first = as_json(records_export, "fiscal_year=2025&x=1")
    assert (first["count"], len(first["results"])) == (ROWS_OF_A_PAGE + 1, ROWS_OF_A_PAGE)
    assert first["previous"] is None
    assert first["next"] == "http://testserver/projects/?fiscal_year=2025&format=json&page=2"
    second = as_json(records_export, "fiscal_year=2025&page=2")
    assert [row["number"] for row in second["results"]] == [str(ROWS_OF_A_PAGE + 1)]
    assert second["next"] is None
    assert second["previous"].endswith("page=1")


def test_json_facets_are_those_of_the_page(every_kind):
    request = RequestFactory().get("/projects/")
    filterset = ProjectRecordFilter.of(request.GET)
    assert filterset.is_valid()
    shown = [
        {
            "key": facet.key,
            "label": str(facet.label),
            "values": [
                {
                    "value": value.value,
                    "label": str(value.label),
                    "count": value.count,
                    "is_selected": value.is_selected,
                }
                for value in facet.values
            ],
        }
        for facet in facets(filterset)
    ]
    assert as_json(records_export)["facets"] == shown


def test_files_keep_the_four_kinds_of_empty_apart(every_kind):
    expected = [
        ("1,225", 1225, "人数あり"),
        ("0", 0, "人数あり"),
        ("不明", None, "不明"),
        ("-", None, "該当なし"),
        (None, None, "記載なし"),
    ]
    keys = ("市民参加人数（総計）", "市民参加人数（人）", "市民参加人数の状態")
    rows = sheet_rows(as_book(records_export)["一覧"])
    assert [
        tuple(row[key] or (row[key] if row[key] == 0 else None) for key in keys) for row in rows
    ] == (expected)
    assert [tuple(row[key] for key in keys) for row in as_csv(records_export)] == [
        tuple("" if value is None else str(value) for value in row) for row in expected
    ]


def test_files_have_all_rows_in_the_shown_order(department):
    for number in range(ROWS_OF_A_PAGE + 1):
        published_record(department=department, number=str(number + 1), name=f"{number:02}")
    names = [f"{number:02}" for number in range(ROWS_OF_A_PAGE + 1)]
    assert [row["名称"] for row in as_csv(records_export)] == names
    assert [
        row["名称"] for row in sheet_rows(as_book(records_export, "sort=name")["一覧"])
    ] == names


def test_files_have_verbatim_and_parsed_values_side_by_side(city, department):
    record = published_record(
        department=department,
        number="1",
        form_text="その他（事業協力）",
        forms=[CollaborationFormFactory(municipality=city, name="協力")],
        start_text="R7.4.1",
        first_year=1987,
        content="=1+1",
    )
    row = sheet_rows(as_book(records_export)["一覧"])[0]
    assert row["開始日"] == "R7.4.1"
    assert row["開始日（西暦）"].date() == date(2025, 4, 1)
    assert (row["年度"], row["年度（和暦）"], row["初回実施年"]) == (2025, "令和7年度", 1987)
    assert (row["協働の形態"], row["協働の形態（共通の区分）"]) == (
        "その他（事業協力）",
        "事業協力",
    )
    assert (row["自治体コード"], row["所管部（登録名）"], row["No."]) == ("012131", "教育部", "1")
    assert row["内容"] == "=1+1"
    assert row["アドレス"] == f"http://testserver/projects/{record.project_id}/?fiscal_year=2025"
    line = as_csv(records_export)[0]
    assert (line["開始日（西暦）"], line["内容"]) == ("2025-04-01", "'=1+1")


def test_files_never_name_a_person(city, department):
    person = PartnerFactory(municipality=city, name="架空花子", kind=PartnerKind.PERSON)
    published_record(department=department, partners=[person], partner_text="架空花子")
    for export_of in (records_export, summary_export):
        book = as_book(export_of)
        assert "架空" not in str([list(sheet.values) for sheet in book])
        assert "架空" not in content(export_of, "", "csv").decode()
        assert "架空" not in content(export_of, "", "json").decode()
    assert as_csv(records_export)[0]["関係団体名（主催者）"] == "個人"
    assert as_csv(PARTNERS.export, filterset=PartnerFilter) == []


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "withdrawn"])
def test_files_know_nothing_of_what_is_not_published(city, state):
    partner = PartnerFactory(municipality=city, name="ひみつの会")
    record_in(state, in_municipality=city, name="ひみつ", partners=[partner])
    for export_of in (records_export, summary_export):
        assert "ひみつ" not in content(export_of, f"partner={partner.pk}", "json").decode()
        assert "ひみつ" not in content(export_of, f"partner={partner.pk}", "csv").decode()
        book = as_book(export_of, f"partner={partner.pk}")
        assert "ひみつ" not in str([list(sheet.values) for sheet in book])
    assert as_csv(PARTNERS.export, filterset=PartnerFilter) == []


def test_workbook_says_what_it_holds(city, department, settings):
    EditionFactory(municipality=city, coverage="事業協力だけ", source_title="一覧（令和7年度）")
    EditionFactory(municipality=city, fiscal_year=2024, coverage="ほかの年度")
    EditionFactory(municipality=city, fiscal_year=2023, coverage="未公開", is_published=False)
    published_record(department=department, participants_text="不明")
    lines = list(as_book(records_export, "fiscal_year=2025&municipality=012131")["説明"].values)
    text = str(lines)
    assert ("条件", "年度：令和7年度 (2025)、自治体：苫小牧市", None, None) in lines
    assert ("令和7年度", "1件", "人数なし", "不明1件を除く") in lines
    assert ("苫小牧市 令和7年度", "一覧（令和7年度）", None, "事業協力だけ") in lines
    assert "ほかの年度" not in text
    assert "未公開" not in text
    assert "公開資料をもとにした見本です" in text
    assert ("年度", "fiscal_year", "整数", "年度の始まる西暦の年。令和7年度は2025。") in lines
    settings.SITE_OFFICIAL_NAME = "苫小牧市"
    assert "見本です" not in str(list(as_book(records_export)["説明"].values))


@pytest.mark.parametrize(
    ("query", "years"),
    [
        ("", "all_years"),
        ("fiscal_year=all", "all_years"),
        ("fiscal_year=2025", "2025"),
        ("fiscal_year=2025&fiscal_year=2024", "2024_2025"),
        ("&".join(f"fiscal_year={year}" for year in range(2020, 2026)), "6_years"),
    ],
)
def test_file_name_bears_the_one_city_and_the_years_asked_for(department, query, years):
    published_record(department=department)
    request = RequestFactory().get(f"/projects/?{query}")

    def name():
        filterset = ProjectRecordFilter.of(request.GET)
        assert filterset.is_valid()
        return records_export(request, filterset).name

    assert name() == f"012131_collaboration_projects_{years}"
    published_record()
    assert name() == f"collaboration_projects_{years}"


def test_file_of_one_partner_is_not_called_as_the_whole_list(client, department):
    partner = PartnerFactory(municipality=department.municipality)
    published_record(department=department, partners=[partner])
    name = f"012131_collaboration_projects_all_years_partner_{partner.pk}.csv"
    response = client.get(f"{partner.get_absolute_url()}?format=csv")
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def test_partners_and_departments_have_exports(city, department):
    partner = PartnerFactory(municipality=city, name="読書会", kind=PartnerKind.SCHOOL)
    PartnerFactory(municipality=city, name="名前のない会")
    published_record(department=department, partners=[partner])
    rows = as_csv(PARTNERS.export, filterset=PartnerFilter)
    assert [(row["名前"], row["種別"], row["自治体"]) for row in rows] == [
        ("読書会", "学校", "苫小牧市")
    ]
    section = DepartmentFactory(municipality=city, parent=department, name="総務課")
    rows = sheet_rows(as_book(DEPARTMENTS.export, filterset=DepartmentFilter)["一覧"])
    assert [(row["名前"], row["上の組織"], row["ID"]) for row in rows] == [
        ("教育部", None, department.pk),
        ("総務課", "教育部", section.pk),
    ]
    page = as_json(DEPARTMENTS.export, filterset=DepartmentFilter)
    assert [row["parent"] for row in page["results"]] == [None, department.pk]


@pytest.mark.parametrize(
    ("export_of", "kind", "queries"),
    [
        (records_export, "json", 16),
        (records_export, "csv", 5),
        (records_export, "xlsx", 9),
        (summary_export, "json", 9),
        (summary_export, "csv", 9),
        (summary_export, "xlsx", 16),
    ],
)
@pytest.mark.parametrize("rows", [1, 3])
def test_exports_cost_a_fixed_number_of_queries(
    django_assert_num_queries, city, export_of, kind, queries, rows
):
    target = PartnerFactory(municipality=city)
    for _number in range(rows):
        published_record(
            in_municipality=city,
            forms=CollaborationFormFactory.create_batch(2, municipality=city),
            partners=[PartnerFactory(municipality=city, merged_into=target), target],
        )
    with django_assert_num_queries(queries):
        content(export_of, "fiscal_year=2025", kind)


@pytest.mark.parametrize("rows", [1, 3])
def test_partner_and_department_exports_cost_a_fixed_number_of_queries(
    django_assert_num_queries, city, rows
):
    for _number in range(rows):
        published_record(in_municipality=city, partners=[PartnerFactory(municipality=city)])
    # The successors of departments are one query more.
    for export_of, filterset, more in (
        (PARTNERS.export, PartnerFilter, 0),
        (DEPARTMENTS.export, DepartmentFilter, 1),
    ):
        for kind, queries in (("json", 2 + more), ("csv", 1 + more), ("xlsx", 2 + more)):
            with django_assert_num_queries(queries):
                content(export_of, "", kind, filterset=filterset)
