"""The one way by which records are written."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.funnel import Stale
from kyodo_portal.publishing.models import Change, DataVersion
from kyodo_portal.publishing.relations import ManyToMany, OrderedManyToMany
from kyodo_portal.read_model.models import SearchRow
from projects.models import CaseRole, CaseSheet, Partner, ProjectRecord
from projects.records.services import save_record
from tests.factories.case_sheets import case_sheet
from tests.factories.organizations import (
    DepartmentFactory,
    MembershipFactory,
    OperatorFactory,
    UserFactory,
)
from tests.factories.projects import PartnerFactory, published_record, record_in
from tests.factories.publishing import EditionFactory

DOORS = list(Channel)


def save(record, by, *, channel=Channel.ADMIN, reason="", **values):
    """Write a record with the version it has, through the admin unless said otherwise."""
    write = funnel.Write(by, channel, reason)
    return funnel.save(record, **{"write": write, "expected_version": record.version, **values})


def trace():
    """Return all that a write leaves behind."""
    return Change.objects.count(), SearchRow.objects.count(), DataVersion.current()


@pytest.mark.parametrize("channel", DOORS)
def test_every_channel_leaves_change_search_row_and_data_version(city, channel):
    record = published_record(department=city.department)
    version = DataVersion.current()
    SearchRow.objects.all().delete()
    record.purpose = "新しい目的"
    change = save(record, city.coordinator, channel=channel, reason="直しました。")
    assert (change.channel, change.action, change.version) == (
        channel,
        Action.UPDATE,
        record.version,
    )
    assert (change.municipality, change.area) == (city.municipality, "projects")
    assert (change.title, change.is_public) == (str(record), True)
    row = SearchRow.objects.get(kind="projects.projectrecord", object_id=record.pk)
    assert (row.is_public, "新しい目的" in row.folded) == (True, True)
    assert DataVersion.current() == version + 1


@pytest.mark.parametrize("channel", DOORS)
def test_every_channel_leaves_them_for_a_new_row(city, channel):
    partner = Partner(municipality=city.municipality, name="新しい会", kind="group")
    change = save(partner, city.coordinator, channel=channel, expected_version=None)
    assert (change.action, change.version, change.before) == (Action.CREATE, 1, None)
    assert change.after["name"] == "新しい会"
    assert SearchRow.objects.get(object_id=partner.pk, kind="projects.partner").title == "新しい会"
    assert DataVersion.current() == 1


@pytest.mark.parametrize(("kind", "area"), [("membership", ""), ("edition", "policies")])
def test_history_stands_in_the_area_whose_members_write_the_record(city, kind, area):
    """A membership's own area is not: coordinators of it do not read who has which role."""
    if kind == "membership":
        record = MembershipFactory.build(
            user=UserFactory(), department=city.department, municipality=city.municipality
        )
    else:
        record = EditionFactory.build(municipality=city.municipality, area="policies")
    change = save(record, OperatorFactory(), expected_version=None)
    assert (change.municipality, change.area) == (city.municipality, area)


def test_nothing_changed_writes_nothing(city):
    before = trace()
    record = ProjectRecord.objects.get(pk=city.record.pk)
    record.clean()
    assert save(record, city.coordinator) is None
    assert trace() == before
    assert ProjectRecord.objects.get(pk=record.pk).version == 1


@pytest.mark.parametrize("version", [0, 2, None])
def test_save_with_another_version_is_stale(city, version):
    city.record.purpose = "別"
    with pytest.raises(Stale):
        save(city.record, city.editor, expected_version=version)
    assert trace() == (0, 0, 0)


def test_save_of_a_deleted_row_is_stale(city):
    record = ProjectRecord.objects.get(pk=city.record.pk)
    city.record.delete()
    with pytest.raises(Stale):
        save(record, city.editor)


def test_version_taken_between_reading_and_writing_is_stale(city, monkeypatch):
    def overtaken(*args):
        ProjectRecord.objects.filter(pk=city.record.pk).update(version=9)

    monkeypatch.setattr(funnel, "check_reason", overtaken)
    city.record.purpose = "別"
    with pytest.raises(Stale):
        save(city.record, city.editor)
    assert Change.objects.count() == 0


def test_refused_save_leaves_nothing_at_all(city):
    city.record.purpose = "別"
    city.record.start_text = "R7.2.30"
    with pytest.raises(ValidationError) as refusal:
        save(city.record, city.editor)
    assert list(refusal.value.error_dict) == ["start_text"]
    assert trace() == (0, 0, 0)
    assert ProjectRecord.objects.get(pk=city.record.pk).purpose == "はじめの目的"


