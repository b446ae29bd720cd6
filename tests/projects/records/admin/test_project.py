"""活動分野 of a project on the staff's pages: check boxes of the own city's fields."""

import pytest

from tests.factories.admin_pages import admin_url, logged_in, untouched
from tests.factories.guideline import ActivityFieldFactory
from tests.factories.organizations import coordinator
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def browser(project):
    return logged_in(coordinator(project.municipality))


def test_fields_of_the_own_city_are_check_boxes_in_order(browser, project):
    for name, order in (("お祭り", 2), ("子育て支援", 1)):
        ActivityFieldFactory(municipality=project.municipality, name=name, sort_order=order)
    ActivityFieldFactory(name="よその分野")
    page = browser.get(admin_url(project, "change"))
    choices = page.context["adminform"].form.fields["activity_fields"].choices
    assert [label for _value, label in choices] == ["子育て支援", "お祭り"]
    content = page.content.decode()
    assert content.count('type="checkbox" name="activity_fields"') == 2
    assert "活動分野 の追加" not in content


def test_city_without_fields_is_told_so(browser, project):
    ActivityFieldFactory(name="よその分野")
    words = "この自治体の活動分野は、まだ登録されていません。"
    assert words in browser.get(admin_url(project, "change")).content.decode()
    ActivityFieldFactory(municipality=project.municipality)
    assert words not in browser.get(admin_url(project, "change")).content.decode()


def test_several_fields_are_saved_and_taken_back(browser, project):
    fields = ActivityFieldFactory.create_batch(2, municipality=project.municipality)
    address = admin_url(project, "change")
    data = untouched(browser.get(address)) | {"activity_fields": [one.pk for one in fields]}
    assert browser.post(address, data).status_code == 302
    assert list(project.activity_fields.all()) == fields
    data = untouched(browser.get(address)) | {"activity_fields": []}
    assert browser.post(address, data).status_code == 302
    assert list(project.activity_fields.all()) == []


@pytest.mark.parametrize("key", ["stranger", "0", "x", "9" * 30])
def test_field_that_cannot_be_chosen_is_refused(browser, project, key):
    stranger = ActivityFieldFactory()
    address = admin_url(project, "change")
    chosen = stranger.pk if key == "stranger" else key
    page = browser.post(address, untouched(browser.get(address)) | {"activity_fields": [chosen]})
    assert list(page.context["adminform"].form.errors) == ["activity_fields"]
    assert list(project.activity_fields.all()) == []
