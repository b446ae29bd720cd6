"""A year's ratings on one screen: who sees which rows, and what stands in them."""

import pytest

from kyodo_portal.publishing.choices import Channel
from pledges.models import Rating
from pledges.reports import services
from tests.factories.admin_pages import admin_url, logged_in, words
from tests.factories.organizations import (
    DepartmentFactory,
    MunicipalityFactory,
    OperatorFactory,
    coordinator,
    planner,
)
from tests.factories.pledge_grid import World, sent
from tests.factories.pledge_sets import (
    ProgressReportFactory,
    RatingFactory,
    tree,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def listed(response):
    return [row.rating.item.path for row in response.context["grid"].rows]


def test_editor_sees_the_items_of_the_own_department_alone(world):
    response = logged_in(world.editor).get(world.url)
    assert listed(response) == ["1-1-1"]
    assert "1件のうち未評価 1件" in words(response)
    assert "環境課" not in words(response)


def test_coordinator_sees_the_whole_report_and_chooses_a_department(world):
    client = logged_in(world.coordinator)
    assert listed(client.get(world.url)) == ["1", "1-1", "1-1-1", "1-1-2"]
    assert listed(client.get(world.url, {"department": world.other.pk})) == ["1-1-2"]


@pytest.mark.parametrize("value", ["x", "\0", "9" * 30, "-1"])
def test_bad_department_shows_the_whole_report(world, value):
    response = logged_in(world.coordinator).get(world.url, {"department": value})
    assert len(listed(response)) == 4


def test_missing_alone_can_be_listed(world):
    client = logged_in(world.coordinator)
    client.post(world.url, sent(world.ratings[2], stars=7))
    response = client.get(world.url, {"missing": "1"})
    assert listed(response) == ["1", "1-1", "1-1-2"]
    assert "4件のうち未評価 3件" in words(response)


def test_planner_reads_and_cannot_write(world):
    client = logged_in(planner(world.city, "pledges"))
    response = client.get(world.url)
    assert (len(listed(response)), response.context["is_editable"]) == (4, False)
    assert client.post(world.url, sent(world.ratings[2], stars=7)).status_code == 403


@pytest.mark.parametrize("who", ["other city", "other area"])
def test_staff_of_others_do_not_reach_the_grid(world, who):
    user = (
        coordinator(MunicipalityFactory(), "pledges")
        if who == "other city"
        else coordinator(world.city, "policies")
    )
    response = logged_in(user).get(world.url)
    assert response.status_code == 302
    assert Rating.objects.filter(stars=7).count() == 0


def test_last_reports_value_stands_beside(world):
    client = logged_in(world.coordinator)
    client.post(world.url, sent(world.ratings[2], stars=7))
    later = ProgressReportFactory.build(
        pledge_set=world.pledge_set, as_of="2025-03-31", as_of_text="令和6年度末", version=0
    )
    later.as_of = later._meta.get_field("as_of").to_python(later.as_of)
    services.open_report(later, by=world.coordinator, channel=Channel.ADMIN)
    response = logged_in(world.editor).get(admin_url(later, "ratings"))
    (row,) = response.context["grid"].rows
    assert (row.rating.item.path, row.previous) == ("1-1-1", "星7（10段階）")
    assert "「前回」は令和5年度末の値です。" in words(response)


@pytest.mark.parametrize("extra", [1, 3])
def test_grid_costs_a_fixed_number_of_queries(world, extra, django_assert_num_queries):
    for item in tree(world.pledge_set, extra, 1, 1):
        departments = [DepartmentFactory(municipality=world.city)]
        RatingFactory(
            report=world.report, item=item, departments=departments, initiatives=["説明会"]
        )
    client = logged_in(world.coordinator)
    with django_assert_num_queries(11):
        assert len(listed(client.get(world.url))) == 4 + 3 * extra


def test_operator_may_do_everything(world):
    client = logged_in(OperatorFactory())
    client.post(world.url, sent(world.ratings[2], stars=7))
    assert Rating.objects.get(pk=world.ratings[2].pk).stars == 7
