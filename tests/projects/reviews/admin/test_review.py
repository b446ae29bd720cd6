"""協働のふりかえり on the staff's pages, posted as a browser posts it."""

from datetime import date

import pytest

from kyodo_portal.publishing.choices import Action, State
from kyodo_portal.publishing.models import Change, CorrectionRequest
from projects.models import (
    ProjectRecord,
    ProjectReview,
    RecordPartner,
    ReviewQuestion,
    ReviewSetting,
)
from tests.factories.admin_pages import admin_url, logged_in, messages, words
from tests.factories.organizations import (
    DepartmentFactory,
    MunicipalityFactory,
    coordinator,
    editor,
    planner,
)
from tests.factories.projects import PartnerFactory
from tests.factories.reviews import (
    ReviewQuestionFactory,
    answered,
    draft_record,
    published_review,
    record_with_partner,
    review_in,
    use_marks,
)
from tests.factories.sent_forms import as_sent

pytestmark = pytest.mark.django_db
ADD = "/admin/projects/projectreview/add/"
RECORDS = "/admin/projects/projectrecord/"


@pytest.fixture
def record():
    return record_with_partner()


@pytest.fixture
def questions(record):
    return [
        ReviewQuestionFactory(municipality=record.municipality, text=text, position=position)
        for position, text in enumerate(["役割は？", "目的は？"], start=1)
    ]


@pytest.fixture
def clerk(record):
    return logged_in(editor(record.department))


def posted(questions, *answers, **fields):
    """Return what the page sends: the receipt, the consent, and a row for each question."""
    data = {
        "partner": "",
        "received_by": "paper",
        "received_on": "R8.4.10",
        "transcribed_by": "書写太郎",
        "consent_on": "令和8年4月12日",
        "consent_how": "会長から紙で",
        "answers-TOTAL_FORMS": len(questions),
        "answers-INITIAL_FORMS": 0,
        **fields,
    }
    for number, question in enumerate(questions):
        said = answers[number] if number < len(answers) else {}
        data[f"answers-{number}-question"] = question.pk
        for name in ("city_words", "partner_words"):
            data[f"answers-{number}-{name}"] = said.get(name, "")
        data |= {
            f"answers-{number}-{name}": said[name]
            for name in ("city_mark", "partner_mark")
            if name in said
        }
    return data


def stored_rows(review, data):
    """Turn rows of a posted form into rows that are stored already."""
    answers = list(review.answers.all())
    for number, answer in enumerate(answers):
        data[f"answers-{number}-id"] = answer.pk
        data[f"answers-{number}-review"] = review.pk
    return {**data, "answers-INITIAL_FORMS": len(answers), "expected_version": review.version}


def test_records_page_leads_to_the_review(clerk, record):
    page = clerk.get(admin_url(record, "change")).content.decode()
    assert f'href="{ADD}?record={record.pk}"' in page


def test_page_asks_every_question_with_both_sides(clerk, record, questions):
    ReviewQuestionFactory(municipality=record.municipality, in_use=False, text="もう聞かない")
    ReviewQuestionFactory(text="よその問い")
    page = clerk.get(f"{ADD}?record={record.pk}")
    shown = words(page)
    assert [one.text for one in questions if one.text not in shown] == []
    assert ("もう聞かない" in shown, "よその問い" in shown) == (False, False)
    assert (shown.count("市のことば"), shown.count("相手方のことば")) == (2, 2)
    assert "この欄はこのポータルの様式です。" in shown
    assert "印なし" not in shown


def test_first_save_writes_words_dates_in_eras_and_the_only_partner(clerk, record, questions):
    data = posted(questions, {"city_words": "市", "partner_words": "会"})
    response = clerk.post(f"{ADD}?record={record.pk}", data)
    assert response.status_code == 302
    review = ProjectReview.objects.get()
    assert (review.record, review.partner, review.received_on, review.consent_on) == (
        record,
        record.partners.get(),
        date(2026, 4, 10),
        date(2026, 4, 12),
    )
    rows = review.answers.values_list("question__text", "city_words", "partner_words")
    assert list(rows) == [("役割は？", "市", "会"), ("目的は？", "", "")]


