"""担当: an administrator appoints in the own municipality."""

from kyodo_portal.organizations.models import Membership
from kyodo_portal.publishing.models import Change, DataVersion
from tests.factories.admin_pages import admin_url, logged_in, untouched, words
from tests.factories.organizations import OperatorFactory, UserFactory


def appoint(client, **values):
    """Send the form of a new membership."""
    url = admin_url(Membership, "add")
    return client.post(url, {**untouched(client.get(url)), **values})


def test_list_shows_only_the_own_city(city, other_city):
    page = logged_in(city.administrator).get(admin_url(Membership, "changelist"))
    found = set(page.context["cl"].result_list)
    assert found == set(Membership.objects.filter(municipality=city.municipality))
    assert "あちら" not in words(page)


def test_administrator_appoints_an_editor(city):
    answer = appoint(
        logged_in(city.administrator),
        user=city.planner.pk,
        role="editor",
        area="projects",
        department=city.department.pk,
    )
    made = Membership.objects.get(user=city.planner, role="editor")
    assert (answer.status_code, made.municipality, made.version) == (302, city.municipality, 1)
    assert Change.objects.of(made).get().by == city.administrator
    assert DataVersion.current() == 0  # who works here is on no public page


def test_administrator_appoints_nobody_elsewhere(city, other_city):
    for forged in (
        {"municipality": other_city.municipality.pk},
        {"department": other_city.department.pk},
        {"user": other_city.editor.pk},
    ):
        sent = {"user": city.planner.pk, "role": "coordinator", "area": "policies", **forged}
        answer = appoint(logged_in(city.administrator), **sent)
        assert list(answer.context["adminform"].form.errors) == [next(iter(forged))]
    assert not Membership.objects.filter(area="policies").exists()


def test_membership_of_the_other_city_is_not_touched(city, other_city):
    theirs = other_city.editor.memberships.get()
    client = logged_in(city.administrator)
    for page in ("change", "delete"):
        answer = client.post(admin_url(theirs, page), {"post": "yes", "expected_version": "1"})
        assert (answer.status_code, answer.url) == (302, "/admin/")
    assert Membership.objects.filter(pk=theirs.pk).exists()


def test_rules_of_roles_are_said_in_words(city):
    client = logged_in(city.administrator)
    answer = appoint(client, user=city.planner.pk, role="editor", area="policies")
    assert "入力担当には部署を選んでください。" in words(answer)
    answer = appoint(client, user=city.planner.pk, role="administrator", area="policies")
    assert "分野は、システム管理者では空にし、ほかの役割では必ず選んでください。" in words(answer)


def test_operator_gives_a_new_person_the_first_membership(city):
    person = UserFactory()
    appoint(
        logged_in(OperatorFactory()),
        user=person.pk,
        municipality=city.municipality.pk,
        role="planner",
        area="projects",
    )
    assert person.memberships.get().municipality == city.municipality
    assert logged_in(person).get("/admin/projects/projectrecord/").status_code == 200


def test_taking_a_membership_away_takes_the_access_away(city):
    membership = city.editor.memberships.get()
    logged_in(city.administrator).post(
        admin_url(membership, "delete"), {"post": "yes", "expected_version": "1"}
    )
    assert not Membership.objects.filter(pk=membership.pk).exists()
    assert Change.objects.of(membership).get().action == "delete"
    assert logged_in(city.editor).get("/admin/projects/projectrecord/").status_code == 302
