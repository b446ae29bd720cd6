"""Requests to correct what is published."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.corrections import (
    apply_correction,
    decline_correction,
    request_correction,
)
from kyodo_portal.publishing.funnel import Stale
from kyodo_portal.publishing.models import Change, CorrectionRequest
from kyodo_portal.publishing.transitions import transition
from projects.models import Partner, ProjectRecord
from tests.factories.projects import PartnerFactory, published_record, record_in


@pytest.fixture
def record(city):
    return published_record(
        department=city.department, purpose="公開した目的", partners=[city.partner]
    )


def ask(record, by, *, relations=None, reason="誤りでした。", **values):
    """Ask for these values, leaving the given instance as it is."""
    wish = ProjectRecord.objects.get(pk=record.pk)
    for name, value in values.items():
        setattr(wish, name, value)
    return request_correction(
        wish, relations=relations, by=by, expected_version=record.version, reason=reason
    )


def correct(record, by, **values):
    """Save the published record as its coordinator does."""
    now = ProjectRecord.objects.get(pk=record.pk)
    for name, value in values.items():
        setattr(now, name, value)
    funnel.save(
        now, write=funnel.Write(by, Channel.ADMIN, "直しました。"), expected_version=now.version
    )


def stored(record):
    """Return the record as it is now."""
    return ProjectRecord.objects.get(pk=record.pk)


def test_request_holds_the_whole_wish_and_writes_nothing(city, record):
    asked = ask(record, city.editor, purpose="正しい目的")
    assert (asked.version, asked.municipality, asked.area) == (3, city.municipality, "projects")
    assert asked.values["purpose"] == "正しい目的"
    assert asked.values["partners"] == [{"id": city.partner.pk, "name": city.partner.name}]
    assert "state" not in asked.values
    assert (stored(record).version, stored(record).purpose) == (3, "公開した目的")


@pytest.mark.parametrize("reason", ["", " 　"])
def test_request_without_reason_is_refused(city, record, reason):
    with pytest.raises(ValidationError) as refusal:
        ask(record, city.editor, purpose="正しい目的", reason=reason)
    assert list(refusal.value.error_dict) == ["reason"]


def test_request_that_changes_nothing_is_refused(city, record):
    with pytest.raises(ValidationError, match="直したところがありません"):
        ask(record, city.editor)


def test_request_that_breaks_the_rules_is_refused(city, other_city, record):
    with pytest.raises(ValidationError) as refusal:
        ask(record, city.editor, start_text="R7.2.30")
    assert list(refusal.value.error_dict) == ["start_text"]
    with pytest.raises(ValidationError) as refusal:
        ask(record, city.editor, relations={"partners": [other_city.partner]})
    assert list(refusal.value.error_dict) == ["partners"]
    assert CorrectionRequest.objects.count() == 0


@pytest.mark.parametrize("state", [state for state in State if state != State.PUBLISHED])
def test_only_what_is_published_is_asked_about(city, state):
    record = record_in(state, department=city.department)
    with pytest.raises(PermissionDenied):
        ask(record, city.editor, purpose="正しい目的")


@pytest.mark.parametrize("role", ["coordinator", "planner", "administrator"])
def test_only_the_departments_editor_asks(city, record, role):
    with pytest.raises(PermissionDenied):
        ask(record, getattr(city, role), purpose="正しい目的")


def test_other_citys_editor_does_not_ask(city, other_city, record):
    with pytest.raises(PermissionDenied):
        ask(record, other_city.editor, purpose="正しい目的")


def test_request_about_an_older_version_is_stale(city, record):
    correct(record, city.coordinator, outcome="効果")
    with pytest.raises(Stale):
        ask(record, city.editor, purpose="正しい目的")


def test_applied_request_is_one_change_with_its_reason(city, record):
    partner = PartnerFactory(municipality=city.municipality)
    asked = ask(
        record,
        city.editor,
        purpose="正しい目的",
        start_text="R7.5.1",
        relations={"partners": [partner, city.partner]},
    )
    done = apply_correction(
        asked, by=city.coordinator, channel=Channel.ADMIN, answer="直しました。"
    )
    now = stored(record)
    assert (now.purpose, str(now.start_date), now.version) == ("正しい目的", "2025-05-01", 4)
    links = now.partner_links.order_by("position")
    assert [link.partner for link in links] == [partner, city.partner]
    change = Change.objects.of(record).first()
    assert (change.reason, change.by, change.is_public) == ("誤りでした。", city.coordinator, True)
    assert (done.state, done.answered_by, done.answer) == (
        "applied",
        city.coordinator,
        "直しました。",
    )


def test_change_of_another_field_meanwhile_is_kept(city, record):
    asked = ask(record, city.editor, purpose="正しい目的")
    correct(record, city.coordinator, outcome="あとから書いた効果")
    apply_correction(asked, by=city.coordinator, channel=Channel.ADMIN)
    assert (stored(record).purpose, stored(record).outcome) == ("正しい目的", "あとから書いた効果")


def test_change_of_the_same_field_meanwhile_refuses_the_request(city, record):
    asked = ask(record, city.editor, purpose="正しい目的", content="正しい内容")
    correct(record, city.coordinator, purpose="先に直した目的")
    with pytest.raises(ValidationError, match="依頼のあとで同じ項目が直されています：目的。"):
        apply_correction(asked, by=city.coordinator, channel=Channel.ADMIN)
    assert (stored(record).purpose, stored(record).content) == ("先に直した目的", "")
    asked.refresh_from_db()
    assert asked.state == "open"


def test_same_change_made_meanwhile_is_no_conflict(city, record):
    asked = ask(record, city.editor, purpose="正しい目的")
    correct(record, city.coordinator, purpose="正しい目的")
    assert apply_correction(asked, by=city.coordinator, channel=Channel.ADMIN).state == "applied"
    assert stored(record).version == 4


def test_request_about_a_withdrawn_record_is_refused(city, record):
    asked = ask(record, city.editor, purpose="正しい目的")
    transition(
        record,
        Action.WITHDRAW,
        by=city.coordinator,
        channel=Channel.ADMIN,
        expected_version=3,
        comment="確かめています。",
    )
    with pytest.raises(ValidationError, match="いま公開中ではない"):
        apply_correction(asked, by=city.coordinator, channel=Channel.ADMIN)


def test_request_for_a_partner_who_is_gone_is_refused(city, record):
    partner = PartnerFactory(municipality=city.municipality, name="なくなる会")
    asked = ask(record, city.editor, relations={"partners": [partner]})
    Partner.objects.filter(pk=partner.pk).delete()
    with pytest.raises(ValidationError, match="「なくなる会」は、もう登録されていません"):
        apply_correction(asked, by=city.coordinator, channel=Channel.ADMIN)


def test_request_is_answered_once(city, record):
    asked = ask(record, city.editor, purpose="正しい目的")
    decline_correction(asked, by=city.coordinator, answer="資料のとおりです。")
    with pytest.raises(ValidationError, match="もうほかの人が対応しました"):
        apply_correction(asked, by=city.coordinator, channel=Channel.ADMIN)
    assert stored(record).purpose == "公開した目的"


def test_declining_needs_words(city, record):
    asked = ask(record, city.editor, purpose="正しい目的")
    for answer in ("", "　", "あ" * 2001):
        with pytest.raises(ValidationError) as refusal:
            decline_correction(asked, by=city.coordinator, answer=answer)
        assert list(refusal.value.error_dict) == ["answer"]


@pytest.mark.parametrize("role", ["editor", "planner", "administrator"])
def test_only_the_coordinator_answers(city, other_city, record, role):
    asked = ask(record, city.editor, purpose="正しい目的")
    for user in (getattr(city, role), other_city.coordinator):
        with pytest.raises(PermissionDenied):
            apply_correction(asked, by=user, channel=Channel.ADMIN)
        with pytest.raises(PermissionDenied):
            decline_correction(asked, by=user, answer="いいえ")
