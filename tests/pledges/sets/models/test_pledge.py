"""Sets and items: places in the tree that can be, and those that cannot."""

import pytest
from django.core.exceptions import ValidationError

from pledges.models import PledgeItem
from tests.factories.pledge_sets import PledgeItemFactory, PledgeSetFactory, tree

pytestmark = pytest.mark.django_db


def refusal(record):
    with pytest.raises(ValidationError) as caught:
        record.full_clean()
    return caught.value.message_dict


def test_path_and_order_follow_from_the_place():
    pledge_set = PledgeSetFactory()
    items = tree(pledge_set, 2, 1)
    assert [item.path for item in items] == ["1", "1-1", "2", "2-1"]
    PledgeItemFactory(pledge_set=pledge_set, position=10)
    found = PledgeItem.objects.filter(pledge_set=pledge_set).for_tree()
    assert [item.path for item in found] == ["1", "1-1", "2", "2-1", "10"]


def test_cycle_is_refused():
    top, below = tree(PledgeSetFactory(), 1, 1)
    top.parent = below
    assert "自分自身や自分の下の項目は、上の項目にできません。" in refusal(top)["parent"]
    top.parent = top
    assert "自分自身や自分の下の項目は、上の項目にできません。" in refusal(top)["parent"]


def test_parent_of_another_set_is_refused():
    other = PledgeItemFactory()
    item = PledgeItem(pledge_set=PledgeSetFactory(), parent=other, position=1, title="文")
    assert refusal(item) == {"parent": ["上の項目は、同じ公約から選んでください。"]}


def test_item_below_the_lowest_level_is_refused():
    *_above, lowest = tree(PledgeSetFactory(), 1, 1, 1)
    item = PledgeItem(pledge_set=lowest.pledge_set, parent=lowest, position=1, title="文")
    assert "この公約の段階より下には項目を作れません。" in refusal(item)["parent"][0]


def test_place_that_is_taken_is_refused():
    item = PledgeItemFactory()
    export = PledgeItem(pledge_set=item.pledge_set, position=1, title="文")
    assert refusal(export)["__all__"] == ["同じ順番の項目が、同じ上の項目の中にもうあります。"]


def test_item_stays_in_its_set():
    item = PledgeItemFactory()
    item.pledge_set = PledgeSetFactory()
    assert "項目を別の公約に移すことはできません" in refusal(item)["pledge_set"][0]


def test_incomplete_item_is_refused_without_an_error_of_the_code():
    assert refusal(PledgeItem()).keys() == {"pledge_set", "position", "title"}


def test_address_of_a_public_set_stays():
    pledge_set = PledgeSetFactory()
    pledge_set.slug = "another"
    assert refusal(pledge_set) == {"slug": ["公開中の公約のアドレスは変えられません。"]}
