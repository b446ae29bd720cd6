"""The admin writes through the funnel alone."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kyodo_portal.organizations.models import Department, Membership, Municipality, User
from kyodo_portal.publishing.choices import Channel, State
from kyodo_portal.publishing.models import Change, CorrectionRequest, DataVersion, Edition
from kyodo_portal.read_model.models import SearchRow
from projects.models import CollaborationForm, Partner, Project, ProjectRecord
from tests.factories.admin_pages import admin_url, logged_in, messages, untouched, words
from tests.factories.organizations import OperatorFactory, UserFactory
from tests.factories.projects import published_record, record_in

LISTS = [
    ProjectRecord,
    Project,
    Partner,
    CollaborationForm,
    Department,
    Municipality,
    Edition,
    CorrectionRequest,
]


def edit(client, record, **values):
    """Open a record's form and send it back with other values."""
    url = admin_url(record, "change")
    return client.post(url, {**untouched(client.get(url)), **values}, follow=True)


@pytest.mark.parametrize("model", LISTS)
@pytest.mark.parametrize("role", ["editor", "coordinator", "planner", "administrator"])
def test_list_opens_for_every_role(city, role, model):
    assert logged_in(getattr(city, role)).get(admin_url(model, "changelist")).status_code == 200


@pytest.mark.parametrize(
    ("role", "expected"),
    [("editor", [403] * 3), ("coordinator", [403, 200, 403]), ("administrator", [200, 200, 403])],
)
def test_lists_of_people_and_changes_are_for_some(city, role, expected):
    client = logged_in(getattr(city, role))
    answers = [client.get(admin_url(model, "changelist")) for model in (Membership, Change, User)]
    assert [answer.status_code for answer in answers] == expected


@pytest.mark.parametrize("is_staff", [True, False])
def test_person_without_membership_is_not_let_in(db, is_staff):
    answer = logged_in(UserFactory(is_staff=is_staff)).get("/admin/")
    assert (answer.status_code, answer.url) == (302, "/admin/login/?next=/admin/")


def test_save_leaves_change_search_row_and_version(city):
    edit(logged_in(city.editor), city.record, purpose="花の苗を植える")
    city.record.refresh_from_db()
    change = Change.objects.of(city.record).get()
    assert (city.record.purpose, city.record.version) == ("花の苗を植える", 2)
    assert (change.by, change.channel, change.version) == (city.editor, Channel.ADMIN, 2)
    assert (change.before["purpose"], change.after["purpose"]) == ("はじめの目的", "花の苗を植える")
    row = SearchRow.objects.get(kind="projects.projectrecord", object_id=city.record.pk)
    assert "花の苗を植える" in row.folded
    assert DataVersion.current() == 0  # a draft has no public face


def test_save_of_published_record_raises_data_version(city):
    record = published_record(department=city.department)
    before = DataVersion.current()
    edit(logged_in(city.coordinator), record, outcome="好評", reason="効果を書き足しました。")
    change = Change.objects.of(record).first()
    assert DataVersion.current() == before + 1
    assert (change.reason, change.is_public) == ("効果を書き足しました。", True)


def test_save_of_published_record_without_reason_is_refused_beside_the_field(city):
    record = published_record(department=city.department)
    answer = edit(logged_in(city.coordinator), record, outcome="好評")
    record.refresh_from_db()
    assert (answer.status_code, record.outcome) == (200, "")
    assert answer.context["adminform"].form.errors["reason"] == [
        "公開中の記録を直すときは、理由を書いてください。更新履歴に出ます。"
    ]
    assert answer.context["adminform"].form["outcome"].value() == "好評"


def test_save_without_difference_writes_nothing(city):
    edit(logged_in(city.editor), city.record, department_text="こちら市民部")
    after_first = Change.objects.count()
    edit(logged_in(city.editor), city.record)
    city.record.refresh_from_db()
    assert Change.objects.count() == after_first
    assert city.record.version == 1 + after_first


def test_relations_are_saved_in_one_change(city):
    others = [
        Partner.objects.create(municipality=city.municipality, name=name, kind="group", version=1)
        for name in ("い", "あ")
    ]
    ids = [str(partner.pk) for partner in others]
    edit(logged_in(city.editor), city.record, partner_list=ids, forms=[])
    change = Change.objects.of(city.record).get()
    assert [item["name"] for item in change.after["partners"]] == ["い", "あ"]
    assert change.after["forms"] == []
    links = city.record.partner_links.order_by("position")
    assert [link.partner for link in links] == others


def test_new_record_is_a_draft_of_version_1(city):
    client = logged_in(city.editor)
    page = client.get(admin_url(ProjectRecord, "add"))
    values = {"fiscal_year": "R6", "department": city.department.pk, "name": "新しい事業"}
    client.post(admin_url(ProjectRecord, "add"), {**untouched(page), **values})
    made = ProjectRecord.objects.get(name="新しい事業")
    assert (made.fiscal_year, made.state, made.version) == (2024, State.DRAFT, 1)
    assert Change.objects.of(made).get().action == "create"
    assert SearchRow.objects.filter(object_id=made.pk, kind="projects.projectrecord").exists()