@pytest.mark.parametrize("question", ["", "x", "9" * 30])
def test_mark_for_no_question_is_refused_and_nothing_is_written(clerk, record, questions, question):
    data = posted(questions) | {"answers-1-question": question, "answers-1-city_mark": "3"}
    response = clerk.post(f"{ADD}?record={record.pk}", data)
    assert response.status_code == 200
    assert not ProjectReview.objects.exists()


def test_second_begin_leads_to_what_there_is(clerk, record):
    review = review_in(record=record)
    response = clerk.get(f"{ADD}?record={record.pk}")
    assert response.url == admin_url(review, "change")


def test_who_typed_while_another_began_keeps_the_text(clerk, record, questions):
    review_in(record=record, answers=[answered(questions[0])])
    page = clerk.post(f"{ADD}?record={record.pk}", posted(questions, {"city_words": "わたしの市"}))
    assert page.status_code == 200
    shown = words(page)
    assert ("この年度の記録のふりかえりは、もうあります。" in shown, "わたしの市" in shown) == (
        True,
        True,
    )
    assert ProjectReview.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_record_of_another_municipality_is_refused_plainly(clerk, questions, method):
    foreign = draft_record(MunicipalityFactory(name="よそ市"))
    data = posted(questions, {"city_words": "市"})
    address = f"{ADD}?record={foreign.pk}"
    response = clerk.get(address) if method == "get" else clerk.post(address, data)
    assert response.url == RECORDS
    (message,) = messages(clerk.get(RECORDS))
    assert message.startswith("ふりかえりは、自分の自治体の年度の記録の画面にある")
    assert foreign.name not in message
    assert ProjectReview.objects.count() == 0


@pytest.mark.parametrize("key", ["", "x", "0", "1234567890123456789", "９"])
def test_begin_without_a_record_says_where_to_begin(clerk, key):
    assert clerk.get(f"{ADD}?record={key}").url == RECORDS


def test_record_of_another_department_is_not_ones_own_to_begin(record, questions):
    other = logged_in(editor(DepartmentFactory(municipality=record.municipality)))
    response = other.get(f"{ADD}?record={record.pk}")
    assert response.url == admin_url(record, "change")
    (message,) = messages(other.get(response.url))
    assert message.startswith("この記録には、まだふりかえりがありません。")


def test_partners_side_without_receipt_is_refused_beside_each_field(clerk, record, questions):
    data = posted(
        questions, {"partner_words": "会"}, received_by="", received_on="", transcribed_by=""
    )
    data |= {"consent_on": "", "consent_how": ""}
    page = clerk.post(f"{ADD}?record={record.pk}", data)
    assert page.status_code == 200
    assert list(page.context["adminform"].form.errors) == [
        "received_by",
        "received_on",
        "transcribed_by",
    ]
    assert "会" in page.content.decode()
    assert ProjectReview.objects.count() == 0


def test_bad_day_is_refused_beside_its_field(clerk, record, questions):
    data = posted(questions, {"city_words": "市"}, received_on="R8.2.30", consent_on="2999-01-01")
    page = clerk.post(f"{ADD}?record={record.pk}", data)
    assert sorted(page.context["adminform"].form.errors) == ["consent_on", "received_on"]


def test_partner_outside_the_record_cannot_be_posted(clerk, record, questions):
    other = PartnerFactory(municipality=record.municipality)
    data = posted(questions, {"partner_words": "会"}, partner=other.pk)
    page = clerk.post(f"{ADD}?record={record.pk}", data)
    assert list(page.context["adminform"].form.errors) == ["partner"]


def test_one_of_several_partners_is_chosen(clerk, record, questions):
    second = PartnerFactory(municipality=record.municipality, name="二つ目の会")
    RecordPartner.objects.create(record=record, partner=second, position=1)
    data = posted(questions, {"partner_words": "会"})
    page = clerk.post(f"{ADD}?record={record.pk}", data)
    assert list(page.context["adminform"].form.errors) == ["partner"]
    assert clerk.post(f"{ADD}?record={record.pk}", data | {"partner": second.pk}).status_code == 302


