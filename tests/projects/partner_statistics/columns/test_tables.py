"""The tables of 相手方の集計: words beside figures, and what page and workbook show of them."""

import pytest

from kyodo_portal.organizations.access import access_of
from projects.partner_statistics.aggregates.report import report
from projects.partner_statistics.aggregates.scope import Scope
from projects.partner_statistics.columns import declared as columns
from projects.partner_statistics.columns.tables import tables
from projects.records.choices import CommonForm
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory, planner
from tests.factories.projects import (
    CollaborationFormFactory,
    PartnerFactory,
    ProjectFactory,
    published_record,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    """2022 and 2024 held, 2023 not; one project with the same partner in both years."""
    city = MunicipalityFactory()
    parent = DepartmentFactory(municipality=city, name="環境衛生部")
    department = DepartmentFactory(municipality=city, name="清掃課", parent=parent)
    forms = [
        CollaborationFormFactory(municipality=city, common_code=code)
        for code in (CommonForm.ITAKU, CommonForm.KYOSAI)
    ]
    partner = PartnerFactory(municipality=city, name="みどりの会")
    project = ProjectFactory(municipality=city, name="清掃")
    for year, form in ((2022, forms[:1]), (2024, forms)):
        published_record(
            fiscal_year=year, department=department, project=project, forms=form, partners=[partner]
        )
    return city


def found(city, **conditions):
    made = tables(report(Scope(access_of(planner(city)), city, **conditions)))
    return {table.key: table for table in made}


def page(table):
    head = [str(cell.text) for cell in table.page_head]
    return [
        dict(zip(head, [str(cell.text) for cell in row], strict=True)) for row in table.page_rows
    ]


def test_run_says_what_is_not_known_in_words(city):
    assert page(found(city)["project-runs"]) == [
        {
            "所管部": "環境衛生部 清掃課",
            "事業": "清掃",
            "協働の形態": "共催、委託",
            "相手方": "みどりの会",
            "連続年数": "2",
            "確かさ": "この年数以上",
            "はじめの年度": "令和4年度",
            "おわりの年度": "令和6年度",
            "間の分からない年度": "令和5年度",
            "収録のある最新の年度まで": "続いている",
        }
    ]


def test_first_time_that_cannot_be_told_is_words_on_the_page_and_empty_in_the_file(city):
    table = found(city)["first-time"]
    assert [row["初めての相手方の数"] for row in page(table)] == ["0", "判定できない"]
    assert [(row["year"], row["first_time"], row["note"]) for row in table.rows] == [
        (2024, 0, ""),
        (2022, None, "判定できない"),
    ]
    [cell] = [cell for row in table.page_rows for cell in row if cell.is_empty]
    assert str(cell.text) == "判定できない"


def test_names_of_first_time_partners_stand_in_their_order(city):
    partners = [PartnerFactory(municipality=city, name=name) for name in ("ろの会", "いの会")]
    published_record(department=city.departments.first(), fiscal_year=2024, partners=partners)
    assert page(found(city)["first-time"])[0]["初めての相手方"] == "いの会、ろの会"


def test_record_without_form_is_in_a_row_of_its_own(city):
    published_record(
        department=city.departments.first(),
        fiscal_year=2024,
        partners=[PartnerFactory(municipality=city, name="いの会")],
    )
    rows = page(found(city)["shares-by-form"])
    assert [(row["協働の形態"], row["相手方"], row["割合（%）"]) for row in rows] == [
        ("共催", "みどりの会", "100.0"),
        ("委託", "みどりの会", "100.0"),
        ("記載なし", "いの会", "100.0"),
    ]


def test_every_table_has_its_rule_and_words_for_no_row(city):
    nothing = found(city, first_year=2030)
    for table in nothing.values():
        assert table.rules
        assert table.empty
        if table.key != "excluded":
            assert list(table.rows) == []
    assert "2年以上" in nothing["project-runs"].empty


def test_every_table_has_a_head_for_its_rows(city):
    for table in found(city, fewest_years=1).values():
        assert [sum(cell.is_head for cell in row) for row in table.page_rows] == [1] * len(
            table.rows
        )


def test_page_shows_no_more_rows_than_can_be_read(city, monkeypatch):
    monkeypatch.setattr(columns, "MOST_ROWS", 1)
    table = found(city)["years"]
    assert (len(table.rows), len(table.page_rows)) == (2, 1)
