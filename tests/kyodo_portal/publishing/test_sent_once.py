"""A form sent twice is stored once; nothing that differs from it is swallowed."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.utils import timezone

from kyodo_portal.organizations.models import User
from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.models import Change, CorrectionRequest, SentForm
from kyodo_portal.publishing.sent_once import DAYS_KEPT, new_token
from projects.models import Partner, Project, ProjectRecord
from projects.partners.choices import PartnerKind
from tests.factories.admin_pages import (
    admin_url,
    logged_in,
    messages,
    once_token,
    untouched,
    words,
)
from tests.factories.organizations import OperatorFactory, coordinator
from tests.factories.projects import published_record, record_in
from tests.source_tree import ROOT

ONCE = "同じ内容が2回送られましたが、保存は1回だけです。"
OTHER = "この画面から送った内容は、もう保存されています。"
# Forms that store nothing, or the same however often they are sent.
WITHOUT_TOKEN = {
    "admin/base_site.html": "ends the login",
    "staff/accounts/account.html": "a password that is changed twice is the same",
    "staff/accounts/login.html": "asks who one is",
}
PARTNERS = admin_url(Partner, "add")


@pytest.fixture
def client(city):
    return logged_in(city.coordinator)


@pytest.fixture
def partner(city, client):
    """What the open form of a new partner sends."""
    return {
        "municipality": city.municipality.pk,
        "name": "あたらしい会",
        "kind": PartnerKind.GROUP,
        "once_token": once_token(client.get(PARTNERS)),
    }


def names():
    return list(
        Partner.objects.filter(name__startswith="あたらしい").values_list("name", flat=True)
    )


# --- Every form has its token ---------------------------------------------------------------


def test_every_form_of_the_staff_carries_a_token():
    pages = {
        str(path.relative_to(ROOT / "templates")): path.read_text("utf-8")
        for path in (ROOT / "templates").rglob("*.html")
    }
    posting = {name for name, text in pages.items() if 'method="post"' in text}
    without = {name for name in posting if "admin/includes/once_token.html" not in pages[name]}
    assert without == set(WITHOUT_TOKEN)
    assert len(posting) - len(without) == 10


def test_page_of_every_registered_model_carries_a_token(db):
    operator = OperatorFactory()
    client, pages = logged_in(operator), 0
    for model in admin.site._registry:
        answer = client.get(admin_url(model, "add"))
        if answer.status_code == 200:
            assert len(once_token(answer)) == 22
            pages += 1
    assert pages == 29


def test_each_form_has_a_token_of_its_own(client):
    assert once_token(client.get(PARTNERS)) != once_token(client.get(PARTNERS))


# --- Adding -----------------------------------------------------------------------------------


def test_second_sending_is_answered_with_the_first_ones_page(client, partner):
    first, second = client.post(PARTNERS, partner), client.post(PARTNERS, partner, follow=True)
    assert second.redirect_chain == [(first["Location"], 302)]
    [stored] = Partner.objects.filter(name="あたらしい会")
    said = messages(second)
    assert (len(said), said[1]) == (2, ONCE)
    assert f'href="{admin_url(stored, "change")}"' in said[0]
    assert Change.objects.count() == 1


def test_first_ones_message_is_told_again_to_who_has_seen_it(client, partner):
    client.post(PARTNERS, partner, follow=True)
    assert messages(client.post(PARTNERS, partner, follow=True))[1] == ONCE
    assert names() == ["あたらしい会"]


def test_another_button_stores_nothing_more(client, partner):
    client.post(PARTNERS, {**partner, "_save": "1"})
    client.post(PARTNERS, {**partner, "_addanother": "1"})
    assert names() == ["あたらしい会"]


def test_form_that_was_refused_has_not_used_its_token(client, partner):
    assert client.post(PARTNERS, {**partner, "name": ""}).status_code == 200
    assert SentForm.objects.count() == 0
    assert client.post(PARTNERS, partner).status_code == 302
    assert names() == ["あたらしい会"]


def test_other_content_under_a_used_token_comes_back_unstored(client, partner):
    client.post(PARTNERS, partner)
    answer = client.post(PARTNERS, {**partner, "name": "あたらしい別の会"})
    assert (answer.status_code, names()) == (409, ["あたらしい会"])
    assert OTHER in words(answer)
    assert 'value="あたらしい別の会"' in answer.content.decode()
    assert f'href="{admin_url(Partner, "changelist")}"' in answer.content.decode()


def test_other_content_is_stored_when_it_is_sent_once_more(client, partner):
    client.post(PARTNERS, partner)
    answer = client.post(PARTNERS, {**partner, "name": "あたらしい別の会"})
    again = {field.name: field.value for field in answer.context["fields"]}
    again["once_token"] = once_token(answer)
    client.post(PARTNERS, again)
    client.post(PARTNERS, again)
    assert names() == ["あたらしい会", "あたらしい別の会"]


def test_token_belongs_to_who_sent_it(city, client, partner):
    client.post(PARTNERS, partner)
    other = logged_in(coordinator(city.municipality))
    other.post(PARTNERS, {**partner, "name": "あたらしい別の会"})
    assert names() == ["あたらしい会", "あたらしい別の会"]


@pytest.mark.parametrize("token", ["", "x", "あ" * 22, "1\0" * 11, "9" * 5000, "-" * 23])
def test_what_is_no_token_is_stored_as_it_comes(client, partner, token):
    assert client.post(PARTNERS, {**partner, "once_token": token}).status_code == 302
    client.post(PARTNERS, {**partner, "once_token": token, "name": "あたらしい別の会"})
    assert names() == ["あたらしい会", "あたらしい別の会"]
    assert SentForm.objects.count() == 0


def test_form_without_a_token_is_stored(client, partner):
    """One that was opened before there were tokens, or that a program sends."""
    del partner["once_token"]
    assert client.post(PARTNERS, partner).status_code == 302


def test_window_of_its_own_tells_the_same_twice(client, partner):
    first, second = (client.post(PARTNERS, {**partner, "_popup": "1"}) for _time in range(2))
    told = [answer.context["popup_response_data"] for answer in (first, second)]
    assert told[0] == told[1]
    assert f'"value": "{Partner.objects.get(name="あたらしい会").pk}"' in told[1]


def test_who_may_not_enter_gets_nothing_again(city, client, partner):
    client.post(PARTNERS, partner)
    User.objects.filter(pk=city.coordinator.pk).update(is_staff=False)
    assert client.post(PARTNERS, partner)["Location"].startswith("/admin/login/")


# --- What is kept of it -----------------------------------------------------------------------


def test_own_old_tokens_are_cleared_with_the_next_form(city, client, partner):
    old = timezone.now() - timedelta(days=DAYS_KEPT, minutes=1)
    other = coordinator(city.municipality)
    for user, at in ((city.coordinator, old), (city.coordinator, timezone.now()), (other, old)):
        SentForm.objects.create(user=user, token=new_token(), digest="x", sent_at=at)
    client.post(PARTNERS, partner)
    assert SentForm.objects.filter(user=city.coordinator).count() == 2
    assert SentForm.objects.filter(user=other).count() == 1


def test_token_costs_seven_statements(client, partner, django_assert_num_queries):
    """Savepoints around all and around its row, the row, what is old, how it was answered."""
    without = {**partner, "once_token": "", "name": "あたらしい別の会"}
    client.post(PARTNERS, {**without, "name": "あたらしいはじめの会"})
    with django_assert_num_queries(26):
        client.post(PARTNERS, without)
    with django_assert_num_queries(33):
        client.post(PARTNERS, partner)


def test_password_leaves_no_trace(db):
    client = logged_in(OperatorFactory())
    url = admin_url(User, "add")
    sent = {
        "username": "yamada",
        "usable_password": "true",
        "password1": "tasukeru-Kumo-41-hiroba",
        "password2": "tasukeru-Kumo-41-hiroba",
        "once_token": once_token(client.get(url)),
    }
    assert client.post(url, sent).status_code == 302
    other = client.post(
        url, {**sent, "password1": "fukurou-Mado-77-sakana", "password2": "fukurou-Mado-77-sakana"}
    )
    assert (other.status_code, User.objects.filter(username="yamada").count()) == (302, 1)


# --- Changes, steps, requests ------------------------------------------------------------------


def test_change_that_is_sent_twice_is_no_conflict_with_oneself(city, client):
    url = admin_url(city.record, "change")
    page = client.get(url)
    sent = {**untouched(page), "purpose": "あたらしい目的", "once_token": once_token(page)}
    assert [client.post(url, sent).status_code for _time in range(2)] == [302, 302]
    assert ProjectRecord.objects.get(pk=city.record.pk).version == 2


def test_button_that_saves_and_leads_on_says_that_it_saved(city, client):
    url = admin_url(city.record, "change")
    page = client.get(url)
    sent = {**untouched(page), "purpose": "あ", "_transition": "submit"}
    answer = client.post(url, {**sent, "once_token": once_token(page)}, follow=True)
    assert messages(answer) == [f"「{city.record}」を保存しました。"]
    assert SentForm.objects.count() == 1


def test_step_that_is_sent_twice_is_told_as_done(city, client):
    record = record_in(State.SUBMITTED, department=city.department, forms=[city.form])
    url = f"{admin_url(record, 'step', 'return')}?version={record.version}"
    page = client.get(url)
    sent = {
        "confirmed": "yes",
        "comment": "目的を書いてください。",
        f"version_{record.pk}": record.version,
        "once_token": once_token(page),
    }
    client.post(url, sent, follow=True)
    answer = client.post(url, sent, follow=True)
    assert messages(answer) == ["1件を差し戻しました。", ONCE]
    assert Change.objects.of(record).filter(action="return").count() == 1


def test_step_that_could_not_be_taken_has_not_used_its_token(city, client):
    record = record_in(State.SUBMITTED, department=city.department, forms=[city.form])
    url = admin_url(ProjectRecord, "changelist")
    sent = {
        "action": "return",
        "confirmed": "yes",
        "comment": "目的を書いてください。",
        ACTION_CHECKBOX_NAME: record.pk,
        f"version_{record.pk}": record.version - 1,
        "once_token": new_token(),
    }
    client.post(url, sent)
    assert SentForm.objects.count() == 0
    client.post(url, {**sent, f"version_{record.pk}": record.version})
    assert ProjectRecord.objects.get(pk=record.pk).state == State.RETURNED


@pytest.fixture
def asked(city):
    """What an editor's form sends to ask for a correction: (browser, address, fields)."""
    record = published_record(department=city.department, purpose="公開した目的", forms=[city.form])
    browser, url = logged_in(city.editor), admin_url(record, "change")
    page = browser.get(url)
    sent = {**untouched(page), "purpose": "正しい目的", "reason": "誤りでした。"}
    return browser, url, {**sent, "once_token": once_token(page)}