def test_marks_are_asked_where_they_are_used(clerk, record, questions):
    use_marks(record.municipality)
    questions[1].takes_marks = False
    questions[1].save()
    page = clerk.get(f"{ADD}?record={record.pk}")
    content = page.content.decode()
    assert ('name="answers-0-city_mark"' in content, 'name="answers-1-city_mark"' in content) == (
        True,
        False,
    )
    data = posted(questions, {"city_mark": "4", "partner_mark": ""})
    assert clerk.post(f"{ADD}?record={record.pk}", data).status_code == 302
    assert ProjectReview.objects.get().answers.first().city_mark == 4


@pytest.mark.parametrize("mark", ["3", "6", "x"])
def test_mark_that_is_not_asked_for_is_refused_and_not_lost(clerk, record, questions, mark):
    data = posted(questions, {"city_words": "市", "city_mark": mark})
    page = clerk.post(f"{ADD}?record={record.pk}", data)
    assert page.status_code == 200
    assert 'name="answers-0-city_mark"' in page.content.decode()
    assert ProjectReview.objects.count() == 0


def test_question_of_another_municipality_cannot_be_posted(clerk, record, questions):
    foreign = ReviewQuestionFactory()
    page = clerk.post(f"{ADD}?record={record.pk}", posted([foreign], {"city_words": "市"}))
    assert page.status_code == 200
    assert ProjectReview.objects.count() == 0


def test_stale_save_shows_both_sides_and_keeps_what_was_typed(clerk, record, questions):
    review = review_in(record=record, answers=[answered(questions[0], city_words="はじめ")])
    data = stored_rows(review, posted(questions, {"city_words": "わたしの市"}))
    other = stored_rows(review, posted(questions, {"city_words": "ほかの市"}))
    assert clerk.post(admin_url(review, "change"), other).status_code == 302
    page = clerk.post(admin_url(review, "change"), data)
    assert page.status_code == 200
    assert "ほかの人が先に保存しました" in words(page)
    [both] = page.context["adminform"].form.comparison.both
    assert (both.opened, both.now, both.typed) == ("はじめ", "ほかの市", "わたしの市")
    assert as_sent(page)["answers-0-city_words"] == ["わたしの市"]
    [name] = as_sent(page)["merge"]
    chosen = as_sent(page, **{f"merge_{name}": "mine"})
    assert clerk.post(admin_url(review, "change"), chosen).status_code == 302
    assert ProjectReview.objects.get().answers.first().city_words == "わたしの市"


def test_other_words_of_the_partner_ask_for_a_new_consent(clerk, record, questions):
    review = review_in(record=record, answers=[answered(questions[0])])
    data = stored_rows(
        review,
        posted(
            questions,
            {"city_words": "市", "partner_words": "言い直し"},
            consent_how=review.consent_how,
            partner=review.partner_id,
        ),
    )
    page = clerk.post(admin_url(review, "change"), data)
    assert list(page.context["adminform"].form.errors) == ["consent_on"]
    assert (
        clerk.post(admin_url(review, "change"), data | {"consent_on": "R8.4.20"}).status_code == 302
    )


def test_department_submits_and_coordinator_publishes(clerk, record, questions):
    data = posted(questions, {"city_words": "市"}, _transition="submit")
    response = clerk.post(f"{ADD}?record={record.pk}", data)
    clerk.post(response.url, {"confirmed": "1", **versions(ProjectReview.objects.get())})
    review = ProjectReview.objects.get()
    assert review.state == State.SUBMITTED
    step = admin_url(review, "step", Action.PUBLISH.value)
    clerk.post(step, {"confirmed": "1", **versions(review)})
    assert ProjectReview.objects.get().state == State.SUBMITTED
    logged_in(coordinator(record.municipality)).post(step, {"confirmed": "1", **versions(review)})
    assert ProjectReview.objects.get().state == State.PUBLISHED


