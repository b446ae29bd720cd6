"""What was typed is kept on the machine until it is saved, whatever happens in between."""

import json

import pytest
from django.contrib.sessions.models import Session

from projects.models import ProjectRecord
from tests.factories.admin_pages import admin_url
from tests.factories.cities import City, make_city
from tests.factories.organizations import OperatorFactory

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "二時間かけて書いた長い文章。" * 60


@pytest.fixture
def city() -> City:
    return make_city("見本市")


@pytest.fixture
def form(new_page, sign_in, city):
    """The change form of the city's record, opened by its editor; leaving never asks."""
    page = new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    sign_in(page, city.editor)
    page.goto(admin_url(city.record, "change"))
    return page


def type_text(page, text=TEXT):
    page.fill("#id_purpose", text)
    page.wait_for_timeout(700)  # half a second after the last key


def kept(page):
    """Return what this machine keeps: the values by field name."""
    stored = page.evaluate(
        "Object.entries(localStorage).filter(([k]) => k.startsWith('kyodo-input:')).map(([, v]) => v)"
    )
    return [json.loads(value)["values"] for value in stored]


def test_text_survives_an_expired_login(form, watch, sign_in, city):
    watch.allow("status of 401")
    type_text(form)
    Session.objects.all().delete()
    form.click("[name=_save]")
    form.wait_for_selector("text=ログインの時間が切れました")
    assert form.input_value("#id_purpose") == TEXT
    # Logged in again in another tab, the same form is simply sent: its token is a fresh one.
    sign_in(form, city.editor)
    form.click("[name=_save]")
    form.wait_for_selector(".messagelist .success")
    form.wait_for_load_state()  # the script begins when the page is whole
    assert ProjectRecord.objects.get(pk=city.record.pk).purpose == TEXT
    assert kept(form) == []


def test_text_survives_a_lost_network(form, watch, city):
    watch.allow("ERR_INTERNET_DISCONNECTED")
    type_text(form)
    form.context.set_offline(True)
    form.click("[name=_save]")
    form.wait_for_selector("text=サーバーにつながりません")
    assert form.input_value("#id_purpose") == TEXT
    form.context.set_offline(False)
    form.click("[name=_save]")
    form.wait_for_selector(".messagelist .success")
    assert ProjectRecord.objects.get(pk=city.record.pk).purpose == TEXT


def test_text_survives_a_closed_tab_and_is_offered_again(form, city):
    type_text(form)
    address, context = form.url, form.context
    form.close(run_before_unload=False)
    again = context.new_page()
    again.goto(address)
    again.wait_for_selector("text=保存していない入力が1か所あります")
    assert again.input_value("#id_purpose") != TEXT
    again.click("text=入力を戻す")
    assert again.input_value("#id_purpose") == TEXT


def test_thrown_away_text_is_not_offered_again(form):
    type_text(form)
    form.reload()
    form.click("text=捨てる")
    form.reload()
    form.wait_for_timeout(200)
    assert form.locator(".kept-input").count() == 0
    assert kept(form) == []


def test_text_survives_a_record_deleted_meanwhile(form, watch, city):
    watch.allow("status of 404")
    type_text(form)
    ProjectRecord.objects.filter(pk=city.record.pk).delete()
    form.click("[name=_save]")
    form.wait_for_selector("text=この記録は、もうありません")
    form.wait_for_load_state()
    assert form.input_value("#resend_purpose") == TEXT
    assert kept(form) == [{"purpose": [TEXT]}]


def test_another_account_on_the_machine_sees_nothing(form, sign_in, city):
    type_text(form)
    sign_in(form, city.coordinator)
    form.goto(admin_url(city.record, "change"))
    form.wait_for_timeout(200)
    assert form.locator(".kept-input").count() == 0


def test_ending_the_work_empties_the_machine(form):
    type_text(form)
    with form.expect_navigation():
        form.click("#logout-form button")
    assert kept(form) == []


