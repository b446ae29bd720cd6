"""The areas whose records the site shows; a later app adds itself to AREAS.

Each says how many records are published by municipality and fiscal year. From these counts
and the editions come the figures of the home page and the table of years.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.choices import Area
from projects.models import ProjectRecord

Words = str | Promise
# (code of the municipality, fiscal year) -> number of published records
Counts = Mapping[tuple[str, int], int]


@dataclass(frozen=True)
class AreaPages:
    """How the home page shows one area. `unit` follows its figures, `more` leads to its list."""

    area: Area
    description: Words
    unit: Words
    more: Words
    list_url_name: str
    counts: Callable[[], Counts]

    def list_url(self, **query: str | int) -> str:
        """Return the address of the area's list under these conditions."""
        address = reverse(self.list_url_name)
        return f"{address}?{urlencode(query)}" if query else address


def published_project_records() -> Counts:
    """Return the numbers of published 協働事業, in one query."""
    rows = (
        ProjectRecord.objects.published()
        .order_by()
        .values("municipality__code", "fiscal_year")
        .annotate(count=Count("id"))
    )
    return {(row["municipality__code"], row["fiscal_year"]): row["count"] for row in rows}


AREAS = (
    AreaPages(
        area=Area.PROJECTS,
        description=_(
            "市民、団体、学校、企業と市が、対等な関係で、共通の目的のために力を合わせる事業です。"
            "だれと、どのように、何をしたかを載せています。"
        ),
        unit=_("件"),
        more=_("協働事業の一覧"),
        list_url_name="projects:list",
        counts=published_project_records,
    ),
)
