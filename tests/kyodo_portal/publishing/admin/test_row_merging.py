"""Rows that two people have changed are merged row by row; none is lost without a word."""

import pytest

from projects.models import CaseSheet, SponsorshipReview
from projects.sponsorship.choices import CriterionAnswer
from tests.factories.admin_pages import admin_url, logged_in, words
from tests.factories.case_sheets import case_sheet
from tests.factories.guideline import SponsorshipCriterionFactory, SponsorshipReviewFactory
from tests.factories.organizations import editor
from tests.factories.sent_forms import as_sent

pytestmark = pytest.mark.django_db


def lines(answer):
    """Return what a page compares: (side, opened, now, typed) by label, or (side, note)."""
    found = answer.context["adminform"].form.comparison.lines
    return {
        line.label: (line.side, line.note)
        if line.note
        else (line.side, line.opened, line.now, line.typed)
        for line in found
    }


class TwoSessions:
    """Two people of a department with the same page open."""

    def __init__(self, record):
        self.url = admin_url(record, "change")
        self.other, self.client = (logged_in(editor(record.department)) for _one in range(2))
        self.opened = as_sent(self.client.get(self.url))

    def other_saves(self, **changes):
        sent = as_sent(self.other.get(self.url), **changes)
        assert self.other.post(self.url, sent).status_code == 302

    def send(self, **changes):
        return self.client.post(self.url, {**self.opened, **changes})


@pytest.fixture
def two():
    """The page of a sheet with two roles (行政, 町内会), a strength, two parties, two arrows."""
    return TwoSessions(case_sheet())


def roles():
    return [(row.party, row.text) for row in CaseSheet.objects.get().roles.all()]


NEW_ROLE = {
    "roles-TOTAL_FORMS": "3",
    "roles-2-side": "city",
    "roles-2-party": "学校",
    "roles-2-text": "・場所を貸す",
    "roles-2-place": "",
}


# The arrows name the parties.
RENAMED = {
    "flow_arrows-0-to_party": "市役所",
    "flow_arrows-1-from_party": "市役所",
    "flow_arrows-1-to_party": "市役所",
}


def test_rows_that_either_changed_alone_are_put_together(two):
    two.other_saves(**{"roles-0-text": "・苗を選ぶ"})
    answer = two.send(**{"roles-1-text": "・水をやる"})
    assert lines(answer) == {
        "役割 1行目　内容": ("theirs", "・苗を配る", "・苗を選ぶ", "・苗を配る"),
        "役割 2行目　内容": ("mine", "・花を植える", "・花を植える", "・水をやる"),
    }
    assert two.client.post(two.url, as_sent(answer)).status_code == 302
    assert roles() == [("行政", "・苗を選ぶ"), ("町内会", "・水をやる")]


def test_fields_of_one_row_are_put_together(two):
    two.other_saves(**{"roles-0-party": "市役所"})
    answer = two.send(**{"roles-0-text": "・水をやる"})
    assert two.client.post(two.url, as_sent(answer)).status_code == 302
    assert roles()[0] == ("市役所", "・水をやる")


@pytest.mark.parametrize(("side", "text"), [("mine", "・水をやる"), ("theirs", "・苗を選ぶ")])
def test_field_of_a_row_that_both_changed_waits_for_a_choice(two, side, text):
    two.other_saves(**{"roles-0-text": "・苗を選ぶ"})
    answer = two.send(**{"roles-0-text": "・水をやる"})
    assert lines(answer) == {
        "役割 1行目　内容": ("both", "・苗を配る", "・苗を選ぶ", "・水をやる"),
    }
    page = as_sent(answer)
    [name] = page["merge"]
    again = two.client.post(two.url, page)
    assert lines(again) == lines(answer)
    page = as_sent(again, **{f"merge_{name}": side})
    assert two.client.post(two.url, page).status_code == 302
    assert roles()[0] == ("行政", text)


