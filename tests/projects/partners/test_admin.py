"""The register of partners: its form, its list, and merging spellings."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from kyodo_portal.publishing.models import Change
from projects.models import CasePartner, Partner
from tests.factories.admin_pages import admin_url, logged_in, messages, words
from tests.factories.case_sheets import case_sheet
from tests.factories.cities import City, make_city
from tests.factories.organizations import OperatorFactory
from tests.factories.projects import PartnerFactory, published_record, record_in

pytestmark = pytest.mark.django_db
NOT_A_TARGET = (
    "その団体にはまとめられません。"
    "この団体自身と、もうほかの団体にまとめられている団体は選べません。"
)


@pytest.fixture
def city() -> City:
    return make_city("見本市")


@pytest.fixture
def spelling(city):
    return PartnerFactory(municipality=city.municipality, name="みどりの会（見本市）")


@pytest.fixture
def client(city):
    return logged_in(city.coordinator)


def merge_url(partner: Partner) -> str:
    return reverse("admin:projects_partner_merge", args=[partner.pk])


def merge(client, source: Partner, target: Partner | str, **changes):
    target_id = target.pk if isinstance(target, Partner) else target
    data = {"version": source.version, "target": target_id, "reason": "同じ団体", **changes}
    return client.post(merge_url(source), data, follow=True)


def form_errors(response) -> dict[str, list[str]]:
    return response.context["form"].errors


def test_spelling_is_merged_into_a_partner(client, city, spelling):
    response = merge(client, spelling, city.partner)
    spelling.refresh_from_db()
    assert spelling.merged_into == city.partner
    assert messages(response) == [
        "「みどりの会（見本市）」を「見本市みどりの会」の別表記としてまとめました。"
    ]
    assert Change.objects.get(object_id=spelling.pk).reason == "同じ団体"


def test_merged_spelling_becomes_a_partner_again(client, city, spelling):
    merge(client, spelling, city.partner)
    spelling.refresh_from_db()
    client.post(merge_url(spelling), {"version": spelling.version, "reason": ""})
    spelling.refresh_from_db()
    assert spelling.merged_into is None


def test_merge_seen_in_an_older_version_is_refused(client, city, spelling):
    response = merge(client, spelling, city.partner, version=7)
    assert "ほかの人が保存しました" in form_errors(response)["__all__"][0]
    spelling.refresh_from_db()
    assert spelling.merged_into is None


def test_partner_cannot_be_merged_into_itself(client, spelling):
    response = merge(client, spelling, spelling)
    assert form_errors(response)["target"] == [NOT_A_TARGET]
    assert Change.objects.count() == 0


def test_partner_that_is_itself_a_spelling_is_no_target(client, city, spelling):
    spelling.merged_into = city.partner
    spelling.save()
    assert form_errors(merge(client, city.partner, spelling))["target"] == [NOT_A_TARGET]


def offered(client, source: Partner) -> list[str]:
    """Return what the list of targets of a partner offers."""
    widget = client.get(merge_url(source)).context["form"].fields["target"].widget
    attrs = widget.build_attrs({})
    names = ("app-label", "model-name", "field-name")
    data = {name.replace("-", "_"): attrs[f"data-{name}"] for name in names}
    address = f"{widget.get_url()}&{urlencode(data)}"  # as the page's script adds its own
    return [one["text"] for one in client.get(address).json()["results"]]


def test_list_of_targets_offers_neither_itself_nor_other_spellings(client, city, spelling):
    PartnerFactory(municipality=city.municipality, name="緑の会", merged_into=city.partner)
    other = PartnerFactory(municipality=city.municipality, name="あおぞら会")
    make_city("となり市")
    assert offered(client, spelling) == [
        "あおぞら会（年度の記録0件、協働事例0件）",
        "見本市みどりの会（年度の記録1件、協働事例0件）",
    ]
    assert [text.partition("（年")[0] for text in offered(client, city.partner)] == [
        other.name,
        spelling.name,
    ]


def test_list_of_targets_counts_what_names_a_partner_under_any_spelling(client, city, spelling):
    named = PartnerFactory(municipality=city.municipality, name="緑の会", merged_into=city.partner)
    draft = record_in("draft", department=city.department, partners=[named, city.partner])
    published_record(department=city.department, partners=[named])
    sheet = case_sheet(project=draft.project, department=city.department, partners=[named])
    assert CasePartner.objects.get().sheet == sheet
    assert offered(client, spelling) == ["見本市みどりの会（年度の記録3件、協働事例1件）"]


def test_refused_target_is_shown_again_with_its_counts(client, city, spelling):
    page = merge(client, spelling, city.partner, version=7).content.decode()
    assert "見本市みどりの会（年度の記録1件、協働事例0件）</option>" in page


@pytest.mark.parametrize("partners", [1, 3])
def test_list_of_targets_costs_the_same_for_one_and_for_three(
    client, city, spelling, partners, django_assert_num_queries
):
    for _number in range(partners):
        published_record(partners=[PartnerFactory(municipality=city.municipality)])
    address = reverse("admin:autocomplete")
    data = {
        "app_label": "projects",
        "model_name": "partner",
        "field_name": "merged_into",
        "source": spelling.pk,
    }
    with django_assert_num_queries(5):
        assert len(client.get(address, data).json()["results"]) == partners + 1


@pytest.mark.parametrize("source", ["", "x", "9" * 30])
def test_list_of_targets_for_a_senseless_partner_is_answered(client, source):
    data = {"app_label": "projects", "model_name": "partner", "field_name": "merged_into"}
    response = client.get(reverse("admin:autocomplete"), {**data, "source": source})
    assert response.status_code == 200


def test_partner_of_another_city_cannot_be_the_target(client, spelling):
    other = make_city("となり市").partner
    assert list(form_errors(merge(client, spelling, other))) == ["target"]


def test_partner_of_another_city_is_refused_to_the_operator_too(city, spelling):
    other = make_city("となり市").partner
    response = merge(logged_in(OperatorFactory()), spelling, other)
    assert form_errors(response)["__all__"] == ["別の自治体の関係団体とはまとめられません。"]


@pytest.mark.parametrize("target", ["", "x", "9" * 30])
def test_merge_without_a_target_asks_for_one(client, spelling, target):
    assert list(form_errors(merge(client, spelling, target))) == ["target"]


def test_clerk_may_not_merge(city, spelling):
    response = merge(logged_in(city.editor), spelling, city.partner)
    assert response.status_code == 403
    spelling.refresh_from_db()
    assert spelling.merged_into is None


def test_merging_a_partner_that_is_not_there_leads_home(client):
    other = make_city("となり市").partner
    assert client.get(merge_url(other)).status_code == 302


def test_municipality_is_asked_only_of_who_works_for_several(client):
    page = client.get(admin_url(Partner, "add")).content.decode()
    assert '<input type="hidden" name="municipality"' in page
    operator = logged_in(OperatorFactory()).get(admin_url(Partner, "add")).content.decode()
    assert '<select name="municipality"' in operator


def test_list_finds_by_another_spelling_and_hides_other_cities(client, city):
    make_city("となり市")
    data = {
        "municipality": city.municipality.pk,
        "name": "Aの会",
        "kind": "group",
        "aliases": "エーの会",
    }
    client.post(admin_url(Partner, "add"), data)
    response = client.get(admin_url(Partner, "changelist"), {"q": "ｴｰの会"})
    assert [partner.name for partner in response.context["cl"].result_list] == ["Aの会"]
    assert "となり市" not in words(client.get(admin_url(Partner, "changelist")))


@pytest.mark.parametrize("partners", [1, 3])
def test_list_costs_a_fixed_number_of_queries(client, city, partners, django_assert_num_queries):
    for _number in range(partners):
        PartnerFactory(municipality=city.municipality, merged_into=city.partner)
    with django_assert_num_queries(5):
        response = client.get(admin_url(Partner, "changelist"))
    assert len(response.context["cl"].result_list) == partners + 1


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("10000200121310", "法人番号は半角の数字13けたで書いてください。"),
        ("1-0000-2001", "法人番号は半角の数字13けたで書いてください。"),
        (
            "1000020012132",
            (
                "法人番号「1000020012132」の検査数字（はじめの1けた）が合いません。"
                "番号をもう一度見てください。"
            ),
        ),
    ],
)
def test_corporate_number_that_is_none_is_told_what_is_wrong(client, city, number, said):
    page = client.post(admin_url(city.partner, "change"), {"corporate_number": number})
    assert page.context["adminform"].form.errors["corporate_number"] == [said]
