"""What saving the grid of a year's ratings does with each row."""

import pytest

from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing.choices import Action, State
from kyodo_portal.publishing.models import Change
from pledges.models import Rating
from tests.factories.admin_pages import logged_in, words
from tests.factories.organizations import MembershipFactory
from tests.factories.pledge_grid import World, sent
from tests.factories.pledge_sets import (
    ProgressReportFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def test_level_offers_what_it_is_rated_by(world):
    rows = logged_in(world.coordinator).get(world.url).context["grid"].rows
    offered = [sorted({"stars", "percent_text", "word"} & row.form.fields.keys()) for row in rows]
    assert offered == [["percent_text"], ["percent_text", "stars"], ["stars"], ["stars"]]


def test_rows_are_saved_with_history_and_the_summary_follows(world):
    client = logged_in(world.coordinator)
    data = {
        **sent(world.ratings[1], percent_text="６２", stars=""),
        **sent(world.ratings[2], stars=7, reason="計画どおり進みました。"),
        **sent(world.ratings[3], not_rated_because="not_applicable"),
    }
    response = client.post(world.url, data, follow=True)
    assert "3件の評価を保存しました" in words(response)
    found = Rating.objects.in_bulk([rating.pk for rating in world.ratings])
    _policy, pledge, first, second = (found[rating.pk] for rating in world.ratings)
    assert (pledge.percent, pledge.status) == (62, "rated")
    assert (first.stars, first.reason) == (7, "計画どおり進みました。")
    assert second.status == "not_applicable"
    assert Change.objects.filter(kind="pledges.rating").count() == 3
    assert response.context["grid"].table.by_path["1"].computed == 62
    assert response.context["grid"].missing == 1


def test_nothing_changed_saves_nothing(world):
    response = logged_in(world.coordinator).post(world.url, sent(world.ratings[2]), follow=True)
    assert "変わったところはありませんでした" in words(response)
    assert Change.objects.count() == 0


@pytest.mark.parametrize(
    ("row", "values", "message"),
    [
        (2, {"stars": 11}, "星は0から10までの数で書いてください（11と書かれています）。"),
        (2, {"stars": -1}, "星は0から10までの数で書いてください（-1と書かれています）。"),
        (1, {"percent_text": "101"}, "「101」は進捗として読み取れません。"),
        (1, {"percent_text": "-1"}, "「-1」は進捗として読み取れません。"),
        (2, {"not_rated_because": "rated"}, "rated"),
        (2, {"reason": "\u202e逆"}, "使えない文字"),
    ],
)
def test_bad_figure_is_refused_in_its_row_and_the_others_are_saved(world, row, values, message):
    client = logged_in(world.coordinator)
    data = {**sent(world.ratings[row], **values), **sent(world.ratings[3], stars=5)}
    response = client.post(world.url, data)
    text = words(response)
    assert response.status_code == 200
    assert message in text
    assert "1件を保存しました。1件（" in text
    (failed,) = response.context["saved"].waiting
    assert failed.record.pk == world.ratings[row].pk
    assert all(str(value) in response.content.decode() for value in values.values())
    stored = Rating.objects.get(pk=world.ratings[row].pk)
    assert (stored.version, stored.status) == (1, "not_rated")
    assert Rating.objects.get(pk=world.ratings[3].pk).stars == 5


def test_stale_row_says_so_keeps_what_was_typed_and_may_be_saved_over(world):
    client = logged_in(world.coordinator)
    opened = sent(world.ratings[2], stars=7)
    client.post(world.url, sent(world.ratings[2], stars=3))
    response = client.post(world.url, {**opened, **sent(world.ratings[3], stars=5)})
    text = words(response)
    assert "さんが保存しました。いまの内容は「星：3」" in text
    assert "1件を保存しました。1件（1-1-1）は保存していません" in text
    (failed,) = response.context["saved"].waiting
    assert (failed["stars"].value(), failed["version"].value()) == ("7", "2")
    assert Rating.objects.get(pk=world.ratings[2].pk).stars == 3
    again = client.post(world.url, {**opened, f"rating-{world.ratings[2].pk}-version": "2"})
    assert again.status_code == 302
    assert Rating.objects.get(pk=world.ratings[2].pk).stars == 7


def test_row_that_others_saved_and_nobody_touched_is_no_conflict(world):
    client = logged_in(world.coordinator)
    client.post(world.url, sent(world.ratings[2], stars=2))
    opened = sent(world.ratings[2], stars=2)
    client.post(world.url, sent(world.ratings[2], stars=3))
    response = client.post(world.url, opened, follow=True)
    assert "変わったところはありませんでした" in words(response)
    assert Rating.objects.get(pk=world.ratings[2].pk).stars == 3


@pytest.mark.parametrize("version", ["", "x", "9" * 30, "-1"])
def test_bad_version_saves_nothing(world, version):
    response = logged_in(world.coordinator).post(
        world.url, sent(world.ratings[2], stars=7, version=version)
    )
    assert response.status_code == 200
    assert Rating.objects.get(pk=world.ratings[2].pk).stars is None


def test_editor_cannot_write_another_departments_row(world):
    client = logged_in(world.editor)
    client.post(world.url, {**sent(world.ratings[3], stars=9), **sent(world.ratings[2], stars=4)})
    stored = [Rating.objects.get(pk=rating.pk).stars for rating in world.ratings[2:]]
    assert stored == [4, None]


def test_forged_fields_of_a_row_change_nothing(world):
    other = ProgressReportFactory(pledge_set__municipality=world.city)
    data = sent(
        world.ratings[2],
        stars=7,
        report=other.pk,
        item=world.items[0].pk,
        status="not_stated",
        percent_text="50",
        note="別",
    )
    logged_in(world.editor).post(world.url, data)
    stored = Rating.objects.get(pk=world.ratings[2].pk)
    assert (stored.report_id, stored.item_id) == (world.report.pk, world.items[2].pk)
    assert (stored.stars, stored.status, stored.percent, stored.note) == (7, "rated", None, "")


def test_submitted_report_is_closed_to_departments_and_open_to_the_coordinator(world):
    world.take(Action.SUBMIT)
    assert (
        logged_in(world.editor).post(world.url, sent(world.ratings[2], stars=7)).status_code == 403
    )
    logged_in(world.coordinator).post(world.url, sent(world.ratings[2], stars=6))
    assert Rating.objects.get(pk=world.ratings[2].pk).stars == 6
    world.take(Action.RETURN)
    logged_in(world.editor).post(world.url, sent(world.ratings[2], stars=7))
    assert Rating.objects.get(pk=world.ratings[2].pk).stars == 7


def test_published_report_is_corrected_with_a_reason_in_public(world):
    client = logged_in(world.coordinator)
    client.post(world.url, sent(world.ratings[2], stars=7))
    world.take(Action.SUBMIT, Action.PUBLISH)
    kept = (world.report.snapshot, world.report.snapshot_hash)
    row = sent(world.ratings[2], stars=8)
    response = client.post(world.url, row)
    assert "公開中の記録を直すときは、理由を書いてください。" in words(response)
    assert response.context["grid"].rows[2].form["stars"].value() == "8"
    assert Rating.objects.get(pk=world.ratings[2].pk).stars == 7
    client.post(world.url, {**row, "reason": "数え直しました。"})
    assert Rating.objects.get(pk=world.ratings[2].pk).stars == 8
    change = Change.objects.filter(kind="pledges.rating", is_public=True).get()
    assert (change.reason, change.before["stars"], change.after["stars"]) == (
        "数え直しました。",
        7,
        8,
    )
    world.report.refresh_from_db()
    assert (world.report.snapshot, world.report.snapshot_hash) == kept
    assert world.report.state == State.PUBLISHED


def test_wording_of_the_document_goes_with_the_stars_it_stood_for(world):
    Rating.objects.filter(pk=world.ratings[2].pk).update(stars=6, stars_text="★★★★★ ★☆☆☆☆")
    client = logged_in(world.coordinator)
    client.post(world.url, sent(world.ratings[2], stars=6, reason="そのまま"))
    assert Rating.objects.get(pk=world.ratings[2].pk).stars_text == "★★★★★ ★☆☆☆☆"
    client.post(world.url, sent(world.ratings[2], stars=7, reason="そのまま"))
    assert Rating.objects.get(pk=world.ratings[2].pk).stars_text == ""


def test_row_that_somebody_rated_meanwhile_is_no_longer_missing_and_still_told_of(world):
    client = logged_in(world.coordinator)
    address = f"{world.url}?missing=1"
    opened = sent(world.ratings[2], stars=7)
    client.post(world.url, sent(world.ratings[2], stars=3))
    response = client.post(address, opened)
    assert "いまの内容は「星：3」です。" in words(response)
    assert [row.rating.item.path for row in response.context["grid"].rows] == [
        "1",
        "1-1",
        "1-1-1",
        "1-1-2",
    ]


def test_planner_who_also_enters_writes_the_own_rows_and_reads_the_others(world):
    MembershipFactory(user=world.editor, municipality=world.city, area="pledges", role=Role.PLANNER)
    response = logged_in(world.editor).get(world.url)
    grid = response.context["grid"]
    assert [row.form is not None for row in grid.rows] == [False, False, True, False]
    # 項目, 前回, 星, 進捗, 評価がないとき, 理由: what is only read stands below the middle ones.
    assert grid.columns == 6
    assert response.content.decode().count('colspan="3"') == 3
