"""What belongs to another municipality is neither seen, nor chosen, nor touched."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME

from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.models import Change, Edition
from projects.models import CollaborationForm, Partner, Project, ProjectRecord
from tests.factories.admin_pages import admin_url, logged_in, messages, untouched, words
from tests.factories.organizations import DepartmentFactory, MembershipFactory
from tests.factories.projects import ProjectFactory, ProjectRecordFactory, record_in
from tests.factories.publishing import EditionFactory

ROLES = ["editor", "coordinator", "planner", "administrator"]
OURS, THEIRS = "こちら", "あちら"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("model", [ProjectRecord, Project, Partner, CollaborationForm, Department])
def test_list_shows_only_the_own_city(city, other_city, role, model):
    page = words(logged_in(getattr(city, role)).get(admin_url(model, "changelist")))
    assert THEIRS not in page


@pytest.mark.parametrize("model", [ProjectRecord, Project, Partner, CollaborationForm, Department])
def test_list_shows_the_own_city(city, other_city, model):
    assert OURS in words(logged_in(city.coordinator).get(admin_url(model, "changelist")))


def test_searching_for_the_other_city_finds_nothing(city, other_city):
    page = logged_in(city.coordinator).get(admin_url(Department, "changelist"), {"q": THEIRS})
    assert page.context["cl"].result_count == 0


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("page", ["change", "history", "delete"])
@pytest.mark.parametrize("thing", ["record", "project", "partner", "form", "department"])
def test_pages_of_the_other_city_lead_away(city, other_city, role, page, thing):
    answer = logged_in(getattr(city, role)).get(admin_url(getattr(other_city, thing), page))
    # A planner may delete nothing at all, and is told so before anything is looked up.
    assert (answer.status_code, answer.get("Location")) in [(302, "/admin/"), (403, None)]
    assert THEIRS not in answer.content.decode()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("page", ["change", "delete"])
def test_posts_to_the_other_city_change_nothing(city, other_city, role, page):
    sent = {"post": "yes", "expected_version": "1", "name": "盗んだ", "purpose": "盗んだ"}
    for thing in (other_city.record, other_city.partner, other_city.department):
        answer = logged_in(getattr(city, role)).post(admin_url(thing, page), sent)
        assert answer.status_code in {302, 403}
        stored = type(thing).objects.get(pk=thing.pk)
        assert (stored.version, stored.name) == (1, thing.name)
    assert Change.objects.count() == 0


def test_action_on_a_forged_key_touches_nothing(city, other_city):
    theirs = record_in(State.SUBMITTED, department=other_city.department)
    sent = {
        "action": "publish",
        ACTION_CHECKBOX_NAME: [str(theirs.pk)],
        f"version_{theirs.pk}": str(theirs.version),
        "confirmed": "yes",
        "select_across": "1",
    }
    url = admin_url(ProjectRecord, "changelist")
    answer = logged_in(city.coordinator).post(url, sent, follow=True)
    theirs.refresh_from_db()
    assert theirs.state == State.SUBMITTED
    assert messages(answer) == ["選んだ記録のうち1件が見つかりません。一覧から選び直してください。"]


@pytest.mark.parametrize("key", ["x", "9" * 30, "-1", "1\0", "１"])
def test_action_on_a_key_that_is_none_is_refused(city, key):
    url = admin_url(ProjectRecord, "changelist")
    sent = {"action": "submit", ACTION_CHECKBOX_NAME: [key]}
    answer = logged_in(city.coordinator).post(url, sent, follow=True)
    assert messages(answer) == ["選んだ記録の番号が正しくありません。一覧から選び直してください。"]


def test_step_of_the_other_citys_record_leads_away(city, other_city):
    theirs = record_in(State.SUBMITTED, department=other_city.department)
    url = admin_url(theirs, "step", "publish")
    answer = logged_in(city.coordinator).post(
        url, {"confirmed": "yes", f"version_{theirs.pk}": "2"}
    )
    theirs.refresh_from_db()
    assert (answer.url, theirs.state) == ("/admin/", State.SUBMITTED)


@pytest.mark.parametrize("field", ["project", "department", "forms", "partner_list"])
@pytest.mark.parametrize("role", ["editor", "coordinator"])
def test_forged_choice_of_the_other_city_is_refused_in_words(city, other_city, role, field):
    thing = {"forms": "form", "partner_list": "partner"}.get(field, field)
    client = logged_in(getattr(city, role))
    url = admin_url(city.record, "change")
    sent = {**untouched(client.get(url)), field: str(getattr(other_city, thing).pk)}
    answer = client.post(url, sent)
    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == [field]
    city.record.refresh_from_db()
    assert city.record.version == 1


def choices(page, field):
    """Return the names that a form offers."""
    return sorted(str(item) for item in page.context["adminform"].form.fields[field].queryset)


def test_editor_chooses_departments_from_the_own_one_downwards(city, other_city):
    below = DepartmentFactory(municipality=city.municipality, parent=city.department, name="課")
    DepartmentFactory(municipality=city.municipality, name="よその部")
    page = logged_in(city.editor).get(admin_url(ProjectRecord, "add"))
    assert choices(page, "department") == sorted([city.department.name, below.name])


def test_coordinator_chooses_every_department_of_the_city(city, other_city):
    DepartmentFactory(municipality=city.municipality, name="よその部")
    page = logged_in(city.coordinator).get(admin_url(ProjectRecord, "add"))
    assert choices(page, "department") == [city.department.name, "よその部"]


def test_editor_cannot_give_a_record_to_another_department(city):
    elsewhere = DepartmentFactory(municipality=city.municipality)
    client = logged_in(city.editor)
    url = admin_url(city.record, "change")
    answer = client.post(url, {**untouched(client.get(url)), "department": elsewhere.pk})
    assert list(answer.context["adminform"].form.errors) == ["department"]


def test_present_value_stays_among_the_choices(city, other_city):
    """Somebody who left: the membership's user is of another city now."""
    membership = MembershipFactory(department=city.department, user=other_city.editor)
    page = logged_in(city.administrator).get(admin_url(membership, "change"))
    assert str(other_city.editor) in choices(page, "user")
    assert str(other_city.coordinator) not in choices(page, "user")


