"""Sets and items: places in the tree that can be, and those that cannot."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from pledges.models import PledgeItem, PledgeLevel, PledgeSet
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


def test_address_of_a_set_that_is_not_public_yet_may_change():
    pledge_set = PledgeSetFactory(is_published=False)
    pledge_set.slug = "another"
    pledge_set.full_clean()
    # Publishing and renaming at once breaks no link: there was none.
    pledge_set.is_published = True
    pledge_set.full_clean()


def test_address_stays_also_while_a_public_set_is_taken_back():
    pledge_set = PledgeSetFactory()
    pledge_set.slug, pledge_set.is_published = "another", False
    assert list(refusal(pledge_set)) == ["slug"]


@pytest.mark.parametrize(("steps", "is_refused"), [(None, 0), (1, 1), (2, 0), (20, 0), (21, 1)])
def test_scale_has_two_to_twenty_steps(steps, is_refused):
    pledge_set = PledgeSetFactory()
    pledge_set.star_steps = steps
    if is_refused:
        assert refusal(pledge_set) == {"__all__": ["星の段階は2から20までの数で書いてください。"]}
        with pytest.raises(IntegrityError):
            pledge_set.save()
    else:
        pledge_set.full_clean()


@pytest.mark.parametrize(("position", "is_refused"), [(0, 1), (1, 0), (999, 0), (1000, 1)])
def test_place_among_siblings_has_three_digits(position, is_refused):
    item = PledgeItem(pledge_set=PledgeSetFactory(), position=position, title="文")
    if is_refused:
        assert refusal(item)["__all__"] == ["順番は1から999までの数で書いてください。"]
    else:
        item.full_clean()
        assert item.sort_key == f"{position:03}"


def test_same_place_in_another_set_and_under_another_item_is_free():
    first, _second = tree(PledgeSetFactory(), 2)
    tree(PledgeSetFactory(), 1)
    item = PledgeItem(parent=first, pledge_set=first.pledge_set, position=1, title="文")
    item.full_clean()
    assert (item.path, item.depth) == ("1-1", 2)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"decimals": 5}, "__all__"),
        ({"roll_up": "sum"}, "roll_up"),
        ({"rounding": "up"}, "rounding"),
        ({"name": "全体"}, "__all__"),
    ],
)
def test_level_that_cannot_be_is_refused_by_model_and_database(values, field):
    pledge_set = PledgeSetFactory(levels=[{"name": "全体"}])
    level = PledgeLevel(**{"pledge_set": pledge_set, "name": "公約", "position": 1, **values})
    assert list(refusal(level)) == [field]
    with pytest.raises(IntegrityError):
        level.save()


def test_natural_keys_find_set_and_item_again():
    pledge_set = PledgeSetFactory(slug="mihon-5")
    _top, below = tree(pledge_set, 1, 1)
    tree(PledgeSetFactory(), 1, 1)
    assert PledgeSet.objects.get_by_natural_key(*pledge_set.natural_key()) == pledge_set
    assert below.natural_key() == ("mihon-5", "1-1")
    assert PledgeItem.objects.get_by_natural_key(*below.natural_key()) == below
    assert below.get_absolute_url() == "/pledges/mihon-5/1-1/"
