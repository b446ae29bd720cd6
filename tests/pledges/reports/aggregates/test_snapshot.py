"""The whole content of a report: what goes into it, letter by letter, and what does not."""

import json
from decimal import Decimal

import pytest

from pledges.models import Initiative, PledgeItem, Rating
from pledges.reports.aggregates.snapshot import (
    canonical,
    content_of,
    figures_of,
    fingerprint,
    keep_snapshot,
    load,
    load_all,
    rules_of,
    tree_of,
)
from pledges.sets.rules.arithmetic import Rule
from tests.factories.organizations import DepartmentFactory
from tests.factories.pledge_sets import (
    LEVELS,
    PledgeItemFactory,
    PledgeSetFactory,
    ProgressReportFactory,
    RatingFactory,
    tree,
)

pytestmark = pytest.mark.django_db


def report_of(*widths, texts=(), **values):
    """Return a draft on a new set with a rating for every item; texts: per cent in its order."""
    pledge_set = PledgeSetFactory(**values)
    report = ProgressReportFactory(pledge_set=pledge_set)
    items = tree(pledge_set, *widths)
    written = [*texts, *[""] * (len(items) - len(texts))]
    for item, text in zip(items, written, strict=True):
        RatingFactory(report=report, item=item, percent_text=text)
    return report


def test_rules_stand_by_depth():
    rules = rules_of(list(PledgeSetFactory().levels.all()))
    assert rules == [
        Rule("mean_of_published", "none", 1, is_inferred=True),
        Rule("mean_of_published", "truncated", 0, is_inferred=True),
        Rule("none", "none", 0),
        Rule("none", "none", 0),
    ]


def test_tree_keeps_order_digits_and_gaps():
    report = report_of(2, 1, texts=["６２．５０％", "40"])
    items = list(PledgeItem.objects.for_tree())
    ratings = {rating.item_id: rating for rating in report.ratings.all()}
    del ratings[items[3].pk]
    root = tree_of(items, ratings, Decimal("59.2"))
    assert (root.key, root.depth, root.published) == ("", 0, Decimal("59.2"))
    assert [(one.key, one.depth, one.published) for one in root.children] == [
        ("1", 1, Decimal("62.50")),
        ("2", 1, None),
    ]
    assert str(root.children[0].published) == "62.50"
    assert [one.key for one in root.children[1].children] == ["2-1"]
    assert root.children[1].children[0].published is None


def test_figures_of_a_report_by_path():
    # 2-1 is not rated: (40 + 43) ÷ 2 = 41.5, cut to 41, is the only one that 全体 is made of.
    report = report_of(2, 2, texts=["", "40", "43"])
    found = figures_of(report)
    assert {key: one.computed for key, one in found.items() if one.computed is not None} == {
        "": Decimal(41),
        "1": Decimal(41),
    }
    assert (found["1"].mean, found["2"].left_out) == (Decimal("41.5"), ("2-1", "2-2"))
    assert found[""].left_out == ("2",)


@pytest.mark.parametrize("width", [1, 3])
def test_figures_cost_three_queries_whatever_the_size(width, django_assert_num_queries):
    report = report_of(width, width, texts=["5"])
    report = type(report).objects.select_related("pledge_set").get()
    with django_assert_num_queries(3):
        found = figures_of(report)
    assert len(found) == 1 + width + width * width


def test_figures_take_no_rating_of_another_year_and_no_item_of_another_set():
    report = report_of(1, 1, texts=["", "40"])
    other = ProgressReportFactory(pledge_set=report.pledge_set, as_of="2025-03-31")
    for item in PledgeItem.objects.filter(pledge_set=report.pledge_set):
        RatingFactory(report=other, item=item, percent_text="99")
    report_of(1, 1, texts=["98", "97"])
    found = figures_of(report)
    assert found.keys() == {"", "1", "1-1"}
    assert (found["1"].published, found["1"].computed) == (None, Decimal(40))
    assert load(report).ratings.keys() == {item.pk for item in load(report).items}


def test_loaded_reports_do_not_mix():
    first, second = report_of(1, texts=["40"]), report_of(2, texts=["60", "70"])
    found = load_all([first, second])
    assert [len(found[one.pk].items) for one in (first, second)] == [1, 2]
    assert [found[one.pk].figures["1"].published for one in (first, second)] == [40, 60]
    assert load_all([]) == {}