def versions(review):
    return {f"version_{review.pk}": review.version}


def test_publication_without_consent_says_why(record, questions):
    review = review_in(
        State.SUBMITTED,
        record=record,
        answers=[answered(questions[0])],
        consent_on=None,
        consent_how="",
    )
    browser = logged_in(coordinator(record.municipality))
    step = admin_url(review, "step", Action.PUBLISH.value)
    browser.post(step, {"confirmed": "1", **versions(review)})
    (message,) = messages(browser.get(admin_url(review, "change")))
    assert "相手方の同意の記録がないので公開できません" in message


def test_editor_asks_for_a_correction_of_what_is_public():
    review = published_review()
    question = review.answers.get().question
    data = stored_rows(
        review,
        posted(
            [question],
            {"city_words": "市は言い直した。", "partner_words": "会は役割が分かった。"},
            partner=review.partner_id,
            consent_how=review.consent_how,
            reason="言い方を直す",
        ),
    )
    browser = logged_in(editor(review.record.department))
    assert browser.post(admin_url(review, "change"), data).status_code == 302
    asked = CorrectionRequest.objects.get()
    assert asked.values["answers"][0]["city_words"] == "市は言い直した。"
    assert review.answers.get().city_words == "市は役割を伝えた。"
    page = logged_in(coordinator(review.municipality)).get(
        f"/admin/publishing/correctionrequest/{asked.pk}/change/"
    )
    assert "市は言い直した。" in words(page)


def test_withdrawn_review_is_mended_by_the_coordinator_alone():
    review = review_in(State.WITHDRAWN)
    page = logged_in(editor(review.record.department)).get(admin_url(review, "change"))
    assert 'name="consent_on"' not in page.content.decode()
    page = logged_in(coordinator(review.municipality)).get(admin_url(review, "change"))
    assert 'name="consent_on"' in page.content.decode()


def test_page_to_be_read_shows_both_sides():
    review = review_in()
    page = logged_in(planner(review.municipality)).get(admin_url(review, "change"))
    shown = words(page)
    assert ("市は役割を伝えた。" in shown, "会は役割が分かった。" in shown) == (True, True)
    assert "answers-0-city_words" not in page.content.decode()


def test_staff_of_another_municipality_do_not_find_it():
    review = published_review()
    browser = logged_in(coordinator(MunicipalityFactory()))
    assert review.record.name not in words(browser.get(admin_url(ProjectReview, "changelist")))
    assert browser.get(admin_url(review, "change")).status_code == 302
    blank = admin_url(ProjectReview, "blank", review.record_id)
    assert browser.get(blank).url == RECORDS


def test_history_shows_the_answers():
    review = review_in()
    page = logged_in(editor(review.record.department)).get(admin_url(review, "history"))
    assert "会は役割が分かった。" in words(page)


def test_draft_is_deleted_with_its_answers(record, questions):
    review = review_in(record=record, answers=[answered(questions[0])])
    browser = logged_in(coordinator(record.municipality))
    browser.post(admin_url(review, "delete"), {"post": "yes", "expected_version": review.version})
    assert ProjectReview.objects.count() == 0
    assert Change.objects.filter(action=Action.DELETE).count() == 1


def test_record_with_a_review_is_not_deleted():
    record = draft_record(MunicipalityFactory())
    review_in(record=record)
    browser = logged_in(coordinator(record.municipality))
    browser.post(admin_url(record, "delete"), {"post": "yes", "expected_version": record.version})
    assert ProjectRecord.objects.count() == 1


# --- The blank form ----------------------------------------------------------------------


def test_blank_form_has_the_project_and_every_question_and_no_answers(clerk, record, questions):
    review_in(record=record, answers=[answered(questions[0])])
    page = clerk.get(admin_url(ProjectReview, "blank", record.pk))
    shown = words(page)
    asked = [record.name, "令和7年度", "役割は？", "目的は？", record.partners.get().name]
    assert [text for text in asked if text not in shown] == []
    assert ("市は役割を伝えた" in shown, "できた）" in shown) == (False, False)
    assert "このポータルの様式です。市の公式の様式ではありません。" in shown


