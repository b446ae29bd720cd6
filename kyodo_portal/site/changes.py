"""新しい更新: what was published and what was corrected, newest first.

Only of records that are published now: what was taken back is not told of here. The names
are those of today, since an old name may be what was corrected. Each
area says which of its records are told of.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.http import urlencode

from kyodo_portal.fiscal_years import today_in_japan
from kyodo_portal.fiscal_years.years import JAPAN
from kyodo_portal.listing.areas import ChangeSource, area_pages
from kyodo_portal.publishing.models import Change
from kyodo_portal.text import Label

MOST = 6


@dataclass(frozen=True)
class RecentChange:
    """Either `count` records of a year made public on one day, or one record's correction.

    fiscal_year: None of records that belong to no year, such as case sheets.
    `what` says what the records are. A correction has a `name` and a `reason`, and its count
    is None.
    """

    day: date
    municipality: str
    fiscal_year: int | None
    url: str
    count: int | None = None
    name: str = ""
    reason: str = ""
    what: Label = ""


def sources() -> list[ChangeSource]:
    """Return what is told of, area by area."""
    return [source for pages in area_pages for source in pages.changes]


def recent_changes() -> list[RecentChange]:
    """Return the newest publications and corrections together, three queries for each source."""
    changes = [*recent_publications(), *recent_corrections()]
    return sorted(changes, key=lambda change: change.day, reverse=True)[:MOST]


def recent_publications() -> list[RecentChange]:
    """Return how many of today's public records came on each day, by municipality and year."""
    return [change for source in sources() for change in _publications(source)]


def _publications(source: ChangeSource) -> list[RecentChange]:
    years = ["fiscal_year"] if source.has_years else []
    rows = (
        source.model.objects.published()
        .order_by()
        .annotate(day=TruncDate("published_at", tzinfo=JAPAN))
        .values("day", "municipality__code", "municipality__name", *years)
        .annotate(count=Count("id"))
        .order_by("-day", "municipality__code", *(f"-{year}" for year in years))[:MOST]
    )
    return [
        RecentChange(
            day=row["day"],
            municipality=row["municipality__name"],
            fiscal_year=row.get("fiscal_year"),
            url=_list_url(source, row["municipality__code"], row.get("fiscal_year")),
            count=row["count"],
            what=source.what,
        )
        for row in rows
    ]


def recent_corrections() -> list[RecentChange]:
    """Return the newest corrections of published records, with the reason given for each."""
    return [change for source in sources() for change in _corrections(source)]


def _corrections(source: ChangeSource) -> list[RecentChange]:
    published = source.model.objects.published()
    changes = list(
        Change.objects.filter(
            is_public=True,
            kind=source.model._meta.label_lower,
            object_id__in=published.values("id"),
        ).order_by("-id")[:MOST]
    )
    records = published.select_related("municipality", source.names).in_bulk(
        [change.object_id for change in changes]
    )
    return [_correction(source, change, records[change.object_id]) for change in changes]


def _correction(source: ChangeSource, change: Change, record: Any) -> RecentChange:
    return RecentChange(
        day=today_in_japan(change.at),
        municipality=str(record.municipality),
        fiscal_year=record.fiscal_year if source.has_years else None,
        url=source.url_of(record),
        name=source.name_of(record),
        reason=change.reason,
        what=source.what,
    )


def _list_url(source: ChangeSource, code: str, fiscal_year: int | None) -> str:
    year = [("fiscal_year", fiscal_year)] if fiscal_year else []
    query = urlencode([*year, ("municipality", code)])
    return f"{reverse(source.list_url_name)}?{query}"
