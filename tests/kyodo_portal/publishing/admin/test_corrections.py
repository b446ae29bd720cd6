"""訂正の依頼: an editor asks, the coordinator compares and answers."""

import pytest

from kyodo_portal.publishing.models import Change, CorrectionRequest
from kyodo_portal.publishing.models.correction import CorrectionState
from projects.models import ProjectRecord
from tests.factories.admin_pages import admin_url, logged_in, messages, untouched, words
from tests.factories.organizations import DepartmentFactory, editor
from tests.factories.projects import PartnerFactory, published_record
from tests.factories.sent_forms import as_sent

URL = "/admin/publishing/correctionrequest/"


@pytest.fixture
def record(city):
    return published_record(department=city.department, purpose="公開した目的", forms=[city.form])


def ask(city, record, **values):
    """Send the form of a published record as its department's editor."""
    client = logged_in(city.editor)
    url = admin_url(record, "change")
    sent = {
        **untouched(client.get(url)),
        "purpose": "正しい目的",
        "reason": "誤りでした。",
        **values,
    }
    return client.post(url, sent, follow=True)


def stored(record):
    """Return the record as it is now."""
    return ProjectRecord.objects.get(pk=record.pk)


def test_form_of_a_published_record_asks_for_a_correction(city, record):
    page = logged_in(city.editor).get(admin_url(record, "change"))
    assert 'value="訂正を依頼する"' in page.content.decode()
    assert 'name="_continue"' not in page.content.decode()


def test_editors_save_becomes_a_request_and_writes_nothing(city, record):
    answer = ask(city, record, forms=[])
    asked = CorrectionRequest.objects.get()
    assert (asked.state, asked.requested_by, asked.version) == ("open", city.editor, 3)
    assert (asked.values["purpose"], asked.values["forms"]) == ("正しい目的", [])
    assert (stored(record).purpose, stored(record).version) == ("公開した目的", 3)
    assert list(record.forms.all()) == [city.form]
    assert answer.redirect_chain[-1][0] == URL
    assert messages(answer) == [f"「{record}」の訂正を依頼しました。取りまとめ担当が確かめます。"]


def test_request_without_reason_is_refused_and_keeps_the_text(city, record):
    answer = ask(city, record, reason=" ")
    form = answer.context["adminform"].form
    assert form.errors["reason"] == ["何をなぜ直してほしいかを書いてください。"]
    assert form["purpose"].value() == "正しい目的"
    assert CorrectionRequest.objects.count() == 0


def test_editor_of_another_department_cannot_ask(city, record):
    stranger = editor(DepartmentFactory(municipality=city.municipality))
    answer = logged_in(stranger).post(
        admin_url(record, "change"), {"purpose": "x", "reason": "x", "expected_version": "3"}
    )
    assert answer.status_code == 403
    assert CorrectionRequest.objects.count() == 0


def test_stale_request_is_refused_with_the_difference(city, record):
    client = logged_in(city.editor)
    url = admin_url(record, "change")
    sent = {**untouched(client.get(url)), "purpose": "正しい目的", "reason": "誤りでした。"}
    ask_as_coordinator(city, record, outcome="先に書いた効果")
    answer = client.post(url, sent)
    assert answer.context["adminform"].form.is_stale
    assert CorrectionRequest.objects.count() == 0
    client.post(url, as_sent(answer))
    asked = CorrectionRequest.objects.get()
    assert (asked.version, asked.values["outcome"]) == (4, "先に書いた効果")
    assert asked.values["purpose"] == "正しい目的"


def ask_as_coordinator(city, record, **values):
    """Save the published record as its coordinator, who needs only a reason."""
    client = logged_in(city.coordinator)
    url = admin_url(record, "change")
    return client.post(url, {**untouched(client.get(url)), "reason": "直しました。", **values})


