"""Conditions of lists: what they select, how they are written, and what is refused."""

import pytest
from django.http import QueryDict

from projects.models import ProjectRecord
from projects.partners.choices import PartnerKind
from projects.records.choices import CommonForm, Recurrence
from projects.records.filters.records import ProjectRecordFilter
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.projects import (
    CollaborationFormFactory,
    PartnerFactory,
    published_record,
    record_in,
)

pytestmark = pytest.mark.django_db


def names(query):
    filterset = ProjectRecordFilter.of(QueryDict(query))
    assert filterset.is_valid(), filterset.form.errors
    return [row["name"] for row in filterset.rows()]


@pytest.fixture
def city():
    return MunicipalityFactory(code="012131", name="苫小牧市")


@pytest.fixture
def department(city):
    return DepartmentFactory(municipality=city, name="教育部")


def test_every_condition_has_words_and_help():
    for name, condition in ProjectRecordFilter.base_filters.items():
        assert condition.label, name
        assert condition.extra["help_text"], name


def test_words_are_found_in_any_width_and_all_of_them(department):
    published_record(department=department, name="おはなし会", content="図書館で開く")
    published_record(department=department, name="清掃")
    assert names("q=オハナシ　図書館") == ["おはなし会"]
    assert names("q=オハナシ 清掃") == []
    assert len(names("q=%20%20")) == 2


def test_municipality_is_a_code(department):
    published_record(department=department, name="甲")
    published_record(name="乙")
    assert names("municipality=012131") == ["甲"]
    assert names("municipality=999999") == []


def test_fiscal_years_may_be_several_or_all(department):
    for year in (2023, 2024, 2025):
        published_record(department=department, name=str(year), fiscal_year=year)
    assert names("fiscal_year=2023&fiscal_year=2025") == ["2025", "2023"]
    assert names("fiscal_year=all") == ["2025", "2024", "2023"]
    assert names("fiscal_year=") == ["2025", "2024", "2023"]


def test_default_year_is_that_of_a_query_that_names_none(department):
    for year in (2024, 2025):
        published_record(department=department, name=str(year), fiscal_year=year)
    for query, expected in (
        ("", ["2025"]),
        ("fiscal_year=all", ["2025", "2024"]),
        ("fiscal_year=2024", ["2024"]),
    ):
        filterset = ProjectRecordFilter.of(QueryDict(query), default_year=2025)
        assert filterset.is_valid()
        assert [row["name"] for row in filterset.rows()] == expected


def test_department_covers_what_is_below(department, city):
    section = DepartmentFactory(municipality=city, parent=department)
    group = DepartmentFactory(municipality=city, parent=section)
    published_record(department=group, name="係")
    published_record(name="よそ")
    assert names(f"department={department.pk}") == ["係"]
    assert names("department=999999") == []
    assert names("department=" + "9" * 18) == []


def test_form_is_a_common_code_and_never_doubles_a_record(department, city):
    forms = [
        CollaborationFormFactory(municipality=city, common_code=code)
        for code in (CommonForm.KOEN, CommonForm.KYOSAI)
    ]
    published_record(department=department, name="二つ", forms=forms)
    published_record(department=department, name="なし")
    assert names("form=koen&form=kyosai") == ["二つ"]
    assert names("form=joho") == []


def test_recurrence_may_be_several(department):
    for recurrence in Recurrence:
        published_record(department=department, name=recurrence.value, recurrence=recurrence)
    assert names("recurrence=once&recurrence=not_entered") == ["once", "not_entered"]


def test_partner_follows_other_spellings_both_ways(department, city):
    target = PartnerFactory(municipality=city)
    spelling = PartnerFactory(municipality=city, merged_into=target)
    published_record(
        department=department, name="甲", partners=[target, PartnerFactory(municipality=city)]
    )
    published_record(department=department, name="乙", partners=[spelling])
    published_record(department=department, name="丙")
    assert names(f"partner={target.pk}") == ["甲", "乙"]
    assert names(f"partner={spelling.pk}") == ["甲", "乙"]
    assert names(f"partner={target.pk}&partner={spelling.pk}") == ["甲", "乙"]
    assert names("partner=999999") == []


def test_partner_that_is_a_person_finds_nothing(department, city):
    person = PartnerFactory(municipality=city, kind=PartnerKind.PERSON)
    published_record(department=department, partners=[person])
    assert names(f"partner={person.pk}") == []


def test_words_never_find_a_record_by_a_person(department, city):
    person = PartnerFactory(
        municipality=city, name="架空花子", aliases="架空先生", kind=PartnerKind.PERSON
    )
    published_record(
        department=department,
        name="講座",
        partners=[person, PartnerFactory(municipality=city, name="読書会")],
        partner_text="架空花子、読書会",
    )
    assert names("q=読書会") == ["講座"]
    assert names("q=架空花子") == []
    assert names("q=架空先生") == []


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("", ["か", "あ", "さ"]),
        ("document", ["か", "あ", "さ"]),
        ("participants", ["さ", "か", "あ"]),
        ("start", ["あ", "さ", "か"]),
        ("first_year", ["さ", "あ", "か"]),
        ("name", ["あ", "か", "さ"]),
    ],
)
def test_sort_puts_what_is_not_known_last(department, sort, expected):
    published_record(department=department, number="1", name="か", participants_text="0")
    published_record(
        department=department,
        number="2",
        name="あ",
        participants_text="不明",
        start_text="R7.4.1",
        first_year=2000,
    )
    published_record(
        department=department,
        number="3",
        name="さ",
        participants_text="9",
        start_text="R7.4.2",
        first_year=1987,
    )
    assert names(f"sort={sort}") == expected


