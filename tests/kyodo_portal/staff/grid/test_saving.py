"""The one saving rule of every grid: each row on its own. Told of both grids."""

import pytest

from kyodo_portal.publishing.models import Change, DataVersion
from tests.factories.admin_pages import logged_in, messages, words
from tests.factories.grids import IndicatorCase, RatingCase

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[IndicatorCase, RatingCase], ids=["indicators", "ratings"])
def case(request):
    return request.param()


def waiting(response):
    return [form.record.pk for form in response.context["saved"].waiting]


def shown(response, case, number, name=""):
    """Return what the page holds in a field of a row."""
    form = response.context["grid"].rows[-3:][number].form
    return form[name or case.text].value()


def test_right_rows_are_saved_and_the_page_says_how_many(case):
    response = case.client.post(case.url, case.typed("5", "6"), follow=True)
    assert case.stored() == ["5", "6", ""]
    assert case.changes() == 2
    (message,) = messages(response)
    assert message.startswith("2件の")


def test_one_wrong_row_of_three_stays_typed_and_the_others_are_saved(case):
    wrong, why = case.wrong
    response = case.client.post(case.url, case.typed("5", wrong, "6"))
    label = response.context["saved"].waiting[0].label
    assert response.status_code == 200
    assert case.stored() == ["5", "", "6"]
    assert waiting(response) == [case.records[1].pk]
    assert [shown(response, case, number) for number in range(3)] == ["5", wrong, "6"]
    text = words(response)
    assert f"2件を保存しました。1件（{label}）は保存していません。" in text
    assert text.count(f"{case.label}：{why}") == 2
    # The message is told with the field, and linked to from the top.
    anchor = f"id_{case.field(case.records[1])}"
    assert f'href="#{anchor}"' in response.content.decode()
    assert f'id="{anchor}_error"' in response.content.decode()
    assert f'aria-describedby="{anchor}_error"' in response.content.decode()


def test_mended_row_is_saved_at_the_second_time_alone(case):
    data = case.typed("5", case.wrong[0], "6")
    case.client.post(case.url, data)
    response = case.client.post(case.url, data | {case.field(case.records[1]): "7"}, follow=True)
    assert case.stored() == ["5", "7", "6"]
    assert case.changes() == 3
    assert messages(response)[0].startswith("1件の")


def test_all_wrong_rows_write_nothing(case):
    wrong, _why = case.wrong
    response = case.client.post(case.url, case.typed(wrong, wrong, wrong))
    assert len(waiting(response)) == 3
    assert "0件を保存しました。3件（" in words(response)
    assert (case.stored(), Change.objects.count()) == (["", "", ""], 0)


def test_stale_row_shows_both_values_and_the_others_are_saved(case):
    opened = case.typed("7", "8", "9")
    case.client.post(case.url, case.typed("", "3"))
    response = case.client.post(case.url, opened)
    assert case.stored() == ["7", "3", "9"]
    assert waiting(response) == [case.records[1].pk]
    assert shown(response, case, 1) == "8"
    text = words(response)
    assert f"さんが保存しました。いまの内容は「{case.label}：3」です。" in text
    assert "2件を保存しました。1件（" in text


def test_stale_row_is_saved_over_after_it_was_shown(case):
    opened = case.typed("7")
    case.client.post(case.url, case.typed("3"))
    response = case.client.post(case.url, opened)
    again = {bound.html_name: bound.value() for bound in response.context["saved"].waiting[0]}
    assert case.client.post(case.url, again).status_code == 302
    assert case.stored()[0] == "7"


def test_saving_over_takes_nothing_else_back_that_others_wrote(case):
    opened = case.typed("7")
    other = case.field(case.records[0], case.other)
    case.client.post(case.url, case.typed("3") | {other: "ほかの人の文"})
    response = case.client.post(case.url, opened)
    again = {bound.html_name: bound.value() for bound in response.context["saved"].waiting[0]}
    assert again[other] == "ほかの人の文"
    case.client.post(case.url, again)
    assert case.opened()[other] == "ほかの人の文"


def test_row_that_others_saved_and_nobody_touched_is_no_conflict(case):
    opened = case.typed("", "6")
    case.client.post(case.url, case.typed("3"))
    assert case.client.post(case.url, opened).status_code == 302
    assert case.stored() == ["3", "6", ""]