def test_coordinator_sees_the_difference_and_applies(city, record):
    partner = PartnerFactory(municipality=city.municipality, name="あたらしい会")
    ask(city, record, partner_list=[str(partner.pk)])
    asked = CorrectionRequest.objects.get()
    client = logged_in(city.coordinator)
    page = client.get(admin_url(asked, "change"))
    rows = {row.label: (row.before, row.after) for row in page.context["rows"]}
    assert rows["目的"] == ("公開した目的", "正しい目的")
    assert rows["関係団体"] == ("（空）", "あたらしい会")
    answer = client.post(admin_url(asked, "change"), {"decision": "apply"}, follow=True)
    assert messages(answer) == ["依頼のとおりに直しました。公開ページの更新履歴に出ます。"]
    assert stored(record).purpose == "正しい目的"
    change = Change.objects.of(record).first()
    assert (change.by, change.reason, change.is_public) == (city.coordinator, "誤りでした。", True)
    asked.refresh_from_db()
    assert (asked.state, asked.answered_by) == (CorrectionState.APPLIED, city.coordinator)


def test_declining_needs_an_answer(city, record):
    ask(city, record)
    asked = CorrectionRequest.objects.get()
    client = logged_in(city.coordinator)
    page = client.post(admin_url(asked, "change"), {"decision": "decline", "answer": " "})
    assert messages(page) == ["見送る理由を、返事に書いてください。"]
    client.post(admin_url(asked, "change"), {"decision": "decline", "answer": "資料のとおりです。"})
    asked.refresh_from_db()
    assert (asked.state, asked.answer) == (CorrectionState.DECLINED, "資料のとおりです。")
    assert stored(record).version == 3


def test_answer_that_is_refused_keeps_what_was_written(city, record):
    ask(city, record)
    ask_as_coordinator(city, record, purpose="先に直した目的")
    asked = CorrectionRequest.objects.get()
    page = logged_in(city.coordinator).post(
        admin_url(asked, "change"), {"decision": "apply", "answer": "ありがとうございます。"}
    )
    [message] = messages(page)
    assert message == (
        "依頼のあとで同じ項目が直されています：目的。"
        "内容を比べて、記録の画面で直すか、依頼を見送ってください。"
    )
    assert "ありがとうございます。</textarea>" in page.content.decode()
    assert stored(record).purpose == "先に直した目的"


def test_who_asked_reads_the_answer_and_cannot_answer(city, record):
    ask(city, record)
    asked = CorrectionRequest.objects.get()
    client = logged_in(city.editor)
    assert "この内容で直す" not in words(client.get(admin_url(asked, "change")))
    page = client.post(admin_url(asked, "change"), {"decision": "apply"})
    assert messages(page) == ["この依頼に対応する権限がありません。"]
    assert stored(record).version == 3


@pytest.mark.parametrize("role", ["editor", "coordinator", "administrator"])
def test_requests_of_the_other_city_are_not_seen(city, other_city, record, role):
    ask(city, record)
    asked = CorrectionRequest.objects.get()
    client = logged_in(getattr(other_city, role))
    assert client.get(URL).context["cl"].result_count == 0
    for answer in (
        client.get(admin_url(asked, "change")),
        client.post(admin_url(asked, "change"), {"decision": "apply"}),
    ):
        assert (answer.status_code, answer.url) == (302, "/admin/")
    assert stored(record).version == 3


def test_colleague_does_not_see_a_request_of_somebody_else(city, record):
    ask(city, record)
    colleague = logged_in(editor(city.department))
    assert colleague.get(URL).context["cl"].result_count == 0
    assert logged_in(city.editor).get(URL).context["cl"].result_count == 1


def test_requests_are_neither_added_nor_deleted(city, record):
    ask(city, record)
    client = logged_in(city.coordinator)
    asked = CorrectionRequest.objects.get()
    assert client.get(admin_url(CorrectionRequest, "add")).status_code == 403
    assert client.post(admin_url(asked, "delete"), {"post": "yes"}).status_code == 403
    assert client.get(admin_url(asked, "history")).status_code == 403
