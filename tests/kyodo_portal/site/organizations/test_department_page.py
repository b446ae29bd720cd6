import pytest

from kyodo_portal.site.organizations.department_page import department_page, left_out
from projects.records.aggregates.totals import Totals
from tests.factories.organizations import DepartmentFactory
from tests.factories.projects import PartnerFactory, published_record
from tests.factories.publishing import EditionFactory

pytestmark = pytest.mark.django_db


def values(page):
    return [(str(fact.label), fact.value, str(fact.unit), str(fact.note)) for fact in page.facts]


def test_facts_say_year_unit_and_what_is_left_out():
    unit = DepartmentFactory()
    EditionFactory(municipality=unit.municipality)
    partner = PartnerFactory(municipality=unit.municipality)
    for text in ["1,200", "34", "不明", ""]:
        published_record(
            department=unit, participants_text=text, first_year=1987, partners=[partner]
        )
    assert values(department_page(unit, None)) == [
        ("協働事業　令和7年度 (2025)", "4", "件", ""),
        ("市民参加人数", "1,234", "人", "延べ・市の報告の合計、不明1件を除く、記載なし1件を除く"),
        ("関係団体", "1", "団体", ""),
        ("初回実施年", "1987", "", ""),
    ]


@pytest.mark.parametrize(("text", "words"), [("不明", "不明"), ("", "資料に記載なし")])
def test_facts_without_any_number_are_no_0(text, words):
    unit = DepartmentFactory()
    published_record(department=unit, participants_text=text)
    fact = department_page(unit, None).facts[1]
    assert (fact.value, fact.is_empty) == (words, True)


def test_facts_tell_0_from_no_data():
    unit = DepartmentFactory()
    EditionFactory(municipality=unit.municipality, fiscal_year=2025)
    assert values(department_page(unit, None)) == [("協働事業　令和7年度 (2025)", "0", "件", "")]
    assert values(department_page(unit, 2024)) == [
        ("協働事業　令和6年度 (2024)", "データなし", "", "")
    ]


def test_page_without_record_and_edition_has_no_year():
    page = department_page(DepartmentFactory(), None)
    assert (page.year, page.edition, page.facts, page.tabs) == (None, None, [], [])
    assert page.filterset.qs.count() == 0


def test_page_links_the_same_records_as_list_and_files():
    unit = published_record().department
    page = department_page(unit, None)
    assert page.list_url == f"/projects/?department={unit.pk}&fiscal_year=2025"
    assert page.filterset.qs.count() == 1


def test_tabs_stand_only_where_there_is_another_year():
    unit = published_record().department
    assert department_page(unit, None).tabs == []
    published_record(department=unit, fiscal_year=2023)
    tabs = department_page(unit, 2023).tabs
    assert [(tab.label, tab.small, tab.is_current) for tab in tabs] == [
        ("令和7年度", "2025", False),
        ("令和5年度", "2023", True),
    ]
    assert tabs[0].url == f"/departments/{unit.pk}/?fiscal_year=2025"


def test_edition_is_that_of_the_year_shown():
    unit = DepartmentFactory()
    old = EditionFactory(municipality=unit.municipality, fiscal_year=2024)
    EditionFactory(municipality=unit.municipality, fiscal_year=2025)
    assert department_page(unit, 2024).edition == old


def test_left_out_names_each_kind():
    totals = Totals(2025, 6, 10, 1, unknown=2, not_applicable=1, not_entered=1_200)
    assert left_out(totals) == "、不明2件を除く、該当なし1件を除く、記載なし1,200件を除く"
