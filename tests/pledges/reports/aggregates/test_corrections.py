"""What was corrected after publication: only what a page shows, in order, in words."""

import json
from datetime import UTC, datetime

import pytest

from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.models import Change
from pledges.models import Initiative, Rating
from pledges.reports.aggregates.corrections import corrections_of
from pledges.reports.aggregates.tables import report_table, table_of
from pledges.reports.services import save_rating
from tests.factories.organizations import DepartmentFactory
from tests.factories.pledges import DOOR, WORD_LEVELS, make_set, tree
from tests.factories.publishing import publish

pytestmark = pytest.mark.django_db
RATED = {"1": {"percent_text": "50"}, "1-1": {"percent_text": "40"}}


@pytest.fixture
def pledges():
    return make_set(tree(1, 2))


@pytest.fixture
def report(pledges):
    return pledges.report(2023, RATED)


def save(record, by, **values):
    for name, value in values.items():
        setattr(record, name, value)
    funnel.save(record, write=funnel.Write(by, DOOR, "誤りのため"), expected_version=record.version)


def found(report):
    """Return the corrections as (path, field, old, new)."""
    fresh = type(report).objects.get(pk=report.pk)
    return [
        (one.path, one.field, one.old, one.new)
        for one in corrections_of(fresh, report_table(fresh))
    ]


def test_report_as_published_has_none(report):
    assert found(report) == []


def test_figure_is_corrected_with_day_reason_and_number(pledges, report):
    pledges.rate(report, "1-1", percent_text="44", why=" 集計の誤りのため ")
    # 15:30 UTC is half past midnight of the next day in Japan.
    Change.objects.filter(kind="pledges.rating", is_public=True).update(
        at=datetime(2031, 5, 9, 15, 30, tzinfo=UTC)
    )
    [one] = corrections_of(report, report_table(report))
    assert (one.path, one.label, one.title) == ("1-1", "1-1", "約束1-1を果たします")
    assert (one.field, one.old, one.new) == ("進捗（%）", "40", "44")
    assert (one.on.isoformat(), one.reason) == ("2031-05-10", "集計の誤りのため")


def test_one_save_of_several_fields_is_several_corrections(pledges, report):
    pledges.rate(report, "1-2", percent_text="7", reason="工事のため", why="記入もれ")
    assert found(report) == [
        ("1-2", "進捗（%）", "なし", "7"),
        ("1-2", "評価の状態", "未評価", "評価あり"),
        ("1-2", "理由", "なし", "工事のため"),
    ]


def test_newest_stands_first(pledges, report):
    for text in ("44", "45"):
        pledges.rate(report, "1-1", percent_text=text, why="誤り")
    assert [(old, new) for _path, _field, old, new in found(report)] == [("44", "45"), ("40", "44")]


def test_departments_and_initiatives_in_words(pledges, report):
    city = pledges.pledge_set.municipality
    parks, roads = (
        DepartmentFactory(municipality=city, name=name) for name in ("公園課", "道路課")
    )
    said = {"departments": [parks, roads], "initiatives": ["花壇", "植樹"]}
    pledges.rate(report, "1-1", **said, why="記入もれ")
    pledges.rate(report, "1-1", departments=[], initiatives=["花壇"], why="誤り")
    assert found(report) == [
        ("1-1", "担当部署", "公園課、道路課", "なし"),
        ("1-1", "取組事業", "花壇\n植樹", "花壇"),
        ("1-1", "担当部署", "なし", "公園課、道路課"),
        ("1-1", "取組事業", "なし", "花壇\n植樹"),
    ]


def test_steps_of_an_initiative_which_only_staff_see_are_no_correction(pledges):
    report = pledges.report(2023, {"1-1": {"initiatives": ["花壇"]}})
    rating = Rating.objects.get(report=report, item=pledges.items["1-1"])
    [initiative] = rating.initiatives.all()
    initiative.steps = 3
    save_rating(
        rating,
        initiatives=[Initiative(text="花壇", steps=3)],
        by=pledges.by,
        channel=DOOR,
        expected_version=rating.version,
        reason="庁内の評価",
    )
    assert Initiative.objects.get().steps == 3
    assert found(report) == []


