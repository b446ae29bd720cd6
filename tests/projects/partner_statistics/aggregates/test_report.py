"""A whole report: one small city worked out by hand, and the real 14 records."""

import pytest

from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.models import Municipality
from projects.partner_statistics.aggregates.report import report
from projects.partner_statistics.aggregates.runs import Now
from projects.partner_statistics.aggregates.scope import Scope
from projects.partner_statistics.aggregates.tallies import RecordTally
from projects.records.choices import CommonForm
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory, planner
from tests.factories.projects import (
    CollaborationFormFactory,
    PartnerFactory,
    ProjectFactory,
    published_record,
)
from tests.factories.publishing import EditionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    """Four records of three years, two departments, two forms.

    year | department | project | form | partners
    -----+------------+---------+------+---------------------------
    2023 | 総務部      | まつり    | 共催  | いの会
    2024 | 総務部      | まつり    | 共催  | いの会, 町内会（総称）
    2025 | 総務部      | まつり    | 委託  | いの会, あの会
    2025 | 市民部      | 清掃     | 委託  | あの会
    """
    city = MunicipalityFactory(name="見本市")
    general = DepartmentFactory(municipality=city, name="総務部", sort_order=1)
    citizens = DepartmentFactory(municipality=city, name="市民部", sort_order=2)
    kyosai, itaku = (
        CollaborationFormFactory(municipality=city, common_code=code)
        for code in (CommonForm.KYOSAI, CommonForm.ITAKU)
    )
    first, second = (PartnerFactory(municipality=city, name=name) for name in ("いの会", "あの会"))
    neighbours = PartnerFactory(municipality=city, name="町内会", kind="generic")
    festival = ProjectFactory(municipality=city, name="まつり")
    cleaning = ProjectFactory(municipality=city, name="清掃")
    for year, department, project, form, partners in (
        (2023, general, festival, kyosai, [first]),
        (2024, general, festival, kyosai, [first, neighbours]),
        (2025, general, festival, itaku, [first, second]),
        (2025, citizens, cleaning, itaku, [second]),
    ):
        published_record(
            fiscal_year=year,
            department=department,
            project=project,
            forms=[form],
            partners=partners,
        )
    return city


def of(city, **conditions):
    return report(Scope(access_of(planner(city)), city, **conditions))


def run_rows(found, runs):
    names = found.names
    return [(names.partners[run.partner], run.years, run.is_at_least, run.now) for run in runs]


def first_rows(found, rows):
    def named(ids):
        return None if ids is None else sorted(found.names.partners[pk] for pk in ids)

    return [(row.fiscal_year, named(row.partners), named(row.first_time)) for row in rows]


def share_rows(found, shares):
    return [(found.names.partners[one.partner], one.records, one.of) for one in shares]


def test_runs_are_listed_by_department_and_partner(city):
    found = of(city, fewest_years=1)
    # まつり: いの会 in all three years held (so at least 3); あの会 new in 2025.
    # 清掃 begins in 2025; 2024 is held without it, so 1 year and certain.
    # By name あ before い, whatever the numbers.
    assert run_rows(found, found.project_runs) == [
        ("あの会", (2025,), False, Now.GOES_ON),
        ("いの会", (2023, 2024, 2025), True, Now.GOES_ON),
        ("あの会", (2025,), False, Now.GOES_ON),
    ]
    assert [found.names.projects[run.unit] for run in found.project_runs] == [
        "まつり",
        "まつり",
        "清掃",
    ]
    assert run_rows(found, found.department_runs) == run_rows(found, found.project_runs)
    assert [found.names.departments[run.unit] for run in found.department_runs] == [
        "総務部",
        "総務部",
        "市民部",
    ]


def test_runs_that_are_too_short_or_outside_the_years_are_not_listed(city):
    assert len(of(city).project_runs) == 1
    assert of(city, fewest_years=4).project_runs == []
    # The run of 2023 to 2025 touches 2023, and is still of three years.
    [run] = of(city, last_year=2023).project_runs
    assert run.length == 3
    assert of(city, first_year=2026).project_runs == []


def test_first_time_is_told_for_all_by_department_and_by_form(city):
    found = of(city)
    assert first_rows(found, found.first_time) == [
        (2025, ["あの会", "いの会"], ["あの会"]),
        (2024, ["いの会"], []),
        (2023, ["いの会"], None),
    ]
    by_department = {
        found.names.departments[key]: first_rows(found, rows)
        for key, rows in found.first_time_by_department.items()
    }
    assert by_department == {
        "総務部": first_rows(found, found.first_time),
        "市民部": [(2025, ["あの会"], ["あの会"])],
    }
    # 委託 has its first year in 2025: nothing can be told. 共催 in 2023.
    assert list(found.first_time_by_form) == [CommonForm.KYOSAI, CommonForm.ITAKU]
    assert first_rows(found, found.first_time_by_form[CommonForm.ITAKU]) == [
        (2025, ["あの会", "いの会"], None)
    ]
    assert first_rows(found, found.first_time_by_form[CommonForm.KYOSAI]) == [
        (2024, ["いの会"], []),
        (2023, ["いの会"], None),
    ]


