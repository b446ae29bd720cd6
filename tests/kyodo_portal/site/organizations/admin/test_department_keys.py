import pytest
from django.urls import reverse

from tests.factories.organizations import DepartmentFactory, administrator

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", ["9" * 30, "x", "-1"])
def test_a_key_that_no_database_has_is_refused_on_its_field(client, key):
    department = DepartmentFactory(name="教育部")
    client.force_login(administrator(department.municipality))
    address = reverse("admin:organizations_department_change", args=[department.pk])
    sent = {
        "municipality": department.municipality_id,
        "name": "教育部",
        "sort_order": 1,
        "expected_version": department.version,
        "successors": [key],
        "parent": key,
    }
    response = client.post(address, sent)
    assert response.status_code == 200
    assert {"successors", "parent"} <= response.context["adminform"].form.errors.keys()
    department.refresh_from_db()
    assert department.version == 1
