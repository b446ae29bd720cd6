"""A report's 総括表: its levels, what stands where, and what a report loaded from rows says."""

from decimal import Decimal

import pytest

from pledges.models import PledgeItem
from pledges.reports.aggregates.tables import (
    DepartmentName,
    ReportInitiative,
    report_table,
    report_tables,
    status_counts,
    table_of,
)
from tests.factories.organizations import DepartmentFactory
from tests.factories.pledge_sets import (
    PledgeSetFactory,
    ProgressReportFactory,
    RatingFactory,
    tree,
)
from tests.factories.pledge_tables import IN_WORDS, content, item, level, table


def paths(lines):
    return [line.path for line in lines]


SMALL = (
    item("1", "50", number="Ⅰ"),
    item("1-1", "40"),
    item("1-1-1", stars=3),
    item("1-2", "60", number="イ"),
    item("2"),
    item("10", "0"),
)


def test_label_joins_the_citys_numbers_and_the_place_where_there_is_none():
    found = table(*SMALL)
    labels = {line.path: line.label for line in found.lines}
    assert labels == {
        "1": "Ⅰ",
        "1-1": "Ⅰ-1",
        "1-1-1": "Ⅰ-1-1",
        "1-2": "Ⅰ-イ",
        "2": "2",
        "10": "10",
    }
    assert found.by_path["1-2"].number == "イ"


def test_overall_is_the_first_level_and_stands_at_no_path():
    found = table(*SMALL, overall="59.2")
    whole = found.by_path[""]
    assert whole is found.overall
    assert (whole.title, whole.depth, str(whole.percent)) == ("全体", 0, "59.2")
    assert "" not in paths(found.lines)


@pytest.mark.parametrize(
    ("published", "computed", "percent"),
    [("62", "61", "62"), (None, "61", "61"), ("0", "61", "0"), (None, None, None)],
)
def test_published_figure_is_shown_before_the_computed_one(published, computed, percent):
    [line] = table(item("1", published, percent_computed=computed)).lines
    assert line.percent == (None if percent is None else Decimal(percent))


def test_digits_stay_as_published():
    [line] = table(item("1", "62.50")).lines
    assert f"{line.percent:f}" == "62.50"


def test_summary_holds_the_levels_with_per_cent():
    found = table(*SMALL)
    assert found.shown_depths == {1, 2}
    assert paths(found.summary) == ["1", "1-1", "1-2", "2", "10"]
    assert paths(found.rated) == ["1-1", "1-2"]
    assert paths(found.top) == ["1", "2", "10"]


def test_summary_of_a_set_in_words_holds_every_level():
    found = table(item("1"), item("1-1", word="達成"), levels=IN_WORDS)
    assert found.shown_depths == {1, 2}
    assert (paths(found.summary), paths(found.rated)) == (["1", "1-1"], ["1-1"])


def test_report_without_items_has_an_empty_table():
    found = table()
    assert (found.summary, found.rated, found.top, found.below("")) == ([], [], [], [])


def test_what_stands_right_below_and_above():
    found = table(*SMALL)
    assert paths(found.below("1")) == ["1-1", "1-2"]
    assert paths(found.below("")) == ["1", "2", "10"]
    assert paths(found.below("2")) == []
    assert paths(found.above("1-1-1")) == ["1", "1-1"]
    assert (found.above("1"), found.by_path["1-1-1"].parent) == ([], "1-1")


def test_parts_and_what_is_left_out_come_from_the_content():
    [line] = table(
        item("1", percent_computed="41", mean="41.5", parts=[["1-1", "40"]], left_out=["1-2"])
    ).lines
    assert (line.mean, line.parts, line.left_out) == (
        Decimal("41.5"),
        (("1-1", Decimal(40)),),
        ("1-2",),
    )


def test_item_of_which_a_report_says_nothing_is_not_stated():
    silent = {
        "path": "1",
        "number": "",
        "title": "約束",
        **dict.fromkeys(["percent_published", "percent_computed"]),
    }
    [line] = table(silent).lines
    assert (line.status, line.stars, line.word, line.departments) == ("not_stated", None, None, ())