def test_first_time_is_reckoned_from_years_that_are_not_shown(city):
    found = of(city, first_year=2025)
    assert first_rows(found, found.first_time) == [(2025, ["あの会", "いの会"], ["あの会"])]


def test_shares_are_told_for_all_by_department_and_by_form(city):
    found = of(city)
    # Four records, all with a partner: あの会 in 2, いの会 in 3.
    assert share_rows(found, found.shares) == [("あの会", 2, 4), ("いの会", 3, 4)]
    by_department = {
        found.names.departments[key]: share_rows(found, rows)
        for key, rows in found.shares_by_department.items()
    }
    assert by_department == {
        "総務部": [("あの会", 1, 3), ("いの会", 3, 3)],
        "市民部": [("あの会", 1, 1)],
    }
    by_form = {key: share_rows(found, rows) for key, rows in found.shares_by_form.items()}
    assert by_form == {
        CommonForm.KYOSAI: [("いの会", 2, 2)],
        CommonForm.ITAKU: [("あの会", 2, 2), ("いの会", 1, 2)],
    }


def test_tallies_are_of_the_years_shown(city):
    found = of(city, first_year=2024)
    assert found.tallies.total == RecordTally(3, 3, 0, 0, 2)
    assert list(found.tallies.by_year) == [2025, 2024]
    assert [(row.partners, row.records) for row in found.tallies.excluded] == [
        (1, 1),
        (0, 0),
        (0, 0),
    ]


def test_report_of_one_department_is_measured_by_the_years_of_the_municipality(city):
    citizens = city.departments.get(name="市民部")
    found = of(city, department=citizens, fewest_years=1)
    assert found.held.years == {2023, 2024, 2025}
    # 2024 is held and the department had nobody: the first time can be told.
    assert first_rows(found, found.first_time) == [(2025, ["あの会"], ["あの会"])]
    assert run_rows(found, found.project_runs) == [("あの会", (2025,), False, Now.GOES_ON)]
    assert share_rows(found, found.shares) == [("あの会", 1, 1)]


def test_report_states_the_coverage_of_its_years_and_municipality(city):
    mine = EditionFactory(municipality=city, fiscal_year=2025)
    EditionFactory(municipality=city, fiscal_year=2022)
    EditionFactory(fiscal_year=2025)
    EditionFactory(municipality=city, fiscal_year=2024, is_published=False)
    assert of(city).editions == [mine]


def test_report_of_nothing_is_empty():
    found = of(MunicipalityFactory())
    assert found.tallies.total == RecordTally(0, 0, 0, 0, 0)
    assert (found.project_runs, found.first_time, found.shares, found.editions) == ([], [], [], [])


def test_the_real_records_by_hand(real_data):
    """The 14 records of 令和7年度.

    No. 4 YAC, No. 8 three partners, No. 10 トヨタ自動車北海道: 3 records, 5 partners, all of
    教育部 and 事業協力. 町内会・自治会 (3), and with it 老人クラブ, 学校PTA, 同好会 and 各種団体 (5, 13):
    5 総称 in 3 records. 中央図書館 (1, 2, 9, 12), 美術博物館 (6), 苫小牧市 (7), 環境衛生部
    ゼロカーボン推進室 (11), 協働・男女参画室 and ゼロカーボン推進室 (14): 6 市の組織 in 8 records.
    3 + 3 + 8 = 14.
    """
    city = Municipality.objects.get(code="012131")
    found = of(city, fewest_years=1)
    assert found.tallies.total == RecordTally(14, 3, 11, 0, 5)
    assert [(row.kind, row.partners, row.records) for row in found.tallies.excluded] == [
        ("generic", 5, 3),
        ("city_unit", 6, 8),
        ("person", 0, 0),
    ]
    names = [
        "(株)電気工事西川組",
        "YAC日本宇宙少年団苫小牧分団",
        "トヨタ自動車北海道(株)",
        "日本無線(株)北海道支社",
        "苫小牧発明研究会",
    ]
    assert share_rows(found, found.shares) == [(name, 1, 3) for name in names]
    assert {found.names.departments[key] for key in found.shares_by_department} == {"教育部"}
    assert list(found.shares_by_form) == [CommonForm.KYORYOKU]
    # One year held: each of 1 year at least, and the first time cannot be told.
    expected = [(name, (2025,), True, Now.GOES_ON) for name in names]
    assert run_rows(found, found.project_runs) == expected
    assert run_rows(found, found.department_runs) == expected
    assert first_rows(found, found.first_time) == [(2025, names, None)]
    assert of(city).project_runs == []


@pytest.mark.parametrize("count", [1, 3])
def test_report_costs_the_same_for_one_and_three(count, django_assert_num_queries):
    city = MunicipalityFactory()
    for number in range(count):
        published_record(
            department=DepartmentFactory(municipality=city),
            fiscal_year=2020 + number,
            forms=[CollaborationFormFactory(municipality=city)],
            partners=[PartnerFactory(municipality=city)],
        )
    scope = Scope(access_of(planner(city)), city, fewest_years=1)
    with django_assert_num_queries(8):
        assert len(report(scope).project_runs) == count