@pytest.fixture
def full_report():
    """A report of one item with all that a rating may say, on a set of words."""
    pledge_set = PledgeSetFactory(
        slug="mihon-5", name="見本市の公約", words=["達成"], levels=LEVELS[:1] + LEVELS[2:3]
    )
    report = ProgressReportFactory(
        pledge_set=pledge_set, overall_text="59.2", introduction="はじめの文", source_title="別紙"
    )
    RatingFactory(
        report=report,
        item=PledgeItemFactory(pledge_set=pledge_set, title="花のまち"),
        percent_text="６２",
        stars=7,
        stars_text="★7",
        word=pledge_set.status_words.get(),
        reason="計画どおり",
        note="注",
        departments=[
            DepartmentFactory(municipality=pledge_set.municipality, name=name)
            for name in ("福祉課", "市民課")
        ],
        initiatives=["花壇を広げました。", "説明会を開きました。"],
    )
    return report


def test_content_says_all_of_an_item_and_no_more(full_report):
    assert content_of(full_report)["items"] == [
        {
            "path": "1",
            "number": "",
            "title": "花のまち",
            "percent_published": "62",
            "percent_computed": None,
            "mean": None,
            "parts": [],
            "left_out": [],
            "status": "rated",
            "stars": 7,
            "stars_text": "★7",
            "word": "達成",
            "reason": "計画どおり",
            "note": "注",
            "departments": ["福祉課", "市民課"],
            "initiatives": ["花壇を広げました。", "説明会を開きました。"],
            "initiative_steps": None,
        }
    ]


def test_content_says_whose_report_it_is_and_its_overall_figures(full_report):
    said = content_of(full_report)
    assert said["overall"] == {
        "percent_published": "59.2",
        "percent_computed": "62",
        "mean": "62",
        "parts": [["1", "62"]],
        "left_out": [],
    }
    assert [one["name"] for one in said["levels"]] == ["全体", "公約"]
    kept = {"pledge_set": "mihon-5", "pledge_set_name": "見本市の公約", "as_of": "2024-03-31"}
    kept |= {"municipality": full_report.municipality.code, "introduction": "はじめの文"}
    assert said | kept == said
    assert "別紙" not in canonical(said)


def test_item_without_a_rating_has_its_words_and_no_state():
    report = report_of(1)
    Rating.objects.all().delete()
    [said] = content_of(report)["items"]
    assert "status" not in said
    assert (said["path"], said["percent_published"]) == ("1", None)


def test_steps_of_initiatives_are_in_no_content_unless_the_level_shows_them():
    report = report_of(1)
    Initiative.objects.create(rating=report.ratings.get(), text="花壇", steps=3)
    assert content_of(report)["items"][0]["initiative_steps"] is None
    report.pledge_set.levels.filter(position=1).update(shows_initiative_ratings=True)
    report = type(report).objects.get()
    assert content_of(report)["items"][0]["initiative_steps"] == [3]


def test_equal_contents_are_equal_letter_by_letter():
    assert canonical({"b": "公約", "a": [1, None]}) == '{"a":[1,null],"b":"公約"}'
    assert canonical({"a": [1, None], "b": "公約"}) == canonical({"b": "公約", "a": [1, None]})


def test_fingerprint_is_the_sha_256_of_the_text_in_utf_8():
    assert fingerprint("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert fingerprint("公約") != fingerprint("公約 ")
    assert len(fingerprint("公約")) == 64


def test_kept_snapshot_is_set_and_left_to_the_caller_to_save():
    report = report_of(1, texts=["62"])
    keep_snapshot(report)
    assert json.loads(report.snapshot) == content_of(report)
    assert report.snapshot_hash == fingerprint(report.snapshot)
    assert type(report).objects.get().snapshot == ""


@pytest.mark.parametrize("number", [1, 3])
def test_contents_of_any_number_of_reports_are_loaded_alike(number, django_assert_num_queries):
    reports = [report_of(number, texts=["5"]) for _one in range(number)]
    reports = list(type(reports[0]).objects.for_list())
    with django_assert_num_queries(6):
        found = load_all(reports)
        said = [content_of(report, found[report.pk]) for report in reports]
    assert [len(one["items"]) for one in said] == [number] * number