@pytest.mark.parametrize("version", ["", "x", "9" * 40, "-1"])
def test_version_that_is_none_is_stale(case, version):
    data = case.typed("7") | {case.field(case.records[0], "version"): version}
    response = case.client.post(case.url, data)
    assert waiting(response) == [case.records[0].pk]
    assert "保存しました。いまの内容は「" in words(response)
    assert case.stored() == ["", "", ""]


def test_nothing_changed_writes_nothing_and_says_so(case):
    before = DataVersion.objects.values_list("number", flat=True).first()
    response = case.client.post(case.url, case.opened(), follow=True)
    assert messages(response) == ["変わったところはありませんでした。"]
    assert Change.objects.count() == 0
    assert DataVersion.objects.values_list("number", flat=True).first() == before


def test_same_form_sent_twice_is_saved_once(case):
    data = case.typed("5", "6")
    case.client.post(case.url, data, follow=True)
    response = case.client.post(case.url, data, follow=True)
    assert messages(response) == ["変わったところはありませんでした。"]
    assert (case.stored(), case.changes()) == (["5", "6", ""], 2)


def test_row_that_is_not_ones_own_is_left_alone_and_the_others_are_saved(case):
    client, foreign = logged_in(case.editor), case.elsewhere()
    data = case.opened(client) | {
        case.field(case.records[0]): "5",
        case.field(foreign): "6",
        case.field(foreign, "version"): str(foreign.version),
    }
    response = client.post(case.url, data, follow=True)
    assert case.stored() == ["5", "", ""]
    assert case.changes() == 1
    first, second = messages(response)
    assert first == "送られた行のうち1件は、いまは書けません。保存していません。"
    assert second.startswith("1件の")


def test_published_rows_without_a_reason_wait_for_it(case):
    case.publish()
    response = case.client.post(case.url, case.typed("5", "6"))
    assert (len(waiting(response)), case.stored()) == (2, ["", "", ""])
    page = response.content.decode()
    # Said once above and once at the box, and with each of the rows.
    assert page.count('href="#id_reason"') == 1
    assert response.context["reason"].errors == [
        "公開中の記録を直すときは、理由を書いてください。更新履歴に出ます。"
    ]
    assert [shown(response, case, number) for number in (0, 1)] == ["5", "6"]


def test_published_rows_are_corrected_with_one_reason_in_one_step(case):
    case.publish()
    Change.objects.all().delete()
    version = DataVersion.objects.get().number
    response = case.client.post(
        case.url, case.typed("5", "6", "7") | {"reason": "集計の誤り"}, follow=True
    )
    assert messages(response)[0].startswith("3件の")
    assert case.stored() == ["5", "6", "7"]
    assert set(Change.objects.values_list("reason", flat=True)) == {"集計の誤り"}
    assert DataVersion.objects.get().number == version + 1


@pytest.mark.parametrize("reason", ["長" * 2001, "\u202e逆"])
def test_reason_that_no_text_may_be_saves_nothing_and_keeps_what_was_typed(case, reason):
    case.publish()
    response = case.client.post(case.url, case.typed("5", "6") | {"reason": reason})
    assert (len(waiting(response)), case.stored()) == (2, ["", "", ""])
    assert len(response.context["reason"].errors) == 1
    assert [shown(response, case, number) for number in (0, 1)] == ["5", "6"]


def test_row_that_was_deleted_while_it_was_typed_is_said(case):
    data = case.typed("5", "6")
    gone, *case.records = case.records
    gone.delete()
    response = case.client.post(case.url, data, follow=True)
    assert case.stored() == ["6", ""]
    first, second = messages(response)
    assert first == "送られた行のうち1件は、いまは書けません。保存していません。"
    assert second.startswith("1件の")


@pytest.mark.parametrize(
    ("made", "count", "statements"),
    [
        (IndicatorCase, 1, 53),
        (IndicatorCase, 3, 93),
        (IndicatorCase, 20, 433),
        (RatingCase, 1, 44),
        (RatingCase, 3, 80),
        (RatingCase, 20, 386),
    ],
)
def test_listeners_and_data_version_cost_once_for_all_rows(
    made, count, statements, django_assert_num_queries
):
    """26 statements a row, all of its own save; listeners, version, reading, earlier years once."""
    case = made()
    case.records += [case.add_row() for _number in range(count - len(case.records))]
    data = case.typed(*["5"] * count)
    with django_assert_num_queries(statements):
        case.client.post(case.url, data)
    assert case.changes() == count
