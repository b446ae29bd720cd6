"""A form opened before the last save is shown what changed, and loses nothing."""

import pytest

from kyodo_portal.publishing.models import Change
from tests.factories.admin_pages import admin_url, logged_in, untouched, words
from tests.factories.organizations import UserFactory, editor
from tests.factories.projects import PartnerFactory


@pytest.fixture
def two_sessions(city):
    """Two people have the same form open; the first has saved another purpose and partner."""
    first, second = logged_in(city.editor), logged_in(editor(city.department))
    url = admin_url(city.record, "change")
    opened = untouched(second.get(url))
    new_partner = PartnerFactory(municipality=city.municipality, name="あとから来た会")
    saved = {**untouched(first.get(url)), "purpose": "先に保存した目的"}
    first.post(url, {**saved, "partner_list": [str(new_partner.pk)]})
    city.record.refresh_from_db()
    assert (city.record.purpose, city.record.version) == ("先に保存した目的", 2)
    return second, url, {**opened, "purpose": "あとの人の目的", "content": "あとの人の内容"}


def test_stale_save_is_refused_with_the_difference(two_sessions, city):
    second, url, typed = two_sessions
    answer = second.post(url, typed)
    form = answer.context["adminform"].form
    conflicts = {line.label: line[1:] for line in form.conflicts}
    assert answer.status_code == 200
    assert conflicts["目的"] == ("はじめの目的", "先に保存した目的", "あとの人の目的")
    assert conflicts["内容"] == ("（空）", "（空）", "あとの人の内容")
    assert conflicts["関係団体"] == ("こちらみどりの会", "あとから来た会", "こちらみどりの会")
    assert "名称" not in conflicts
    assert (form["purpose"].value(), form["content"].value()) == (
        "あとの人の目的",
        "あとの人の内容",
    )
    assert "staff" in words(answer)  # who saved
    city.record.refresh_from_db()
    assert city.record.purpose == "先に保存した目的"


def test_stale_save_goes_through_once_the_difference_was_seen(two_sessions, city):
    second, url, typed = two_sessions
    assert b'name="seen_version" id="seen_version" value="2"' in second.post(url, typed).content
    assert second.post(url, {**typed, "seen_version": "2"}).status_code == 302
    city.record.refresh_from_db()
    assert (city.record.purpose, city.record.version) == ("あとの人の目的", 3)


@pytest.mark.parametrize("seen", ["1", "3", "", "x"])
def test_having_seen_another_version_does_not_count(two_sessions, city, seen):
    second, url, typed = two_sessions
    assert second.post(url, {**typed, "seen_version": seen}).status_code == 200
    city.record.refresh_from_db()
    assert city.record.version == 2


@pytest.mark.parametrize("version", ["", "0", "99", "-1", "x", "9" * 40, "1\0"])
def test_save_without_the_right_version_is_refused(city, version):
    client = logged_in(city.editor)
    url = admin_url(city.record, "change")
    sent = {**untouched(client.get(url)), "purpose": "別", "expected_version": version}
    assert client.post(url, sent).status_code == 200
    assert Change.objects.count() == 0


def test_text_that_cannot_be_read_stands_in_the_difference_as_typed(two_sessions):
    second, url, typed = two_sessions
    answer = second.post(url, {**typed, "start_text": "R7.2.30"})
    conflicts = {line.label: line.typed for line in answer.context["adminform"].form.conflicts}
    assert conflicts["目的"] == "あとの人の目的"
    assert answer.context["adminform"].form["start_text"].value() == "R7.2.30"


def test_version_without_history_is_said_to_be_unknown(city):
    client = logged_in(city.editor)
    url = admin_url(city.record, "change")
    sent = {**untouched(client.get(url)), "purpose": "別"}
    type(city.record).objects.update(version=7, updated_by=UserFactory(last_name="山田"))
    answer = client.post(url, sent)
    assert answer.context["adminform"].form.conflicts[0].opened == "（記録がありません）"
    assert "山田さん" in words(answer)
