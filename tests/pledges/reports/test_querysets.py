"""Which reports and ratings the public and the departments see, in which order, at what cost."""

import pytest

from kyodo_portal.publishing.choices import State
from pledges.models import PledgeSet, ProgressReport, Rating
from tests.factories.organizations import DepartmentFactory
from tests.factories.pledge_sets import (
    PledgeSetFactory,
    ProgressReportFactory,
    RatingFactory,
    published_report,
    report_in,
    tree,
)

pytestmark = pytest.mark.django_db


def hide(pledge_set):
    """Take a set from the public while its report stays published."""
    PledgeSet.objects.filter(pk=pledge_set.pk).update(is_published=False)


@pytest.fixture
def reports():
    """A report in every state, each of a set of its own, by state."""
    return {state: report_in(state) for state in State}


def test_published_are_the_published_alone(reports):
    assert list(ProgressReport.objects.published()) == [reports[State.PUBLISHED]]


def test_published_report_of_an_unpublished_set_is_not_published(reports):
    hide(reports[State.PUBLISHED].pledge_set)
    assert list(ProgressReport.objects.published()) == []


def test_public_knows_of_what_was_withdrawn_and_says_so(reports):
    report_in(State.WITHDRAWN, without_trace=True)
    known = {reports[State.PUBLISHED], reports[State.WITHDRAWN]}
    assert set(ProgressReport.objects.known_to_public()) == known
    for report in known:
        hide(report.pledge_set)
    assert list(ProgressReport.objects.known_to_public()) == []


def test_newest_published_of_each_set_whatever_was_begun_or_withdrawn_since():
    first, second = PledgeSetFactory(), PledgeSetFactory()
    published_report(pledge_set=first)
    newest = published_report(pledge_set=first, as_of="2025-03-31")
    report_in(State.SUBMITTED, pledge_set=first, as_of="2026-03-31")
    report_in(State.WITHDRAWN, pledge_set=first, as_of="2027-03-31")
    alone = published_report(pledge_set=second)
    hide(published_report(as_of="2028-03-31").pledge_set)
    assert list(ProgressReport.objects.newest_published()) == [newest, alone]


def test_published_for_items_are_those_of_their_sets_newest_first():
    pledge_set = PledgeSetFactory()
    items = tree(pledge_set, 2)
    reports = [
        published_report(pledge_set=pledge_set, as_of=day) for day in ("2024-03-31", "2025-03-31")
    ]
    report_in(State.DRAFT, pledge_set=pledge_set, as_of="2026-03-31")
    published_report()
    assert ProgressReport.objects.published_for(items) == reports[::-1]
    assert ProgressReport.objects.published_for([]) == []


def test_reports_of_one_set_stand_newest_first():
    pledge_set = PledgeSetFactory(slug="mihon-5")
    reports = [
        ProgressReportFactory(pledge_set=pledge_set, as_of=day)
        for day in ("2024-03-31", "2026-03-31", "2025-03-31")
    ]
    ProgressReportFactory()
    assert list(ProgressReport.objects.of_set("mihon-5")) == [reports[1], reports[2], reports[0]]
    assert list(ProgressReport.objects.of_set("none")) == []


def test_missing_are_the_unrated_at_rated_levels():
    # 基本政策 shows per cent, 公約 both, 施策 stars; a level that shows nothing waits for nothing.
    report = ProgressReportFactory(
        pledge_set__levels=[{"name": "全体"}, {"name": "柱"}, {"name": "公約", "has_word": True}]
    )
    silent, *rated = tree(report.pledge_set, 1, 4)
    RatingFactory(report=report, item=silent)
    waiting = RatingFactory(report=report, item=rated[0])
    for item, because in zip(rated[1:], ("not_applicable", "not_stated"), strict=False):
        RatingFactory(report=report, item=item, not_rated_because=because)
    RatingFactory(report=report, item=rated[3], percent_text="0")
    assert list(Rating.objects.missing()) == [waiting]
    assert Rating.objects.at_rated_levels().count() == 4