def test_administrator_chooses_people_of_the_own_city(city, other_city):
    page = logged_in(city.administrator).get(admin_url(type(city.editor.memberships.get()), "add"))
    people = [city.administrator, city.coordinator, city.editor, city.planner]
    assert choices(page, "user") == sorted(str(person) for person in people)


def autocomplete(client, model, field, **values):
    """Return the answer to an autocomplete question."""
    meta = model._meta
    asked = {"app_label": meta.app_label, "model_name": meta.model_name, "field_name": field}
    return client.get("/admin/autocomplete/", {**asked, **values})


@pytest.mark.parametrize("role", ["editor", "coordinator"])
def test_autocomplete_offers_only_the_own_city(city, other_city, role):
    client = logged_in(getattr(city, role))
    for field, own in [("project", city.project), ("partners", city.partner)]:
        found = autocomplete(client, ProjectRecord, field).json()["results"]
        assert found == [{"id": str(own.pk), "text": own.name}]


def test_autocomplete_offers_planners_nothing(city):
    found = autocomplete(logged_in(city.planner), ProjectRecord, "project").json()["results"]
    assert found == []


@pytest.mark.parametrize(
    ("values", "status"),
    [({"term": "\0"}, 200), ({"page": "x"}, 404), ({"field_name": "nothing"}, 403), ({}, 200)],
)
def test_autocomplete_answers_bad_questions_without_failing(city, values, status):
    assert (
        autocomplete(logged_in(city.editor), ProjectRecord, "project", **values).status_code
        == status
    )


def test_autocomplete_needs_a_membership(city):
    city.editor.memberships.all().delete()
    answer = autocomplete(logged_in(city.editor), ProjectRecord, "project")
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/admin/login/")


def test_edition_is_offered_only_in_the_areas_one_coordinates(city):
    page = logged_in(city.coordinator).get(admin_url(Edition, "add"))
    values = [value for value, _label in page.context["adminform"].form.fields["area"].choices]
    assert values == ["", "projects"]


def test_edition_of_another_area_is_to_be_read_only(city):
    edition = EditionFactory(municipality=city.municipality, area="pledges")
    url = admin_url(edition, "change")
    client = logged_in(city.coordinator)
    assert b"expected_version" not in client.get(url).content
    assert client.post(url, {"coverage": "盗んだ", "expected_version": "1"}).status_code == 403


def test_list_of_an_editor_holds_own_and_published_rows(city, other_city):
    elsewhere = DepartmentFactory(municipality=city.municipality)
    ProjectRecordFactory(department=elsewhere, project__name="よその下書き")
    record_in(State.PUBLISHED, department=elsewhere, project__name="よその公開中")
    ProjectFactory(municipality=city.municipality)
    page = logged_in(city.editor).get(admin_url(ProjectRecord, "changelist"))
    names = sorted(record.name for record in page.context["cl"].result_list)
    assert names == [city.record.name, "よその公開中"]
