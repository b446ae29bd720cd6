"""What the page of one case sheet shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo_portal.charts.flows import FlowDrawing, Step, draw_flow
from kyodo_portal.listing.years import year_words
from kyodo_portal.open_data.formats import LIST_FORMATS
from kyodo_portal.publishing.models import Change
from projects.cases.models.case_sheet import CaseSheet
from projects.cases.rows import Row, case_row
from projects.partners.rows import Words, partner_words
from projects.records.models.project import Project


@dataclass(frozen=True)
class FlowLine:
    """One arrow as the list says it: what, and between whom."""

    label: str
    between: str


@dataclass(frozen=True)
class FlowFigure:
    """協働の流れ: the drawing, its one sentence, and the same content as a list."""

    drawing: FlowDrawing
    description: str
    lines: list[FlowLine]
    has_unknown: bool


def page_context(request: HttpRequest, sheet: CaseSheet) -> dict[str, Any]:
    """Return the template's context: the sheet's words, and all that stands around them."""
    row = case_row(sheet)
    links = list(sheet.partner_links.all())
    partner_pieces, unnamed = partner_words(sheet.partner_text, links)
    before, after = CaseSheet.objects.published().neighbours_of(sheet)
    return {
        "crumbs": [(_("協働事例"), reverse("projects:case_list")), (sheet.title, "")],
        "kind": _("協働事例紹介シート"),
        "kickers": [sheet.municipality.name, sheet.as_of_text or _("作成時期の記載なし")],
        "formats": LIST_FORMATS,
        "sheet": sheet,
        "row": row,
        "department_words": department_words(sheet),
        "partner_words": partner_pieces,
        "unnamed_partners": unnamed,
        "start": start_words(sheet.start_year, sheet.start_era, sheet.start_text),
        "flow": flow_figure(row["flow"]),
        "published_on": timezone.localdate(sheet.published_at),
        "changes": Change.objects.history_of(sheet),
        "before": before,
        "after": after,
    }


def department_words(sheet: CaseSheet) -> list[Words]:
    """Return the verbatim 担当課 in pieces, with a link where it names a department."""
    pieces: list[Words] = []
    rest = sheet.department_text
    for link in sheet.department_links.all():
        before, found, after = rest.partition(link.department.name)
        if found:
            pieces += [Words(before)] if before else []
            pieces.append(Words(found, link.department.get_absolute_url()))
            rest = after
    return pieces + ([Words(rest)] if rest else [])


def flow_figure(flow: Row) -> FlowFigure | None:
    """Return the figure of a sheet's flow, None where the sheet has none."""
    parties, arrows = flow["parties"], flow["arrows"]
    if not parties:
        return None
    steps = [
        Step(
            parties.index(arrow["from"]),
            parties.index(arrow["to"]),
            arrow["label"],
            arrow["direction_known"],
        )
        for arrow in arrows
    ]
    return FlowFigure(
        drawing=draw_flow(parties, steps),
        description=flow_description(parties, len(arrows)),
        lines=[FlowLine(arrow["label"], between(arrow)) for arrow in arrows],
        has_unknown=any(not arrow["direction_known"] for arrow in arrows),
    )


def flow_description(parties: Sequence[str], count: int) -> str:
    """Return what the drawing shows, in one sentence."""
    return _("%(parties)sの%(count)sのやりとり。同じ内容を一覧で読めます。") % {
        "parties": "、".join(parties),
        "count": count,
    }


def between(arrow: Row) -> str:
    """Return between whom an arrow stands, and where its direction is not known, that."""
    names = {"source": arrow["from"], "target": arrow["to"]}
    if arrow["from"] == arrow["to"]:
        return str(arrow["from"])
    if not arrow["direction_known"]:
        return _("%(source)sと%(target)sのあいだ（向きは資料から分かりません）") % names
    return _("%(source)sから%(target)sへ") % names


def start_words(year: int | None, era: str, text: str) -> str:
    """平成9年度から; of an era without its year, 平成から（年の記載なし）; "" for nothing at all."""
    if year is not None:
        return _("%(year)sから") % {"year": year_words(year)[0]}
    if era:
        return _("%(era)sから（年の記載なし）") % {"era": era}
    return text


def project_context(project: Project, sheet: CaseSheet) -> dict[str, Any]:
    """Return the context of a project without any year's record: what its case sheet says."""
    return {
        "crumbs": [(_("協働事業"), reverse("projects:list")), (project.name, "")],
        "kind": _("協働事業"),
        "kickers": [project.municipality.name, _("年度の記録のない事業")],
        "project": project,
        "sheet": sheet,
        "overview": case_row(sheet)["overview"],
        "formats": LIST_FORMATS,
    }
