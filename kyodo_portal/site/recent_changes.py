"""新しい更新: what was published and what was corrected, newest first.

Only of records that are published now: what was taken back is not told of here. The names
are those of today, since an old name may be what was corrected.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.http import urlencode

from kyodo_portal.fiscal_years import today_in_japan
from kyodo_portal.fiscal_years.years import JAPAN
from kyodo_portal.publishing.models import Change
from projects.models import ProjectRecord
from projects.related_names import project_url

MOST = 6


@dataclass(frozen=True)
class RecentChange:
    """Either `count` records of a year made public on one day, or one record's correction.

    A correction has a `name` and a `reason`, and its count is None.
    """

    day: date
    municipality: str
    fiscal_year: int
    url: str
    count: int | None = None
    name: str = ""
    reason: str = ""


def recent_changes() -> list[RecentChange]:
    """Return the newest publications and corrections together, in three queries."""
    changes = [*recent_publications(), *recent_corrections()]
    return sorted(changes, key=lambda change: change.day, reverse=True)[:MOST]


def recent_publications() -> list[RecentChange]:
    """Return how many of today's public records came on each day, by municipality and year."""
    rows = (
        ProjectRecord.objects.published()
        .order_by()
        .annotate(day=TruncDate("published_at", tzinfo=JAPAN))
        .values("day", "municipality__code", "municipality__name", "fiscal_year")
        .annotate(count=Count("id"))
        .order_by("-day", "municipality__code", "-fiscal_year")[:MOST]
    )
    return [
        RecentChange(
            day=row["day"],
            municipality=row["municipality__name"],
            fiscal_year=row["fiscal_year"],
            url=_list_url(row["municipality__code"], row["fiscal_year"]),
            count=row["count"],
        )
        for row in rows
    ]


def recent_corrections() -> list[RecentChange]:
    """Return the newest corrections of published records, with the reason given for each."""
    published = ProjectRecord.objects.published()
    changes = list(
        Change.objects.filter(
            is_public=True,
            kind=ProjectRecord._meta.label_lower,
            object_id__in=published.values("id"),
        ).order_by("-id")[:MOST]
    )
    records = published.select_related("municipality").in_bulk(
        [change.object_id for change in changes]
    )
    return [_correction(change, records[change.object_id]) for change in changes]


def _correction(change: Change, record: ProjectRecord) -> RecentChange:
    return RecentChange(
        day=today_in_japan(change.at),
        municipality=str(record.municipality),
        fiscal_year=record.fiscal_year,
        url=f"{project_url(record.project_id)}?fiscal_year={record.fiscal_year}",
        name=record.name,
        reason=change.reason,
    )


def _list_url(code: str, fiscal_year: int) -> str:
    query = urlencode([("fiscal_year", fiscal_year), ("municipality", code)])
    return f"{reverse('projects:list')}?{query}"
