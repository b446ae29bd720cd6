"""協働事例: the gallery, the page of one sheet, its files and the API."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings

from kyodo_portal.publishing.choices import State
from projects.models import CaseSheet
from tests.factories.case_sheets import InvolvementFactory, case_sheet, published_sheet
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.project_pages import chips_of, facet
from tests.factories.projects import PartnerFactory

pytestmark = pytest.mark.django_db


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", unescape(re.sub(r"<[^>]+>", "", text)))


def test_page_says_who_goes_to_whom(client):
    page = client.get(published_sheet().get_absolute_url()).content.decode()
    assert "町内会から市へ" in page
    assert squeezed("流れを文で読む 申請書 町内会から市へ 審査 市") in squeezed(page)


def test_page_tells_of_lost_pictures_only_for_a_sheet_of_the_document(client):
    lost = "写真は資料の変換で失われたため"
    own = published_sheet(sort_order=0)
    page = client.get(own.get_absolute_url()).content.decode()
    assert (lost in page, f"{own.municipality}がこのサイトで作ったシートです。" in page) == (
        False,
        True,
    )
    page = client.get(published_sheet(sort_order=10).get_absolute_url()).content.decode()
    assert (lost in page, "このサイトで作ったシートです。" in page) == (True, False)


def test_page_says_that_a_direction_is_not_known(client):
    arrow = CaseSheet.flow_arrows.rel.related_model(
        from_party="市", to_party="町内会", label="相談", direction_known=False
    )
    page = client.get(published_sheet(flow_arrows=[arrow]).get_absolute_url()).content.decode()
    assert "市と町内会のあいだ（向きは資料から分かりません）" in page
    assert page.count('class="open"') == 1
    assert page.count('class="arrow"') == 0


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.RETURNED])
def test_sheet_that_is_not_public_is_nowhere(client, state):
    partner = PartnerFactory()
    sheet = case_sheet(state, title="見せない事例", department=None)
    assert client.get(sheet.get_absolute_url()).status_code == 404
    assert client.get(sheet.project.get_absolute_url()).status_code == 404
    assert client.get(f"/api/v1/case-sheets/{sheet.pk}/").status_code == 404
    for address in ("/cases/", "/cases/?format=json", "/projects/", "/", "/api/v1/case-sheets/"):
        assert "見せない事例" not in client.get(address).content.decode()
    assert "見せない事例" not in client.get(sheet.department.get_absolute_url()).content.decode()
    assert client.get(partner.get_absolute_url()).status_code == 404


def test_withdrawn_sheet_says_so_and_nothing_else(client):
    sheet = case_sheet(State.WITHDRAWN, title="見せない事例")
    response = client.get(sheet.get_absolute_url())
    assert response.status_code == 410
    assert "見せない事例" not in response.content.decode()


def test_sheet_withdrawn_without_trace_is_not_found(client):
    sheet = case_sheet(State.WITHDRAWN, without_trace=True)
    assert client.get(sheet.get_absolute_url()).status_code == 404


def test_persons_name_is_nowhere(client):
    person = PartnerFactory(name="見本花子", kind="person")
    department = published_sheet().department
    department = type(department).objects.create(
        municipality=person.municipality, name="花の課", version=1
    )
    sheet = published_sheet(
        department=department,
        partners=[person],
        partner_text="見本花子さん",
        overview="見本花子さんと行いました。",
    )
    project = sheet.project.get_absolute_url()  # without a year's record it shows the overview
    for address in (
        sheet.get_absolute_url(),
        project,
        "/cases/",
        f"/api/v1/case-sheets/{sheet.pk}/",
    ):
        page = client.get(address).content.decode()
        assert "見本花子" not in page, address
        assert "個人さんと行いました。" in page, address
    assert client.get("/cases/?q=見本花子&format=json").json()["count"] == 0


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("start_decade=1990", ["ア"]),
        ("start_decade=unknown", ["イ"]),
        ("start_decade=1990&start_decade=unknown", ["ア", "イ"]),
        ("q=ほたる", ["イ"]),
        ("start_decade=1980", []),
    ],
)
def test_gallery_keeps_to_its_conditions(client, query, titles):
    published_sheet(title="ア", start_text="平成9年度～", sort_order=1)
    published_sheet(title="イ", start_text="平成　年度～", overview="ほたるを守る。", sort_order=2)
    found = client.get(f"/cases/?{query}&format=json").json()["results"]
    assert sorted(row["title"] for row in found) == titles


def test_gallery_by_department_and_involvement(client):
    one, other = published_sheet(), published_sheet()
    level = InvolvementFactory(municipality=one.municipality)
    CaseSheet.objects.filter(pk=one.pk).update(involvement=level)
    for query in (f"department={one.department_id}", f"involvement={level.pk}"):
        found = client.get(f"/cases/?{query}&format=json").json()["results"]
        assert [row["id"] for row in found] == [one.pk]
    assert other.pk != one.pk


def test_level_that_only_a_draft_has_is_not_named(client):
    sheet = published_sheet()
    level = InvolvementFactory(municipality=sheet.municipality, name="見せない関わり方")
    case_sheet("draft", department=sheet.department, involvement=level)
    response = client.get(f"/cases/?involvement={level.pk}")
    assert response.status_code == 200
    assert "見せない関わり方" not in response.content.decode()


def test_chips_name_a_department_above_those_that_are_offered(client):
    city = MunicipalityFactory()
    division = DepartmentFactory(municipality=city, name="教育部")
    section = DepartmentFactory(municipality=city, parent=division, name="図書課")
    published_sheet(department=section)
    response = client.get(f"/cases/?department={division.pk}")
    assert chips_of(response) == [("教育部", "/cases/")]
    assert facet(response, "department") == [(division.pk, 1, True), (section.pk, 1, False)]


def test_chips_name_a_partner_that_is_no_facet(client):
    sheet = published_sheet()
    partner = PartnerFactory(municipality=sheet.municipality, name="読書会")
    spelling = PartnerFactory(municipality=sheet.municipality, merged_into=partner)
    published_sheet(department=sheet.department, partners=[partner])
    response = client.get(f"/cases/?partner={spelling.pk}")
    assert (chips_of(response), response.context["count"]) == ([("読書会", "/cases/")], 1)


def test_chips_name_nothing_that_is_not_public(client):
    city = MunicipalityFactory()
    department = DepartmentFactory(municipality=city)
    level = InvolvementFactory(municipality=city, name="見せない関わり方")
    hidden = PartnerFactory(municipality=city, name="ひみつの会")
    person = PartnerFactory(municipality=city, name="架空花子", kind="person")
    company = PartnerFactory(municipality=city, name="架空商店")
    spelling = PartnerFactory(
        municipality=city, name="架空太郎", kind="person", merged_into=company
    )
    case_sheet("draft", department=department, involvement=level, partners=[hidden])
    published_sheet(department=department, partners=[person, company])
    query = "&".join(f"partner={one.pk}" for one in (hidden, person, spelling))
    response = client.get(f"/cases/?{query}&involvement={level.pk}&department=999999")
    assert [label for label, _url in chips_of(response)] == [
        "見つからない関わり方",
        "見つからない部署",
        *["見つからない関係団体"] * 3,
    ]
    page = response.content.decode()
    assert [name for name in ("見せない", "ひみつ", "架空") if name in page] == []


@pytest.mark.parametrize(
    "query", ["start_decade=1995", "department=x", f"involvement={'9' * 19}", "page=x", "form=?"]
)
def test_unreadable_condition_is_answered_with_the_form(client, query):
    assert client.get(f"/cases/?{query}").status_code == 400


def test_gallery_of_ids_that_nothing_bears_is_empty(client):
    published_sheet()
    response = client.get(f"/cases/?department={'9' * 18}&involvement={'9' * 18}")
    assert (response.status_code, response.context["count"]) == (200, 0)


@pytest.mark.parametrize("number", [1, 3])
def test_query_counts_do_not_depend_on_the_number(client, django_assert_num_queries, number):
    sheets = [published_sheet() for _each in range(number)]
    client.get("/cases/")
    with django_assert_num_queries(GALLERY_QUERIES):
        client.get("/cases/")
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(sheets[0].get_absolute_url())
    with django_assert_num_queries(API_QUERIES):
        client.get("/api/v1/case-sheets/")


GALLERY_QUERIES = 16
PAGE_QUERIES = 12
API_QUERIES = 10


def texts_of(fields):
    names = ("title", "department_text", "partner_text", "overview", "trigger", "outcome", "points")
    texts = [fields[name] for name in names]
    texts += fields.get("captions", "").splitlines() + fields.get("notes", "").split("\n\n")
    for row in (*fields["roles"], *fields["strengths"]):
        texts += [row["party"], row["text"]]
    texts += [party["name"] for party in fields["flow_parties"]]
    return texts + [arrow["label"] for arrow in fields["flow_arrows"]]


def test_every_text_of_the_27_sheets_is_on_its_page_and_in_the_api(client, real_data):
    entries = json.loads((Path(settings.BASE_DIR) / "fixtures/cases.json").read_text("utf-8"))
    sheets = [one["fields"] for one in entries if one["model"] == "projects.casesheet"]
    missing = []
    for fields in sheets:
        sheet = CaseSheet.objects.get_by_natural_key(*fields["project"])
        page = squeezed(client.get(sheet.get_absolute_url()).content.decode())
        row = client.get(f"/api/v1/case-sheets/{sheet.pk}/").json()
        api = squeezed(json.dumps(row, ensure_ascii=False).replace("\\n", ""))
        for text in filter(None, texts_of(fields)):
            missing += [(sheet.title, text) for place in (page, api) if squeezed(text) not in place]
        assert row["start_text"] == fields["start_text"]
        assert row["involvement"] == fields["involvement"][1]
        assert row["form"]["name"] == fields["form"][1]
    assert len(sheets) == 27
    assert missing == []