def test_failure_while_writing_leaves_nothing_at_all(city, monkeypatch):
    def fail(*args):
        raise IntegrityError

    monkeypatch.setattr(funnel, "after_write", fail)
    city.record.purpose = "別"
    with pytest.raises(IntegrityError):
        save(city.record, city.editor)
    assert trace() == (0, 0, 0)
    assert ProjectRecord.objects.get(pk=city.record.pk).version == 1


def test_save_never_moves_a_record_on(city):
    city.record.state, city.record.published_by = State.PUBLISHED, city.editor
    city.record.purpose = "別"
    save(city.record, city.editor)
    stored = ProjectRecord.objects.get(pk=city.record.pk)
    assert (stored.state, stored.published_by, stored.purpose) == (State.DRAFT, None, "別")


def test_new_record_begins_as_a_draft(city):
    record = ProjectRecord(
        project=city.project,
        department=city.department,
        fiscal_year=2024,
        name="前の年",
        state=State.PUBLISHED,
        version=40,
    )
    save(record, city.editor, expected_version=None)
    assert (record.state, record.version) == (State.DRAFT, 1)


@pytest.mark.parametrize("role", ["planner", "administrator"])
def test_readers_do_not_save(city, role):
    city.record.purpose = "別"
    with pytest.raises(PermissionDenied):
        save(city.record, getattr(city, role))
    assert trace() == (0, 0, 0)


@pytest.mark.parametrize("role", ["editor", "coordinator", "administrator"])
def test_other_city_does_not_save(city, other_city, role):
    for thing in (city.record, city.partner, city.department):
        thing.name = "盗んだ"
        with pytest.raises(PermissionDenied):
            save(thing, getattr(other_city, role))
    assert trace() == (0, 0, 0)


def test_record_cannot_be_moved_where_one_may_not_write(city):
    city.record.department = DepartmentFactory(municipality=city.municipality)
    with pytest.raises(PermissionDenied):
        save(city.record, city.editor)


def test_record_cannot_be_taken_from_where_one_may_not_write(city):
    other = DepartmentFactory(municipality=city.municipality)
    theirs = record_in(State.DRAFT, department=other)
    theirs.department = city.department
    with pytest.raises(PermissionDenied):
        save(theirs, city.editor)
    assert ProjectRecord.objects.get(pk=theirs.pk).department == other


@pytest.mark.parametrize("relation", ["forms", "partners"])
def test_relation_of_another_municipality_is_refused(city, other_city, relation):
    theirs = {"forms": other_city.form, "partners": other_city.partner}[relation]
    with pytest.raises(ValidationError) as refusal:
        save(city.record, city.editor, relations={relation: [theirs]})
    assert list(refusal.value.error_dict) == [relation]
    assert trace() == (0, 0, 0)


def test_relation_that_is_not_named_stays(city):
    city.record.purpose = "別"
    change = save(city.record, city.editor, relations={"forms": []})
    assert change.after["partners"] == [{"id": city.partner.pk, "name": city.partner.name}]
    assert list(city.record.forms.all()) == []


def test_saved_record_forgets_the_rows_that_were_fetched_before(db):
    made = case_sheet(roles=[CaseRole(side="city", party="市", text="会場の手配")])
    sheet = CaseSheet.objects.prefetch_related("roles").get(pk=made.pk)
    roles = [CaseRole(side="city", party="市", text="広報")]
    save(sheet, OperatorFactory(), relations={"roles": roles})
    assert [role.text for role in sheet.roles.all()] == ["広報"]


def test_order_of_partners_is_kept_and_counts_as_a_change(city):
    other = PartnerFactory(municipality=city.municipality)
    save(city.record, city.editor, relations={"partners": [city.partner, other]})
    change = save(city.record, city.editor, relations={"partners": [other, city.partner]})
    assert [item["id"] for item in change.after["partners"]] == [other.pk, city.partner.pk]


def test_published_record_is_not_saved_without_a_reason(city):
    record = published_record(department=city.department)
    record.purpose = "別"
    with pytest.raises(ValidationError) as refusal:
        save(record, city.coordinator, reason=" ")
    assert list(refusal.value.error_dict) == ["reason"]


def test_published_record_is_not_saved_by_its_editor(city):
    record = published_record(department=city.department)
    record.purpose = "別"
    with pytest.raises(PermissionDenied):
        save(record, city.editor, reason="直したい。")


def test_change_of_a_name_reaches_what_quotes_it(city):
    record = published_record(department=city.department, partners=[city.partner])
    city.partner.name = "ひかりの会"
    save(city.partner, city.coordinator)
    row = SearchRow.objects.get(kind="projects.projectrecord", object_id=record.pk)
    assert "ひかりの会" in row.folded


