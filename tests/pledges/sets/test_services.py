"""Items and their place in the tree: what stands below moves along, reports are told."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo_portal.publishing.choices import Channel, State
from kyodo_portal.publishing.funnel import Stale
from kyodo_portal.publishing.models import Change
from pledges.models import PledgeItem, ProgressReport, Rating
from pledges.sets import services
from tests.factories.organizations import DepartmentFactory, coordinator, editor
from tests.factories.pledge_sets import (
    PledgeSetFactory,
    ProgressReportFactory,
    published_report,
    report_in,
    tree,
)

pytestmark = pytest.mark.django_db


def save_item(item, **values):
    """Write an item with the version it has, by the coordinator."""
    write = {
        "by": coordinator(item.pledge_set.municipality, "pledges"),
        "channel": Channel.ADMIN,
        "expected_version": None if item._state.adding else item.version,
    }
    return services.save_item(item, **{**write, **values})


def paths():
    return list(PledgeItem.objects.for_tree().values_list("path", flat=True))


def test_what_stands_below_moves_along():
    pledge_set = PledgeSetFactory()
    top, *_below = tree(pledge_set, 1, 1, 1)
    top.position = 5
    save_item(top)
    paths = PledgeItem.objects.for_tree().values_list("path", "sort_key", "version")
    assert list(paths) == [("5", "005", 2), ("5-1", "005-001", 2), ("5-1-1", "005-001-001", 2)]


def test_move_that_leaves_no_room_below_undoes_all_of_it():
    pledge_set = PledgeSetFactory()
    first, second, _middle, _lowest = [*tree(pledge_set, 1), *tree(pledge_set, 1, 1, 1)]
    second.parent = first
    with pytest.raises(ValidationError, match="を動かせません"):
        save_item(second)
    assert paths() == ["1", "2", "2-1", "2-1-1"]


def test_new_item_joins_the_reports_that_are_not_public():
    pledge_set = PledgeSetFactory()
    published_report(pledge_set=pledge_set)
    draft = ProgressReportFactory(pledge_set=pledge_set, as_of=date(2025, 3, 31))
    save_item(PledgeItem(pledge_set=pledge_set, position=1, title="新しい公約"))
    assert Rating.objects.get().report == draft


@pytest.mark.parametrize(
    ("state", "joins"),
    [
        (State.DRAFT, True),
        (State.SUBMITTED, True),
        (State.RETURNED, True),
        (State.PUBLISHED, False),
        (State.WITHDRAWN, False),
    ],
)
def test_new_item_joins_a_report_until_it_was_public(state, joins):
    report = report_in(state)
    save_item(PledgeItem(pledge_set=report.pledge_set, position=1, title="新しい公約"))
    found = [(one.report, one.status) for one in Rating.objects.all()]
    assert found == ([(report, "not_rated")] if joins else [])


def test_new_item_joins_no_report_of_another_set():
    ProgressReportFactory()
    save_item(PledgeItem(pledge_set=PledgeSetFactory(), position=1, title="新しい公約"))
    assert (ProgressReport.objects.count(), Rating.objects.count()) == (1, 0)


def test_known_item_joins_no_report_again():
    report = ProgressReportFactory()
    [item] = tree(report.pledge_set, 1)
    item.title = "直した公約"
    save_item(item)
    assert Rating.objects.count() == 0


def test_moving_into_another_branch_takes_depth_and_order_along():
    first, _second, _lowest = [*tree(made := PledgeSetFactory(), 1), *tree(made, 1, 1)]
    moved = PledgeItem.objects.get(path="2")
    moved.parent, moved.position = first, 7
    save_item(moved)
    found = PledgeItem.objects.for_tree().values_list("path", "depth", "sort_key")
    assert list(found) == [
        ("1", 1, "001"),
        ("1-7", 2, "001-007"),
        ("1-7-1", 3, "001-007-001"),
    ]


def test_every_item_that_moves_keeps_its_own_history():
    top, _below = tree(PledgeSetFactory(), 1, 1)
    top.position = 5
    by = coordinator(top.pledge_set.municipality, "pledges")
    save_item(top, by=by)
    found = Change.objects.filter(kind="pledges.pledgeitem").order_by("id")
    assert [(one.before["path"], one.after["path"], one.by) for one in found] == [
        ("1", "5", by),
        ("1-1", "5-1", by),
    ]


def test_new_words_move_nothing_below():
    top, below = tree(PledgeSetFactory(), 1, 1)
    top.title = "直した公約"
    save_item(top)
    below.refresh_from_db()
    assert (below.version, Change.objects.count()) == (1, 1)


def test_place_that_is_taken_is_refused_and_nothing_moves():
    first, _below, *_second = tree(PledgeSetFactory(), 2, 1)
    first.position = 2
    with pytest.raises(ValidationError, match="同じ順番の項目が"):
        save_item(first)
    assert paths() == ["1", "1-1", "2", "2-1"]


def test_moving_an_item_of_a_published_report_needs_one_reason_for_all_of_it():
    pledge_set = PledgeSetFactory()
    top, _below = tree(pledge_set, 1, 1)
    published_report(pledge_set=pledge_set)
    top.position = 5
    with pytest.raises(ValidationError, match="理由を書いてください"):
        save_item(top)
    assert paths() == ["1", "1-1"]
    top = PledgeItem.objects.get(path="1")
    top.position = 5
    save_item(top, reason="番号の誤り")
    assert paths() == ["5", "5-1"]
    found = Change.objects.filter(kind="pledges.pledgeitem").values_list("reason", "is_public")
    assert list(found) == [("番号の誤り", True)] * 2


def test_stale_version_is_refused():
    [item] = tree(PledgeSetFactory(), 1)
    item.title = "直した公約"
    with pytest.raises(Stale):
        save_item(item, expected_version=0)


@pytest.mark.parametrize("who", ["editor", "other area", "other city"])
def test_only_the_coordinator_of_the_area_writes_items(who):
    [item] = tree(PledgeSetFactory(), 1)
    city = item.pledge_set.municipality
    by = {
        "editor": lambda: editor(DepartmentFactory(municipality=city), "pledges"),
        "other area": lambda: coordinator(city, "projects"),
        "other city": lambda: coordinator(PledgeSetFactory().municipality, "pledges"),
    }[who]()
    item.title = "盗んだ公約"
    with pytest.raises(PermissionDenied):
        save_item(item, by=by)
