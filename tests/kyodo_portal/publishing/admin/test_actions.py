"""提出, 差戻し, 公開 …: asked before, carried out with the version that was seen, told after."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME

from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.models import Change
from projects.models import Partner, ProjectRecord
from tests.factories.admin_pages import admin_url, logged_in, messages, untouched, words
from tests.factories.organizations import DepartmentFactory
from tests.factories.projects import ProjectRecordFactory, record_in

URL = "/admin/projects/projectrecord/"


def mark(action, *records, **values):
    """Return what the list sends for an action on these rows."""
    versions = {f"version_{record.pk}": str(record.version) for record in records}
    keys = [str(record.pk) for record in records]
    return {"action": action, ACTION_CHECKBOX_NAME: keys, **versions, **values}


def run(client, action, *records, **values):
    """Carry an action out, past the page that asks."""
    return client.post(URL, mark(action, *records, confirmed="yes", **values), follow=True)


def states(*records):
    """Return the states in which records are now."""
    found = ProjectRecord.objects.in_bulk([record.pk for record in records])
    return [found[record.pk].state for record in records]


def offered(client):
    """Return the actions that the list offers."""
    form = client.get(URL).context["action_form"]
    return [name for name, _label in form.fields["action"].choices if name]


@pytest.mark.parametrize(
    ("role", "actions"),
    [
        ("editor", ["submit", "take_back"]),
        ("coordinator", ["submit", "take_back", "return", "publish", "withdraw"]),
    ],
)
def test_list_offers_what_the_role_may_do(city, role, actions):
    assert offered(logged_in(getattr(city, role))) == actions


@pytest.mark.parametrize("role", ["planner", "administrator"])
def test_list_offers_no_action_to_readers(city, role):
    assert logged_in(getattr(city, role)).get(URL).context["action_form"] is None


def test_list_of_what_has_no_state_offers_no_action(city):
    page = logged_in(city.coordinator).get(admin_url(Partner, "changelist"))
    assert page.context["action_form"] is None


def test_each_row_carries_its_version_and_no_row_of_other_pages_is_offered(city):
    page = logged_in(city.editor).get(URL).content.decode()
    assert f'<input type="hidden" name="version_{city.record.pk}" value="1">' in page
    assert 'class="question' not in page


def test_action_asks_before_anything_happens(city):
    page = logged_in(city.editor).post(URL, mark("submit", city.record))
    assert states(city.record) == [State.DRAFT]
    text = words(page)
    assert "提出すると、取りまとめ担当が確かめるまで直せません。" in text
    assert f"{city.record} 下書き 提出済み" in text


def test_page_that_asks_says_what_cannot_be_done(city):
    published = record_in(State.PUBLISHED, department=city.department)
    page = logged_in(city.editor).post(URL, mark("submit", city.record, published))
    assert {plan.record.pk: plan.refusal for plan in page.context["plans"]} == {
        city.record.pk: "",
        published.pk: f"「{published}」はいま「公開中」なので、「提出」はできません。",
    }


def test_action_is_carried_out_for_each_marked_row(city):
    second = ProjectRecordFactory(department=city.department)
    third = ProjectRecordFactory(department=city.department)
    answer = run(logged_in(city.editor), "submit", city.record, second)
    assert messages(answer) == ["2件を提出しました。取りまとめ担当が確かめます。"]
    assert states(city.record, second, third) == [State.SUBMITTED, State.SUBMITTED, State.DRAFT]
    assert Change.objects.of(city.record).get().action == "submit"


def test_rows_of_other_pages_stay_as_they_are_though_all_is_claimed(city):
    other = ProjectRecordFactory(department=city.department)
    run(logged_in(city.editor), "submit", city.record, select_across="1")
    assert states(city.record, other) == [State.SUBMITTED, State.DRAFT]


def test_row_changed_meanwhile_is_refused_and_named(city):
    sent = mark("submit", city.record, confirmed="yes")
    ProjectRecord.objects.filter(pk=city.record.pk).update(version=2, updated_by=city.coordinator)
    answer = logged_in(city.editor).post(URL, sent, follow=True)
    assert states(city.record) == [State.DRAFT]
    [message] = messages(answer)
    assert message == (
        f"1件はできませんでした。「{city.record}」：{city.coordinator}さんが、"
        "あなたが画面を開いたあとに保存しました。内容を確かめて、もう一度選んでください。"
    )


@pytest.mark.parametrize("version", ["", "x", "9" * 20])
def test_row_without_a_version_is_refused(city, version):
    sent = mark("submit", city.record, confirmed="yes") | {f"version_{city.record.pk}": version}
    answer = logged_in(city.editor).post(URL, sent, follow=True)
    assert states(city.record) == [State.DRAFT]
    assert "一覧で見えていた版が分かりません。" in messages(answer)[0]


def test_message_names_at_most_ten(city):
    records = [ProjectRecordFactory(department=city.department) for _number in range(12)]
    ProjectRecord.objects.update(version=5)
    [message] = messages(run(logged_in(city.editor), "submit", *records))
    assert message.startswith("12件はできませんでした。")
    assert message.count("「") == 10
    assert message.endswith("ほか2件。")


def test_one_refused_row_does_not_hold_up_the_others(city):
    published = record_in(State.PUBLISHED, department=city.department)
    answer = run(logged_in(city.editor), "submit", city.record, published)
    assert states(city.record, published) == [State.SUBMITTED, State.PUBLISHED]
    assert len(messages(answer)) == 2


def test_return_needs_a_comment(city):
    record = record_in(State.SUBMITTED, department=city.department)
    client = logged_in(city.coordinator)
    page = run(client, "return", record, comment="  ")
    assert page.context["form"].errors["comment"] == [
        "差戻しには、どこをどう直すかのコメントを書いてください。"
    ]
    assert states(record) == [State.SUBMITTED]
    run(client, "return", record, comment="目的を書いてください。")
    record.refresh_from_db()
    assert (record.state, record.return_comment) == (State.RETURNED, "目的を書いてください。")


@pytest.mark.parametrize(("sent", "without_trace"), [({}, False), ({"without_trace": "on"}, True)])
def test_withdrawal_keeps_reason_and_trace(city, sent, without_trace):
    record = record_in(State.PUBLISHED, department=city.department)
    client = logged_in(city.coordinator)
    assert "個人情報のため跡を残さない" in words(client.post(URL, mark("withdraw", record)))
    run(client, "withdraw", record, comment="お名前がありました。", **sent)
    record.refresh_from_db()
    assert (record.state, record.withdrawal_reason) == (State.WITHDRAWN, "お名前がありました。")
    assert record.withdrawn_without_trace == without_trace


def test_withdrawal_needs_a_reason(city):
    record = record_in(State.PUBLISHED, department=city.department)
    page = run(logged_in(city.coordinator), "withdraw", record)
    assert page.context["form"].errors["comment"] == [
        "公開を停止する理由を書いてください。公開ページに出ます。"
    ]


def test_editor_cannot_publish_by_a_forged_action(city):
    record = record_in(State.SUBMITTED, department=city.department)
    answer = run(logged_in(city.editor), "publish", record)
    assert states(record) == [State.SUBMITTED]
    assert messages(answer) != []


def test_delete_selected_is_off(city):
    answer = run(logged_in(city.coordinator), "delete_selected", city.record, post="yes")
    assert states(city.record) == [State.DRAFT]
    assert messages(answer) != []


def test_step_of_one_record_asks_and_returns_to_its_page(city):
    client = logged_in(city.editor)
    url = admin_url(city.record, "step", "submit") + "?version=1"
    page = client.get(url)
    assert page.context["plans"][0].refusal == ""
    answer = client.post(url, {"confirmed": "yes", f"version_{city.record.pk}": "1"})
    assert answer.url == admin_url(city.record, "change")
    assert states(city.record) == [State.SUBMITTED]


@pytest.mark.parametrize("query", ["?version=2", "?version=x", ""])
def test_step_with_another_version_is_refused(city, query):
    client = logged_in(city.editor)
    url = admin_url(city.record, "step", "submit") + query
    assert client.get(url).context["plans"][0].refusal != ""
    client.post(url, {"confirmed": "yes"})
    assert states(city.record) == [State.DRAFT]


def test_step_that_does_not_exist_is_refused(city):
    assert logged_in(city.editor).get(admin_url(city.record, "step", "steal")).status_code == 403


def test_button_of_the_form_saves_and_leads_to_the_step(city):
    client = logged_in(city.editor)
    url = admin_url(city.record, "change")
    page = client.get(url)
    assert page.context["transition_buttons"] == [("submit", "提出する")]
    answer = client.post(url, {**untouched(page), "purpose": "書けました", "_transition": "submit"})
    assert answer.url == admin_url(city.record, "step", "submit") + "?version=2"
    assert ProjectRecord.objects.get(pk=city.record.pk).purpose == "書けました"


def test_page_to_be_read_has_links_to_the_steps(city):
    record = record_in(State.SUBMITTED, department=city.department)
    page = logged_in(city.editor).get(admin_url(record, "change"))
    url = admin_url(record, "step", "take_back") + f"?version={record.version}"
    assert page.context["step_links"] == [("提出を取り消す", url)]
    assert f'href="{url}"' in page.content.decode()


def test_editor_of_another_department_has_no_step(city):
    elsewhere = DepartmentFactory(municipality=city.municipality)
    record = record_in(State.PUBLISHED, department=elsewhere)
    page = logged_in(city.editor).get(admin_url(record, "change"))
    assert (page.context["transition_buttons"], page.context["step_links"]) == ([], [])
