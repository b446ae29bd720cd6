import pytest

from kyodo_portal.organizations.models import Department
from projects.partners.choices import PartnerKind
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.projects import PartnerFactory, published_record, record_in
from tests.factories.publishing import EditionFactory
from tests.page_text import page_text

pytestmark = pytest.mark.django_db


def test_list_shows_every_city_with_its_departments(client, real_data):
    MunicipalityFactory(name="部署のない市")
    trees = client.get("/departments/").context["trees"]
    assert [str(tree.municipality) for tree in trees] == ["帯広市", "苫小牧市", "部署のない市"]
    assert [branch.department.name for branch in trees[1].roots][:5] == [
        "総合政策部",
        "市民生活部",
        "環境衛生部",
        "福祉部",
        "教育部",
    ]
    assert "部署はまだ登録されていません。" in page_text(client.get("/departments/"))


def test_list_under_conditions_shows_what_its_json_counts(client, real_data):
    DepartmentFactory(name="よその部")
    for query, number in [
        ({"municipality": "012131"}, 56),
        ({"q": "ゼロカーボン推進室"}, 1),
        ({"q": "ない部"}, 0),
    ]:
        response = client.get("/departments/", query)
        assert page_text(response).count('<li class="door door--counts"') == number
        assert client.get("/departments/", {**query, "format": "json"}).json()["count"] == number
        assert "よその部" not in page_text(response)
    assert "この条件に合う部署はありません。" in page_text(response)


def test_list_is_also_csv(client):
    unit = DepartmentFactory()
    lines = client.get("/departments/?format=csv").getvalue().decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert unit.name in lines[1]


@pytest.mark.parametrize("query", [{"format": "pdf"}, {"municipality": "x"}, {"q": "\0"}])
def test_list_with_a_bad_condition_is_400(client, query):
    assert client.get("/departments/", query).status_code == 400


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_at_any_size(client, number, django_assert_num_queries):
    for _ in range(number):
        published_record(department__municipality=EditionFactory().municipality)
    with django_assert_num_queries(11):
        client.get("/departments/")


def test_list_says_of_the_real_cities_what_names_each_unit(client, real_data):
    text = page_text(client.get("/departments/"))
    assert "0件" not in text
    assert "収めた資料に名前のない部署" not in text
    assert "建制順" not in text
    assert "その資料は部の名前だけを書いているため、課の別は資料に記載なしです。" in text
    assert "協働事業の資料はまだ収めていません（データなし）。" in text
    counts = {
        branch.department.name: (branch.count, [(str(w.label), w.count) for w in branch.work])
        for tree in client.get("/departments/").context["trees"]
        for root in tree.roots
        for branch in (root, *root.children)
    }
    assert counts["教育部"] == (8, [])
    assert counts["総合政策部"] == (1, [("施策", 13), ("公約", 10)])
    assert counts["協働・男女平等参画室"] == (None, [("施策", 9), ("公約", 3)])
    assert counts["苫小牧市立中央図書館"] == (None, [("関係団体として", 4)])
    assert counts["みどりの課"] == (None, [("事例", 7)])


def test_list_folds_the_units_that_nothing_names(client):
    city = EditionFactory().municipality
    division = DepartmentFactory(municipality=city, name="名前のある部")
    silent = DepartmentFactory(municipality=division.municipality, name="名前のない課")
    published_record(department=division)
    text = page_text(client.get("/departments/"))
    fold = text[text.index('<details class="fold"') :].partition("</details>")[0]
    assert "収めた資料に名前のない部署1を見る" in fold
    assert (silent.name in fold, division.name in fold) == (True, False)


def test_page_of_a_section_whose_source_names_the_division_alone_is_not_0(client, real_data):
    unit = Department.objects.get(name="協働・男女平等参画室")
    response = client.get(f"/departments/{unit.pk}/")
    assert [fact.value for fact in response.context["page"].facts] == ["課の別は資料に記載なし"]
    text = page_text(response)
    assert "0件という意味ではありません。" in text
    assert "この部署の協働事業はありません。" not in text


def test_page_of_a_real_department_has_the_documents_figures(client, real_data):
    unit = Department.objects.get(name="教育部")
    response = client.get(f"/departments/{unit.pk}/")
    page = response.context["page"]
    assert [fact.value for fact in page.facts] == ["8", "2,204", "7", "1987–2023"]
    assert page.facts[2].note == "うち市の組織2"
    assert [row["number"] for row in page.year.rows] == ["1", "2", "4", "6", "8", "9", "10", "12"]
    assert page_text(response).index("出張！図書館") < page_text(response).index("青空こども図書館")
    assert client.get(f"{page.list_url}&format=json").json()["count"] == 8


def test_page_is_also_json_and_csv_of_the_records_it_shows(client):
    unit = DepartmentFactory()
    published_record(department=unit, name="去年の事業", fiscal_year=2024)
    shown = published_record(department=unit, name="今年の事業", fiscal_year=2025)
    address = f"/departments/{unit.pk}/"
    data = client.get(address, {"format": "json"}).json()
    assert [row["id"] for row in data["results"]] == [shown.pk]
    lines = client.get(address, {"format": "csv", "fiscal_year": 2024}).getvalue().decode()
    assert ("去年の事業" in lines, "今年の事業" in lines) == (True, False)
    assert client.get(address, {"format": "pdf"}).status_code == 400


