"""The clerk's form of a record, posted as a browser posts it."""

from datetime import date

import pytest

from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.models import Change
from projects.models import Partner, Project, ProjectRecord
from projects.records.models.record import PARTNERS
from tests.factories.admin_pages import admin_url, logged_in, messages, untouched, words
from tests.factories.cities import City, make_city
from tests.factories.organizations import DepartmentFactory, editor
from tests.factories.projects import (
    CollaborationFormFactory,
    PartnerFactory,
    ProjectRecordFactory,
    record_in,
)
from tests.factories.record_fields import EXAMPLE

pytestmark = pytest.mark.django_db

ADD = "/admin/projects/projectrecord/add/"


@pytest.fixture
def city() -> City:
    return make_city("見本市")


@pytest.fixture
def clerk(city):
    return logged_in(city.editor)


def new_record(city: City, **changes):
    """Return what the add form sends for a complete record."""
    return {
        "fiscal_year": "R8",
        "department": str(city.department.pk),
        "name": "雪まつり",
        "stage": "actual",
        "recurrence": "yearly",
        "_save": "1",
        **changes,
    }


def today(monkeypatch, day: date) -> None:
    """Let it be another day in Japan."""
    monkeypatch.setattr("kyodo_portal.fiscal_years.years.today_in_japan", lambda _now=None: day)


def errors(response) -> dict[str, list[str]]:
    return response.context["adminform"].form.errors


WORDING = ["department_text", "partner_text", "form_text", "recurrence_text"]


def test_form_stands_in_the_order_of_the_citys_form(clerk):
    form = clerk.get(ADD).context["adminform"]
    fields = {str(group.name): list(group.fields) for group in form}
    assert {title: (names[0], names[-1]) for title, names in fields.items()} == {
        "事業": ("project", "forms"),
        "この年度の実施": ("stage", "content"),
        "成果": ("participants_text", "outcome"),
        "一覧での書き方（公表した一覧のことばを残すとき）": (WORDING[0], WORDING[-1]),
    }
    # What the city's form does not ask, or asks under another name.
    ours = ["project", "is_new_project", "partner_list", "stage", "id"]
    asked = {field.name for field in ProjectRecord._meta.concrete_fields if field.editable}
    agreed = [name for name in EXAMPLE if name in asked | {"forms"} and name not in ours]
    shown = [name for names in fields.values() for name in names]
    assert [name for name in shown if name not in ours] == [
        *(name for name in agreed if name not in WORDING),
        *WORDING,
    ]
    assert shown[:2] == ours[:2]
    assert shown[shown.index("name") :][:4] == ["name", "partner_list", "forms", "stage"]


def test_department_and_year_are_filled_in_for_a_clerk_of_one_department(clerk, city, monkeypatch):
    today(monkeypatch, date(2025, 9, 1))
    form = clerk.get(ADD).context["adminform"].form
    assert form["department"].value() == city.department.pk
    assert form["fiscal_year"].value() == "令和7年度"


def test_department_is_asked_of_a_clerk_of_two(city):
    other = DepartmentFactory(municipality=city.municipality)
    user = editor(other)
    user.memberships.create(
        municipality=city.municipality,
        role="editor",
        area="projects",
        department=city.department,
        version=1,
    )
    form = logged_in(user).get(ADD).context["adminform"].form
    assert form["department"].value() is None


def test_everything_is_read_as_staff_type_it(clerk, city):
    response = clerk.post(
        ADD,
        new_record(
            city,
            fiscal_year="令和8年度",
            first_year="昭和62年",
            start_text="R8.4.1",
            end_text="令和9年3月31日",
            participants_text="1,225",
            forms=[str(city.form.pk)],
            partner_list=[str(city.partner.pk)],
        ),
    )
    assert response.status_code == 302
    record = ProjectRecord.objects.get(name="雪まつり")
    assert (record.fiscal_year, record.first_year, record.participants) == (2026, 1987, 1225)
    assert (f"{record.start_date}", f"{record.end_date}") == ("2026-04-01", "2027-03-31")
    assert (record.form_text, record.partner_text) == (city.form.name, city.partner.name)
    assert Change.objects.filter(kind="projects.projectrecord").count() == 1


def test_blank_project_starts_one_of_the_records_name(clerk, city):
    clerk.post(ADD, new_record(city))
    record = ProjectRecord.objects.get(name="雪まつり")
    assert (record.project.name, record.project.municipality) == ("雪まつり", city.municipality)


def test_project_is_not_started_when_the_record_is_refused(clerk, city):
    response = clerk.post(ADD, new_record(city, start_text="R8.2.30"))
    assert "「R8.2.30」という日付はありません" in errors(response)["start_text"][0]
    assert not Project.objects.filter(name="雪まつり").exists()


def test_name_of_a_known_project_is_a_question(clerk, city):
    response = clerk.post(ADD, new_record(city, name=f"第2回{city.project.name}"))
    assert f"{city.project.name}（{city.project.code}）" in errors(response)["project"][0]
    assert 'type="checkbox" name="is_new_project"' in response.content.decode()
    assert Project.objects.count() == 1


