"""Everything that README's 'Add an area' promises, of an area that no other file knows."""

import csv
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.areas import area_choices, areas
from kyodo_portal.publishing.choices import Action, Channel
from kyodo_portal.publishing.models import Change, DataVersion
from kyodo_portal.publishing.transitions import transition
from kyodo_portal.read_model.models import SearchRow
from tests.factories.admin_pages import admin_url, logged_in, untouched
from tests.factories.organizations import (
    DepartmentFactory,
    MembershipFactory,
    MunicipalityFactory,
    OperatorFactory,
    UserFactory,
)
from tests.factories.publishing import EditionFactory
from tests.fourth_area.models import Subsidy
from tests.page_text import page_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return MunicipalityFactory(code="012131", name="苫小牧市")


@pytest.fixture
def department(city):
    return DepartmentFactory(municipality=city, name="市民生活部")


def member(department, role):
    user = UserFactory(is_staff=True)
    MembershipFactory(
        user=user,
        municipality=department.municipality,
        role=role,
        area="subsidies",
        department=department if role == "editor" else None,
    )
    return user


def made(department, name, by=None, **values):
    subsidy = Subsidy(department=department, name=name, fiscal_year=2025, **values)
    write = funnel.Write(by or OperatorFactory(), Channel.ADMIN)
    funnel.save(subsidy, write=write, expected_version=None)
    return subsidy


def published(department, name, **values):
    subsidy, by = made(department, name, **values), OperatorFactory()
    for action in (Action.SUBMIT, Action.PUBLISH):
        subsidy = transition(
            subsidy, action, by=by, channel=Channel.ADMIN, expected_version=subsidy.version
        )
    return subsidy


@pytest.fixture
def subsidies(city, department):
    """Two published subsidies, and a draft that nobody outside may see."""
    EditionFactory(municipality=city, area="subsidies", fiscal_year=2025, coverage="全部の補助金。")
    found = [
        published(department, "花いっぱい補助金", amount=120_000),
        published(department, "祭り補助金"),
    ]
    made(department, "ひみつの補助金", amount=999)
    return found


def test_area_is_one_of_four(city):
    assert areas.codes == ["projects", "policies", "pledges", "subsidies"]
    assert ("subsidies", "補助金の交付") in [(code, str(label)) for code, label in area_choices()]


def test_list_shows_what_is_published_with_facets_chips_and_coverage(client, subsidies, department):
    response = client.get(f"/subsidies/?department={department.pk}")
    words = page_text(response)
    assert [row["name"] for row in response.context["rows"]] == ["花いっぱい補助金", "祭り補助金"]
    assert [str(chip.label) for chip in response.context["chips"]] == [
        "令和7年度 (2025)",
        "市民生活部",
    ]
    assert [group.key for group in response.context["facets"]] == [
        "fiscal_year",
        "municipality",
        "department",
    ]
    assert "全部の補助金。" in words
    assert "120,000" in words
    assert "ひみつ" not in words


def test_search_finds_by_words_and_bad_conditions_are_400(client, subsidies):
    found = client.get("/subsidies/?q=花いっぱい")
    assert [row["name"] for row in found.context["rows"]] == ["花いっぱい補助金"]
    assert client.get("/subsidies/?department=x").status_code == 400
    rows = SearchRow.objects.filter(kind="subsidies.subsidy")
    assert rows.filter(is_public=True).count() == 2


