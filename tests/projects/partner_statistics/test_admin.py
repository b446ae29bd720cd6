"""相手方の集計 in the admin: for whom, of what, and what never leaves it."""

import io

import pytest
from openpyxl import load_workbook

from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing.choices import State
from projects.models import Partner
from tests.factories.admin_pages import logged_in, words
from tests.factories.cities import City, make_city
from tests.factories.organizations import (
    DepartmentFactory,
    MembershipFactory,
    OperatorFactory,
    editor,
)
from tests.factories.projects import PartnerFactory, ProjectFactory, published_record, record_in

pytestmark = pytest.mark.django_db

URL = "/admin/projects/concentration/"


@pytest.fixture
def city() -> City:
    """Two years of one project with the city's partner, beside a city of the same shape."""
    for name in ("となり市", "見本市"):
        city = make_city(name)
        for year in (2023, 2024):
            published_record(
                department=city.department,
                project=city.project,
                fiscal_year=year,
                partners=[city.partner],
            )
    return city


def page(user, **query):
    return logged_in(user).get(URL, query)


def table(response, key):
    return next(table for table in response.context["tables"] if table.key == key)


# --- Who sees it --------------------------------------------------------------------------------


def test_who_is_not_logged_in_is_sent_to_log_in(client, city):
    response = client.get(URL)
    assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={URL}")


@pytest.mark.parametrize("area", ["policies", "pledges"])
def test_staff_of_other_areas_do_not_see_it(city, area):
    other = editor(city.department, area)
    assert page(other).status_code == 403
    assert "相手方の集計" not in words(logged_in(other).get("/admin/"))


@pytest.mark.parametrize("role", ["editor", "coordinator", "planner", "administrator"])
def test_menu_leads_every_role_to_its_figures(city, role):
    client = logged_in(getattr(city, role))
    links = {str(link.label): link for link in client.get("/admin/").context["menu"]}
    assert links["相手方の集計"].url == URL
    response = client.get(URL)
    assert [link.url for link in response.context["menu"] if link.is_current] == [URL]
    [row] = table(response, "project-runs").rows
    assert (row["partner"], row["length"]) == ("見本市みどりの会", 2)
    text = words(response)
    assert "記録2件のうち、相手方のある記録は2件、相手方は1です。" in text
    assert "となり" not in text


def test_page_states_source_rule_and_limits(city):
    text = words(page(city.planner))
    assert "協働事業の相手方が特定の団体や個人に固定化しないよう、" in text
    assert "第4章 協働の心得（５）相手方の固定化を避ける" in text
    assert "途切れるのは、" in text
    assert "この数字だけで、よい、悪いは決められません。" in text


# --- What is counted ------------------------------------------------------------------------------


def test_editor_sees_only_the_own_department(city):
    other = DepartmentFactory(municipality=city.municipality, name="よその部")
    secret = PartnerFactory(municipality=city.municipality, name="秘密の団体")
    known = PartnerFactory(municipality=city.municipality, name="公開の団体")
    record_in(State.DRAFT, department=other, partners=[secret], fiscal_year=2024)
    published_record(department=other, partners=[known], fiscal_year=2024)
    for query in ({}, {"records": "all"}, {"fewest_years": "1"}, {"records": "published"}):
        text = words(page(city.editor, **query))
        assert "秘密の団体" not in text
        assert "公開の団体" not in text
        assert "よその部" not in text
    assert "公開の団体" in words(page(city.planner))
    assert "秘密の団体" not in words(page(city.planner))
    assert "秘密の団体" in words(page(city.planner, records="all"))
    refused = page(city.editor, department=str(other.pk))
    assert refused.status_code == 400
    assert "よその部" not in words(refused)


def test_own_draft_is_counted_only_when_asked_for(city):
    # 2025 is a draft of the same project with the same partner: three years in a row.
    lengths = [
        [row["length"] for row in table(page(city.editor, **query), "project-runs").rows]
        for query in ({}, {"records": "all"})
    ]
    assert lengths == [[2], [3]]


def test_persons_classes_and_city_units_are_numbers_and_no_names(city):
    for kind, name in (
        ("person", "山田太郎"),
        ("generic", "町内会たち"),
        ("city_unit", "図書館係"),
    ):
        published_record(
            department=city.department,
            fiscal_year=2024,
            partners=[PartnerFactory(municipality=city.municipality, kind=kind, name=name)],
        )
    response = page(city.planner, fewest_years="1")
    assert [list(row.values()) for row in table(response, "excluded").rows] == [
        ["総称", 1, 1],
        ["市の組織", 1, 1],
        ["個人", 1, 1],
    ]
    text = words(response)
    for name in ("山田太郎", "町内会たち", "図書館係"):
        assert name not in text


def test_conditions_narrow_what_is_counted(city):
    below = DepartmentFactory(municipality=city.municipality, parent=city.department, name="緑課")
    published_record(
        department=below,
        fiscal_year=2024,
        partners=[PartnerFactory(municipality=city.municipality, name="いの会")],
    )
    response = page(city.planner, department=str(below.pk), first_year="2024", last_year="2024")
    assert [row["partner"] for row in table(response, "shares").rows] == ["いの会"]
    assert [row["year"] for row in table(response, "years").rows] == [2024]
    # The municipality holds 2023, so that the first time can be told.
    assert [row["first_time"] for row in table(response, "first-time").rows] == [1]


