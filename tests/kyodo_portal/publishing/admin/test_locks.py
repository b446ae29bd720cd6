"""A form opened before the last save is merged field by field, and loses nothing."""

import pytest

from kyodo_portal.publishing.models import Change
from tests.factories.admin_pages import admin_url, logged_in, untouched, words
from tests.factories.organizations import UserFactory, editor
from tests.factories.projects import PartnerFactory
from tests.factories.sent_forms import as_sent


def lines(answer):
    """Return what a page compares: (side, opened, now, typed) by label."""
    comparison = answer.context["adminform"].form.comparison
    return {line.label: (line.side, line.opened, line.now, line.typed) for line in comparison.lines}


@pytest.fixture
def two_sessions(city):
    """Two people have the same form open; the first has saved another purpose and partner."""
    first, second = logged_in(city.editor), logged_in(editor(city.department))
    url = admin_url(city.record, "change")
    opened = as_sent(second.get(url))
    new_partner = PartnerFactory(municipality=city.municipality, name="あとから来た会")
    first.post(
        url, as_sent(first.get(url), purpose="先に保存した目的", partner_list=[new_partner.pk])
    )
    city.record.refresh_from_db()
    assert (city.record.purpose, city.record.version) == ("先に保存した目的", 2)
    return second, url, {**opened, "purpose": "あとの人の目的", "content": "あとの人の内容"}


def stored(city):
    """Return purpose, content, partners and version as they are now."""
    record = type(city.record).objects.get(pk=city.record.pk)
    partners = [partner.name for partner in record.listed_partners()]
    return record.purpose, record.content, partners, record.version


def test_stale_save_is_refused_with_the_difference(two_sessions, city):
    second, url, typed = two_sessions
    answer = second.post(url, typed)
    assert answer.status_code == 200
    assert lines(answer) == {
        "関係団体": ("theirs", "こちらみどりの会", "あとから来た会", "こちらみどりの会"),
        "関係団体名（一覧での書き方）": ("theirs", "（空）", "あとから来た会", "（空）"),
        "所管部名（一覧での書き方）": ("theirs", "（空）", "こちら市民部", "（空）"),
        "協働の形態（一覧での書き方）": ("theirs", "（空）", "こちら共催", "（空）"),
        "目的": ("both", "はじめの目的", "先に保存した目的", "あとの人の目的"),
        "内容": ("mine", "（空）", "（空）", "あとの人の内容"),
    }
    assert "staff" in words(answer)  # who saved
    assert stored(city) == ("先に保存した目的", "", ["あとから来た会"], 2)


def test_what_only_the_other_changed_stands_in_the_form_and_what_was_typed_stays(two_sessions):
    second, url, typed = two_sessions
    page = as_sent(second.post(url, typed))
    partner = PartnerFactory._meta.model.objects.get(name="あとから来た会")
    assert page["partner_list"] == [str(partner.pk)]
    assert (page["purpose"], page["content"]) == (["あとの人の目的"], ["あとの人の内容"])
    assert page["expected_version"] == ["2"]


def test_nothing_is_chosen_before_somebody_chooses(two_sessions, city):
    second, url, typed = two_sessions
    page = as_sent(second.post(url, typed))
    assert (page["merge"], "merge_purpose" in page) == (["purpose"], False)
    answer = second.post(url, page)
    assert "残すほうを選んでください" in words(answer)
    assert lines(answer)["目的"] == ("both", "はじめの目的", "先に保存した目的", "あとの人の目的")
    assert as_sent(answer)["purpose"] == ["あとの人の目的"]
    assert stored(city)[3] == 2


@pytest.mark.parametrize(
    ("side", "purpose"), [("mine", "あとの人の目的"), ("theirs", "先に保存した目的")]
)
def test_chosen_side_is_saved_with_what_either_changed_alone(two_sessions, city, side, purpose):
    second, url, typed = two_sessions
    page = as_sent(second.post(url, typed), merge_purpose=side)
    assert second.post(url, page).status_code == 302
    assert stored(city) == (purpose, "あとの人の内容", ["あとから来た会"], 3)


def test_words_of_both_may_be_put_together(two_sessions, city):
    second, url, typed = two_sessions
    page = as_sent(second.post(url, typed), merge_purpose="mine", purpose="二人の目的")
    assert second.post(url, page).status_code == 302
    assert stored(city)[0] == "二人の目的"


def test_field_that_was_made_the_same_by_hand_needs_no_choice(two_sessions, city):
    second, url, typed = two_sessions
    page = as_sent(second.post(url, typed), purpose="先に保存した目的")
    assert second.post(url, page).status_code == 302
    assert stored(city)[:2] == ("先に保存した目的", "あとの人の内容")


def test_value_of_the_other_may_be_taken_back_by_hand(two_sessions, city):
    second, url, typed = two_sessions
    page = as_sent(second.post(url, typed), merge_purpose="theirs")
    page["partner_list"] = typed["partner_list"]
    second.post(url, page)
    assert stored(city)[2] == ["こちらみどりの会"]


def test_relation_that_both_changed_waits_for_a_choice(two_sessions, city):
    second, url, typed = two_sessions
    typed["partner_list"] = []
    answer = second.post(url, typed)
    assert lines(answer)["関係団体"] == ("both", "こちらみどりの会", "あとから来た会", "（空）")
    page = as_sent(answer, merge_purpose="mine", merge_partners="theirs")
    second.post(url, page)
    assert stored(city)[2] == ["あとから来た会"]


def test_refused_form_keeps_choice_and_text(two_sessions, city):
    second, url, typed = two_sessions
    page = as_sent(second.post(url, typed), merge_purpose="theirs", name="")
    again = as_sent(second.post(url, page))
    assert (again["merge_purpose"], again["purpose"]) == (["theirs"], ["あとの人の目的"])
    second.post(url, {**again, "name": "名称"})
    assert stored(city)[0] == "先に保存した目的"


