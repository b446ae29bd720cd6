"""What the summary's page shows: figures at its head, and the sections."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kyodo_portal.listing.chips import chips
from kyodo_portal.listing.coverage import coverage
from kyodo_portal.listing.queries import same_records
from kyodo_portal.open_data.formats import SUMMARY_FORMATS
from projects import AREA
from projects.records.aggregates.summary import Summary, summarise
from projects.records.aggregates.totals import Totals, first_years
from projects.records.filters.records import ProjectRecordFilter
from projects.records.models.record import ProjectRecord
from projects.records.views.summary_sections import sections
from projects.records.views.summary_words import (
    left_out_note,
    sponsored_people_note,
    sponsorship_note,
)


def summary_context(filterset: ProjectRecordFilter) -> dict[str, Any]:
    """Return the template's context."""
    path = reverse("projects:summary")
    summary = summarise(filterset.qs)
    has_rows = bool(summary.departments.rows)
    columns = summary.departments.columns
    covered = coverage(filterset, AREA)
    return {
        "crumbs": [(_("協働事業"), reverse("projects:list")), (_("集計"), "")],
        "action": path,
        "chips": chips(filterset, path),
        "change_url": reverse("projects:list") + same_records(filterset),
        "coverage": covered,
        "is_no_data": not (covered.is_held or has_rows),
        "only_year": columns[0].key if len(columns) == 1 else None,
        "facts": facts(summary, first_years(filterset.qs)) if has_rows else [],
        "sections": sections(summary, filterset) if has_rows else [],
        "has_records": has_rows or ProjectRecord.objects.published().exists(),
        "formats": SUMMARY_FORMATS,
    }


def facts(summary: Summary, years: tuple[int, int] | None) -> list[dict[str, Any]]:
    """Return the figures at the head: records, departments, participants, 初回実施年."""
    return [
        {
            "label": _("協働事業"),
            "value": f"{summary.departments.total:,}",
            "unit": _("件"),
            "note": sponsorship_note(summary.totals),
        },
        {
            "label": _("所管部"),
            "value": f"{len(summary.departments.rows):,}",
            "unit": _("部署"),
        },
        _participants_fact(summary.totals),
        _first_years_fact(years),
    ]


def _participants_fact(totals: Totals) -> dict[str, Any]:
    label = _("市民参加人数")
    if totals.fiscal_year is None:
        words = _("年度ごとに下の表に示します")
        return {"label": label, "value": words, "is_text": True}
    if totals.participants is None:
        return {"label": label, "value": _("人数の記録なし"), "is_empty": True}
    kinds = [_("延べ・市の報告の合計"), left_out_note(totals), sponsored_people_note(totals)]
    return {
        "label": label,
        "value": f"{totals.participants:,}",
        "unit": _("人"),
        "note": _("、").join(filter(None, kinds)),
    }


def _first_years_fact(years: tuple[int, int] | None) -> dict[str, Any]:
    label = _("初回実施年")
    if years is None:
        return {"label": label, "value": _("資料に記載なし"), "is_empty": True}
    first, last = years
    return {
        "label": label,
        "value": str(first) if first == last else f"{first}–{last}",
        "unit": _("年"),
    }