def test_default_order_is_that_of_names_and_not_of_figures(city):
    project = ProjectFactory(municipality=city.municipality)
    name = "ああ会"
    published_record(
        department=city.department,
        project=project,
        fiscal_year=2024,
        partners=[PartnerFactory(municipality=city.municipality, name=name)],
    )
    rows = table(page(city.planner), "shares").rows
    assert [(row["partner"], row["records"]) for row in rows] == [
        ("ああ会", 1),
        ("見本市みどりの会", 2),
    ]


# --- Conditions that cannot be ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        {"department": "x"},
        {"department": "9" * 400},
        {"municipality": "\0"},
        {"form": "koen2"},
        {"first_year": "1999"},
        {"records": "draft"},
        {"fewest_years": "0"},
        {"first_year": "2024", "last_year": "2023"},
    ],
)
def test_condition_that_cannot_be_is_400_with_the_form_and_no_figures(city, query):
    response = page(city.planner, **query)
    assert response.status_code == 400
    assert "直すところがあります" in words(response)
    assert "tables" not in response.context
    [name] = response.context["form"].errors
    assert name in query


def test_another_municipality_cannot_be_asked_for(city):
    other = make_city("よその市").municipality
    refused = page(city.planner, municipality=other.code)
    missing = page(city.planner, municipality="012131")
    assert refused.status_code == missing.status_code == 400
    assert "よその市" not in words(refused)


@pytest.mark.parametrize("wanted", ["csv", "json", "pdf"])
def test_other_formats_are_refused(city, wanted):
    assert page(city.planner, format=wanted).status_code == 400


def test_unknown_names_and_empty_values_are_ignored(city):
    response = page(city.planner, x="1", department="", form="", fewest_years="", records="")
    assert response.status_code == 200
    assert len(table(response, "project-runs").rows) == 1


# --- Several municipalities ---------------------------------------------------------------------------


def test_who_works_for_several_chooses_one(city):
    other = make_city("よその市")
    published_record(department=other.department, partners=[other.partner], fiscal_year=2022)
    MembershipFactory(user=city.planner, municipality=other.municipality, role=Role.COORDINATOR)
    for place, partner in ((city, "見本市みどりの会"), (other, "よその市みどりの会")):
        response = page(city.planner, municipality=place.municipality.code)
        rows = table(response, "shares").rows
        assert [row["partner"] for row in rows] == [partner]
    assert 'name="municipality"' in response.content.decode()
    assert 'name="municipality"' not in page(city.editor).content.decode()


def test_operator_without_any_municipality_sees_words():
    response = page(OperatorFactory())
    assert response.status_code == 200
    assert "自治体がまだ登録されていません。" in words(response)


# --- The workbook, and the public side ---------------------------------------------------------------


def test_workbook_holds_the_same_tables(city):
    response = page(city.planner, fewest_years="1")
    file = logged_in(city.planner).get(URL + response.context["file_url"])
    assert file["Content-Type"].endswith("spreadsheetml.sheet")
    assert f"{city.municipality.code}_partner_figures.xlsx" in file["Content-Disposition"]
    assert "no-store" in file["Cache-Control"]
    book = load_workbook(io.BytesIO(file.getvalue()))
    for one in response.context["tables"]:
        [_head, *body] = book[one.sheet].values
        assert len(body) == len(one.rows)
    text = str([list(sheet.values) for sheet in book.worksheets])
    assert "見本市みどりの会" in text
    assert "となり" not in text


def test_editors_workbook_holds_the_own_department_alone(city):
    other = DepartmentFactory(municipality=city.municipality)
    partner = PartnerFactory(municipality=city.municipality, name="よその団体")
    published_record(department=other, partners=[partner], fiscal_year=2024)
    file = page(city.editor, format="xlsx", records="all", fewest_years="1")
    book = load_workbook(io.BytesIO(file.getvalue()))
    text = str([list(sheet.values) for sheet in book.worksheets])
    assert "見本市みどりの会" in text
    assert "よその団体" not in text


def test_nothing_of_it_is_public(client, city, real_data):
    partner = Partner.objects.get(name="トヨタ自動車北海道(株)")
    for address in (
        f"/partners/{partner.pk}/",
        f"/partners/{city.partner.pk}/",
        "/partners/",
        "/projects/summary/?fiscal_year=all",
        "/",
        "/data/",
    ):
        text = client.get(address).content.decode()
        for word in ("連続年数", "初めての相手方", "相手方の割合", "相手方の集計", "固定化"):
            assert word not in text, (address, word)
    book = load_workbook(
        io.BytesIO(client.get("/projects/summary/?fiscal_year=all&format=xlsx").getvalue())
    )
    text = str([list(sheet.values) for sheet in book.worksheets]) + str(book.sheetnames)
    for word in ("連続年数", "初めての相手方", "相手方の割合", "固定化"):
        assert word not in text


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("role", "queries"), [("planner", 13), ("editor", 14)])
def test_page_costs_the_same_for_one_and_three(
    city, role, queries, count, django_assert_num_queries
):
    for number in range(count):
        published_record(
            department=DepartmentFactory(municipality=city.municipality, parent=city.department),
            fiscal_year=2020 + number,
            partners=[PartnerFactory(municipality=city.municipality)],
        )
    client = logged_in(getattr(city, role))
    with django_assert_num_queries(queries):
        response = client.get(URL, {"fewest_years": "1"})
    assert len(table(response, "shares").rows) == count + 1
