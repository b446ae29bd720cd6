"""関係団体: the list and the page of one, facts only and no persons."""

import pytest

from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.funnel import Write, save
from projects.models import CaseSheet, Partner
from projects.partners.services import merge_partners
from tests.factories.case_sheets import case_sheet
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory, UserFactory
from tests.factories.projects import PartnerFactory, ProjectFactory, published_record, record_in
from tests.page_text import page_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return MunicipalityFactory(code="012131", name="苫小牧市")


@pytest.fixture
def department(city):
    return DepartmentFactory(municipality=city, name="教育部")


def rows(response):
    return [(row["name"], row["project_count"]) for row in response.context["partners"]]


def merge(source, target):
    merge_partners(
        source=source,
        target=target,
        by=UserFactory(),
        channel=Channel.FIXTURE,
        source_version=source.version,
    )


def test_list_of_the_real_data_counts_projects_and_says_kinds(client, real_data):
    response = client.get("/partners/?municipality=012131")
    found = {
        row["name"]: (str(row["kind"]), row["project_count"])
        for row in response.context["partners"]
    }
    assert len(found) == 16
    assert found["苫小牧市立中央図書館"] == ("市の組織", 4)
    assert found["町内会・自治会"] == ("総称", 3)
    assert found["トヨタ自動車北海道(株)"] == ("企業", 1)
    assert "<strong>16</strong>件。" in page_text(response)
    assert "<caption>苫小牧市</caption>" in page_text(response)


def test_partners_of_case_sheets_are_counted_by_these_and_none_by_0(client, real_data):
    response = client.get("/partners/")
    counts = {
        row["url"]: (row["name"], row["project_count"], row["case_count"])
        for row in response.context["partners"]
    }
    assert [found for found in counts.values() if found[1:] == (0, 0)] == []
    assert ("スポーツ推進委員", 0, 2) in counts.values()
    text = page_text(response)
    assert '<td class="num">0</td>' not in text
    assert '<span class="nowrap">事例 2</span>' in text


def test_phrase_that_only_points_at_a_group_has_no_page(client, real_data):
    assert not Partner.objects.filter(name__contains="準ずる").exists()
    sheet = CaseSheet.objects.get(title="資源集団回収")
    text = page_text(client.get(sheet.get_absolute_url()))
    assert ">町内会</a>、これに準ずる団体</b>" in text


def test_namesakes_of_two_cities_have_titles_of_their_own(client, real_data):
    found = [
        client.get(partner.get_absolute_url()).content.decode().partition("<title>")[2]
        for partner in Partner.objects.filter(name="老人クラブ").order_by("municipality__code")
    ]
    assert [title.partition(" - ")[0] for title in found] == [
        "老人クラブ（帯広市）",
        "老人クラブ（苫小牧市）",
    ]


def test_case_sheets_are_counted_once_under_every_spelling_and_published(client, department):
    kept, other = (
        PartnerFactory(municipality=department.municipality, name=name)
        for name in ("甲の会", "甲会")
    )
    case_sheet("published", department=department, partners=[kept, other])
    case_sheet("published", department=department, partners=[other])
    case_sheet("submitted", department=department, partners=[kept])
    merge(other, kept)
    [row] = client.get("/partners/").context["partners"]
    assert (row["name"], row["project_count"], row["case_count"]) == ("甲の会", 0, 2)


def test_count_is_of_projects_under_every_spelling_and_published(client, city, department):
    kept, other = (PartnerFactory(municipality=city, name=name) for name in ("甲の会", "甲会"))
    project = ProjectFactory(municipality=city)
    for year in (2024, 2025):
        published_record(
            department=department, project=project, fiscal_year=year, partners=[kept, other]
        )
    published_record(department=department, partners=[other])
    record_in("returned", department=department, partners=[kept])
    assert rows(client.get("/partners/")) == [("甲の会", 1), ("甲会", 2)]
    merge(other, kept)
    assert rows(client.get("/partners/")) == [("甲の会", 2)]


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "withdrawn"])
def test_partner_of_what_is_not_published_is_not_there(client, city, department, state):
    partner = PartnerFactory(municipality=city, name="秘密の団体")
    record_in(state, department=department, partners=[partner])
    response = client.get("/partners/")
    assert rows(response) == []
    assert "公開している記録は、まだありません。" in page_text(response)
    assert "秘密" not in page_text(response)
    assert client.get(f"/partners/{partner.pk}/").status_code == 404


def test_persons_are_not_there(client, city, department):
    person = PartnerFactory(municipality=city, kind="person", name="山田太郎")
    group = PartnerFactory(municipality=city, name="緑の会")
    published_record(
        department=department, partner_text="緑の会、山田太郎", partners=[person, group]
    )
    assert rows(client.get("/partners/")) == [("緑の会", 1)]
    for address in ["/partners/", "/partners/?kind=group", f"/partners/{group.pk}/"]:
        for query in [{}, {"format": "json"}]:
            assert "山田" not in client.get(address, query_params=query).content.decode()
    assert client.get(f"/partners/{person.pk}/").status_code == 404
    assert client.get("/partners/?kind=person").status_code == 400


def test_merged_person_leads_nowhere(client, city, department):
    group = PartnerFactory(municipality=city)
    person = PartnerFactory(municipality=city, kind="person", merged_into=group)
    published_record(department=department, partners=[group])
    assert client.get(f"/partners/{person.pk}/").status_code == 404