def test_word_by_its_name():
    pledges = make_set(tree(1, 1, 1), levels=WORD_LEVELS, words=("達成", "遅れ"), star_steps=None)
    done, late = pledges.pledge_set.status_words.all()
    report = pledges.report(2023, {"1-1-1": {"word": late}})
    pledges.rate(report, "1-1-1", word=done, why="誤り")
    assert found(report) == [("1-1-1", "状況", "遅れ", "達成")]


def test_item_and_report_are_corrected_too_the_report_under_overall(pledges, report):
    save(pledges.items["1-2"], pledges.by, title="約束を直しました", number="イ")
    save(type(report).objects.get(), pledges.by, overall_text="59.2", source_title="別紙")
    fresh = type(report).objects.get()
    corrections = corrections_of(fresh, report_table(fresh))
    assert [(one.path, one.label, one.field, one.old, one.new) for one in corrections] == [
        ("", "全体", "全体", "なし", "59.2"),
        ("1-2", "1-イ", "番号", "2", "イ"),
        ("1-2", "1-イ", "文", "約束1-2を果たします", "約束を直しました"),
    ]
    assert [one.title for one in corrections][:2] == ["取組状況", "約束を直しました"]


def test_what_was_changed_before_publication_is_no_correction(pledges):
    report = pledges.report(2023, RATED, is_published=False)
    pledges.rate(report, "1-1", percent_text="41")
    save(pledges.items["1-1"], pledges.by, title="直す前の約束")
    report.refresh_from_db()
    assert found(publish(report, by=pledges.by)) == []


def test_ratings_of_another_year_and_another_set_are_not_corrections_of_this_report(
    pledges, report
):
    other = pledges.report(2024, RATED)
    elsewhere = make_set(tree(1, 2), slug="city-2")
    theirs = elsewhere.report(2023, RATED)
    pledges.rate(other, "1-1", percent_text="99", why="誤り")
    elsewhere.rate(theirs, "1-1", percent_text="98", why="誤り")
    save(elsewhere.items["1-1"], elsewhere.by, title="となりの約束")
    assert found(report) == []
    assert found(other) == [("1-1", "進捗（%）", "40", "99")]


def test_item_counts_as_corrected_in_every_report_that_stood_published(pledges, report):
    save(pledges.items["1-1"], pledges.by, title="直した約束")
    later = pledges.report(2024, RATED)
    assert [path for path, *_rest in found(report)] == ["1-1"]
    assert found(later) == []


@pytest.mark.parametrize("number", [1, 3])
def test_corrections_cost_two_queries(pledges, report, number, django_assert_num_queries):
    for percent in range(number):
        pledges.rate(report, "1-1", percent_text=str(percent), why="誤り")
        pledges.rate(report, "1-2", percent_text=str(percent), why="誤り")
    table = report_table(report)
    with django_assert_num_queries(2):
        corrections = corrections_of(report, table)
    # The first correction of 1-2 changes its state besides.
    assert len(corrections) == 2 * number + 1


def test_report_as_it_was_published_has_none_beside_it(pledges, report):
    pledges.rate(report, "1-1", percent_text="44", why="誤り")
    assert corrections_of(report, table_of(json.loads(report.snapshot))) == []


def test_file_of_an_item_as_it_was_published_names_no_correction(client, pledges, report):
    pledges.rate(report, "1-1", percent_text="44", why="誤り")
    now, then = (
        client.get(f"/pledges/city-1/1-1/?format=json{query}").json()
        for query in ("", "&as=published")
    )
    assert [one["path"] for one in now["corrections"]] == ["1-1"]
    assert (then["results"][0]["percent_published"], then["corrections"]) == (40, [])