def test_new_project_of_a_known_name_is_started_when_it_is_confirmed(clerk, city):
    clerk.post(ADD, new_record(city, name=city.project.name, is_new_project="on"))
    record = ProjectRecord.objects.get(fiscal_year=2026)
    assert record.project != city.project
    assert record.project.name == city.project.name


def test_record_continues_the_chosen_project(clerk, city):
    clerk.post(ADD, new_record(city, project=str(city.project.pk)))
    assert ProjectRecord.objects.get(fiscal_year=2026).project == city.project


def test_second_record_of_a_year_is_refused(clerk, city):
    response = clerk.post(ADD, new_record(city, project=str(city.project.pk), fiscal_year="R7"))
    assert errors(response)["__all__"] == ["この事業には、この年度の記録がもうあります。"]


def test_partners_keep_the_order_in_which_they_were_chosen(clerk, city):
    first = PartnerFactory(municipality=city.municipality, name="わたしの会")
    chosen = [first, city.partner]
    clerk.post(ADD, new_record(city, partner_list=[str(partner.pk) for partner in chosen]))
    links = ProjectRecord.objects.get(name="雪まつり").partner_links.order_by("position")
    assert [link.partner for link in links] == chosen


@pytest.mark.parametrize("field", ["partner_list", "forms", "project", "department"])
@pytest.mark.parametrize("value", ["999", "x", "9" * 30, "-1"])
def test_what_does_not_exist_cannot_be_chosen(clerk, city, field, value):
    response = clerk.post(ADD, new_record(city, **{field: value}))
    assert response.status_code == 200
    assert list(errors(response)) == [field]


def test_what_belongs_to_another_city_cannot_be_chosen(clerk, city):
    other = make_city("となり市")
    response = clerk.post(
        ADD,
        new_record(
            city,
            project=str(other.project.pk),
            department=str(other.department.pk),
            forms=[str(other.form.pk)],
            partner_list=[str(other.partner.pk)],
        ),
    )
    assert sorted(errors(response)) == ["department", "forms", "partner_list", "project"]
    assert "となり市" not in words(clerk.get(ADD))


def test_odd_date_is_saved_with_a_note(clerk, city):
    response = clerk.post(ADD, new_record(city, start_text="平成37年4月1日"), follow=True)
    note = "確認：開始日　平成は平成31年4月30日までです。令和7年4月1日として読みました。"
    assert note in messages(response)
    record = ProjectRecord.objects.get(name="雪まつり")
    change = clerk.get(admin_url(record, "change"))
    assert "令和7年4月1日として読みました。" in words(change)


def test_untouched_record_is_saved_without_a_change(clerk, city):
    page = clerk.get(admin_url(city.record, "change"))
    response = clerk.post(admin_url(city.record, "change"), {**untouched(page), "_save": "1"})
    assert response.status_code == 302
    city.record.refresh_from_db()
    assert [link.partner for link in city.record.partner_links.all()] == [city.partner]


def test_project_of_a_record_cannot_be_emptied(clerk, city):
    page = clerk.get(admin_url(city.record, "change"))
    data = {**untouched(page), "project": ""}
    assert list(errors(clerk.post(admin_url(city.record, "change"), data))) == ["project"]


def test_last_years_values_stand_beside_the_fields(clerk, city):
    record = ProjectRecordFactory(
        project=city.project, department=city.department, fiscal_year=2026
    )
    text = words(clerk.get(admin_url(record, "change")))
    assert "令和7年度の内容 はじめの目的 昨年と同じ" in text


def test_last_years_values_stand_on_the_form_opened_for_a_project(clerk, city):
    text = words(clerk.get(ADD, {"project": city.project.pk, "fiscal_year": "2026"}))
    assert "令和7年度の内容 はじめの目的 昨年と同じ" in text


def test_last_years_draft_of_another_department_stays_unseen(city):
    other = DepartmentFactory(municipality=city.municipality)
    clerk = logged_in(editor(other))
    assert "はじめの目的" not in words(clerk.get(ADD, {"project": city.project.pk}))


@pytest.mark.parametrize("project", ["x", "9" * 30, "-1", "99"])
def test_form_opened_for_no_project_is_an_empty_form(clerk, project):
    assert clerk.get(ADD, {"project": project}).status_code == 200


def test_page_to_be_read_shows_partners_in_their_order_and_years_in_eras(city):
    first = PartnerFactory(municipality=city.municipality, name="わたしの会")
    record = record_in(State.PUBLISHED, department=city.department, partners=[first, city.partner])
    text = words(logged_in(city.planner).get(admin_url(record, "change")))
    assert "わたしの会、見本市みどりの会" in text
    assert "令和7年度" in text
    assert "新しい事業として登録する" not in text


def test_register_is_added_to_from_the_form(clerk, city):
    assert 'id="add_id_partner_list"' in clerk.get(ADD).content.decode()
    popup = f"{admin_url(Partner, 'add')}?_popup=1"
    data = {
        "municipality": city.municipality.pk,
        "name": "新しい会",
        "kind": "group",
        "_popup": "1",
    }
    response = clerk.post(popup, data)
    partner = Partner.objects.get(name="新しい会")
    assert f"&quot;{partner.pk}&quot;" in response.content.decode()


