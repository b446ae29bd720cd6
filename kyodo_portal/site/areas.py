"""The areas whose records the site shows; a later app adds itself to AREAS.

Each says how many records are published by municipality and fiscal year. From these counts
and the editions come the figures of the home page and the table of years.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo_portal.publishing.choices import Area
from pledges.models import Rating
from policies.models import EvaluationSheet
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
    return counted_by_year(ProjectRecord.objects.published())


def published_sponsorships() -> Counts:
    """Return the numbers of published 協働事業 of the form 後援, in one query."""
    return counted_by_year(ProjectRecord.objects.published().with_sponsorship())


def published_evaluation_sheets() -> Counts:
    """Return the numbers of published 施策評価表, in one query."""
    return counted_by_year(EvaluationSheet.objects.published())


def counted_by_year(records: Any) -> Counts:
    """Return the numbers of records (a queryset) by municipality and fiscal year."""
    rows = (
        records.order_by().values("municipality__code", "fiscal_year").annotate(count=Count("id"))
    )
    return {(row["municipality__code"], row["fiscal_year"]): row["count"] for row in rows}


def published_pledges() -> Counts:
    """Return the numbers of pledged measures in published reports, in one query.

    Counted at the lowest level, whatever a set calls it: what stands above only sums up.
    """
    rows = (
        Rating.objects.published()
        .filter(item__children__isnull=True)
        .order_by()
        .values("report__municipality__code", "report__fiscal_year")
        .annotate(count=Count("item", distinct=True))
    )
    return {
        (row["report__municipality__code"], row["report__fiscal_year"]): row["count"]
        for row in rows
    }


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
    AreaPages(
        area=Area.POLICIES,
        description=_(
            "総合計画に掲げた施策を、市の担当部署が年度ごとにみずから評価したものです。"
            "評価、指標の実績、取組の内容を載せています。"
        ),
        unit=pgettext_lazy("数の後", "施策"),
        more=_("総合計画と施策評価"),
        list_url_name="policies:tree",
        counts=published_evaluation_sheets,
    ),
    AreaPages(
        area=Area.PLEDGES,
        description=_(
            "市長が掲げた公約と、その進み具合です。だれが何をし、数値がどう出たかを、"
            "市が公表したとおりに載せています。"
        ),
        unit=pgettext_lazy("数の後", "項目"),
        more=_("市長公約の取組状況"),
        list_url_name="pledges:list",
        counts=published_pledges,
    ),
)
