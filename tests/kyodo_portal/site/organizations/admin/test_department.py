"""部署 and 自治体: kept up by the municipality's administrators."""

import pytest

from kyodo_portal.organizations.models import Department, Municipality
from kyodo_portal.publishing.models import Change, DataVersion
from tests.factories.admin_pages import admin_url, logged_in, untouched, words
from tests.factories.organizations import DepartmentFactory, OperatorFactory


def edit(client, record, **values):
    """Open a form and send it back with other values."""
    url = admin_url(record, "change")
    return client.post(url, {**untouched(client.get(url)), **values})


def test_reorganisation_names_the_successors(city):
    heir = DepartmentFactory(municipality=city.municipality, name="未来部", valid_from=2026)
    answer = edit(
        logged_in(city.administrator), city.department, valid_to="2025", successors=[heir.pk]
    )
    city.department.refresh_from_db()
    assert (answer.status_code, city.department.valid_to) == (302, 2025)
    assert list(city.department.successors.all()) == [heir]
    change = Change.objects.of(city.department).get()
    assert change.after["successors"] == [{"id": heir.pk, "name": "未来部"}]
    assert DataVersion.current() == 1


@pytest.mark.parametrize("field", ["parent", "successors"])
def test_department_of_the_other_city_is_not_chosen(city, other_city, field):
    answer = edit(
        logged_in(city.administrator), city.department, **{field: other_city.department.pk}
    )
    assert list(answer.context["adminform"].form.errors) == [field]


def test_department_does_not_stand_above_itself(city):
    below = DepartmentFactory(municipality=city.municipality, parent=city.department)
    answer = edit(logged_in(city.administrator), city.department, parent=below.pk)
    assert "自分自身や自分の下にある部署を、上の組織にはできません。" in words(answer)


@pytest.mark.parametrize("role", ["editor", "coordinator", "planner"])
def test_other_roles_only_read(city, role):
    client = logged_in(getattr(city, role))
    for thing in (city.department, city.municipality):
        assert client.get(admin_url(thing, "change")).status_code == 200
        assert client.post(admin_url(thing, "change"), {"name": "x"}).status_code == 403
    assert client.get(admin_url(Department, "add")).status_code == 403


def test_only_the_operator_admits_a_municipality(city):
    assert logged_in(city.administrator).get(admin_url(Municipality, "add")).status_code == 403
    client = logged_in(OperatorFactory())
    page = client.get(admin_url(Municipality, "add"))
    client.post(
        admin_url(Municipality, "add"), {**untouched(page), "code": "012131", "name": "苫小牧市"}
    )
    assert Municipality.objects.get(code="012131").version == 1


def test_code_with_a_wrong_check_digit_is_refused_in_words(city):
    answer = edit(logged_in(OperatorFactory()), city.municipality, code="012132")
    assert "検査数字（6けた目）が合いません" in words(answer)


def test_administrator_keeps_up_the_own_municipality(city, other_city):
    client = logged_in(city.administrator)
    edit(client, city.municipality, website="https://www.city.example.jp/")
    city.municipality.refresh_from_db()
    assert city.municipality.website == "https://www.city.example.jp/"
    answer = client.post(admin_url(other_city.municipality, "change"), {"name": "盗んだ市"})
    assert (answer.status_code, answer.url) == (302, "/admin/")


def test_department_in_use_is_not_deleted(city):
    logged_in(city.administrator).post(
        admin_url(city.department, "delete"), {"post": "yes", "expected_version": "1"}
    )
    assert Department.objects.filter(pk=city.department.pk).exists()
