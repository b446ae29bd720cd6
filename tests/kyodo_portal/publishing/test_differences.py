"""Two versions of a record in words that staff can read."""

import pytest

from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing import funnel, snapshots
from kyodo_portal.publishing.choices import Action, Channel
from kyodo_portal.publishing.differences import differences, label_of, snapshot_at, words
from kyodo_portal.publishing.models import Change, Edition
from kyodo_portal.publishing.transitions import transition
from projects.models import ProjectRecord


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("purpose", "", "（空）"),
        ("purpose", None, "（空）"),
        ("forms", [], "（空）"),
        ("participants", 0, "0"),
        ("fiscal_year", 2025, "令和7年度"),
        ("stage", "actual", "実績"),
        ("withdrawn_without_trace", True, "はい"),
        ("withdrawn_without_trace", False, "いいえ"),
        ("department", {"id": 1, "name": "市民部"}, "市民部"),
        ("partners", [{"id": 2, "name": "い"}, {"id": 1, "name": "あ"}], "い、あ"),
        ("field_of_the_past", "むかし", "むかし"),
        ("returned_at", "2025-04-01T15:30:00Z", "2025年4月2日0:30"),
    ],
)
def test_value_in_words(name, value, expected):
    assert words(ProjectRecord, name, value) == expected


def test_field_is_called_as_on_the_form():
    assert label_of(ProjectRecord, "partners") == "関係団体"
    assert label_of(ProjectRecord, "field_of_the_past") == "field_of_the_past"


def test_differences_stand_in_the_records_order_without_what_is_derived(city):
    before = snapshots.take(city.record)
    city.record.purpose, city.record.start_text = "新しい目的", "R7.5.1"
    city.record.clean()
    after = snapshots.take(city.record)
    found = differences(ProjectRecord, before, after)
    assert [line.name for line in found] == ["start_text", "purpose"]
    assert found[1] == ("purpose", "目的", "はじめの目的", "新しい目的")
    assert [line.name for line in differences(ProjectRecord, before, after, ["purpose"])] == [
        "purpose"
    ]


def test_keys_in_another_order_change_nothing(city):
    """PostgreSQL gives the keys of JSON back in an order of its own."""
    before = snapshots.take(city.record)
    city.record.purpose, city.record.outcome, city.record.name = "二", "三", "一"
    after = snapshots.take(city.record)
    turned = {name: after[name] for name in sorted(after, reverse=True)}
    found = [line.name for line in differences(ProjectRecord, before, turned)]
    assert found == ["name", "purpose", "outcome"]


def test_renamed_reference_is_no_difference(city):
    before = snapshots.take(city.record)
    Department.objects.update(name="改名した部")
    assert differences(ProjectRecord, before, snapshots.take(ProjectRecord.objects.get())) == []


def test_new_record_differs_in_all_it_has(city):
    edition = Edition(
        municipality=city.municipality, area="projects", fiscal_year=2025, coverage="全部"
    )
    found = differences(Edition, None, snapshots.take(edition))
    assert ("coverage", "収録範囲", "（空）", "全部") in found
    assert ("area", "分野", "（空）", "協働事業") in found


def test_snapshot_of_each_version_is_found_in_history(city):
    for number, purpose in enumerate(["二", "三"], start=1):
        city.record.purpose = purpose
        funnel.save(
            city.record, write=funnel.Write(city.editor, Channel.ADMIN), expected_version=number
        )
    key = city.record.pk
    found = [snapshot_at(ProjectRecord, key, version) for version in (None, 0, 1, 2, 3, 4)]
    assert [snapshot and snapshot["purpose"] for snapshot in found] == [
        None,
        None,
        "はじめの目的",
        "二",
        "三",
        None,
    ]


def test_snapshot_before_a_deletion_is_found(city):
    funnel.delete(city.record, write=funnel.Write(city.editor, Channel.ADMIN), expected_version=1)
    key = Change.objects.get().object_id
    found = snapshot_at(ProjectRecord, key, 1)
    assert found is not None
    assert found["purpose"] == "はじめの目的"


def sent_back_and_handed_in_again(city):
    """Take a record from version 2 to 6: handed in, sent back, changed, handed in again."""
    write = funnel.Write(city.editor, Channel.ADMIN)
    city.record.purpose = "二"
    funnel.save(city.record, write=write, expected_version=1)
    record = step(city.record, Action.SUBMIT, by=city.editor)
    record = step(record, Action.RETURN, by=city.coordinator)
    record.purpose = "五"
    funnel.save(record, write=write, expected_version=4)
    return step(record, Action.SUBMIT, by=city.editor)


def step(record, action, *, by):
    return transition(
        record,
        action,
        by=by,
        channel=Channel.ADMIN,
        expected_version=record.version,
        comment="もう少し",
    )


def test_snapshot_of_a_version_that_a_step_made_is_the_whole_record(city):
    record = sent_back_and_handed_in_again(city)
    found = [snapshot_at(ProjectRecord, record.pk, version) for version in range(1, 7)]
    assert [(one["state"], one["purpose"], one["return_comment"]) for one in found] == [
        ("draft", "はじめの目的", ""),
        ("draft", "二", ""),
        ("submitted", "二", ""),
        ("returned", "二", "もう少し"),
        ("returned", "五", "もう少し"),
        ("submitted", "五", "もう少し"),
    ]
    assert found[5] == snapshots.take(ProjectRecord.objects.get(pk=record.pk))
    assert snapshot_at(ProjectRecord, record.pk, 7) is None


def test_snapshot_before_the_first_save_that_is_known_is_found_behind_steps(city):
    record = sent_back_and_handed_in_again(city)
    Change.objects.get(version=2).delete()
    found = [snapshot_at(ProjectRecord, record.pk, version) for version in range(1, 5)]
    assert [one and (one["state"], one["purpose"]) for one in found] == [
        None,
        ("draft", "二"),
        ("submitted", "二"),
        ("returned", "二"),
    ]


def test_step_that_once_kept_the_whole_record_is_read_as_before(city):
    record = sent_back_and_handed_in_again(city)
    for version in (3, 4, 6):
        Change.objects.filter(version=version).update(
            before=snapshot_at(ProjectRecord, record.pk, version - 1),
            after=snapshot_at(ProjectRecord, record.pk, version),
        )
    found = [snapshot_at(ProjectRecord, record.pk, version) for version in range(2, 7)]
    assert [(one["state"], one["purpose"]) for one in found] == [
        ("draft", "二"),
        ("submitted", "二"),
        ("returned", "二"),
        ("returned", "五"),
        ("submitted", "五"),
    ]
    handed_in = Change.objects.get(version=3)
    assert [line[1:] for line in differences(ProjectRecord, handed_in.before, handed_in.after)] == [
        ("状態", "下書き", "提出済み")
    ]