def test_only_what_differs_is_kept_and_nothing_hidden(form):
    type_text(form, "変えた")
    assert kept(form) == [{"purpose": ["変えた"]}]


def test_form_of_a_person_keeps_nothing(new_page, sign_in, city):
    page = new_page()
    sign_in(page, OperatorFactory())
    page.goto(admin_url(city.editor, "change"))
    page.fill("#id_last_name", "個人")
    page.wait_for_timeout(700)
    assert kept(page) == []


def test_shared_machine_keeps_nothing(new_page, sign_in, city, settings):
    settings.LOCAL_DRAFTS = False
    page = new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    sign_in(page, city.editor)
    page.goto(admin_url(city.record, "change"))
    type_text(page)
    assert kept(page) == []
    page.click("[name=_save]")
    page.wait_for_selector(".messagelist .success")


# --- Sent, stored, and never answered --------------------------------------------------------


@pytest.fixture
def new_record(new_page, sign_in, city):
    """The form of a new record, filled in by the city's editor."""
    page = new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    sign_in(page, city.editor)
    page.goto(admin_url(ProjectRecord, "add"))
    page.fill("#id_name", "はじめての催し")
    type_text(page)
    return page


def lose_the_answer(page):
    """Send the form; the server stores it, but its answer never comes."""

    def stored_unanswered(route):
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/projectrecord/add/", stored_unanswered)
    page.click("[name=_save]")
    page.wait_for_timeout(1_500)
    page.unroute("**/projectrecord/add/")


def test_next_page_tells_that_it_was_stored_and_nothing_is_offered(new_record, watch):
    watch.allow("ERR_CONNECTION_RESET")
    lose_the_answer(new_record)
    new_record.goto(admin_url(ProjectRecord, "add"))
    new_record.wait_for_selector(".messagelist .success")
    new_record.wait_for_load_state()
    assert new_record.locator(".kept-input").count() == 0
    assert kept(new_record) == []


def test_text_that_was_stored_without_an_answer_is_not_stored_twice(
    new_record, watch, sign_in, city
):
    watch.allow("ERR_CONNECTION_RESET")
    lose_the_answer(new_record)
    assert ProjectRecord.objects.filter(name="はじめての催し").count() == 1
    sign_in(new_record, city.editor)  # with the old login ended what it had to tell
    new_record.goto(admin_url(ProjectRecord, "add"))
    new_record.click("text=入力を戻す")
    assert new_record.input_value("#id_purpose") == TEXT
    new_record.click("[name=_save]")
    new_record.wait_for_selector("text=同じ内容が2回送られましたが、保存は1回だけです。")
    assert ProjectRecord.objects.filter(name="はじめての催し").count() == 1


def test_text_that_was_changed_after_it_was_stored_is_not_swallowed(
    new_record, watch, sign_in, city
):
    watch.allow("ERR_CONNECTION_RESET")
    watch.allow("status of 409")
    lose_the_answer(new_record)
    sign_in(new_record, city.editor)
    new_record.goto(admin_url(ProjectRecord, "add"))
    new_record.click("text=入力を戻す")
    new_record.fill("#id_name", "べつの催し")
    new_record.click("[name=_save]")
    new_record.wait_for_selector("text=この画面から送った内容は、もう保存されています。")
    assert new_record.input_value("#resend_name") == "べつの催し"
    new_record.click("input[value=もう一度送る]")
    new_record.wait_for_selector(".messagelist .success")
    names = ProjectRecord.objects.filter(purpose=TEXT).values_list("name", flat=True)
    assert list(names.order_by("id")) == ["はじめての催し", "べつの催し"]


def test_text_that_was_never_sent_takes_the_new_forms_token(new_record):
    new_record.goto(admin_url(ProjectRecord, "add"))
    token = new_record.input_value("[name=once_token]")
    new_record.click("text=入力を戻す")
    assert new_record.input_value("[name=once_token]") == token
    new_record.click("[name=_save]")
    new_record.wait_for_selector(".messagelist .success")
    assert ProjectRecord.objects.filter(name="はじめての催し").count() == 1