@pytest.mark.parametrize("number", [1, 3])
def test_save_by_a_service_costs_a_fixed_number_of_statements(
    city, number, django_assert_num_queries
):
    """Savepoints are six of them; the stored relations are read once, by service and funnel."""
    partners = PartnerFactory.create_batch(number, municipality=city.municipality)
    save(city.record, city.editor, relations={"partners": partners})
    record = ProjectRecord.objects.get()
    record.purpose = "別"
    write = {"by": city.editor, "channel": Channel.ADMIN, "expected_version": 2}
    with django_assert_num_queries(18):
        change = save_record(record, forms=[city.form], partners=partners, **write)
    assert change.after["purpose"] == "別"


def test_each_stored_relation_is_read_once_a_save(city, monkeypatch):
    read = []
    for kind in (ManyToMany, OrderedManyToMany):
        original = kind.read
        monkeypatch.setattr(
            kind,
            "read",
            lambda self, record, original=original: (
                read.append(self.name) or original(self, record)
            ),
        )
    city.record.purpose = "別"
    other = PartnerFactory(municipality=city.municipality)
    write = {"by": city.editor, "channel": Channel.ADMIN, "expected_version": 1}
    save_record(city.record, forms=[], partners=[other, city.partner], **write)
    assert read == ["forms", "partners"]


def test_foreign_key_to_nothing_is_refused_at_its_field(city):
    member = MembershipFactory(department=city.department)
    member.user_id = 999_999
    with pytest.raises(ValidationError) as refusal:
        save(member, city.administrator, expected_version=1)
    assert list(refusal.value.error_dict) == ["user"]


@pytest.mark.parametrize("text", ["a\0b", "a\u202eb"])
def test_dangerous_characters_are_refused_at_the_field(city, text):
    city.record.purpose = text
    with pytest.raises(ValidationError) as refusal:
        save(city.record, city.editor)
    assert list(refusal.value.error_dict) == ["purpose"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\u2028"])
def test_other_line_ends_are_no_change(city, end):
    record = published_record(department=city.department, content="1行目\n2行目")
    record.content = f"1行目{end}2行目"
    assert save(record, city.coordinator) is None
    record.content = f"1行目{end}別の2行目"
    save(record, city.coordinator, reason="直しました。")
    assert ProjectRecord.objects.get(pk=record.pk).content == "1行目\n別の2行目"


def test_other_line_ends_in_rows_of_a_record_are_no_change(city):
    sheet = case_sheet(roles=[CaseRole(side="city", party="市", text="1行目\n2行目")])
    roles = [CaseRole(side="city", party="市", text="1行目\r\n2行目")]
    by = OperatorFactory()
    assert save(sheet, by, relations={"roles": roles}) is None
    assert sheet.roles.get().text == "1行目\n2行目"


def test_delete_keeps_history_and_forgets_the_search_row(city):
    city.record.purpose = "別"
    save(city.record, city.editor)
    funnel.delete(city.record, write=funnel.Write(city.editor, Channel.ADMIN), expected_version=2)
    assert not ProjectRecord.objects.filter(pk=city.record.pk).exists()
    change = Change.objects.filter(object_id=city.record.pk, action=Action.DELETE).get()
    assert (change.before["purpose"], change.after) == ("別", None)
    assert not SearchRow.objects.filter(kind="projects.projectrecord").exists()


def test_delete_of_what_has_a_public_face_raises_the_data_version(city):
    department = DepartmentFactory(municipality=city.municipality)
    funnel.delete(
        department, write=funnel.Write(city.administrator, Channel.ADMIN), expected_version=1
    )
    assert not Department.objects.filter(pk=department.pk).exists()
    assert DataVersion.current() == 1


@pytest.mark.parametrize("state", [s for s in State if s != State.DRAFT])
def test_what_was_submitted_is_never_deleted(city, state):
    record = record_in(state, department=city.department)
    with pytest.raises(PermissionDenied):
        funnel.delete(
            record,
            write=funnel.Write(city.coordinator, Channel.ADMIN),
            expected_version=record.version,
        )


def test_draft_that_was_once_submitted_is_not_deleted(city):
    record = record_in(State.SUBMITTED, department=city.department)
    ProjectRecord.objects.filter(pk=record.pk).update(state=State.DRAFT)
    with pytest.raises(PermissionDenied):
        funnel.delete(
            record, write=funnel.Write(city.editor, Channel.ADMIN), expected_version=record.version
        )


def test_delete_with_another_version_is_stale(city):
    with pytest.raises(Stale):
        funnel.delete(
            city.record, write=funnel.Write(city.editor, Channel.ADMIN), expected_version=2
        )


def test_somebody_without_any_membership_does_not_save(city):
    city.record.purpose = "別"
    with pytest.raises(PermissionDenied):
        save(city.record, UserFactory())
