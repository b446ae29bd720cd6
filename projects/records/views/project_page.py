"""What a project's page shows of one year, besides the record's own words."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years import format_year
from kyodo_portal.listing.filterset import ALL_YEARS
from kyodo_portal.listing.panels import related_panels
from kyodo_portal.listing.tabs import KnownYear, year_tabs
from kyodo_portal.listing.years import year_words
from kyodo_portal.open_data.formats import LIST_FORMATS
from kyodo_portal.publishing.models import Change, Edition
from projects import AREA
from projects.cases.models.case_sheet import CaseSheet
from projects.guideline.rows import definition_addresses
from projects.partners.rows import NamedPartner, named_partners, partner_words
from projects.records.choices import CommonForm, ParticipantsStatus, Recurrence, Stage
from projects.records.models.project import Project
from projects.records.models.record import ProjectRecord
from projects.reviews.rows import review_link

MOST_OTHERS = 5
# Enough years to find so many projects among them.
MOST_ROWS = 100
EMPTY = {"is_empty": True}


@dataclass(frozen=True)
class FormWords:
    """A form of a record: the common form's code and name, and what the city says it is."""

    code: str
    label: str
    definition: str
    guideline_url: str = ""


def page_context(
    request: HttpRequest, project: Project, record: ProjectRecord, years: list[KnownYear]
) -> dict[str, Any]:
    """Return the template's context: the record, and all that stands around it."""
    editions = {
        edition.fiscal_year: edition
        for edition in Edition.objects.in_view(AREA, codes=[record.municipality.code])
    }
    links = list(record.partner_links.all())
    pieces, unnamed = partner_words(record.partner_text, links)
    partners = list({partner.pk: partner for partner in named_partners(links)}.values())
    before, after = ProjectRecord.objects.published().neighbours_of(record)
    return {
        "crumbs": [(_("協働事業"), reverse("projects:list")), (record.name, "")],
        "kind": _("協働事業"),
        "kickers": kickers(record),
        "formats": LIST_FORMATS,
        "project": project,
        "record": record,
        "tabs": year_tabs(years, editions, record.fiscal_year, request.path),
        "facts": facts(record),
        "partner_words": pieces,
        "unnamed_partners": unnamed,
        "partner_groups": [list(group) for _kind, group in groupby(partners, by_kind)],
        "forms": form_words(record),
        "activity_fields": list(project.activity_fields.all()),
        **other_projects(record, partners),
        "panels": related_panels.of(project),
        "case_links": case_links(project),
        "review": review_link(record),
        "edition": editions.get(record.fiscal_year),
        "published_on": timezone.localdate(record.published_at),
        "changes": Change.objects.history_of(record),
        "before": before,
        "after": after,
    }


def case_links(project: Project) -> list[tuple[str, str]]:
    """Return title and address of the project's published case sheet, none or one."""
    sheets = CaseSheet.objects.published().filter(project=project).titles()
    return [(sheet.title, sheet.get_absolute_url()) for sheet in sheets]


def by_kind(partner: NamedPartner) -> str:
    """Return what stands under neighbouring partners once."""
    return str(partner.kind)


def kickers(record: ProjectRecord) -> list[str]:
    """Return what stands over the heading: whose record, where in its table, 予定."""
    year = year_words(record.fiscal_year)[0]
    place = _("%(year)sの一覧 No.%(number)s") if record.number else _("%(year)sの一覧")
    stage = [str(Stage.PLANNED.label)] if record.stage == Stage.PLANNED else []
    return [
        record.municipality.name,
        place % {"year": year, "number": record.number},
        *stage,
    ]


def facts(record: ProjectRecord) -> list[dict[str, Any]]:
    """Return the three figures at the head: 市民参加人数, 初回実施年, 実施区分."""
    return [_participants_fact(record), _first_year_fact(record), _recurrence_fact(record)]


def _participants_fact(record: ProjectRecord) -> dict[str, Any]:
    label = _("市民参加人数")
    if record.participants is None:
        return {"label": label, "value": participants_words(record.participants_status)} | EMPTY
    return {
        "label": label,
        "value": f"{record.participants:,}",
        "unit": _("人"),
        "note": _("延べ・市の報告の合計"),
    }


def _first_year_fact(record: ProjectRecord) -> dict[str, Any]:
    label = _("初回実施年")
    if record.first_year is None:
        return {"label": label, "value": _("資料に記載なし")} | EMPTY
    in_english = (get_language() or "").startswith("en")
    return {
        "label": label,
        "value": str(record.first_year),
        "unit": _("年"),
        "note": "" if in_english else format_year(record.first_year),
    }


def _recurrence_fact(record: ProjectRecord) -> dict[str, Any]:
    note = _("開催周期 %(frequency)s") % {"frequency": record.frequency} if record.frequency else ""
    fact = {"label": _("実施区分"), "note": note}
    if record.recurrence == Recurrence.NOT_ENTERED:
        return fact | {"value": _("資料に記載なし")} | EMPTY
    words = record.recurrence_text or record.get_recurrence_display()
    return fact | {"value": words, "is_text": True}


def participants_words(status: str) -> str:
    """Return which kind of empty stands where there is no number."""
    if status == ParticipantsStatus.NOT_ENTERED:
        return _("資料に記載なし")
    return str(ParticipantsStatus(status).label)


def form_words(record: ProjectRecord) -> list[FormWords]:
    """Return the common forms of a record, each with the city's own explanation and its place."""
    found = list(record.forms.all())
    addresses = definition_addresses(form.pk for form in found)
    return [
        FormWords(
            form.common_code,
            str(CommonForm(form.common_code).label),
            form.definition,
            addresses.get(form.pk, ""),
        )
        for form in found
    ]


def other_projects(record: ProjectRecord, partners: list[NamedPartner]) -> dict[str, Any]:
    """Return the newest years of other projects with the same partners, and where all are.

    町内会・自治会 and the like are a class and no partner: they join nothing. `others_url` is
    empty where all of them are listed.
    """
    ids = [partner.pk for partner in partners if partner.is_one_partner]
    records = ProjectRecord.objects.published().others_with(ids, than=record.project_id)
    newest: dict[int, dict[str, Any]] = {}
    for row in records[:MOST_ROWS]:
        newest.setdefault(row["project_id"], row)
    query = urlencode({"fiscal_year": ALL_YEARS, "partner": ids}, doseq=True)
    has_more = len(newest) > MOST_OTHERS
    return {
        "others": list(newest.values())[:MOST_OTHERS],
        "others_url": f"{reverse('projects:list')}?{query}" if has_more else "",
    }