def test_page_of_a_unit_that_is_itself_a_partner_leads_to_that_page(client):
    unit = DepartmentFactory()
    partner = PartnerFactory(
        municipality=unit.municipality, kind=PartnerKind.CITY_UNIT, department=unit
    )
    address = f"/departments/{unit.pk}/"
    assert partner.name not in page_text(client.get(address))
    record_in("draft", in_municipality=unit.municipality, partners=[partner])
    assert partner.name not in page_text(client.get(address))
    published_record(in_municipality=unit.municipality, partners=[partner])
    link = f'<a href="/partners/{partner.pk}/">{partner.name}</a>'
    assert link in page_text(client.get(address))


def test_page_says_beside_the_sum_what_it_leaves_out(client, real_data):
    unit = Department.objects.get(name="環境衛生部")
    text = page_text(client.get(f"/departments/{unit.pk}/"))
    assert '24,684<span class="sub">不明1件を除く</span>' in text


def test_page_does_not_show_what_is_not_public(client):
    unit = DepartmentFactory()
    published_record(department=unit)
    address = f"/departments/{unit.pk}/"
    before = page_text(client.get(address))
    for state in ["draft", "submitted", "returned", "withdrawn"]:
        partner = PartnerFactory(municipality=unit.municipality, name=f"秘密の団体{state}")
        record_in(state, department=unit, name=f"秘密の{state}", partners=[partner])
    assert page_text(client.get(address)) == before


def test_page_names_no_private_person(client):
    unit = DepartmentFactory()
    person = PartnerFactory(
        municipality=unit.municipality, kind=PartnerKind.PERSON, name="山田太郎"
    )
    published_record(department=unit, partners=[person], partner_text="山田太郎、町内会")
    text = page_text(client.get(f"/departments/{unit.pk}/"))
    assert "山田太郎" not in text
    assert "個人、町内会" in text


def test_page_without_records_works_and_tells_0_from_no_data(client):
    unit = DepartmentFactory()
    address = f"/departments/{unit.pk}/"
    assert "この年度の資料は、このサイトに収めていません。" in page_text(client.get(address))
    EditionFactory(municipality=unit.municipality)
    text = page_text(client.get(address))
    assert "この部署の協働事業はありません。" in text


def test_page_shows_where_the_department_came_from_and_went(client):
    after = DepartmentFactory(name="いまの部", valid_from=2025)
    unit = DepartmentFactory(
        municipality=after.municipality,
        name="前の部",
        valid_from=2019,
        valid_to=2024,
        successors=[after],
    )
    text = page_text(client.get(f"/departments/{unit.pk}/"))
    assert "令和元年度から令和6年度まで" in text
    assert f'<a href="/departments/{after.pk}/">いまの部</a>' in text
    assert f'<a href="/departments/{unit.pk}/">前の部</a>' in page_text(
        client.get(f"/departments/{after.pk}/")
    )


def test_page_ends_with_the_contact(client):
    unit = DepartmentFactory(telephone="0144-32-6111")
    text = page_text(client.get(f"/departments/{unit.pk}/"))
    assert '<a href="tel:0144326111">0144-32-6111</a>' in text
    other = DepartmentFactory()
    assert "電話番号は登録されていません" in page_text(client.get(f"/departments/{other.pk}/"))


def test_page_of_another_year_shows_that_years_records(client):
    unit = DepartmentFactory()
    published_record(department=unit, name="去年の事業", fiscal_year=2024)
    published_record(department=unit, name="今年の事業", fiscal_year=2025)
    text = page_text(client.get(f"/departments/{unit.pk}/?fiscal_year=2024"))
    assert ("去年の事業" in text, "今年の事業" in text) == (True, False)


@pytest.mark.parametrize("value", ["x", "99999", "２０２５", "2025'", "\0", "9" * 10_000])
def test_page_with_a_year_that_is_none_is_400_and_says_how(client, value):
    unit = DepartmentFactory()
    response = client.get(f"/departments/{unit.pk}/", {"fiscal_year": value})
    assert response.status_code == 400
    assert "例：2025" in page_text(response)


@pytest.mark.parametrize("number", ["0", "01", "999999999999999999", "9" * 30, "x", "-1"])
def test_page_of_an_unknown_number_is_404(client, number):
    assert client.get(f"/departments/{number}/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_at_any_size(client, number, django_assert_num_queries):
    unit = DepartmentFactory()
    EditionFactory(municipality=unit.municipality)
    for _ in range(number):
        DepartmentFactory(municipality=unit.municipality, parent=unit, successors=[unit])
        partner = PartnerFactory(municipality=unit.municipality)
        published_record(department=unit, partners=[partner])
    with django_assert_num_queries(16):
        client.get(f"/departments/{unit.pk}/")
