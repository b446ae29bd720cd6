"""Sets with their levels and words, and the tree of their items, in the admin."""

import pytest

from kyodo_portal.publishing.models import Change
from pledges.models import PledgeItem, PledgeSet
from tests.factories.admin_pages import admin_url, logged_in, untouched, words
from tests.factories.organizations import (
    DepartmentFactory,
    MunicipalityFactory,
    OperatorFactory,
    coordinator,
    editor,
    planner,
)
from tests.factories.pledge_sets import (
    PledgeItemFactory,
    PledgeSetFactory,
    published_report,
    tree,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return MunicipalityFactory(name="見本市")


@pytest.fixture
def pledge_set(city):
    return PledgeSetFactory(municipality=city, name="見本市の公約")


@pytest.fixture
def client(city):
    return logged_in(coordinator(city, "pledges"))


def errors(response) -> str:
    return " ".join(
        str(message)
        for messages in response.context["adminform"].form.errors.values()
        for message in messages
    )


def test_levels_are_edited_with_their_set_and_history_reads_well(client, pledge_set):
    levels = list(pledge_set.levels.all())
    data = {
        "expected_version": 1,
        "municipality": pledge_set.municipality_id,
        "name": pledge_set.name,
        "slug": pledge_set.slug,
        "star_steps": 10,
        "is_published": "on",
        "status_words-TOTAL_FORMS": 0,
        "status_words-INITIAL_FORMS": 0,
        "levels-TOTAL_FORMS": 4,
        "levels-INITIAL_FORMS": 4,
    }
    for number, level in enumerate(levels):
        row = {
            "id": level.pk,
            "place": number + 1,
            "name": "取組" if number == 3 else level.name,
            "roll_up": level.roll_up,
            "rounding": level.rounding,
            "decimals": level.decimals,
        }
        flags = ("has_stars", "has_percent", "is_inferred")
        row |= {name: "on" for name in flags if getattr(level, name)}
        data |= {f"levels-{number}-{name}": value for name, value in row.items()}
    assert client.post(admin_url(pledge_set, "change"), data).status_code == 302
    names = [level.name for level in pledge_set.levels.all()]
    assert names == ["全体", "基本政策", "公約", "取組"]
    assert "段階の名前：取組" in words(client.get(admin_url(pledge_set, "history")))


def test_parent_of_another_set_and_a_cycle_are_refused_when_forged(client, city, pledge_set):
    top, below = tree(pledge_set, 1, 1)
    stranger = PledgeItemFactory(pledge_set__municipality=city)
    data = {"expected_version": 1, "position": 1, "title": "文"}
    for parent in (stranger, below, top, "x", "9" * 30):
        data["parent"] = getattr(parent, "pk", parent)
        response = client.post(admin_url(top, "change"), data)
        assert (response.status_code, bool(errors(response))) == (200, True)
    assert PledgeItem.objects.get(pk=top.pk).parent is None


def listed(client, model, **query):
    return list(client.get(admin_url(model, "changelist"), query).context["cl"].result_list)


def test_list_counts_the_items_of_each_set_and_leads_to_them(client, city, pledge_set):
    tree(pledge_set, 1, 2)
    empty = PledgeSetFactory(municipality=city)
    assert {one.pk: one.item_count for one in listed(client, PledgeSet)} == {
        pledge_set.pk: 3,
        empty.pk: 0,
    }
    page = client.get(admin_url(PledgeSet, "changelist")).content.decode()
    address = admin_url(PledgeItem, "changelist")
    assert f'<a href="{address}?pledge_set={pledge_set.pk}">3</a>' in page


def test_items_stand_in_the_order_of_their_tree_each_indented_by_its_depth(client, pledge_set):
    PledgeItemFactory(pledge_set=pledge_set, position=10, title="十番目")
    tree(pledge_set, 1, 1)
    PledgeItem.objects.filter(path="2-1").update(title="二の一")
    response = client.get(admin_url(PledgeItem, "changelist"))
    assert [one.path for one in response.context["cl"].result_list] == ["2", "2-1", "10"]
    page = response.content.decode()
    assert '<span class="tree-depth" data-depth="2">　二の一</span>' in page
    assert '<span class="tree-depth" data-depth="1">十番目</span>' in page


def test_items_are_narrowed_to_a_set_and_found_by_words(client, city, pledge_set):
    [first] = tree(pledge_set, 1)
    other = PledgeItemFactory(pledge_set__municipality=city, title="花のまち")
    assert listed(client, PledgeItem) == [first, other]
    assert listed(client, PledgeItem, pledge_set=other.pledge_set_id) == [other]
    assert listed(client, PledgeItem, q="花のまち") == [other]


def test_filter_names_the_sets_of_the_own_city_alone(client, city, pledge_set):
    tree(pledge_set, 1)
    own = PledgeItemFactory(pledge_set__municipality=city).pledge_set
    PledgeItemFactory(pledge_set__name="となり市の公約")
    response = client.get(admin_url(PledgeItem, "changelist"))
    [found] = response.context["cl"].filter_specs
    assert [label for _pk, label in found.lookup_choices] == [pledge_set.name, own.name]
    assert "となり市の公約" not in words(response)


@pytest.mark.parametrize("chosen", ["x", "１", "9" * 19])
def test_set_that_is_no_number_leads_back_to_the_list(client, pledge_set, chosen):
    tree(pledge_set, 1)
    response = client.get(admin_url(PledgeItem, "changelist"), {"pledge_set": chosen})
    assert (response.status_code, response.url) == (
        302,
        f"{admin_url(PledgeItem, 'changelist')}?e=1",
    )


def test_item_is_moved_through_its_form_with_what_is_below_it(client, pledge_set):
    top, _below = tree(pledge_set, 1, 1)
    address = admin_url(top, "change")
    data = {**untouched(client.get(address)), "position": 5}
    assert client.post(address, data).status_code == 302
    assert [one.path for one in PledgeItem.objects.for_tree()] == ["5", "5-1"]


def test_item_stays_in_its_set_whatever_is_posted(client, city, pledge_set):
    [top] = tree(pledge_set, 1)
    other = PledgeSetFactory(municipality=city)
    data = {"expected_version": 1, "pledge_set": other.pk, "position": 1, "title": "直した文"}
    assert client.post(admin_url(top, "change"), data).status_code == 302
    top.refresh_from_db()
    assert (top.title, top.pledge_set) == ("直した文", pledge_set)


@pytest.mark.parametrize("position", ["0", "1000", "", "x"])
def test_place_that_cannot_be_is_refused(client, pledge_set, position):
    data = {"pledge_set": pledge_set.pk, "parent": "", "position": position, "title": "文"}
    response = client.post(admin_url(PledgeItem, "add"), data)
    assert response.status_code == 200
    assert errors(response)
    assert PledgeItem.objects.count() == 0


def test_item_of_a_published_report_is_corrected_with_a_reason(client, pledge_set):
    [top] = tree(pledge_set, 1)
    published_report(pledge_set=pledge_set)
    address = admin_url(top, "change")
    data = {**untouched(client.get(address)), "title": "直した文"}
    response = client.post(address, data)
    assert list(response.context["adminform"].form.errors) == ["reason"]
    assert client.post(address, {**data, "reason": "誤字"}).status_code == 302
    change = Change.objects.get(kind="pledges.pledgeitem")
    assert (change.reason, change.is_public) == ("誤字", True)


@pytest.mark.parametrize("model", [PledgeSet, PledgeItem])
def test_who_is_no_coordinator_of_the_area_reads_and_writes_nothing(city, pledge_set, model):
    [item] = tree(pledge_set, 1)
    record = pledge_set if model is PledgeSet else item
    readers = [
        editor(DepartmentFactory(municipality=city), "pledges"),
        planner(city, "pledges"),
    ]
    for reader in readers:
        client = logged_in(reader)
        assert listed(client, model) == [record]
        assert client.get(admin_url(model, "add")).status_code == 403
        data = {"expected_version": 1, "title": "盗んだ", "name": "盗んだ", "position": 1}
        assert client.post(admin_url(record, "change"), data).status_code == 403
    record.refresh_from_db()
    assert "盗んだ" not in str(record)


@pytest.mark.parametrize("model", [PledgeSet, PledgeItem])
def test_other_citys_records_are_neither_listed_nor_opened(client, pledge_set, model):
    item = PledgeItemFactory(pledge_set__name="となり市の公約")
    record = {PledgeSet: item.pledge_set, PledgeItem: item}[model]
    response = client.get(admin_url(model, "changelist"))
    assert record not in response.context["cl"].result_list
    assert "となり市の公約" not in words(response)
    assert client.get(admin_url(record, "change")).status_code == 302
    assert logged_in(OperatorFactory()).get(admin_url(record, "change")).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("model", "queries"), [(PledgeSet, 5), (PledgeItem, 6)])
def test_lists_cost_a_fixed_number_of_queries(
    client, city, model, queries, rows, django_assert_num_queries
):
    for _number in range(rows):
        PledgeItemFactory(pledge_set__municipality=city)
    with django_assert_num_queries(queries):
        response = client.get(admin_url(model, "changelist"))
    assert len(response.context["cl"].result_list) == rows
