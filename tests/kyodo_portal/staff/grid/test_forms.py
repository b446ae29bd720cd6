"""One row of a grid: what of it was typed, and what is shown where it is refused."""

import pytest
from django.core.exceptions import ValidationError

from kyodo_portal.publishing.choices import Channel
from pledges.reports.forms.grid import RatingRow, Scale
from pledges.reports.services import save_rating
from tests.factories.grids import RatingCase
from tests.factories.pledge_sets import PledgeSetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return RatingCase()


def row(case, data=None, **values):
    """Return the form of the first rating; data: its fields by their own names."""
    rating = RatingRow.stored([case.records[0].pk])[case.records[0].pk]
    for name, value in values.items():
        setattr(rating, name, value)
    level = case.pledge_set.levels.get(name="施策")
    sent = None if data is None else {case.field(rating, name): data[name] for name in data}
    return RatingRow(rating, level, Scale(10, []), sent)


def saved(case, **values):
    """Save the first rating by its service."""
    rating = RatingRow.stored([case.records[0].pk])[case.records[0].pk]
    for name, value in values.items():
        setattr(rating, name, value)
    save_rating(rating, by=case.coordinator, channel=Channel.ADMIN, expected_version=rating.version)


def test_row_names_its_fields_for_who_hears_them(case):
    form = row(case)
    attrs = form["stars"].field.widget.attrs
    assert (attrs["aria-label"], attrs["data-column"]) == (f"{form.record.item.path} 星", "stars")


def test_row_that_was_not_sent_changes_nothing(case):
    form = row(case, {"stars": "7"})
    assert (form.was_sent, form.changes, form.is_bound) == (False, {}, False)


@pytest.mark.parametrize(
    ("reason", "changes"),
    [
        ("一行目\r\n二行目", {}),
        ("  一行目\n二行目\n", {}),
        ("一行目", {"reason": "一行目"}),
        ("", {"reason": ""}),
    ],
)
def test_line_ends_and_blanks_around_a_text_are_no_change(case, reason, changes):
    form = row(case, {"version": "1", "reason": reason}, reason="一行目\n二行目")
    assert form.changes == changes


def test_field_that_was_not_sent_stays_as_it_is(case):
    form = row(case, {"version": "1", "reason": "文"}, stars=7)
    assert form.changes == {"reason": "文"}


def test_changes_are_those_of_the_one_who_typed_not_of_others(case):
    saved(case, stars=3)
    saved(case, reason="ほかの人の文")
    form = row(case, {"version": "2", "stars": "3", "reason": "わたしの文"})
    assert form.changes == {"reason": "わたしの文"}
    assert row(case, {"version": "2", "stars": "3", "reason": ""}).changes == {}


def test_version_that_history_does_not_reach_counts_all_that_differs(case):
    saved(case, stars=3)
    form = row(case, {"version": "77", "stars": "3", "reason": "文"})
    assert form.changes == {"reason": "文"}


def test_conflict_keeps_what_was_typed_and_shows_what_is_stored_elsewhere(case):
    form = row(case, {"version": "1", "stars": "7", "reason": ""})
    assert form.changes == {"stars": "7"}
    saved(case, stars=3, reason="ほかの人の文")
    form.show_conflict(form.stored([form.record.pk])[form.record.pk])
    shown = {name: form[name].value() for name in ("version", "stars", "reason")}
    assert shown == {"version": "2", "stars": "7", "reason": "ほかの人の文"}
    (refusal,) = form.refusals
    assert refusal.anchor == form.anchor
    assert f"{case.coordinator}さんが保存しました。いまの内容は「星：3」です。" in refusal.message


def test_conflict_says_a_choice_by_its_word_and_nothing_as_empty(case):
    form = row(case, {"version": "1", "stars": "7", "not_rated_because": "not_applicable"})
    form.show_conflict(form.record)
    assert "「星：（空）、評価がないとき：未評価」" in form.refusals[0].message


def test_conflict_with_a_record_that_is_gone_says_so(case):
    form = row(case, {"version": "1", "stars": "7", "not_rated_because": "not_rated"})
    form.show_conflict(None)
    assert form.refusals == [
        (f"{form.label} この行は、ほかの人が削除しました。", f"row-rating-{form.record.pk}")
    ]


def test_refusal_stands_at_its_field_and_else_on_the_row(case):
    form = row(case, {"version": "1", "stars": "7", "not_rated_because": "not_rated"})
    form.show_refusal(ValidationError({"stars": ["多すぎます。"], "item": ["別の公約です。"]}))
    assert form.refusals == [
        (f"{form.label} 別の公約です。", form.anchor),
        (f"{form.label} 星：多すぎます。", form["stars"].auto_id),
    ]


def test_reason_of_a_correction_is_not_the_reason_of_a_rating(case):
    form = row(case, {"version": "1", "stars": "7", "not_rated_because": "not_rated"})
    assert not form.lacks_reason
    form.show_refusal(ValidationError({"reason": ["理由を書いてください。"]}))
    assert (form.lacks_reason, form["reason"].errors) == (True, [])
    assert form.refusals == [("理由を書いてください。", "id_reason")]


def test_refusal_without_a_field_stands_on_the_row(case):
    form = row(case, {"version": "1", "stars": "7", "not_rated_because": "not_rated"})
    form.show_refusal(ValidationError("いまは書けません。"))
    assert form.refusals == [(f"{form.label} いまは書けません。", form.anchor)]


def test_word_of_the_set_is_offered_and_said(case):
    words = list(PledgeSetFactory(words=["順調"]).status_words.all())
    assert Scale(None, words).word(str(words[0].pk)) == words[0]
    assert Scale(None, words).word("") is None