def test_steps_of_initiatives_stand_beside_their_texts_where_they_are_shown():
    said = item("1", initiatives=["花壇", "説明会"], initiative_steps=[3, None])
    [line] = table(said).lines
    assert line.initiatives == (ReportInitiative("花壇", 3), ReportInitiative("説明会", None))
    [line] = table({**said, "initiative_steps": None}).lines
    assert [one.steps for one in line.initiatives] == [None, None]


def test_words_are_counted_in_the_order_of_the_scale_then_states():
    lines = table(
        item("1", word="順調"),
        item("2", word="順調"),
        item("3"),
        item("4", status="not_applicable"),
        item("5", word="中断"),
        item("6", stars=3),
        levels=IN_WORDS,
    ).lines
    # 中断 stands no more on the scale, but in the report; stars without a word are 評価あり.
    assert status_counts(lines, ["達成", "順調"]) == [
        ("達成", 0),
        ("順調", 2),
        ("中断", 1),
        ("評価あり", 1),
        ("未評価", 1),
        ("該当なし", 1),
    ]


def test_nothing_is_counted_of_nothing():
    assert status_counts([], []) == []


def test_content_kept_before_a_key_was_known_is_still_read():
    kept = content([item("1", "5")], levels=[level("全体"), level("公約", has_percent=True)])
    del kept["star_steps"]
    for one in kept["levels"]:
        del one["shows_initiative_ratings"]
    found = table_of(kept)
    assert (found.star_steps, found.words, found.levels[1].shows_steps) == (None, [], False)


@pytest.mark.django_db
def test_report_as_it_is_now_knows_items_and_departments_by_their_ids():
    pledge_set = PledgeSetFactory(words=["達成", "遅れ"])
    top, below = tree(pledge_set, 1, 1)
    first, second = (
        DepartmentFactory(municipality=pledge_set.municipality, name=name)
        for name in ("市民課", "福祉課")
    )
    report = ProgressReportFactory(pledge_set=pledge_set)
    RatingFactory(report=report, item=below, percent_text="６２％", departments=[second, first])
    found = report_table(report)
    assert [line.id for line in found.lines] == [top.pk, below.pk]
    line = found.by_path["1-1"]
    assert line.departments == (
        DepartmentName("福祉課", second.pk),
        DepartmentName("市民課", first.pk),
    )
    assert (str(line.published), line.status, found.words) == ("62", "rated", ["達成", "遅れ"])
    # 基本政策 is the cut mean of what is below; 全体 that of 基本政策.
    assert (found.by_path["1"].computed, found.overall.computed) == (Decimal(62), Decimal(62))


@pytest.mark.django_db
def test_several_reports_are_read_each_with_its_own_set_and_ratings():
    small, large = PledgeSetFactory(), PledgeSetFactory()
    [item_of_small] = tree(small, 1)
    tree(large, 2)
    reports = [ProgressReportFactory(pledge_set=one) for one in (small, large)]
    later = ProgressReportFactory(pledge_set=small, as_of="2025-03-31")
    RatingFactory(report=reports[0], item=item_of_small, percent_text="40")
    RatingFactory(report=later, item=item_of_small, percent_text="44")
    found = report_tables([*reports, later])
    assert [paths(found[one.pk].lines) for one in (*reports, later)] == [["1"], ["1", "2"], ["1"]]
    assert [str(found[one.pk].by_path["1"].published) for one in (reports[0], later)] == [
        "40",
        "44",
    ]
    assert found[reports[1].pk].by_path["1"].published is None


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_tables_of_any_number_of_reports_cost_the_same(number, django_assert_num_queries):
    reports = []
    for _one in range(number):
        pledge_set = PledgeSetFactory(words=["達成"])
        report = ProgressReportFactory(pledge_set=pledge_set)
        for one in tree(pledge_set, number):
            department = DepartmentFactory(municipality=pledge_set.municipality)
            RatingFactory(report=report, item=one, departments=[department], initiatives=["花壇"])
        reports.append(type(report).objects.for_list().get(pk=report.pk))
    with django_assert_num_queries(6):
        found = report_tables(reports)
    assert [len(one.lines) for one in found.values()] == [number] * number
    assert PledgeItem.objects.count() == number * number