def test_blank_form_has_marks_only_where_they_are_used(clerk, record, questions):
    address = admin_url(ProjectReview, "blank", record.pk)
    assert "5 よくできた" not in words(clerk.get(address))
    ReviewSetting.objects.create(municipality=record.municipality, uses_marks=True)
    assert words(clerk.get(address)).count("5 よくできた") == 2
    type(questions[0]).objects.filter(pk=questions[0].pk).update(takes_marks=False)
    assert words(clerk.get(address)).count("5 よくできた") == 1


def test_blank_form_without_questions_says_whom_to_ask(clerk, record):
    page = clerk.get(admin_url(ProjectReview, "blank", record.pk))
    assert "取りまとめ担当に聞いてください" in words(page)


@pytest.mark.parametrize("key", ["0", "x", "1234567890123456789"])
def test_blank_form_of_no_record(clerk, key):
    assert clerk.get(admin_url(ProjectReview, "blank", key)).url == RECORDS


# --- The list --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("fiscal_year=2024", 1),
        ("state=draft", 1),
        ("q=ほたる", 1),
        ("department=0", 0),
    ],
)
def test_list_is_filtered(query, count):
    place = MunicipalityFactory()
    question = ReviewQuestionFactory(municipality=place)
    review_in(
        record=record_with_partner(municipality=place, fiscal_year=2024),
        answers=[answered(question, city_words="ほたる")],
    )
    published_review(record=record_with_partner(municipality=place), answers=[answered(question)])
    browser = logged_in(coordinator(place))
    page = browser.get(f"{admin_url(ProjectReview, 'changelist')}?{query}")
    assert len(page.context["cl"].result_list) == count


def test_list_of_one_department():
    review = review_in()
    other = review_in(record=record_with_partner(municipality=review.municipality))
    browser = logged_in(coordinator(review.municipality))
    address = admin_url(ProjectReview, "changelist")
    page = browser.get(f"{address}?department={other.record.department_id}")
    assert list(page.context["cl"].result_list) == [other]


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_at_any_size(django_assert_num_queries, number):
    place = MunicipalityFactory()
    questions = [ReviewQuestionFactory(municipality=place) for _ in range(number)]
    for _number in range(number):
        review = review_in(
            record=record_with_partner(municipality=place),
            answers=[answered(question) for question in questions],
        )
    browser = logged_in(coordinator(place))
    with django_assert_num_queries(7):
        browser.get(admin_url(ProjectReview, "changelist"))
    with django_assert_num_queries(13):
        browser.get(admin_url(review, "change"))
    with django_assert_num_queries(10):
        browser.get(admin_url(ProjectReview, "blank", review.record_id))


# --- Questions and setting -----------------------------------------------------------------


def test_coordinator_writes_questions_and_the_setting(record):
    browser = logged_in(coordinator(record.municipality))
    data = {
        "municipality": record.municipality_id,
        "text": "役割は？",
        "takes_marks": "on",
        "in_use": "on",
        "position": "10",
    }
    assert browser.post(admin_url(ReviewQuestion, "add"), data).status_code == 302
    assert ReviewQuestion.objects.get().text == "役割は？"
    setting = {"municipality": record.municipality_id, "uses_marks": "on"}
    assert browser.post(admin_url(ReviewSetting, "add"), setting).status_code == 302
    page = browser.post(admin_url(ReviewSetting, "add"), setting)
    assert "この自治体の設定は、もうあります。" in words(page)


def test_editor_reads_questions_and_writes_none(clerk, record, questions):
    assert clerk.get(admin_url(ReviewQuestion, "changelist")).status_code == 200
    assert clerk.get(admin_url(ReviewQuestion, "add")).status_code == 403
    assert clerk.get(admin_url(ReviewSetting, "add")).status_code == 403
