"""協働のふりかえり through the services: every rule, for every channel."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.corrections import apply_correction, request_correction
from kyodo_portal.publishing.models import Change, DataVersion
from kyodo_portal.publishing.transitions import transition
from projects.models import ProjectReview, RecordPartner
from projects.records.services import save_record
from tests.factories.organizations import (
    DepartmentFactory,
    MunicipalityFactory,
    coordinator,
    editor,
    planner,
)
from tests.factories.projects import PartnerFactory, record_in
from tests.factories.reviews import (
    CONSENT,
    RECEIVED,
    ReviewQuestionFactory,
    answered,
    draft_record,
    published_review,
    record_with_partner,
    review_in,
    save,
    use_marks,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    return record_with_partner()


@pytest.fixture
def question(record):
    return ReviewQuestionFactory(municipality=record.municipality)


def refused(review, answers=None, **options):
    """Return the messages of a save that is refused, by field; nothing is written."""
    before = Change.objects.count()
    with pytest.raises(ValidationError) as refusal:
        save(review, answers, **options)
    assert Change.objects.count() == before
    error = refusal.value
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


def step(review, action, **options):
    return transition(
        review,
        action,
        by=options.pop("by", None) or coordinator(review.municipality),
        channel=Channel.ADMIN,
        expected_version=review.version,
        **options,
    )


def test_save_writes_both_sides_and_one_change(record, question):
    review = ProjectReview(record=record, **RECEIVED)
    save(review, [answered(question)], by=editor(record.department))
    answer = review.answers.get()
    assert (answer.city_words, answer.partner_words) == (
        "市は役割を伝えた。",
        "会は役割が分かった。",
    )
    change = Change.objects.get(kind="projects.projectreview")
    assert change.after["answers"] == [
        {
            "question": {"id": question.pk, "name": question.text},
            "city_words": "市は役割を伝えた。",
            "partner_words": "会は役割が分かった。",
            "city_mark": None,
            "partner_mark": None,
        }
    ]


def test_every_question_in_use_gets_its_row_in_order(record, question):
    later = ReviewQuestionFactory(municipality=record.municipality, position=9000)
    ReviewQuestionFactory(municipality=record.municipality, in_use=False)
    ReviewQuestionFactory()
    review = ProjectReview(record=record)
    save(review, [answered(later, city_words="ことば")])
    assert [answer.question for answer in review.answers.all()] == [question, later]


def test_question_asked_no_more_stays_only_where_it_was_answered(record, question):
    unanswered = ReviewQuestionFactory(municipality=record.municipality)
    review = review_in(record=record, answers=[answered(question)])
    for retired in (question, unanswered):
        retired.in_use = False
        retired.save()
    review.consent_how = "会長から電話で"
    save(review, list(review.answers.select_related("question")))
    assert [answer.question for answer in review.answers.all()] == [question]


def test_published_review_keeps_the_questions_of_its_day():
    review = published_review()
    ReviewQuestionFactory(municipality=review.municipality)
    review.consent_how = "会長から電話で"
    save(review, list(review.answers.all()))
    assert review.answers.count() == 1


def test_only_partner_is_the_one_that_answered(record, question):
    review = ProjectReview(record=record, **RECEIVED)
    save(review, [answered(question)])
    assert review.partner == record.partners.get()


def test_partner_who_has_not_answered_is_not_filled_in(record, question):
    review = ProjectReview(record=record)
    save(review, [answered(question, city_words="市")])
    assert review.partner is None


def test_of_several_partners_one_must_be_chosen(record, question):
    second = PartnerFactory(municipality=record.municipality)
    RecordPartner.objects.create(record=record, partner=second, position=1)
    review = ProjectReview(record=record, **RECEIVED)
    assert refused(review, [answered(question)]) == {
        "partner": ["関係団体が複数あります。どの団体の答えかを選んでください。"]
    }
    review.partner = second
    save(review, [answered(question)])
    assert ProjectReview.objects.get().partner == second


def test_partner_of_another_record_is_refused(record, question):
    other = PartnerFactory(municipality=record.municipality, name="よその会")
    review = ProjectReview(record=record, partner=other, **RECEIVED)
    (message,) = refused(review, [answered(question)])["partner"]
    assert message.startswith("「よその会」は、この年度の記録の関係団体ではありません。")


@pytest.mark.parametrize("missing", ["received_by", "received_on", "transcribed_by"])
@pytest.mark.parametrize("said", [{"partner_words": "会"}, {"partner_mark": 3}])
def test_partners_side_without_its_receipt_is_refused(record, question, missing, said):
    use_marks(record.municipality)
    received = {name: value for name, value in RECEIVED.items() if name != missing}
    review = ProjectReview(record=record, **received)
    assert list(refused(review, [answered(question, **said)])) == [missing]


def test_question_of_another_municipality_is_refused(record):
    foreign = ReviewQuestionFactory(text="よその問い")
    review = ProjectReview(record=record)
    (message,) = refused(review, [answered(foreign, city_words="市")])["answers"]
    assert message.startswith("「よその問い」は別の自治体のものです。")


def test_two_answers_to_one_question_are_refused(record, question):
    review = ProjectReview(record=record)
    twice = [answered(question, city_words="市"), answered(question, city_words="また")]
    assert refused(review, twice) == {"answers": [f"「{question.text}」への答えが二度あります。"]}


@pytest.mark.parametrize("mark", [0, 6, -1, 32768])
def test_mark_out_of_range_is_refused(record, question, mark):
    use_marks(record.municipality)
    review = ProjectReview(record=record)
    assert list(refused(review, [answered(question, city_mark=mark)])) == ["answers"]


def test_mark_where_none_are_used_is_refused(record, question):
    review = ProjectReview(record=record)
    (message,) = refused(review, [answered(question, city_mark=3)])["answers"]
    assert message == (
        f"「{question.text}」に印があります。この自治体では1〜5の印を使いません。"
        "印を空にして、ことばで書いてください。"
    )


def test_marks_given_while_they_were_used_stay(record, question):
    setting = use_marks(record.municipality)
    review = review_in(record=record, answers=[answered(question, city_mark=3)])
    setting.delete()
    review.consent_how = "会長から電話で"
    save(review, list(review.answers.all()))
    assert review.answers.get().city_mark == 3
    changed = review.answers.get()
    changed.city_mark = 4
    assert list(refused(review, [changed])) == ["answers"]
    changed.city_mark = None
    changed.city_words = "ことば"
    save(review, [changed])
    assert review.answers.get().city_mark is None


def test_mark_of_a_question_for_words_is_refused(record):
    use_marks(record.municipality)
    question = ReviewQuestionFactory(municipality=record.municipality, takes_marks=False)
    review = ProjectReview(record=record)
    (message,) = refused(review, [answered(question, city_mark=3)])["answers"]
    assert message.endswith("この問いには印を付けられません。ことばで答えてください。")


def test_record_of_another_municipality_is_refused_without_naming_it(question):
    foreign = draft_record(MunicipalityFactory(name="よそ市"))
    user = coordinator(question.municipality)
    review = ProjectReview(record=foreign)
    (message,) = refused(review, [answered(question)], by=user)[""]
    assert message.startswith("選んだ記録は、ほかの自治体のものです。")
    assert "よそ市" not in message
    assert foreign.name not in message


def test_who_may_write(record, question):
    for by in (
        planner(record.municipality),
        editor(DepartmentFactory(municipality=record.municipality)),
    ):
        with pytest.raises(PermissionDenied):
            save(ProjectReview(record=record), [answered(question, city_words="市")], by=by)
    assert ProjectReview.objects.count() == 0
    save(
        ProjectReview(record=record),
        [answered(question, city_words="市")],
        by=editor(record.department),
    )
    assert ProjectReview.objects.count() == 1


# --- Consent ---------------------------------------------------------------------------


def test_publication_without_consent_is_refused(record, question):
    review = review_in(
        State.SUBMITTED,
        record=record,
        answers=[answered(question)],
        consent_on=None,
        consent_how="",
    )
    with pytest.raises(ValidationError) as refusal:
        step(review, Action.PUBLISH)
    assert "相手方の同意の記録がない" in refusal.value.messages[0]
    assert ProjectReview.objects.get().state == State.SUBMITTED


def test_citys_side_alone_needs_consent_too(record, question):
    review = review_in(
        State.SUBMITTED,
        record=record,
        answers=[answered(question, city_words="市")],
        consent_on=None,
        consent_how="",
    )
    with pytest.raises(ValidationError):
        step(review, Action.PUBLISH)


def test_publication_before_the_record_is_refused():
    record = draft_record(MunicipalityFactory())
    review = review_in(State.SUBMITTED, record=record)
    with pytest.raises(ValidationError) as refusal:
        step(review, Action.PUBLISH)
    assert "先に記録を公開してください" in refusal.value.messages[0]


def test_publication_of_nothing_is_refused(record, question):
    review = review_in(State.SUBMITTED, record=record, answers=[])
    with pytest.raises(ValidationError) as refusal:
        step(review, Action.PUBLISH)
    assert "まだ何も書かれていません" in refusal.value.messages[0]


def test_editor_does_not_publish():
    review = review_in(State.SUBMITTED)
    with pytest.raises(PermissionDenied):
        step(review, Action.PUBLISH, by=editor(review.record.department))


@pytest.mark.parametrize("change", ["words", "mark", "partner", "more"])
def test_other_answers_of_the_partner_need_another_consent(record, question, change):
    use_marks(record.municipality)
    second = PartnerFactory(municipality=record.municipality)
    RecordPartner.objects.create(record=record, partner=second, position=1)
    first = record.partners.first()
    review = review_in(
        record=record,
        partner=first,
        answers=[answered(question, partner_words="会")],
    )
    answers = list(review.answers.all())
    if change == "words":
        answers[0].partner_words = "会は言い直した。"
    elif change == "mark":
        answers[0].partner_mark = 2
    elif change == "more":
        extra = ReviewQuestionFactory(municipality=record.municipality)
        answers.append(answered(extra, partner_words="もう一言"))
    else:
        review.partner = second
    assert list(refused(review, answers)) == ["consent_on"]
    review.consent_on = date(2026, 4, 13)
    save(review, answers)
    assert ProjectReview.objects.get().consent_on == date(2026, 4, 13)


def test_consent_of_the_same_day_counts_when_it_is_told_anew(record, question):
    review = review_in(record=record, answers=[answered(question)])
    answer = review.answers.get()
    answer.partner_words = "会は言い直した。"
    review.consent_how = "会長から電話で、言い直しのあとに"
    save(review, [answer])
    assert review.answers.get().partner_words == "会は言い直した。"


def test_line_ends_of_a_browser_are_no_other_words(record, question):
    review = review_in(record=record, answers=[answered(question, partner_words="一行\n二行")])
    answer = review.answers.get()
    answer.partner_words, answer.city_words = "一行\r\n二行", "市"
    save(review, [answer])
    assert review.answers.get().city_words == "市"


def test_citys_words_may_change_under_the_same_consent():
    review = review_in()
    answer = review.answers.get()
    answer.city_words = "市は言い直した。"
    save(review, [answer])
    assert review.answers.get().city_words == "市は言い直した。"


def test_consent_is_not_taken_out_of_what_is_public():
    review = published_review()
    review.consent_on, review.consent_how = None, ""
    (message,) = refused(review)["__all__"]
    assert "先に公開を停止してください" in message


def test_withdrawn_review_is_published_again_only_with_a_new_consent():
    review = published_review()
    user = coordinator(review.municipality)
    review = step(review, Action.WITHDRAW, by=user, comment="同意が取り消されました。")
    assert (review.consent_on, review.consent_how) == (None, "")
    kept = Change.objects.filter(kind="projects.projectreview", action=Action.WITHDRAW).get()
    assert kept.before["consent_how"] == CONSENT["consent_how"]
    with pytest.raises(ValidationError):
        step(review, Action.PUBLISH, by=user)
    review.consent_on, review.consent_how = date(2026, 5, 1), "会長から"
    with pytest.raises(PermissionDenied):
        save(review, by=editor(review.record.department))
    save(review, by=user)
    assert step(review, Action.PUBLISH, by=user).state == State.PUBLISHED


def test_withdrawn_record_itself_is_still_nobodys_to_write():
    record = record_in(State.WITHDRAWN)
    record.purpose = "直す"
    with pytest.raises(PermissionDenied):
        save_record(
            record,
            by=coordinator(record.municipality),
            channel=Channel.ADMIN,
            expected_version=record.version,
        )


# --- Corrections and data version ---------------------------------------------------------


def test_correction_of_the_partners_words_must_bring_a_new_consent():
    review = published_review()
    clerk = editor(review.record.department)
    answer = review.answers.get()
    answer.partner_words = "会は言い直した。"
    wish = {"relations": {"answers": [answer]}, "by": clerk, "reason": "言い直しを受け取った"}
    with pytest.raises(ValidationError):
        request_correction(review, expected_version=review.version, **wish)
    review.consent_on = date(2026, 5, 1)
    asked = request_correction(review, expected_version=review.version, **wish)
    apply_correction(asked, by=coordinator(review.municipality), channel=Channel.ADMIN)
    stored = ProjectReview.objects.get()
    assert (stored.consent_on, stored.answers.get().partner_words) == (
        date(2026, 5, 1),
        "会は言い直した。",
    )


def test_data_version_rises_only_with_what_is_public():
    record = record_with_partner()
    before = DataVersion.current()
    review = review_in(State.SUBMITTED, record=record)
    assert DataVersion.current() == before
    assert step(review, Action.PUBLISH).is_published
    assert DataVersion.current() > before
