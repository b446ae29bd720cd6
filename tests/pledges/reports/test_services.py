"""Who writes which rating when, opening reports, and what publication keeps."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing import funnel, permissions
from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.funnel import Stale
from kyodo_portal.publishing.models import Change
from kyodo_portal.publishing.transitions import transition
from pledges.models import ProgressReport, Rating
from pledges.reports import services
from pledges.reports.aggregates.snapshot import fingerprint
from tests.factories.organizations import (
    DepartmentFactory,
    OperatorFactory,
    coordinator,
    editor,
    planner,
)
from tests.factories.pledge_sets import (
    PledgeSetFactory,
    ProgressReportFactory,
    RatingFactory,
    published_report,
    report_in,
    tree,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rating():
    report = ProgressReportFactory()
    department = DepartmentFactory(municipality=report.municipality)
    return RatingFactory(report=report, departments=[department])


def person(rating, who):
    city = rating.report.municipality
    return {
        "own": lambda: editor(rating.department_links.get().department, "pledges"),
        "other department": lambda: editor(DepartmentFactory(municipality=city), "pledges"),
        "other area": lambda: editor(rating.department_links.get().department, "projects"),
        "other city": lambda: coordinator(PledgeSetFactory().municipality, "pledges"),
        "coordinator": lambda: coordinator(city, "pledges"),
    }[who]()


def write(rating, by, **values):
    given = {"by": by, "channel": Channel.ADMIN, "expected_version": rating.version, **values}
    return services.save_rating(rating, **given)


@pytest.mark.parametrize("who", ["own", "coordinator"])
def test_department_in_charge_and_coordinator_write(rating, who):
    by = person(rating, who)
    assert services.may_write_rating(access_of(by), rating)
    rating.stars = 7
    write(rating, by)
    assert Rating.objects.get().stars == 7


@pytest.mark.parametrize("who", ["other department", "other area", "other city"])
def test_nobody_else_writes(rating, who):
    by = person(rating, who)
    assert not services.may_write_rating(access_of(by), rating)
    rating.stars = 7
    with pytest.raises(PermissionDenied, match="担当部署だけです"):
        write(rating, by)
    assert Rating.objects.get().stars is None


def test_department_does_not_say_who_is_in_charge(rating):
    by = person(rating, "own")
    with pytest.raises(PermissionDenied, match="担当部署を変えられるのは"):
        write(rating, by, departments=[])
    assert rating.department_links.count() == 1


@pytest.mark.parametrize("state", [State.SUBMITTED, State.PUBLISHED, State.WITHDRAWN])
def test_department_writes_only_while_the_report_is_entered(state):
    pledge_set = PledgeSetFactory()
    department = DepartmentFactory(municipality=pledge_set.municipality)
    [item] = tree(pledge_set, 1)
    report = report_in(state, [{"item": item, "departments": [department]}], pledge_set=pledge_set)
    rating = report.ratings.get()
    rating.stars = 7
    with pytest.raises(PermissionDenied, match="もう提出されています"):
        write(rating, editor(department, "pledges"), reason="直します。")


def test_report_itself_is_the_coordinators_and_departments_see_it(rating):
    access = access_of(person(rating, "own"))
    report = rating.report
    assert permissions.may_view(access, report)
    assert permissions.visible(ProgressReport.objects.all(), access).get() == report
    assert not permissions.may_change(access, report)
    assert not permissions.may_do(access, report, Action.SUBMIT)
    report.title = "別"
    with pytest.raises(PermissionDenied):
        funnel.save(report, write=funnel.Write(access.user, Channel.ADMIN), expected_version=1)


def test_published_rating_is_corrected_with_a_reason_as_a_public_row():
    pledge_set = PledgeSetFactory()
    [item] = tree(pledge_set, 1)
    report = published_report([{"item": item, "percent_text": "62"}], pledge_set=pledge_set)
    kept = (report.snapshot, report.snapshot_hash)
    assert fingerprint(report.snapshot) == report.snapshot_hash
    by, rating = coordinator(report.municipality, "pledges"), report.ratings.get()
    rating.percent_text = "63"
    with pytest.raises(ValidationError, match="理由を書いてください"):
        write(rating, by, reason="　")
    change = write(rating, by, reason="数え直しました。")
    assert (change.is_public, change.reason) == (True, "数え直しました。")
    report.refresh_from_db()
    assert (report.snapshot, report.snapshot_hash) == kept


def test_wording_of_a_published_item_and_rules_of_its_set_need_a_reason_too():
    pledge_set = PledgeSetFactory()
    [item] = tree(pledge_set, 1)
    report = published_report([{"item": item}], pledge_set=pledge_set)
    kept = report.snapshot_hash
    by = coordinator(report.municipality, "pledges")
    for record in (item, pledge_set):
        name = "title" if record is item else "term_text"
        setattr(record, name, "直した文")
        version, write = record.version, funnel.Write(by, Channel.ADMIN, "誤字です。")
        with pytest.raises(ValidationError, match="理由を書いてください"):
            funnel.save(record, write=replace(write, reason=""), expected_version=version)
        assert funnel.save(record, write=write, expected_version=version).is_public
    report.refresh_from_db()
    assert report.snapshot_hash == kept


def test_new_publication_is_a_new_snapshot_and_history_keeps_the_old_one():
    pledge_set = PledgeSetFactory()
    [item] = tree(pledge_set, 1)
    report = published_report([{"item": item, "percent_text": "62"}], pledge_set=pledge_set)
    first = report.snapshot
    by = coordinator(report.municipality, "pledges")

    def take(record, action):
        return transition(
            record,
            action,
            by=by,
            channel=Channel.ADMIN,
            expected_version=record.version,
            comment="確かめます。",
        )

    report = take(report, Action.WITHDRAW)
    rating = report.ratings.get()
    rating.percent_text = "70"
    assert write(rating, by).is_public is False
    report = take(report, Action.PUBLISH)
    assert report.snapshot != first
    assert '"percent_published":"70"' in report.snapshot
    change = Change.objects.of(report).filter(action=Action.PUBLISH).first()
    assert change.before["snapshot"] == first


def test_opened_report_has_a_rating_for_every_item_with_last_reports_departments():
    pledge_set = PledgeSetFactory()
    first, second = tree(pledge_set, 2)
    departments = [DepartmentFactory(municipality=pledge_set.municipality) for _one in range(2)]
    earlier = ProgressReportFactory(pledge_set=pledge_set)
    RatingFactory(report=earlier, item=first, departments=departments[::-1], stars=7)
    report = ProgressReport(
        pledge_set=pledge_set, title="報告", as_of=date(2025, 3, 31), as_of_text="令和6年度末"
    )
    by = coordinator(pledge_set.municipality, "pledges")
    assert services.open_report(report, by=by, channel=Channel.ADMIN) == 2
    opened = {rating.item_id: rating for rating in report.ratings.all()}
    links = opened[first.pk].department_links.all()
    assert [link.department for link in links] == departments[::-1]
    assert (opened[first.pk].stars, opened[first.pk].status) == (None, "not_rated")
    assert opened[second.pk].department_links.count() == 0
    assert services.latest_before(report, None) == earlier


def test_report_that_is_refused_opens_nothing():
    report = ProgressReportFactory()
    export = ProgressReport(
        pledge_set=report.pledge_set, title="別", as_of=report.as_of, as_of_text="令和5年度末"
    )
    tree(report.pledge_set, 1)
    with pytest.raises(ValidationError, match="同じ時点の報告がもうあります"):
        services.open_report(
            export, by=coordinator(report.municipality, "pledges"), channel=Channel.ADMIN
        )
    assert (ProgressReport.objects.count(), Rating.objects.count()) == (1, 0)


def test_coordinator_writes_in_every_state_and_a_planner_in_none():
    for state in State:
        report = report_in(state, [{}])
        rating = report.ratings.get()
        reader = planner(report.municipality, "pledges")
        assert services.may_write_rating(
            access_of(coordinator(report.municipality, "pledges")), rating
        )
        assert services.may_write_rating(access_of(OperatorFactory()), rating)
        assert not services.may_write_rating(access_of(reader), rating)
        rating.stars = 7
        with pytest.raises(PermissionDenied, match="担当部署だけです"):
            write(rating, reader, reason="直します。")
        write(rating, coordinator(report.municipality, "pledges"), reason="直します。")
        assert Rating.objects.get(pk=rating.pk).stars == 7


def test_department_above_the_one_in_charge_writes_and_one_below_does_not():
    report = ProgressReportFactory()
    division = DepartmentFactory(municipality=report.municipality)
    section = DepartmentFactory(municipality=report.municipality, parent=division)
    of_section = RatingFactory(report=report, departments=[section])
    of_division = RatingFactory(report=report, departments=[division])
    of_section.stars = of_division.stars = 7
    write(of_section, editor(division, "pledges"))
    with pytest.raises(PermissionDenied):
        write(of_division, editor(section, "pledges"))


def test_any_of_several_departments_writes():
    report = ProgressReportFactory()
    departments = [DepartmentFactory(municipality=report.municipality) for _one in range(2)]
    rating = RatingFactory(report=report, departments=departments)
    for stars, department in enumerate(departments, start=1):
        rating.stars = stars
        write(rating, editor(department, "pledges"), departments=departments[::-1])
        rating.refresh_from_db()
    # Naming the same departments in another order is not naming others.
    assert [link.department for link in rating.department_links.all()] == departments[::-1]


def test_department_opens_no_rating_for_itself():
    report = ProgressReportFactory()
    [item] = tree(report.pledge_set, 1)
    department = DepartmentFactory(municipality=report.municipality)
    rating = Rating(report=report, item=item)
    with pytest.raises(PermissionDenied, match="担当部署だけです"):
        write(
            rating, editor(department, "pledges"), departments=[department], expected_version=None
        )
    assert Rating.objects.count() == 0


def test_stale_rating_is_refused(rating):
    rating.stars = 7
    with pytest.raises(Stale):
        write(rating, person(rating, "own"), expected_version=0)


def test_departments_of_a_fetched_rating_are_known_without_a_query(django_assert_num_queries):
    report = ProgressReportFactory()
    departments = [DepartmentFactory(municipality=report.municipality) for _one in range(2)]
    RatingFactory(report=report, departments=departments)
    rating = Rating.objects.for_report().get()
    with django_assert_num_queries(0):
        assert services.department_ids_of(rating) == {one.pk for one in departments}


class TestLatestReport:
    """The report from which a new one takes its departments."""

    def test_is_the_latest_before_it_in_any_state(self):
        pledge_set = PledgeSetFactory()
        days = ("2022-03-31", "2023-03-31", "2025-03-31")
        first, second, _later = (
            ProgressReportFactory(pledge_set=pledge_set, as_of=day) for day in days
        )
        ProgressReportFactory(as_of="2024-03-30")
        report = ProgressReport(pledge_set=pledge_set, as_of=date(2024, 3, 31))
        assert services.latest_before(report, None) == second
        assert services.latest_before(second, None) == first
        assert services.latest_before(first, None) is None

    def test_gives_its_departments_by_item_in_order_and_not_an_older_ones(self):
        pledge_set = PledgeSetFactory()
        first, second = tree(pledge_set, 2)
        parks, roads = (DepartmentFactory(municipality=pledge_set.municipality) for _n in range(2))
        oldest = ProgressReportFactory(pledge_set=pledge_set, as_of="2023-03-31")
        RatingFactory(report=oldest, item=second, departments=[parks])
        latest = ProgressReportFactory(pledge_set=pledge_set)
        RatingFactory(report=latest, item=first, departments=[roads, parks])
        RatingFactory(report=latest, item=second)
        report = ProgressReport(pledge_set=pledge_set, as_of=date(2025, 3, 31))
        assert services.departments_of_latest(report, None) == {first.pk: [roads, parks]}
        assert services.departments_of_latest(oldest, None) == {}


def test_report_is_opened_by_the_coordinator_alone():
    pledge_set = PledgeSetFactory()
    tree(pledge_set, 1)
    strangers = [
        editor(DepartmentFactory(municipality=pledge_set.municipality), "pledges"),
        planner(pledge_set.municipality, "pledges"),
        coordinator(pledge_set.municipality, "projects"),
        coordinator(PledgeSetFactory().municipality, "pledges"),
    ]
    for by in strangers:
        report = ProgressReport(
            pledge_set=pledge_set, title="報告", as_of=date(2025, 3, 31), as_of_text="令和6年度末"
        )
        with pytest.raises(PermissionDenied):
            services.open_report(report, by=by, channel=Channel.ADMIN)
    assert (ProgressReport.objects.count(), Rating.objects.count()) == (0, 0)


def test_opening_a_report_leaves_one_row_of_history_for_it_and_each_rating():
    pledge_set = PledgeSetFactory()
    tree(pledge_set, 1, 2)
    report = ProgressReport(
        pledge_set=pledge_set, title="報告", as_of=date(2025, 3, 31), as_of_text="令和6年度末"
    )
    by = coordinator(pledge_set.municipality, "pledges")
    assert services.open_report(report, by=by, channel=Channel.ADMIN) == 3
    found = Change.objects.values_list("kind", "action", "by")
    assert sorted(found) == [
        ("pledges.progressreport", Action.CREATE, by.pk),
        *[("pledges.rating", Action.CREATE, by.pk)] * 3,
    ]