def test_correction_that_is_asked_for_twice_is_one_request(asked):
    browser, url, sent = asked
    browser.post(url, sent, follow=True)
    answer = browser.post(url, sent, follow=True)
    assert CorrectionRequest.objects.count() == 1
    assert messages(answer)[1] == ONCE


def test_correction_is_answered_once(city, client, asked):
    browser, url, sent = asked
    browser.post(url, sent)
    page = admin_url(CorrectionRequest.objects.get(), "change")
    answer = {"decision": "apply", "once_token": once_token(client.get(page))}
    client.post(page, answer, follow=True)
    again = client.post(page, answer, follow=True)
    assert messages(again) == ["依頼のとおりに直しました。公開ページの更新履歴に出ます。", ONCE]


def test_deletion_that_is_sent_twice_is_told_as_done(city, client):
    url = admin_url(city.record, "delete")
    sent = {"post": "yes", "expected_version": city.record.version}
    sent["once_token"] = once_token(client.get(url))
    first, second = client.post(url, sent), client.post(url, sent, follow=True)
    assert second.redirect_chain == [(first["Location"], 302)]
    assert messages(second)[1] == ONCE


def test_new_project_of_a_record_is_started_once(city):
    browser, url = logged_in(city.editor), admin_url(ProjectRecord, "add")
    before = Project.objects.count()
    page = browser.get(url)
    sent = {**untouched(page), "name": "あたらしい催し", "once_token": once_token(page)}
    answers = [browser.post(url, sent) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Project.objects.count() == before + 1


# --- After the login has ended -------------------------------------------------------------------


def test_form_that_came_back_after_the_login_keeps_its_token(city, client, partner):
    """It may have been stored before: then it is not stored again."""
    client.post(PARTNERS, partner)
    client.logout()
    origin = {"Origin": "http://testserver"}
    page = client.post(PARTNERS, partner, headers=origin)
    assert (page.status_code, once_token(page)) == (403, partner["once_token"])
    client.force_login(city.coordinator)
    again = {field.name: field.value for field in page.context["fields"]}
    client.post(PARTNERS, {**again, "once_token": once_token(page)})
    assert names() == ["あたらしい会"]
