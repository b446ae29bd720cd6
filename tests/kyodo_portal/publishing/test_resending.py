"""Without scripts too, no text is lost: the form comes back to be sent again."""

import pytest
from django.test import Client

from projects.models import ProjectRecord
from tests.factories.admin_pages import admin_url, logged_in, untouched
from tests.page_text import page_text

TEXT = "二時間かけて書いた長い文章。\nその二行目。"
ORIGIN = {"Origin": "http://testserver"}


@pytest.fixture
def sent(city):
    """What the editor's browser sends: the record's form with a new purpose."""
    data = untouched(logged_in(city.editor).get(admin_url(city.record, "change")))
    return {**data, "purpose": TEXT}


def test_form_sent_after_the_login_has_ended_comes_back(city, sent):
    response = Client().post(admin_url(city.record, "change"), sent, headers=ORIGIN)
    words = page_text(response)
    assert response.status_code == 403
    assert "ログインの時間が切れました。入力した内容は下に残っています。" in words
    assert TEXT.splitlines()[0] in words
    assert TEXT.splitlines()[1] in words
    assert "目的" in words
    assert 'name="expected_version"' in words


def test_what_came_back_is_saved_when_sent_again(city, sent):
    """All that the form had is in the page: hidden rows and version as well."""
    page = Client().post(admin_url(city.record, "change"), sent, headers=ORIGIN)
    again = {field.name: field.value for field in page.context["fields"]}
    response = logged_in(city.editor).post(admin_url(city.record, "change"), again, headers=ORIGIN)
    assert response.status_code == 302
    assert ProjectRecord.objects.get(pk=city.record.pk).purpose.splitlines() == TEXT.splitlines()


def test_form_with_an_old_token_comes_back(city, sent):
    client = Client(enforce_csrf_checks=True)
    client.force_login(city.editor)
    response = client.post(admin_url(city.record, "change"), sent, headers=ORIGIN)
    assert response.status_code == 403
    assert TEXT.splitlines()[1] in page_text(response)


def test_form_of_another_site_is_not_handed_on(city, sent):
    client = Client(enforce_csrf_checks=True)
    client.force_login(city.editor)
    for headers in ({"Origin": "https://evil.example"}, {}):
        response = client.post(admin_url(city.record, "change"), sent, headers=headers)
        assert response.status_code == 403
        assert "二時間" not in page_text(response)
    response = Client().post(admin_url(city.record, "change"), sent)
    assert response.status_code == 302


def test_text_of_a_record_deleted_meanwhile_comes_back(city, sent):
    client = logged_in(city.editor)
    ProjectRecord.objects.filter(pk=city.record.pk).delete()
    response = client.post(admin_url(city.record, "change"), sent, headers=ORIGIN)
    words = page_text(response)
    assert response.status_code == 404
    assert "この記録は、もうありません。" in words
    assert TEXT.splitlines()[0] in words
    assert TEXT.splitlines()[1] in words
    assert "もう一度送る" not in words


def test_password_is_never_written_into_a_page(city):
    sent = {"username": "yamada", "password1": "ひみつのことば", "old_password": "まえのことば"}
    response = Client().post("/admin/organizations/user/add/", sent, headers=ORIGIN)
    words = page_text(response)
    assert response.status_code == 403
    assert "yamada" in words
    assert "ことば" not in words
