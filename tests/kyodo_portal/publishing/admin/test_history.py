"""履歴: who, when, by which channel, and what changed."""

from django.contrib.admin.models import LogEntry

from kyodo_portal.publishing.choices import Action
from kyodo_portal.publishing.models import Change
from tests.factories.admin_pages import admin_url, logged_in, untouched, words
from tests.factories.projects import published_record, record_in


def test_history_shows_who_when_channel_and_fields(city):
    client = logged_in(city.editor)
    url = admin_url(city.record, "change")
    client.post(url, {**untouched(client.get(url)), "purpose": "新しい目的", "forms": []})
    page = client.get(admin_url(city.record, "history"))
    [entry] = page.context["entries"]
    assert [line[1:] for line in entry.differences] == [
        ("所管部名（一覧での書き方）", "（空）", "こちら市民部"),
        ("関係団体名（一覧での書き方）", "（空）", "こちらみどりの会"),
        ("目的", "はじめの目的", "新しい目的"),
        ("協働の形態", "こちら共催", "（空）"),
    ]
    text = words(page)
    assert f"{city.editor}さん 変更（管理画面）" in text.replace("\u3000", " ")


def test_history_shows_steps_with_their_comments(city):
    record = record_in("returned", department=city.department)
    page = logged_in(city.editor).get(admin_url(record, "history"))
    assert [entry.change.action for entry in page.context["entries"]] == [
        Action.RETURN,
        Action.SUBMIT,
    ]
    assert "理由：目的をもう少し書いてください。" in words(page)
    assert ("状態", "提出済み", "差戻し") in [
        line[1:] for line in page.context["entries"][0].differences
    ]


def test_history_is_shown_in_pages(city):
    record = published_record(department=city.department)
    change = Change.objects.of(record).first()
    for version in range(100, 160):
        change.pk, change.version = None, version
        change.save(force_insert=True)
    client = logged_in(city.coordinator)
    assert len(client.get(admin_url(record, "history")).context["entries"]) == 50
    rest = client.get(admin_url(record, "history"), {"p": "2"})
    assert len(rest.context["entries"]) == 12
    # A page that is none shows the nearest, as lists of the admin do.
    assert client.get(admin_url(record, "history"), {"p": "x"}).status_code == 200


def test_history_of_a_record_without_changes_says_so(city):
    page = logged_in(city.editor).get(admin_url(city.record, "history"))
    assert "この記録の履歴はまだありません。" in words(page)


def test_stock_log_stays_empty(city):
    client = logged_in(city.editor)
    url = admin_url(city.record, "change")
    client.post(url, {**untouched(client.get(url)), "purpose": "新しい目的"})
    client.post(admin_url(city.record, "delete"), {"post": "yes", "expected_version": "2"})
    assert Change.objects.count() == 2
    assert LogEntry.objects.count() == 0
