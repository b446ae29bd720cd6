"""Two versions of a record are put together on every screen, with the keyboard, without scripts."""

import pytest

from projects.models import ProjectRecord
from tests.browser.axe import assert_accessible
from tests.browser.keyboard import Keyboard
from tests.factories.admin_pages import admin_url, logged_in
from tests.factories.cities import make_city
from tests.factories.organizations import editor
from tests.factories.sent_forms import as_sent

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def city():
    return make_city("見本市")


def compare(page, city):
    """Open the record's form, let somebody else save it, and send what is typed."""
    url = admin_url(city.record, "change")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(url)
    other = logged_in(editor(city.department))
    sent = as_sent(other.get(url), purpose="先に保存した目的", outcome="先に書いた効果")
    assert other.post(url, sent).status_code == 302
    page.fill("#id_purpose", "あとの人の目的")
    page.fill("#id_content", "あとの人の内容")
    page.click("[name=_save]")
    page.wait_for_selector("#merge")


def texts():
    return ProjectRecord.objects.values_list("purpose", "content", "outcome").get()


def test_versions_are_chosen_without_scripts(new_page, sign_in, width, city):
    page = new_page(width, java_script_enabled=False)
    sign_in(page, city.editor)
    compare(page, city)
    assert page.input_value("#id_outcome") == "先に書いた効果"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.check("[name=merge_purpose][value=theirs]")
    page.click(".merge [type=submit]")
    page.wait_for_selector(".messagelist .success")
    assert texts() == ("先に保存した目的", "あとの人の内容", "先に書いた効果")


def test_versions_are_chosen_with_the_keyboard(page, sign_in, city):
    sign_in(page, city.editor)
    compare(page, city)
    keys = Keyboard(page)
    keys.tab_to("[name=merge_purpose]")
    keys.press("ArrowRight")
    assert page.is_checked("[name=merge_purpose][value=mine]")
    keys.tab_to(".merge [type=submit]")
    keys.press("Enter")
    page.wait_for_selector(".messagelist .success")
    assert texts() == ("あとの人の目的", "あとの人の内容", "先に書いた効果")


def test_comparison_keeps_the_rules_of_accessibility(page, sign_in, city):
    sign_in(page, city.editor)
    compare(page, city)
    assert_accessible(page)
