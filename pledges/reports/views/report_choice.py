"""Which report of a set a page shows, now or as it was published, and the way to the others."""

import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext as _

from kyodo_portal.listing.tabs import Tab, asked_year
from kyodo_portal.listing.years import age_words, year_label
from kyodo_portal.text import quotable
from pledges.reports.aggregates.snapshot import fingerprint
from pledges.reports.aggregates.tables import ReportTable, report_table, table_of
from pledges.reports.filters import AS_PUBLISHED
from pledges.reports.models.report import ProgressReport


@dataclass(frozen=True)
class ShownReport:
    """A report that a page shows. `known`: all that the public knows of, newest first."""

    report: ProgressReport
    known: list[ProgressReport]
    as_published: bool = False

    def table(self) -> ReportTable:
        """Return the report's lines: as they are now, or as kept when it was published."""
        if not self.as_published:
            return report_table(self.report)
        words = self.report.pledge_set.status_words.values_list("word", flat=True)
        return table_of(json.loads(self.report.snapshot), list(words))

    @property
    def is_intact(self) -> bool:
        """Whether what was kept at publication still has its hash."""
        return fingerprint(self.report.snapshot) == self.report.snapshot_hash

    @property
    def published(self) -> list[ProgressReport]:
        """The reports that everybody may read, the newest first."""
        return [report for report in self.known if report.is_published]


def report_to_show(slug: str, query: QueryDict) -> ShownReport:
    """Return the report that a query asks for, by default the newest published one.

    Raises InvalidQuery or BadRequest for what cannot be read, Http404 where there is none.
    A withdrawn report is returned too: the view answers 410.
    """
    asked = asked_year(query)
    as_published = wants_published(query)
    known = list(ProgressReport.objects.known_to_public().of_set(slug))
    wanted = [report for report in known if asked is None or report.fiscal_year == asked]
    shown = [report for report in wanted if report.is_published] or wanted
    if not shown:
        raise Http404
    return ShownReport(shown[0], known, as_published)


def wants_published(query: QueryDict) -> bool:
    """Whether a query asks for a report as it was published. Raises BadRequest."""
    wanted = query.get("as", "").strip()
    if wanted and wanted != AS_PUBLISHED:
        raise BadRequest(
            _("「as」の「%(value)s」は使えません。公表時のままを見るには as=published と書きます。")
            % {"value": quotable(wanted)}
        )
    return bool(wanted)


def report_tabs(shown: ShownReport, path: str) -> list[Tab]:
    """Return a tab for each report, newest first; one report alone says that there is no other."""
    tabs = [
        Tab(
            # Of a withdrawn report nothing is told that it wrote itself.
            report.as_of_text if report.is_published else year_label(report.fiscal_year),
            str(report.fiscal_year) if report.is_published else _("公開停止"),
            f"{path}?fiscal_year={report.fiscal_year}",
            report.pk == shown.report.pk,
        )
        for report in shown.known
    ]
    return tabs if len(tabs) > 1 else [*tabs, Tab(_("ほかの報告"), _("データなし"))]


def age_of(shown: ShownReport) -> str:
    """Say that no newer report of the set is held than the one shown, where that is old."""
    report = shown.report
    if report.pk != shown.known[0].pk:
        return ""
    return age_words(report.fiscal_year, report.published_at)


def self_assessment(table: ReportTable) -> str:
    """Return whose assessment the figures are: the city's own."""
    as_of = table.content["as_of_text"]
    return _("市の担当部署による自己評価・%(as_of)s") % {"as_of": as_of}


def report_context(request: HttpRequest, shown: ShownReport, table: ReportTable) -> dict[str, Any]:
    """Return what every page of a report shows around its figures."""
    path = request.path
    year = f"?fiscal_year={shown.report.fiscal_year}"
    return {
        "kind": _("市長公約"),
        "report": shown.report,
        "pledge_set": shown.report.pledge_set,
        "table": table,
        "content": table.content,
        "tabs": report_tabs(shown, path),
        "age": age_of(shown),
        "as_published": shown.as_published,
        "is_intact": shown.is_intact,
        "published_url": f"{path}{year}&as={AS_PUBLISHED}",
        "current_url": f"{path}{year}",
        "assessment": self_assessment(table),
        "formats": (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON")),
    }