def test_document_order_takes_the_newest_year_and_numbers_as_numbers(department):
    for number, year in (("10", 2025), ("2", 2025), ("", 2025), ("1", 2024)):
        published_record(
            department=department, number=number, fiscal_year=year, name=f"{year}-{number}"
        )
    assert names("") == ["2025-2", "2025-10", "2025-", "2024-1"]


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "withdrawn"])
def test_filters_find_only_what_is_published(department, city, state):
    partner = PartnerFactory(municipality=city, name="ひみつの会")
    record_in(state, department=department, name="ひみつ", partners=[partner])
    for query in ("", "q=ひみつ", f"department={department.pk}", f"partner={partner.pk}"):
        assert names(query) == []


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        (
            "fiscal_year=令和7",
            "fiscal_year",
            "「年度」の「令和7」は使えません。年度の始まる西暦の年",
        ),
        ("fiscal_year=20255", "fiscal_year", "例：2025"),
        ("fiscal_year=２０２５", "fiscal_year", "半角"),
        ("department=abc", "department", "「所管部」の「abc」は使えません。"),
        ("department=" + "9" * 19, "department", "18けたまで"),
        ("department=-1", "department", "半角の数字"),
        ("department=1%00", "department", "使えません"),
        ("partner=1.5", "partner", "「関係団体」"),
        ("municipality=12131", "municipality", "012131"),
        ("form=itakuu", "form", "kyosai, jikko"),
        ("recurrence=weekly", "recurrence", "yearly"),
        ("sort=-id", "sort", "document, participants"),
        ("q=" + "あ" * 201, "q", "200文字まで"),
        ("q=" + "あ" * 10_000, "q", "200文字まで"),
        ("q=a%00b", "q", "使えない文字"),
        ("q=a%E2%80%AEb", "q", "使えない文字"),
        ("&".join(f"department={number}" for number in range(51)), "department", "50"),
    ],
)
def test_bad_values_are_refused_with_a_hint(query, field, words):
    filterset = ProjectRecordFilter.of(QueryDict(query))
    assert not filterset.is_valid()
    assert list(filterset.form.errors) == [field]
    assert words in str(filterset.form.errors[field][0])


def test_canonical_query_drops_unknown_and_empty_and_sorts():
    query = QueryDict(
        "x=1&sort=name&page=2&fiscal_year=2025&fiscal_year=2024&q=&fiscal_year=2025&form=%20"
    )
    assert ProjectRecordFilter.canonical(query).urlencode() == (
        "fiscal_year=2024&fiscal_year=2025&sort=name"
    )


def test_canonical_query_takes_the_last_of_single_values():
    query = QueryDict("sort=name&sort=start&q=a&q=b&q=")
    assert ProjectRecordFilter.canonical(query).urlencode() == "q=b&sort=start"


def test_conditions_in_force_have_words(department, city):
    partner = PartnerFactory(municipality=city, name="読書会")
    spelling = PartnerFactory(municipality=city, merged_into=partner)
    published_record(department=department, partners=[partner])
    query = (
        f"q=本&fiscal_year=2025&municipality=012131&department={department.pk}"
        f"&form=koen&recurrence=once&partner={spelling.pk}&partner=999999&sort=name"
    )
    filterset = ProjectRecordFilter.of(QueryDict(query))
    assert filterset.is_valid()
    assert [(found.key, str(found.label)) for found in filterset.conditions] == [
        ("q", "「本」"),
        ("fiscal_year", "令和7年度 (2025)"),
        ("municipality", "苫小牧市"),
        ("department", "教育部"),
        ("form", "後援"),
        ("recurrence", "1回のみ"),
        ("partner", "読書会"),
        ("partner", "見つからない関係団体"),
    ]


def test_conditions_never_name_a_partner_of_drafts_or_a_person(department, city):
    hidden = PartnerFactory(municipality=city, name="ひみつの会")
    person = PartnerFactory(municipality=city, name="架空花子", kind=PartnerKind.PERSON)
    record_in("draft", department=department, partners=[hidden])
    published_record(department=department, partners=[person])
    filterset = ProjectRecordFilter.of(QueryDict(f"partner={hidden.pk}&partner={person.pk}"))
    assert filterset.is_valid()
    assert [str(found.label) for found in filterset.conditions] == ["見つからない関係団体"] * 2


@pytest.mark.parametrize("rows", [1, 3])
def test_rows_cost_one_query(django_assert_num_queries, department, rows):
    for _number in range(rows):
        published_record(department=department)
    filterset = ProjectRecordFilter.of(QueryDict(f"q=事業&department={department.pk}&form=koen"))
    assert filterset.is_valid()
    with django_assert_num_queries(1):
        list(filterset.rows())
    assert ProjectRecord.objects.count() == rows
