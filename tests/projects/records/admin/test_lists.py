"""The lists of projects and forms: limited to one's city, at a fixed cost."""

import pytest

from projects.models import CollaborationForm, Project
from tests.factories.admin_pages import admin_url, logged_in
from tests.factories.cities import City, make_city
from tests.factories.projects import CollaborationFormFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    make_city("となり市")
    return make_city("見本市")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("model", "factory"), [(Project, ProjectFactory), (CollaborationForm, CollaborationFormFactory)]
)
def test_list_shows_ones_own_city_in_a_fixed_number_of_queries(
    city, rows, model, factory, django_assert_num_queries
):
    made = [factory(municipality=city.municipality) for _number in range(rows)]
    client = logged_in(city.coordinator)
    with django_assert_num_queries(5):
        response = client.get(admin_url(model, "changelist"))
    listed = {row.pk for row in response.context["cl"].result_list}
    own = city.project if model is Project else city.form
    assert listed == {own.pk, *(row.pk for row in made)}


def test_new_project_gets_the_next_code(city):
    data = {"municipality": city.municipality.pk, "name": "雪まつり"}
    logged_in(city.coordinator).post(admin_url(Project, "add"), data)
    assert Project.objects.get(name="雪まつり").code == "P00001"
