"""Lines of 総括表 and reports as files and API hold them."""

from datetime import date

import pytest

from kyodo_portal.publishing.choices import State
from pledges.models import PledgeItem, ProgressReport
from pledges.reports.aggregates.tables import report_table, report_tables
from pledges.reports.rows import item_rows, level_below, line_row, progress_row, report_row
from tests.factories.organizations import DepartmentFactory
from tests.factories.pledge_sets import (
    PledgeSetFactory,
    RatingFactory,
    published_report,
    report_in,
    tree,
)
from tests.factories.pledge_tables import item, level, table

REPORT = ProgressReport(fiscal_year=2023, as_of=date(2024, 3, 31), as_of_text="令和5年度末")


COMPUTED_LINE = {
    "pledge_set": "city-1",
    "municipality": "012131",
    "fiscal_year": 2023,
    "as_of_text": "令和5年度末",
    "path": "1",
    "parent": "",
    "level": "柱",
    "label": "Ⅰ",
    "title": "約束1",
    "percent_published": 50,
    "percent_computed": 41,
    "children": "1-1 1-2",
    "children_percent": "40 43",
    "left_out": "1-3 1-4",
    "mean": "41.5",
    "roll_up": "mean_of_published",
    "rounding": "truncated",
    "decimals": 0,
    "rule": "公約の公表値の平均（1未満を切り捨て）",
    "rule_is_inferred": True,
    "stars": None,
    "star_steps": None,
    "word": "",
    "status": "rated",
    "reason": "計画どおり",
    "note": "注",
    "departments": [],
    "initiatives": [],
    "url": "/pledges/city-1/1/?fiscal_year=2023",
}


def test_line_of_a_computed_figure_names_its_parts_and_rule():
    found = table(
        item(
            "1",
            "50",
            number="Ⅰ",
            percent_computed="41",
            mean="41.5",
            parts=[["1-1", "40"], ["1-2", "43"]],
            left_out=["1-3", "1-4"],
            reason="計画どおり",
            note="注",
        )
    )
    assert line_row(REPORT, found, found.by_path["1"]) == COMPUTED_LINE


def test_line_of_stars_names_the_scale_and_one_without_figures_names_none():
    found = table(item("1"), item("1-1", stars=0, initiatives=["花壇"], initiative_steps=[3]))
    starred, empty = (line_row(REPORT, found, found.by_path[path]) for path in ("1-1", "1"))
    assert (starred["stars"], starred["star_steps"], starred["parent"]) == (0, 10, "1")
    assert (starred["initiatives"], starred["rule"]) == (
        ["花壇"],
        "計算しません。市が公表した値をそのまま載せます。",
    )
    empty_keys = ("percent_published", "percent_computed", "stars", "star_steps")
    assert [empty[key] for key in empty_keys] == [None] * 4
    assert (empty["mean"], empty["children"], empty["status"]) == ("", "", "not_rated")


def test_overall_line_leads_to_the_set():
    found = table(overall="59.2")
    row = line_row(REPORT, found, found.overall)
    assert (row["path"], row["label"], row["percent_published"]) == ("", "全体", 59.2)
    assert row["url"] == "/pledges/city-1/?fiscal_year=2023"
    assert row["rule"] == "柱の公表値の平均（小数第1位未満を四捨五入）"


def test_level_below_the_lowest_has_no_name():
    found = table()
    assert [level_below(found, depth) for depth in range(4)] == ["柱", "公約", "施策", ""]


@pytest.mark.parametrize(("shows", "steps"), [(False, None), (True, [3, None])])
def test_steps_of_initiatives_are_told_where_the_level_shows_them(shows, steps):
    levels = [level("全体"), level("公約", has_stars=True, shows_initiative_ratings=shows)]
    said = item("1", stars=7, word="順調", initiatives=["花壇", "植樹"], initiative_steps=[3, None])
    found = table(said, levels=levels)
    assert report_row(REPORT, found, found.by_path["1"]) == {
        "fiscal_year": 2023,
        "as_of": date(2024, 3, 31),
        "as_of_text": "令和5年度末",
        "departments": [],
        "stars": 7,
        "star_steps": 10,
        "percent_published": None,
        "percent_computed": None,
        "status": "rated",
        "word": "順調",
        "reason": "",
        "note": "",
        "initiatives": ["花壇", "植樹"],
        "initiative_steps": steps,
    }