def test_forms_of_the_city_stand_with_their_definitions(clerk, city):
    CollaborationFormFactory(
        municipality=city.municipality, name="協定", definition="協力し合う形態です。"
    )
    page = clerk.get(ADD).content.decode()
    assert "協力し合う形態です。" in page


def test_preview_of_the_public_page_is_offered_only_for_what_is_published(city):
    public = record_in(State.PUBLISHED, department=city.department)
    client = logged_in(city.coordinator)
    assert client.get(admin_url(public, "change")).context["has_absolute_url"]
    assert not client.get(admin_url(city.record, "change")).context["has_absolute_url"]


@pytest.mark.parametrize("partners", [1, 3])
def test_save_costs_a_fixed_number_of_statements(clerk, city, partners, django_assert_num_queries):
    """Session, user and memberships are seven of them, savepoints ten."""
    chosen = PartnerFactory.create_batch(partners, municipality=city.municipality)
    PARTNERS.write(city.record, chosen, [])
    page = admin_url(city.record, "change")
    sent = {**untouched(clerk.get(page)), "purpose": "別の目的"}
    with django_assert_num_queries(37):
        assert clerk.post(page, sent).status_code == 302
    assert ProjectRecord.objects.get().purpose == "別の目的"


@pytest.mark.parametrize("records", [1, 3])
def test_form_costs_a_fixed_number_of_queries(clerk, city, records, django_assert_num_queries):
    for _number in range(records):
        CollaborationFormFactory(municipality=city.municipality)
        PartnerFactory(municipality=city.municipality)
        DepartmentFactory(municipality=city.municipality)
    with django_assert_num_queries(12):
        clerk.get(admin_url(city.record, "change"))


@pytest.mark.parametrize("text", ["", "その他"])
def test_other_without_its_text_is_refused_beside_the_text(clerk, city, text):
    other = CollaborationFormFactory(municipality=city.municipality, name="その他")
    answer = clerk.post(
        ADD,
        new_record(
            city,
            forms=[str(other.pk)],
            form_text=text,
            recurrence="other",
            recurrence_text=text,
        ),
    )
    assert errors(answer) == {
        "form_text": ["「その他」を選んだときは、何かを書いてください。例：その他（広報への掲載）"],
        "recurrence_text": [
            "「その他」を選んだときは、何かを書いてください。例：その他（4年に1回）"
        ],
    }
    # The group with the texts is open now.
    wording = list(answer.context["adminform"])[3]
    assert not wording.is_collapsible


def test_other_with_its_text_is_saved(clerk, city):
    other = CollaborationFormFactory(municipality=city.municipality, name="その他")
    clerk.post(ADD, new_record(city, forms=[str(other.pk)], form_text="その他（広報への掲載）"))
    assert ProjectRecord.objects.get(name="雪まつり").form_text == "その他（広報への掲載）"


def test_older_record_that_only_says_other_can_still_be_saved(clerk, city):
    record = ProjectRecordFactory(
        project__municipality=city.municipality,
        department=city.department,
        recurrence="other",
        recurrence_text="",
    )
    data = untouched(clerk.get(admin_url(record, "change")))
    clerk.post(admin_url(record, "change"), {**data, "purpose": "つなぐ"})
    record.refresh_from_db()
    assert record.purpose == "つなぐ"


@pytest.mark.parametrize(
    ("day", "query", "year", "stage"),
    [
        (date(2026, 3, 31), "", "令和7年度", "actual"),
        (date(2026, 4, 1), "", "令和7年度", "actual"),
        (date(2026, 5, 31), "", "令和7年度", "actual"),
        (date(2026, 6, 1), "", "令和8年度", "actual"),
        (date(2026, 4, 1), "?fiscal_year=2026", "2026", "planned"),
        (date(2026, 4, 1), "?fiscal_year=R8", "R8", "planned"),
        (date(2026, 4, 1), "?fiscal_year=2025", "2025", "actual"),
        (date(2026, 4, 1), "?fiscal_year=x", "x", "actual"),
        (date(2026, 11, 1), "?fiscal_year=2027", "2027", "planned"),
    ],
)
def test_new_record_tells_of_the_ended_year_in_april_and_plans_the_new_one(
    clerk, monkeypatch, day, query, year, stage
):
    today(monkeypatch, day)
    form = clerk.get(ADD + query).context["adminform"].form
    assert (form["fiscal_year"].value(), form["stage"].value()) == (year, stage)


def test_results_of_a_year_to_come_are_saved_and_noted(clerk, city, monkeypatch):
    today(monkeypatch, date(2026, 4, 10))
    answer = clerk.post(ADD, new_record(city, _continue="1"), follow=True)
    note = "令和8年度はまだこれからです。予定なら「予定」を選んでください。"
    assert f"確認：予定・実績　{note}" in messages(answer)
    assert answer.context["adminform"].form.fields["stage"].notes == (note,)
    assert ProjectRecord.objects.get(name="雪まつり").stage == "actual"