def third_save(city, **values):
    """Save the record once more, as somebody else; return the version then."""
    client, url = logged_in(city.coordinator), admin_url(city.record, "change")
    assert client.post(url, as_sent(client.get(url), **values)).status_code == 302
    return type(city.record).objects.get(pk=city.record.pk).version


def test_third_save_in_between_shows_the_comparison_again(two_sessions, city):
    second, url, typed = two_sessions
    page = as_sent(second.post(url, typed), merge_purpose="mine")
    assert third_save(city, purpose="三人目の目的", outcome="三人目の効果") == 3
    answer = second.post(url, page)
    assert answer.status_code == 200
    assert lines(answer) == {
        "目的": ("both", "先に保存した目的", "三人目の目的", "あとの人の目的"),
        "内容": ("mine", "（空）", "（空）", "あとの人の内容"),
        "取組の効果、市民からの反響等": ("theirs", "（空）", "三人目の効果", "（空）"),
    }
    again = as_sent(answer)
    assert "merge_purpose" not in again
    assert lines(second.post(url, again))["目的"] == lines(answer)["目的"]
    second.post(url, {**again, "merge_purpose": "mine"})
    record = type(city.record).objects.get(pk=city.record.pk)
    assert (record.purpose, record.outcome, record.version) == (
        "あとの人の目的",
        "三人目の効果",
        4,
    )


def test_choice_outlives_a_third_save_of_something_else(two_sessions, city):
    second, url, typed = two_sessions
    page = as_sent(second.post(url, typed), merge_purpose="mine")
    third_save(city, outcome="三人目の効果")
    answer = second.post(url, page)
    assert lines(answer)["目的"][0] == "mine"
    second.post(url, as_sent(answer))
    assert stored(city)[0] == "あとの人の目的"


def test_what_was_not_chosen_before_a_third_save_waits_still(two_sessions, city):
    second, url, typed = two_sessions
    page = as_sent(second.post(url, typed))
    third_save(city, outcome="三人目の効果")
    answer = second.post(url, page)
    assert lines(answer)["目的"][0] == "both"
    assert second.post(url, as_sent(answer)).status_code == 200


def test_chosen_value_of_the_other_follows_a_third_save(two_sessions, city):
    second, url, typed = two_sessions
    page = as_sent(second.post(url, typed), merge_purpose="theirs")
    third_save(city, purpose="三人目の目的")
    answer = second.post(url, page)
    assert lines(answer)["目的"][0] == "theirs"
    assert as_sent(answer)["purpose"] == ["三人目の目的"]


def test_only_the_other_has_changed_anything(two_sessions, city):
    second, url, typed = two_sessions
    answer = second.post(url, {**typed, "purpose": "はじめの目的", "content": ""})
    assert {line[0] for line in lines(answer).values()} == {"theirs"}
    assert second.post(url, as_sent(answer)).status_code == 302
    assert stored(city) == ("先に保存した目的", "", ["あとから来た会"], 2)


@pytest.mark.parametrize("name", ["", "x", "state", "\0", "目的", "expected_version"])
def test_names_that_nobody_was_shown_change_nothing(two_sessions, city, name):
    second, url, typed = two_sessions
    page = as_sent(second.post(url, typed), merge_purpose="mine")
    page["merge"] = ["purpose", name]
    page[f"merge_{name}"] = "theirs"
    assert second.post(url, page).status_code == 302
    assert stored(city)[0] == "あとの人の目的"


@pytest.mark.parametrize("side", ["", "both", "x", "1\0"])
def test_what_is_no_side_is_no_choice(two_sessions, city, side):
    second, url, typed = two_sessions
    page = as_sent(second.post(url, typed), merge_purpose=side)
    assert second.post(url, page).status_code == 200
    assert stored(city)[3] == 2


@pytest.mark.parametrize("version", ["", "0", "99", "-1", "x", "9" * 40, "1\0"])
def test_save_without_the_right_version_is_refused(city, version):
    client = logged_in(city.editor)
    url = admin_url(city.record, "change")
    sent = {**untouched(client.get(url)), "purpose": "別", "expected_version": version}
    assert client.post(url, sent).status_code == 200
    assert Change.objects.count() == 0


def test_text_that_cannot_be_read_stands_in_the_difference_as_typed(two_sessions):
    second, url, typed = two_sessions
    answer = second.post(url, {**typed, "start_text": "R7.2.30"})
    assert lines(answer)["目的"][3] == "あとの人の目的"
    assert as_sent(answer)["start_text"] == ["R7.2.30"]


def test_choice_that_cannot_be_read_is_no_choice_of_the_other(two_sessions, city):
    second, url, typed = two_sessions
    answer = second.post(url, {**typed, "partner_list": ["999999"]})
    assert lines(answer)["関係団体"][0] == "both"
    assert second.post(url, as_sent(answer, merge_purpose="mine")).status_code == 200
    assert stored(city)[3] == 2


def test_comparison_costs_few_statements(two_sessions, city, django_assert_num_queries):
    second, url, typed = two_sessions
    with django_assert_num_queries(34):
        second.post(url, typed)


def test_version_without_history_is_said_to_be_unknown(city):
    client = logged_in(city.editor)
    url = admin_url(city.record, "change")
    sent = {**untouched(client.get(url)), "purpose": "別"}
    type(city.record).objects.update(version=7, updated_by=UserFactory(last_name="山田"))
    answer = client.post(url, sent)
    assert lines(answer)["目的"] == ("both", "（記録がありません）", "はじめの目的", "別")
    assert "山田さん" in words(answer)