@pytest.mark.django_db
def test_report_as_a_row():
    report = published_report(
        pledge_set=PledgeSetFactory(slug="mihon-5"),
        overall_text="59.20",
        period_text="令和4年7月から",
        period_start="2022-07-01",
        released_text="令和6年5月",
        source_title="取組状況",
    )
    row = progress_row(report, report_table(report))
    said = {
        "id": report.pk,
        "pledge_set": "mihon-5",
        "municipality": report.municipality.code,
        "fiscal_year": 2023,
        "title": "市長公約の取組状況",
        "period_text": "令和4年7月から",
        "period_start": date(2022, 7, 1),
        "period_end": None,
        "as_of": date(2024, 3, 31),
        "as_of_text": "令和5年度末",
        "released_text": "令和6年5月",
        "released_on": None,
        "introduction": "",
        "method_note": "",
        "source_title": "取組状況",
        "snapshot_hash": report.snapshot_hash,
        "overall_published": 59.2,
        "overall_computed": None,
        "url": "/pledges/mihon-5/?fiscal_year=2023",
    }
    assert row == said


@pytest.mark.django_db
def test_items_hold_what_each_given_report_says_newest_first():
    pledge_set = PledgeSetFactory(slug="mihon-5")
    top, below = tree(pledge_set, 1, 1)
    park = DepartmentFactory(municipality=pledge_set.municipality, name="公園課")
    earlier = published_report([{"item": below, "percent_text": "40"}], pledge_set=pledge_set)
    said = {"item": below, "percent_text": "44", "departments": [park]}
    later = published_report([said], pledge_set=pledge_set, as_of="2025-03-31")
    draft = report_in(
        State.DRAFT,
        [{"item": below, "percent_text": "99"}],
        pledge_set=pledge_set,
        as_of="2026-03-31",
    )
    items = list(PledgeItem.objects.published().for_list())
    rows = item_rows(items)
    assert [row["path"] for row in rows] == ["1", "1-1"]
    row = rows[1]
    assert (row["id"], row["parent"], row["level"]) == (below.pk, top.pk, "公約")
    assert (row["pledge_set"], row["url"]) == ("mihon-5", "/pledges/mihon-5/1-1/")
    assert [
        (one["fiscal_year"], one["percent_published"], one["departments"]) for one in row["reports"]
    ] == [(2024, 44, [{"id": park.pk, "name": "公園課"}]), (2023, 40, [])]
    assert draft.state == State.DRAFT
    assert later.as_of > earlier.as_of


@pytest.mark.django_db
def test_items_of_two_sets_hold_the_reports_of_their_own():
    for slug, percent in (("a-1", "40"), ("b-1", "60")):
        pledge_set = PledgeSetFactory(slug=slug)
        [one] = tree(pledge_set, 1)
        published_report([{"item": one, "percent_text": percent}], pledge_set=pledge_set)
    items = list(PledgeItem.objects.for_list())
    rows = item_rows(items)
    assert [
        (row["pledge_set"], [one["percent_published"] for one in row["reports"]]) for row in rows
    ] == [("a-1", [40]), ("b-1", [60])]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_rows_of_any_number_of_items_and_reports_cost_the_same(number, django_assert_num_queries):
    for _one in range(number):
        pledge_set = PledgeSetFactory()
        items = tree(pledge_set, number)
        for year in range(2024, 2024 + number):
            report = published_report(pledge_set=pledge_set, as_of=f"{year}-03-31")
            for one in items:
                RatingFactory(report=report, item=one, initiatives=["花壇"])
    items = list(PledgeItem.objects.for_list())
    reports = list(ProgressReport.objects.for_list())
    with django_assert_num_queries(7):
        rows = item_rows(items)
    assert [len(row["reports"]) for row in rows] == [number] * number * number
    tables = report_tables(reports)
    with django_assert_num_queries(0):
        assert len([progress_row(one, tables[one.pk]) for one in reports]) == number * number
