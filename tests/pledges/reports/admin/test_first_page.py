"""What the first staff page says of reports that wait for somebody."""

import pytest

from kyodo_portal.organizations.access import Access
from kyodo_portal.publishing.choices import State
from pledges.reports.admin.first_page import open_reports, reports_block
from tests.factories.admin_pages import admin_url
from tests.factories.organizations import (
    DepartmentFactory,
    MembershipFactory,
    MunicipalityFactory,
    OperatorFactory,
    administrator,
    coordinator,
    editor,
    planner,
)
from tests.factories.pledge_sets import PledgeSetFactory, ProgressReportFactory, report_in, tree

pytestmark = pytest.mark.django_db
OPEN = [State.DRAFT, State.SUBMITTED, State.RETURNED]


class ReportsOfACity:
    """A city with a report in every state: four ratings, one answered, of two departments.

    What was public has one rating that waits, which must not be counted.
    """

    def __init__(self):
        self.city = MunicipalityFactory()
        self.parks, self.roads = (DepartmentFactory(municipality=self.city) for _one in range(2))
        self.reports = {}
        for year, state in enumerate(State, start=2024):
            pledge_set = PledgeSetFactory(municipality=self.city)
            given = [
                {"departments": [self.parks]},
                {"departments": [self.parks, self.roads]},
                {"departments": [self.parks], "stars": 0},
                {},
            ][: 4 if state in OPEN else 1]
            items = tree(pledge_set, len(given))
            said = [{"item": item, **values} for item, values in zip(items, given, strict=True)]
            self.reports[state] = report_in(
                state, said, pledge_set=pledge_set, as_of=f"{year}-03-31"
            )


@pytest.fixture
def world():
    return ReportsOfACity()


def found(user):
    """Return each report's state with the number of missing ratings, in the page's order."""
    return [(one.report.state, one.missing) for one in open_reports(Access(user))]


@pytest.mark.parametrize("role", [coordinator, planner])
def test_who_sees_the_whole_area_sees_all_that_is_open_newest_first(world, role):
    # Three of four are not answered yet: 該当なし would be an answer, no stars are none.
    newest_first = sorted(OPEN, key=lambda state: world.reports[state].as_of, reverse=True)
    assert found(role(world.city, "pledges")) == [(state, 3) for state in newest_first]


def test_operator_sees_all(world):
    ProgressReportFactory(as_of="2020-03-31")
    assert len(found(OperatorFactory())) == 4


def test_editor_sees_what_is_being_entered_and_counts_the_own_departments_items(world):
    assert sorted(found(editor(world.parks, "pledges"))) == [("draft", 2), ("returned", 2)]
    assert sorted(found(editor(world.roads, "pledges"))) == [("draft", 1), ("returned", 1)]
    assert found(editor(DepartmentFactory(municipality=world.city), "pledges")) == []


def test_nobody_else_sees_anything(world):
    strangers = [
        coordinator(world.city, "projects"),
        editor(world.parks, "projects"),
        coordinator(MunicipalityFactory(), "pledges"),
        administrator(world.city),
    ]
    assert [found(user) for user in strangers] == [[]] * 4


def test_editor_here_who_plans_elsewhere_counts_each_city_in_its_own_way(world):
    user = editor(world.parks, "pledges")
    elsewhere = ProgressReportFactory(as_of="2020-03-31")
    MembershipFactory(
        user=user, municipality=elsewhere.municipality, role="planner", area="pledges"
    )
    assert sorted(found(user)) == [("draft", 0), ("draft", 2), ("returned", 2)]


def test_report_leads_to_its_ratings(world):
    user = editor(world.parks, "pledges")
    [first, _second] = open_reports(Access(user))
    assert first.url == admin_url(first.report, "ratings")
    assert reports_block(None, Access(user)) == {"pledge_reports": open_reports(Access(user))}