def test_conditions_narrow_the_list_and_take_themselves_out(client, city, department):
    group = PartnerFactory(municipality=city, name="緑の会")
    school = PartnerFactory(municipality=city, name="緑小学校", kind="school")
    published_record(department=department, partners=[group, school])
    response = client.get("/partners/?kind=school&municipality=012131")
    assert rows(response) == [("緑小学校", 1)]
    chips = {str(chip.label): chip.url for chip in response.context["chips"]}
    assert chips == {
        "学校": "/partners/?municipality=012131",
        "苫小牧市": "/partners/?kind=school",
    }
    kinds = response.context["facets"][1]
    assert [(str(v.value), v.count, v.is_selected) for v in kinds.values] == [
        ("group", 1, False),
        ("school", 1, True),
    ]
    assert rows(client.get("/partners/?municipality=012076")) == []


def test_words_find_every_spelling(client, city, department):
    partner = Partner(municipality=city, name="緑の会", kind="group", aliases="グリーンクラブ")
    save(partner, write=Write(UserFactory(), Channel.FIXTURE), expected_version=None)
    published_record(department=department, partners=[partner, PartnerFactory(municipality=city)])
    for words in ("緑", "ぐりーん", "ｸﾗﾌﾞ"):
        assert rows(client.get("/partners/", {"q": words})) == [("緑の会", 1)]
    response = client.get("/partners/", {"q": "ないことば"})
    assert "この条件に合う記録はありません" in page_text(response)
    assert [(str(chip.label), chip.url) for chip in response.context["chips"]] == [
        ("「ないことば」", "/partners/")
    ]


@pytest.mark.parametrize("query", ["kind=x", "municipality=12", "page=x", "format=pdf", "q=%00"])
def test_bad_conditions_are_400(client, city, department, query):
    published_record(department=department, partners=[PartnerFactory(municipality=city)])
    response = client.get(f"/partners/?{query}")
    assert response.status_code == 400
    assert "条件を読み取れません" in response.content.decode()


def test_page_of_a_real_partner_states_facts(client, real_data):
    library = Partner.objects.get(name="苫小牧市立中央図書館")
    response = client.get(f"/partners/{library.pk}/")
    assert [fact["value"] for fact in response.context["facts"]] == ["4", "1", "令和7年度"]
    assert [row["number"] for row in response.context["rows"]] == ["1", "2", "9", "12"]
    text = page_text(response)
    assert '<span class="badge badge--kind">市の組織</span><span>苫小牧市</span>' in text
    assert "市の組織です。" in text
    assert [line.cells[-1].text for line in response.context["figures"].lines] == ["4"]


def test_class_is_said_to_be_no_single_partner(client, city, department):
    partner = PartnerFactory(municipality=city, kind="generic", name="町内会・自治会")
    published_record(department=department, partners=[partner])
    text = page_text(client.get(f"/partners/{partner.pk}/"))
    assert "特定の1つの団体ではなく、まとめた呼び方です。" in text


def test_page_shows_all_years_and_departments_and_links_to_the_list(client, city, department):
    partner = PartnerFactory(municipality=city, aliases="みどり会\n緑会")
    other = DepartmentFactory(municipality=city, name="環境衛生部")
    published_record(department=department, partners=[partner], fiscal_year=2023)
    published_record(department=other, partners=[partner], fiscal_year=2025)
    record_in("draft", department=department, partners=[partner], fiscal_year=2022)
    response = client.get(f"/partners/{partner.pk}/")
    assert [fact["value"] for fact in response.context["facts"]] == [
        "2",
        "2",
        "令和5年度から令和7年度まで",
    ]
    assert "<p>みどり会</p><p>緑会</p>" in page_text(response)
    for line in response.context["figures"].lines:
        assert client.get(line.url).context["count"] == 1


def test_page_states_facts_and_no_other_figure(client, city, department):
    partner = PartnerFactory(municipality=city)
    for year in (2024, 2025):
        published_record(department=department, fiscal_year=year, partners=[partner])
    context = client.get(f"/partners/{partner.pk}/").context
    assert [(str(fact["label"]), fact["value"]) for fact in context["facts"]] == [
        ("協働事業", "2"),
        ("所管部", "1"),
        ("記録のある年度", "令和6年度から令和7年度まで"),
    ]
    # The one table besides the list: records by department and year, and the change.
    [line] = context["figures"].lines
    assert (line.label, [cell.text for cell in line.cells]) == (
        "教育部",
        ["1", "1", "2", "増減なし"],
    )


def test_merged_spelling_leads_to_its_partner(client, city, department):
    kept, other = (PartnerFactory(municipality=city) for _ in range(2))
    published_record(department=department, partners=[other])
    merge(other, kept)
    response = client.get(f"/partners/{other.pk}/?format=json")
    assert (response.status_code, response["Location"]) == (
        301,
        f"/partners/{kept.pk}/?format=json",
    )
    assert client.get(f"/partners/{kept.pk}/").context["count"] == 1


def test_files_of_a_partner_hold_its_records(client, city, department):
    partner = PartnerFactory(municipality=city)
    for year in (2024, 2025):
        published_record(department=department, partners=[partner], fiscal_year=year)
    published_record(department=department)
    answer = client.get(f"/partners/{partner.pk}/?format=json").json()
    assert [row["fiscal_year"] for row in answer["results"]] == [2025, 2024]
    lines = client.get(f"/partners/{partner.pk}/?format=csv").getvalue().decode().splitlines()
    assert len(lines) == 3


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_at_any_size(client, city, number, django_assert_num_queries):
    for _ in range(number):
        published_record(in_municipality=city, partners=[PartnerFactory(municipality=city)])
    with django_assert_num_queries(5):
        client.get("/partners/")


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_at_any_size(client, city, number, django_assert_num_queries):
    partner = PartnerFactory(municipality=city)
    for _ in range(number):
        published_record(in_municipality=city, partners=[partner])
    with django_assert_num_queries(12):
        client.get(f"/partners/{partner.pk}/")