def test_files_api_and_dictionary_say_the_same(client, subsidies):
    text = b"".join(client.get("/subsidies/?format=csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["補助金の名前"], row["交付額（円）"]) for row in rows] == [
        ("花いっぱい補助金", "120000"),
        ("祭り補助金", ""),
    ]
    answer = client.get("/subsidies/?format=xlsx")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert [cell.value for cell in book["一覧"][1]] == list(rows[0])
    api = client.get("/api/v1/subsidies/").json()
    assert [(one["name"], one["amount"]) for one in api["results"]] == [
        ("花いっぱい補助金", 120_000),
        ("祭り補助金", None),
    ]
    assert api["results"][0]["department"]["name"] == "市民生活部"
    assert client.get(f"/api/v1/subsidies/{subsidies[0].pk}/").json()["id"] == subsidies[0].pk
    assert "/api/v1/subsidies/" in client.get("/api/v1/").content.decode()
    assert "交付した額。" in page_text(client.get("/data/"))
    assert "subsidies" in client.get("/api/v1/schema/").content.decode()
    assert "補助金の番号。変わりません。" in page_text(client.get("/api/v1/docs/"))


def test_detail_shows_one_and_nothing_of_a_draft(client, subsidies):
    words = page_text(client.get(subsidies[0].get_absolute_url()))
    assert "花いっぱい補助金" in words
    assert "お問い合わせ" in words
    draft = Subsidy.objects.get(name="ひみつの補助金")
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_home_menu_city_and_department_show_it(client, subsidies, city, department):
    home = page_text(client.get("/"))
    assert "市が団体などに交付した補助金です。" in home
    assert 'href="/subsidies/"' in home
    for address in (f"/municipalities/{city.code}/", f"/departments/{department.pk}/"):
        assert "花いっぱい補助金" in page_text(client.get(address)), address
        assert "ひみつ" not in page_text(client.get(address)), address


def test_it_speaks_english_by_its_own_catalogue(client, subsidies):
    with translation.override("en"):
        words = page_text(client.get("/en/subsidies/"))
    assert "Subsidies" in words
    assert "Amount (yen)" in words


def test_editor_enters_submits_and_only_the_coordinator_publishes(department):
    editor, coordinator = member(department, "editor"), member(department, "coordinator")
    client = logged_in(editor)
    page = client.get(admin_url(Subsidy, "add"))
    values = {**untouched(page), "fiscal_year": "2025", "name": "花の補助金", "amount": "5000"}
    client.post(admin_url(Subsidy, "add"), {**values, "department": department.pk, "_save": "保存"})
    subsidy = Subsidy.objects.get()
    assert (subsidy.name, subsidy.state, subsidy.version) == ("花の補助金", "draft", 1)
    change = Change.objects.get(kind="subsidies.subsidy")
    assert (change.area, change.channel, change.by) == ("subsidies", "admin", editor)
    step = {"by": editor, "channel": Channel.ADMIN}
    subsidy = transition(subsidy, Action.SUBMIT, expected_version=1, **step)
    with pytest.raises(PermissionDenied):
        transition(subsidy, Action.PUBLISH, expected_version=2, **step)
    step["by"] = coordinator
    assert transition(subsidy, Action.PUBLISH, expected_version=2, **step).is_published
    history = client.get(admin_url(subsidy, "history"))
    assert "花の補助金" in page_text(history)


def test_its_own_rule_holds_at_every_channel(department):
    with pytest.raises(ValidationError) as refused:
        made(department, "空の補助金", amount=0)
    assert refused.value.message_dict == {
        "amount": ["0円の交付は書きません。空のままにしてください。"]
    }


def test_people_of_other_areas_and_departments_do_not_write_it(department):
    subsidy = made(department, "花の補助金")
    other = member(DepartmentFactory(municipality=department.municipality), "editor")
    elsewhere = UserFactory(is_staff=True)
    MembershipFactory(user=elsewhere, department=department, area="projects")
    for user in (other, elsewhere):
        subsidy.name = "書きかえ"
        with pytest.raises(PermissionDenied):
            funnel.save(subsidy, write=funnel.Write(user, Channel.ADMIN), expected_version=1)


def test_staffs_menu_and_first_page_know_it(department):
    made(department, "花の補助金")
    client = logged_in(member(department, "coordinator"))
    words = page_text(client.get("/admin/"))
    assert reverse("admin:subsidies_subsidy_changelist") in words
    assert "補助金" in words
    found = client.get(reverse("admin:subsidies_subsidy_changelist"), {"q": "花の"})
    assert found.context["cl"].result_count == 1


def test_publication_raises_the_data_version_and_is_told_on_the_home_page(client, department):
    before = DataVersion.current()
    subsidy = published(department, "花の補助金")
    assert DataVersion.current() > before
    EditionFactory(municipality=department.municipality, area="subsidies", fiscal_year=2025)
    assert "補助金" in str([change.what for change in client.get("/").context["home"].changes])
    assert Client().get(subsidy.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_at_any_size(
    client, city, department, count, django_assert_num_queries
):
    EditionFactory(municipality=city, area="subsidies", fiscal_year=2025)
    for number in range(count):
        published(department, f"補助金{number}")
    client.get("/subsidies/")
    with django_assert_num_queries(9):
        client.get("/subsidies/")
