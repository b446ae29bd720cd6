"""What the first staff page says of 市長公約: the reports that still wait for ratings."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from kyodo_portal.organizations.access import WHOLE_AREA, Access
from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.permissions import visible
from pledges import AREA
from pledges.reports.models.rating import Rating
from pledges.reports.models.report import ProgressReport
from pledges.reports.services import ENTERED_BY_DEPARTMENTS


@dataclass(frozen=True)
class OpenReport:
    """A report that is not published yet, and how many ratings are missing.

    missing: of the own departments' items for an editor, else of the whole report.
    """

    report: ProgressReport
    missing: int
    url: str


def open_reports(access: Access) -> list[OpenReport]:
    """Return the reports that wait for somebody, the newest first.

    For editors those that are being entered, for those who see the whole area the submitted
    ones as well. One query for each report; there is one a year and city.
    """
    own = access.own_department_ids(AREA)
    whole = access.municipalities_with(WHOLE_AREA, AREA)
    if not (own or whole or access.is_operator):
        return []
    waiting = ProgressReport.objects.for_list().filter(
        state__in=[*ENTERED_BY_DEPARTMENTS, State.SUBMITTED]
    )
    found = []
    for report in visible(waiting, access).order_by("-as_of", "id"):
        sees_all = access.is_operator or report.municipality_id in whole
        if not sees_all and report.state == State.SUBMITTED:
            continue
        missing = Rating.objects.filter(report=report).missing()
        if not sees_all:
            missing = missing.of_departments(own)
        url = reverse("admin:pledges_progressreport_ratings", args=[report.pk])
        found.append(OpenReport(report, missing.count(), url))
    return found


def reports_block(_request: HttpRequest, access: Access) -> dict[str, Any]:
    """Return what the first page's template needs of reports."""
    return {"pledge_reports": open_reports(access)}
