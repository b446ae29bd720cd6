import re

import pytest

from kyodo_portal.site.organizations.municipality_page import MOST_RECORDS
from tests.factories.case_sheets import case_sheet
from tests.factories.guideline import GuidelineSectionFactory
from tests.factories.organizations import MunicipalityFactory
from tests.factories.projects import (
    CollaborationFormFactory,
    PartnerFactory,
    published_record,
    record_in,
)
from tests.factories.publishing import EditionFactory
from tests.page_text import page_text, text_of

pytestmark = pytest.mark.django_db


def test_page_of_the_real_city_shows_edition_records_and_definitions(client, real_data):
    response = client.get("/municipalities/012131/")
    page = response.context["page"]
    assert [(line.edition.fiscal_year, line.count) for line in page.editions] == [
        (2025, 14),
        (2019, 15),
        (2023, 50),
    ]
    assert [row["number"] for row in page.rows] == [str(number) for number in range(1, 11)]
    assert [form.name for form, _address in page.forms][:2] == ["共催", "実行委員会・協議会"]
    text = page_text(response)
    assert "14件すべてを一覧で見る" in text
    assert "協働事業一覧（令和7年度）" in text
    assert "市民が中心的に実施する事業に対し、市が補完的に協力します。" in text


def test_page_of_a_city_without_records_says_no_data_and_never_0(client, real_data):
    response = client.get("/municipalities/012076/")
    page = response.context["page"]
    assert (page.editions, page.rows, page.latest) == ([], [], None)
    text = page_text(response)
    assert "データなし" in text
    assert "事業が0件だったという意味ではありません。" in text
    assert "資料に記載なし" in text  # the definitions of its forms


def test_page_says_of_reports_what_their_own_pages_say(client, real_data):
    text = page_text(client.get("/municipalities/012131/"))
    assert "市長公約<br>令和5年度末</dt>" in text
    assert ">50施策</a>" in text
    assert "公表日：令和6年5月</p>" in text
    assert "50項目" not in text
    pledges = text_of(client.get("/pledges/tomakomai-5/").content.decode())
    assert "令和6年5月公表" in pledges
    assert "50の施策の進み具合" in pledges


def test_page_names_what_belongs_to_no_year(client, real_data):
    found = {
        code: [
            (str(one.label), one.count, one.url)
            for one in client.get(f"/municipalities/{code}/").context["page"].documents
        ]
        for code in ("012076", "012131")
    }
    assert found == {
        "012076": [("協働事例紹介シート", 27, "/cases/?municipality=012076")],
        "012131": [("協働のガイドライン", None, "/guideline/?municipality=012131")],
    }
    for documents in found.values():
        assert client.get(documents[0][2]).status_code == 200


def test_documents_that_are_not_published_are_not_named(client):
    sheet = case_sheet("submitted")
    GuidelineSectionFactory(municipality=sheet.municipality, is_published=False)
    page = client.get(f"/municipalities/{sheet.municipality.code}/").context["page"]
    assert page.documents == []


def test_page_never_mixes_in_another_city(client):
    city = EditionFactory().municipality
    published_record(in_municipality=city, name="わが市の事業")
    other = EditionFactory(fiscal_year=2026).municipality
    published_record(in_municipality=other, name="よその事業", fiscal_year=2026)
    CollaborationFormFactory(municipality=other, name="よその形態")
    response = client.get(f"/municipalities/{city.code}/")
    assert "よその" not in page_text(response)
    assert response.context["page"].years.fiscal_years[0] == 2025


def test_page_does_not_show_what_is_not_public(client):
    city = EditionFactory().municipality
    first = published_record(in_municipality=city)
    EditionFactory(municipality=city, fiscal_year=2026, is_published=False, coverage="まだ秘密")
    address = f"/municipalities/{city.code}/"
    before = page_text(client.get(address))
    for state in ["draft", "submitted", "returned", "withdrawn"]:
        record_in(state, department=first.department, name=f"秘密の{state}")
    assert page_text(client.get(address)) == before
    assert "まだ秘密" not in before


def test_page_shows_the_first_records_only(client):
    city = EditionFactory().municipality
    unit = published_record(in_municipality=city).department
    for _ in range(MOST_RECORDS):
        published_record(department=unit)
    page = client.get(f"/municipalities/{city.code}/").context["page"]
    assert (len(page.rows), page.latest.count) == (MOST_RECORDS, MOST_RECORDS + 1)


@pytest.mark.parametrize(
    "code", ["999999", "01213", "0121310", "x", "０１２１３１", "%00", "1" * 10_000]
)
def test_page_of_an_unknown_code_is_404(client, code):
    assert client.get(f"/municipalities/{code}/").status_code == 404


def test_page_says_how_many_of_the_records_are_sponsorships(client):
    edition = EditionFactory(fiscal_year=2025)
    city = edition.municipality
    koen = CollaborationFormFactory(municipality=city, common_code="koen")
    unit = published_record(in_municipality=city, fiscal_year=2025).department
    address = f"/municipalities/{city.code}/"
    assert re.search("後援[0-9]", page_text(client.get(address))) is None
    published_record(department=unit, fiscal_year=2025, forms=[koen])
    text = page_text(client.get(address))
    assert "（うち後援1件）" in text
    assert "協働事業の件数には、後援1件を含みます。" in text


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_at_any_size(client, number, django_assert_num_queries):
    city = EditionFactory().municipality
    for year in range(number - 1):
        EditionFactory(municipality=city, fiscal_year=2000 + year)
    for _ in range(number):
        form, partner = (
            CollaborationFormFactory(municipality=city),
            PartnerFactory(municipality=city),
        )
        published_record(in_municipality=city, forms=[form], partners=[partner])
    with django_assert_num_queries(25):
        client.get(f"/municipalities/{city.code}/")


def test_page_of_a_city_with_website_links_it(client):
    city = MunicipalityFactory(website="https://www.example.jp/")
    text = page_text(client.get(f"/municipalities/{city.code}/"))
    assert f'href="https://www.example.jp/">{city.name}の公式サイト</a>' in text