def test_mass_assignment_takes_nothing(city, other_city):
    forged = {
        "state": State.PUBLISHED,
        "version": "90",
        "published_at_0": "2025-04-01",
        "published_at": timezone.now().isoformat(),
        "published_by": city.editor.pk,
        "municipality": other_city.municipality.pk,
        "updated_by": other_city.editor.pk,
        "id": "999",
    }
    edit(logged_in(city.editor), city.record, purpose="別の目的", **forged)
    record = ProjectRecord.objects.get(pk=city.record.pk)
    assert record.purpose == "別の目的"
    assert (record.state, record.version, record.published_at) == (State.DRAFT, 2, None)
    assert (record.municipality, record.updated_by) == (city.municipality, city.editor)


def test_forged_save_of_submitted_record_is_told_so_and_keeps_the_text(city):
    client = logged_in(city.editor)
    values = untouched(client.get(admin_url(city.record, "change")))
    record = record_in(State.SUBMITTED, department=city.department)
    answer = client.post(
        admin_url(record, "change"),
        {
            **values,
            "expected_version": record.version,
            "project": record.project_id,
            "purpose": "あとから",
        },
    )
    assert answer.status_code == 200
    assert "この記録を保存する権限がありません。" in words(answer)
    assert answer.context["adminform"].form["purpose"].value() == "あとから"
    record.refresh_from_db()
    assert record.purpose == ""


def test_view_only_page_has_no_lock_and_refuses_post(city):
    client = logged_in(city.planner)
    page = client.get(admin_url(city.record, "change"))
    assert (page.status_code, b"expected_version" in page.content) == (200, False)
    answer = client.post(admin_url(city.record, "change"), {"expected_version": "1"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "error", [ValidationError("だめです。"), ValidationError({"name": "名前が変です。"})]
)
def test_refusal_of_the_funnel_becomes_a_message(city, monkeypatch, error):
    def refuse(*args, **kwargs):
        raise error

    monkeypatch.setattr("kyodo_portal.publishing.services.save", refuse)
    answer = edit(logged_in(city.editor), city.record, purpose="残る文")
    assert answer.status_code == 200
    assert error.messages[0] in words(answer)
    assert answer.context["adminform"].form["purpose"].value() == "残る文"


def test_only_municipality_is_chosen_beforehand(city, other_city):
    page = logged_in(city.coordinator).get(admin_url(Edition, "add"))
    assert page.context["adminform"].form["municipality"].value() == city.municipality.pk


def test_coordinator_of_two_cities_chooses_one(city, other_city):
    Membership.objects.create(
        user=city.coordinator,
        municipality=other_city.municipality,
        role="coordinator",
        area="projects",
    )
    page = logged_in(city.coordinator).get(admin_url(Edition, "add"))
    assert page.context["adminform"].form["municipality"].value() is None


def test_operator_writes_everywhere(city, other_city):
    edit(logged_in(OperatorFactory()), other_city.partner, name="新しい名前")
    other_city.partner.refresh_from_db()
    assert other_city.partner.name == "新しい名前"


def test_delete_removes_a_draft_and_keeps_its_history(city):
    client = logged_in(city.editor)
    url = admin_url(city.record, "delete")
    assert "元に戻せません" in words(client.get(url))
    client.post(url, {"post": "yes", "expected_version": "1"})
    assert not ProjectRecord.objects.filter(pk=city.record.pk).exists()
    assert Change.objects.of(city.record).get().action == "delete"


@pytest.mark.parametrize("version", ["2", "", "x", "9" * 30])
def test_delete_with_another_version_is_refused(city, version):
    client = logged_in(city.editor)
    url = admin_url(city.record, "delete")
    answer = client.post(url, {"post": "yes", "expected_version": version}, follow=True)
    assert messages(answer) == [
        "確認の画面を開いたあとに、ほかの人がこの記録を保存しました。削除していません。"
    ]
    assert ProjectRecord.objects.filter(pk=city.record.pk).exists()


def test_delete_of_what_others_need_names_them(city):
    answer = logged_in(city.coordinator).post(
        admin_url(city.partner, "delete"), {"post": "yes", "expected_version": "1"}
    )
    assert answer.status_code == 200
    assert Partner.objects.filter(pk=city.partner.pk).exists()


@pytest.mark.parametrize("state", [State.SUBMITTED, State.RETURNED, State.PUBLISHED])
def test_once_submitted_nothing_is_deleted(city, state):
    record = record_in(state, department=city.department)
    answer = logged_in(city.coordinator).post(
        admin_url(record, "delete"), {"post": "yes", "expected_version": record.version}
    )
    assert answer.status_code == 403
    assert ProjectRecord.objects.filter(pk=record.pk).exists()
