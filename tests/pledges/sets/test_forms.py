"""Which items an item may be put under."""

import pytest

from pledges.models import PledgeItem
from tests.factories.admin_pages import admin_url, logged_in
from tests.factories.organizations import MunicipalityFactory, coordinator
from tests.factories.pledge_sets import PledgeItemFactory, PledgeSetFactory, tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return MunicipalityFactory()


@pytest.fixture
def client(city):
    return logged_in(coordinator(city, "pledges"))


def parents(client, address):
    """Return what may be chosen as the item above, as it reads."""
    field = client.get(address).context["adminform"].form.fields["parent"]
    return [label for value, label in field.choices if value]


def test_item_goes_under_what_is_of_its_set_and_not_below_itself(client, city):
    pledge_set = PledgeSetFactory(municipality=city)
    first, _below, *_others = tree(pledge_set, 2, 1)
    for position in range(3, 12):
        PledgeItemFactory(pledge_set=pledge_set, position=position, title=f"約束{position}")
    tree(PledgeSetFactory(municipality=city), 1)
    found = parents(client, admin_url(first, "change"))
    # 1 itself and 1-1 are left out, and 10 and 11, which begin alike, are not.
    assert [label.partition("　")[0] for label in found] == [
        "2",
        "2-1",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "10",
        "11",
    ]
    assert found[-1] == "11　約束11"


@pytest.mark.parametrize(("title", "shown"), [("字" * 40, "字" * 40), ("字" * 41, "字" * 40 + "…")])
def test_long_words_are_cut_after_forty_characters(client, city, title, shown):
    item = PledgeItemFactory(pledge_set__municipality=city, title=title)
    address = f"{admin_url(PledgeItem, 'add')}?pledge_set={item.pledge_set_id}"
    assert parents(client, address) == [f"1　{shown}"]


def test_new_item_begins_in_the_only_set_and_offers_its_items(client, city):
    pledge_set = PledgeSetFactory(municipality=city)
    tree(pledge_set, 1)
    tree(PledgeSetFactory(), 2)
    response = client.get(admin_url(PledgeItem, "add"))
    form = response.context["adminform"].form
    assert form.initial["pledge_set"] == pledge_set.pk
    assert [item.path for item in form.fields["parent"].queryset] == ["1"]


def test_where_there_are_two_sets_none_is_taken_for_granted(client, city):
    sets = [PledgeSetFactory(municipality=city) for _one in range(2)]
    for one in sets:
        tree(one, 1)
    form = client.get(admin_url(PledgeItem, "add")).context["adminform"].form
    assert "pledge_set" not in form.initial
    assert {item.pledge_set for item in form.fields["parent"].queryset} == set(sets)


@pytest.mark.parametrize("chosen", ["x", "9" * 30, "-1", "１"])
def test_set_that_is_no_number_narrows_nothing(client, city, chosen):
    for _one in range(2):
        tree(PledgeSetFactory(municipality=city), 1)
    address = f"{admin_url(PledgeItem, 'add')}?pledge_set={chosen}"
    assert len(parents(client, address)) == 2