def test_row_that_the_other_added_stays(two):
    two.other_saves(**NEW_ROLE)
    answer = two.send(overview="書いた")
    assert lines(answer)["役割 3行目"] == ("theirs", "相手が加えた行です。")
    assert two.client.post(two.url, as_sent(answer)).status_code == 302
    assert [party for party, _text in roles()] == ["行政", "町内会", "学校"]
    assert CaseSheet.objects.get().overview == "書いた"


def test_rows_that_both_added_stay(two):
    two.other_saves(**NEW_ROLE)
    answer = two.send(**{**NEW_ROLE, "roles-2-party": "会社"})
    assert two.client.post(two.url, as_sent(answer)).status_code == 302
    assert [party for party, _text in roles()] == ["行政", "町内会", "学校", "会社"]


def test_row_that_the_other_deleted_goes_where_nothing_was_typed(two):
    two.other_saves(**{"roles-0-DELETE": "on"})
    answer = two.send(overview="書いた")
    assert lines(answer)["役割 1行目"] == ("theirs", "相手が消した行です。")
    assert "内容：・苗を配る" in words(answer)  # what was deleted can still be read
    assert two.client.post(two.url, as_sent(answer)).status_code == 302
    assert roles() == [("町内会", "・花を植える")]


def test_text_typed_into_a_row_that_the_other_deleted_stays_as_a_new_row(two):
    two.other_saves(**{"roles-0-DELETE": "on"})
    answer = two.send(**{"roles-0-text": "・水をやる"})
    assert lines(answer)["役割 1行目"] == (
        "mine",
        "相手が消した行です。あなたの入力があるので、新しい行として残しました。",
    )
    assert two.client.post(two.url, as_sent(answer)).status_code == 302
    assert sorted(roles()) == [("町内会", "・花を植える"), ("行政", "・水をやる")]


def test_row_deleted_here_goes_where_the_other_left_it_alone(two):
    two.other_saves(overview="先に書いた")
    answer = two.send(**{"roles-0-DELETE": "on"})
    assert two.client.post(two.url, as_sent(answer)).status_code == 302
    assert (roles(), CaseSheet.objects.get().overview) == (
        [("町内会", "・花を植える")],
        "先に書いた",
    )


def test_row_deleted_here_stays_where_the_other_wrote_into_it(two):
    two.other_saves(**{"roles-0-text": "・苗を選ぶ"})
    answer = two.send(**{"roles-0-DELETE": "on"})
    assert lines(answer)["役割 1行目"] == ("theirs", "相手が書き換えたので、消さずに残しました。")
    assert two.client.post(two.url, as_sent(answer)).status_code == 302
    assert roles()[0] == ("行政", "・苗を選ぶ")


def test_order_that_the_other_changed_is_taken(two):
    two.other_saves(**{"roles-0-place": "2", "roles-1-place": "1"})
    answer = two.send(overview="書いた")
    assert two.client.post(two.url, as_sent(answer)).status_code == 302
    assert [party for party, _text in roles()] == ["町内会", "行政"]


def test_third_save_into_the_same_row_asks_again(two):
    two.other_saves(**{"roles-0-text": "・苗を選ぶ"})
    page = as_sent(two.send(**{"roles-0-text": "・水をやる"}))
    [name] = page["merge"]
    two.other_saves(**{"roles-0-text": "・苗を買う"})
    answer = two.client.post(two.url, {**page, f"merge_{name}": "mine"})
    assert lines(answer)["役割 1行目　内容"] == ("both", "・苗を選ぶ", "・苗を買う", "・水をやる")
    two.client.post(two.url, as_sent(answer, **{f"merge_{name}": "mine"}))
    assert roles()[0] == ("行政", "・水をやる")


def test_key_that_the_other_changed_is_taken(two):
    """The parties of the diagram are known by their name."""
    two.other_saves(**{"flow_parties-0-name": "市役所", **RENAMED})
    answer = two.send(overview="書いた")
    assert lines(answer)["流れに出る人や組織 1行目　名前"][0] == "theirs"
    assert two.client.post(two.url, as_sent(answer)).status_code == 302
    assert [row.name for row in CaseSheet.objects.get().flow_parties.all()] == ["市役所", "町内会"]


