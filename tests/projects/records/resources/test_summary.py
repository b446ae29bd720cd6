"""The summary as JSON, CSV and workbook."""

import pytest

from projects.records.resources.summary import summary_export
from tests.factories.export_files import as_book, as_csv, as_json
from tests.factories.projects import (
    CollaborationFormFactory,
    published_record,
)

pytestmark = pytest.mark.django_db


def test_summary_workbook_has_the_page_s_tables_with_charts(city, department, every_kind):
    published_record(department=department, fiscal_year=2024, participants_text="10")
    book = as_book(summary_export)
    assert book.sheetnames == [
        "部署×年度",
        "形態×年度",
        "活動分野×年度",
        "実施区分",
        "市民参加人数",
        "一覧",
        "説明",
    ]
    assert list(book["部署×年度"].values) == [
        ("所管部", "令和6年度 (2024)", "令和7年度 (2025)", "計"),
        ("教育部", 1, 5, 6),
        ("計", 1, 5, 6),
    ]
    assert list(book["形態×年度"].values)[1:] == [
        ("事業協力", 0, 5, 5),
        ("記載なし", 1, 0, 1),
        ("計（事業の件数）", 1, 5, 6),
    ]
    assert list(book["市民参加人数"].values)[1:] == [
        ("令和7年度", "教育部", 1225, 5, 2, 1, 1, 1, None),
        ("令和7年度", "計", 1225, 5, 2, 1, 1, 1, None),
        ("令和6年度", "教育部", 10, 1, 1, 0, 0, 0, None),
        ("令和6年度", "計", 10, 1, 1, 0, 0, 0, None),
    ]
    assert [len(sheet._charts) for sheet in book] == [1, 1, 1, 1, 1, 0, 0]
    assert [series.val.numRef.f for series in book["市民参加人数"]._charts[0].series] == [
        "'市民参加人数'!$C$2"
    ]


def test_summary_files_tell_sponsorships_apart(city, department, every_kind):
    koen = CollaborationFormFactory(municipality=city, common_code="koen")
    published_record(department=department, participants_text="300", forms=[koen])
    book = as_book(summary_export)
    for name in ("部署×年度", "形態×年度", "活動分野×年度"):
        assert list(book[name].values)[-2:] == [("うち後援を除く", 5, 5), ("うち後援", 1, 1)]
    assert next(iter(book["市民参加人数"].values))[-1] == "うち後援（人）"
    assert list(book["市民参加人数"].values)[2] == ("令和7年度", "計", 1525, 6, 3, 1, 1, 1, 300)
    found = {
        (line["集計"], line["項目"]): (line["値"], line["単位"]) for line in as_csv(summary_export)
    }
    assert found["市民参加人数", "後援を除く"] == ("1225", "人")
    assert found["市民参加人数", "後援"] == ("300", "人")


def test_summary_csv_has_the_figures_of_the_json(city, department, every_kind):
    lines = as_csv(summary_export)
    found = {(line["集計"], line["項目"], line["内訳"]): line["値"] for line in lines}
    assert found == {
        ("部署×年度", "教育部", ""): "5",
        ("部署×年度", "計", ""): "5",
        ("形態×年度", "事業協力", ""): "5",
        ("形態×年度", "計", ""): "5",
        ("活動分野×年度", "未分類", ""): "5",
        ("活動分野×年度", "計", ""): "5",
        ("実施区分", "教育部", "毎年実施"): "5",
        ("実施区分", "計", "毎年実施"): "5",
        ("市民参加人数", "教育部", "人数のある2件の合計"): "1225",
        ("市民参加人数", "計", "人数のある2件の合計"): "1225",
    }


def test_summary_of_nothing_is_empty():
    summary = as_json(summary_export)
    assert summary["totals"]["records"] == 0
    assert summary["totals"]["participants"] is None
    assert as_csv(summary_export) == []
    assert list(as_book(summary_export)["部署×年度"].values) == [("所管部", "計"), ("計", 0)]
