"""The one way to write ratings and to open a report, with what is decided only here.

Every function is keyword-only, atomic and ends in `publishing.funnel`; see there for the
errors: Stale, PermissionDenied, ValidationError.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from kyodo_portal.organizations.access import Access, access_of
from kyodo_portal.organizations.models import Department, User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.ended_departments import in_place_of
from kyodo_portal.publishing.models import Change
from kyodo_portal.publishing.permissions import visible
from pledges import AREA
from pledges.reports.aggregates.snapshot import keep_snapshot
from pledges.reports.models.rating import Initiative, Rating, RatingDepartment
from pledges.reports.models.report import ProgressReport
from pledges.sets.models.pledge import PledgeItem

ENTERED_BY_DEPARTMENTS = (State.DRAFT, State.RETURNED)


@transaction.atomic
def save_rating(
    rating: Rating,
    *,
    departments: Sequence[Department] | None = None,
    initiatives: Sequence[Initiative] | None = None,
    by: User,
    channel: Channel,
    expected_version: int | None,
    reason: str = "",
) -> Change | None:
    """Write what a report says of one item.

    A department writes the items it is in charge of while the report is being entered; once
    submitted only the coordinator does, and once published only with a reason, which
    becomes a correction beside the unchanged snapshot.
    """
    stored = funnel.read_stored(rating, expected_version)
    if channel is not Channel.FIXTURE:
        check_rating_allowed(rating, departments, stored, access_of(by))
    relations: dict[str, list[Any]] = {}
    if departments is not None:
        relations["departments"] = list(dict.fromkeys(departments))
    if initiatives is not None:
        relations["initiatives"] = list(initiatives)
    write = funnel.Write(by, channel, reason)
    return funnel.save(
        rating, write=write, expected_version=expected_version, relations=relations, stored=stored
    )


def department_ids_of(rating: Rating) -> set[int]:
    """Return the ids of the departments in charge, of a fetched rating without a query."""
    return {link.department_id for link in rating.department_links.all()}


def may_write_rating(access: Access, rating: Rating) -> bool:
    """Whether the user may write a stored rating in its report's present state.

    A withdrawn report can be mended by the coordinator before it is published again.
    """
    if access.is_coordinator(rating.report.municipality_id, AREA):
        return True
    is_open = rating.report.state in ENTERED_BY_DEPARTMENTS
    return is_open and bool(department_ids_of(rating) & access.own_department_ids(AREA))


def check_rating_allowed(
    rating: Rating,
    departments: Sequence[Department] | None,
    stored: funnel.Stored,
    access: Access,
) -> None:
    """Raise PermissionDenied where somebody writes what is not theirs, or too late."""
    if access.is_coordinator(rating.report.municipality_id, AREA):
        return
    in_charge = {department.pk for department in stored.relations.get("departments", [])}
    if not in_charge & access.own_department_ids(AREA):
        raise PermissionDenied(_("この項目の評価を書けるのは、担当部署だけです。"))
    if rating.report.state not in ENTERED_BY_DEPARTMENTS:
        raise PermissionDenied(
            _("この報告はもう提出されています。直すところは取りまとめ担当に伝えてください。")
        )
    if departments is not None and {d.pk for d in departments} != in_charge:
        raise PermissionDenied(_("担当部署を変えられるのは、取りまとめ担当だけです。"))


@transaction.atomic
def open_report(
    report: ProgressReport,
    *,
    by: User,
    channel: Channel,
    expected_version: None = None,
    reason: str = "",
) -> int:
    """Write a new report and one rating for every item of its set; return how many.

    Departments come from the set's latest earlier report that the user may see, so that each
    (or what took its place since) finds its own items again; figures and initiatives start empty.
    """
    write = funnel.Write(by, channel, reason)
    funnel.save(report, write=write, expected_version=expected_version)
    earlier = departments_of_latest(report, None if channel is Channel.FIXTURE else access_of(by))
    items = PledgeItem.objects.filter(pledge_set=report.pledge_set).for_tree()
    for item in items:
        _open_rating(report, item, earlier.get(item.pk, []), by=by, channel=channel)
    return len(items)


def _open_rating(
    report: ProgressReport,
    item: PledgeItem,
    departments: Sequence[Department],
    *,
    by: User,
    channel: Channel,
) -> None:
    save_rating(
        Rating(report=report, item=item),
        departments=departments,
        initiatives=[],
        by=by,
        channel=channel,
        expected_version=None,
    )


def departments_of_latest(
    report: ProgressReport, access: Access | None
) -> Mapping[int, list[Department]]:
    """Return the departments by item of the latest report before this one, as they are now.

    access: as of `latest_before`.
    """
    latest = latest_before(report, access)
    found: dict[int, list[Department]] = {}
    if latest is None:
        return found
    links = RatingDepartment.objects.filter(rating__report=latest)
    for link in links.select_related("rating", "department").order_by("position", "id"):
        found.setdefault(link.rating.item_id, []).append(link.department)
    return {item: in_place_of(each, report.fiscal_year) for item, each in found.items()}


def latest_before(report: ProgressReport, access: Access | None) -> ProgressReport | None:
    """Return the report of the same set before this one that somebody may see, None for none.

    access: of whom it is shown to; None for the portal itself, which knows all.
    """
    reports: Any = ProgressReport.objects.filter(
        pledge_set_id=report.pledge_set_id, as_of__lt=report.as_of
    )
    earlier = reports if access is None else visible(reports, access)
    found: ProgressReport | None = earlier.order_by("-as_of").first()
    return found


def keep_content(report: ProgressReport, action: str) -> None:
    """Keep the whole content of a report as it is published; a service of its steps."""
    if action == Action.PUBLISH:
        keep_snapshot(report)


def join_open_reports(item: PledgeItem, *, by: User, channel: Channel) -> None:
    """Add a new item to the reports that are still being entered, so that somebody is asked.

    A published report says nothing of it.
    """
    reports = ProgressReport.objects.filter(pledge_set_id=item.pledge_set_id, published_at=None)
    for report in reports:
        _open_rating(report, item, [], by=by, channel=channel)