def test_history_that_is_gone_asks_for_each_field_that_differs(two):
    two.other_saves(**{"roles-0-text": "・苗を選ぶ"})
    answer = two.client.post(two.url, {**two.opened, "expected_version": "0"})
    assert lines(answer)["役割 1行目　内容"] == (
        "both",
        "（記録がありません）",
        "・苗を選ぶ",
        "・苗を配る",
    )


@pytest.mark.parametrize("total", ["x", "9" * 5000, "-1", ""])
def test_broken_counters_are_refused_in_words(two, total):
    two.other_saves(overview="先に書いた")
    assert two.send(**{"roles-TOTAL_FORMS": total}).status_code == 200
    assert len(roles()) == 2


@pytest.mark.parametrize("key", ["", "x", "9" * 40, "999999"])
def test_forged_keys_of_rows_bring_nothing_down(two, key):
    two.other_saves(overview="先に書いた")
    assert two.send(**{"roles-0-id": key}).status_code == 200


@pytest.mark.parametrize("name", ["roles-", "roles-x-text", "roles-999-text", "roles-1-x", "roles"])
def test_forged_names_of_rows_bring_nothing_down(two, name):
    two.other_saves(**{"roles-0-text": "・苗を選ぶ"})
    page = as_sent(two.send(overview="書いた"), merge=[name])
    assert two.client.post(two.url, {**page, f"merge_{name}": "theirs"}).status_code == 302


# --- Rows that have a key: the answers to the criteria of 後援 ---------------------------------


@pytest.fixture
def application():
    """The page of an application with two criteria, of which nobody has answered any."""
    review = SponsorshipReviewFactory()
    for place, text in enumerate(["寄与する", "営利を目的とする"], start=1):
        SponsorshipCriterionFactory(municipality=review.municipality, text=text, position=place)
    return TwoSessions(review)


def answers():
    found = SponsorshipReview.objects.get().answers.order_by("position")
    return [(row.criterion.text, row.answer, row.reason) for row in found]


def test_first_answers_of_two_people_are_put_together(application):
    """Both have made the same rows: a criterion is answered once."""
    application.other_saves(**{"answers-0-answer": "not_applicable"})
    discuss = {"answers-1-answer": "to_discuss", "answers-1-reason": "相談する"}
    answer = application.send(**discuss)
    assert {line[0] for line in lines(answer).values()} == {"theirs", "mine"}
    assert application.client.post(application.url, as_sent(answer)).status_code == 302
    assert answers() == [
        ("寄与する", CriterionAnswer.NOT_APPLICABLE, ""),
        ("営利を目的とする", CriterionAnswer.TO_DISCUSS, "相談する"),
    ]


@pytest.mark.parametrize(("side", "found"), [("mine", "to_discuss"), ("theirs", "not_applicable")])
def test_criterion_that_both_answered_waits_for_a_choice(application, side, found):
    application.other_saves(**{"answers-0-answer": "not_applicable"})
    discuss = {"answers-0-answer": "to_discuss", "answers-0-reason": "相談する"}
    answer = application.send(**discuss)
    page = as_sent(answer)
    names = page["merge"]
    assert application.client.post(application.url, page).status_code == 200
    page |= {f"merge_{name}": side for name in names}
    assert application.client.post(application.url, page).status_code == 302
    assert answers()[0][1] == found


def test_text_of_an_application_that_both_changed_waits(application):
    application.other_saves(event_name="春の集い")
    answer = application.send(event_name="秋の集い", applicant="みどりの会")
    both = answer.context["adminform"].form.comparison.both
    assert [line.name for line in both] == ["event_name"]
    page = as_sent(answer, merge_event_name="theirs")
    assert application.client.post(application.url, page).status_code == 302
    review = SponsorshipReview.objects.get()
    assert (review.event_name, review.applicant) == ("春の集い", "みどりの会")