def test_level_of_another_set_rates_nothing_here():
    PledgeSetFactory()
    silent = ProgressReportFactory(pledge_set__levels=[{"name": "全体"}, {"name": "柱"}])
    RatingFactory(report=silent)
    assert list(Rating.objects.at_rated_levels()) == []


def test_every_report_says_how_many_ratings_it_waits_for():
    pledge_set = PledgeSetFactory()
    items = tree(pledge_set, 3)
    first = ProgressReportFactory(pledge_set=pledge_set)
    second = ProgressReportFactory(pledge_set=pledge_set, as_of="2025-03-31")
    empty = ProgressReportFactory()
    departments = [DepartmentFactory(municipality=pledge_set.municipality) for _one in range(2)]
    for item in items:
        # Two departments and two initiatives do not make two ratings of one.
        RatingFactory(
            report=first, item=item, departments=departments, initiatives=["花壇", "植樹"]
        )
    RatingFactory(report=second, item=items[0], percent_text="5")
    RatingFactory(report=second, item=items[1])
    counts = {one.pk: one.missing_count for one in ProgressReport.objects.with_missing()}
    assert counts == {first.pk: 3, second.pk: 1, empty.pk: 0}


def test_rating_of_departments_comes_once():
    report = ProgressReportFactory()
    parks, roads, forests = (
        DepartmentFactory(municipality=report.municipality) for _one in range(3)
    )
    both = RatingFactory(report=report, departments=[parks, roads])
    other = RatingFactory(report=report, departments=[forests])
    RatingFactory(report=report)
    assert list(Rating.objects.of_departments([parks.pk, roads.pk])) == [both]
    assert list(Rating.objects.of_departments([forests.pk])) == [other]
    assert list(Rating.objects.of_departments([])) == []


@pytest.mark.parametrize("state", list(State))
def test_rating_is_published_with_its_report(state):
    report_in(state, [{"stars": 7}])
    assert Rating.objects.published().count() == (1 if state == State.PUBLISHED else 0)


def test_rating_of_a_published_report_of_an_unpublished_set_is_not_published():
    report = published_report([{"stars": 7}])
    hide(report.pledge_set)
    assert (Rating.objects.count(), Rating.objects.published().count()) == (1, 0)


def test_ratings_of_a_report_stand_in_the_sets_order_with_departments_in_the_reports():
    report = ProgressReportFactory()
    items = tree(report.pledge_set, 1, 11)
    departments = [DepartmentFactory(municipality=report.municipality) for _one in range(2)]
    for item in items[::-1]:
        RatingFactory(report=report, item=item, departments=departments[::-1])
    found = list(Rating.objects.filter(report=report).for_report())
    assert [one.item.path for one in found][:3] == ["1", "1-1", "1-2"]
    assert found[-1].item.path == "1-11"
    assert [link.department for link in found[0].department_links.all()] == departments[::-1]


@pytest.mark.parametrize("number", [1, 3])
def test_ratings_for_a_report_cost_three_queries(number, django_assert_num_queries):
    report = ProgressReportFactory(pledge_set__words=["達成"])
    word = report.pledge_set.status_words.get()
    for item in tree(report.pledge_set, number):
        department = DepartmentFactory(municipality=report.municipality)
        texts = ["花壇"] * number
        RatingFactory(
            report=report, item=item, word=word, departments=[department], initiatives=texts
        )
    with django_assert_num_queries(3):
        found = [
            (
                rating.item.title,
                rating.word.word,
                rating.report.title,
                [link.department.name for link in rating.department_links.all()],
                len(rating.initiatives.all()),
            )
            for rating in Rating.objects.for_report()
        ]
    assert [(row[1], row[4]) for row in found] == [("達成", number)] * number


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_reports_costs_one_query(number, django_assert_num_queries):
    for _one in range(number):
        ProgressReportFactory()
    with django_assert_num_queries(1):
        found = [
            (report.pledge_set.name, report.municipality.name, report.missing_count)
            for report in ProgressReport.objects.for_list().with_missing()
        ]
    assert len(found) == number
