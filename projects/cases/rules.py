"""How a case sheet and the levels of 関わり方 are written and found."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kyodo_portal.organizations.choices import Role
from kyodo_portal.organizations.validators import check_same_municipality
from kyodo_portal.publishing.choices import Action
from kyodo_portal.publishing.registry import (
    NewRelations,
    Relation,
    SearchText,
    check_rows,
)
from projects.cases.models.case_sheet import CaseSheet
from projects.cases.models.rows import (
    FlowArrow,
    FlowParty,
)
from projects.cases.rows import case_row

EDITORS_AND_COORDINATORS = frozenset({Role.EDITOR, Role.COORDINATOR})
ROWS = ("roles", "strengths", "flow_parties", "flow_arrows")
PARTY_FIELDS = ("side", "party", "text")
ARROW_FIELDS = ("from_party", "to_party", "label", "direction_known")


def ordered_relation(name: str, link: Any, target: str) -> Relation:
    """Return the relation through `link`, which has a sheet, a position and a `target`."""

    def read(sheet: CaseSheet) -> Iterable[Any]:
        links = link.objects.filter(sheet=sheet).select_related(target)
        return [getattr(row, target) for row in links.order_by("position", "id")]

    def write(sheet: CaseSheet, new_relations: list[Any]) -> None:
        link.objects.filter(sheet=sheet).delete()
        link.objects.bulk_create(
            link(sheet=sheet, position=position, **{target: item})
            for position, item in enumerate(new_relations)
        )

    return Relation(name, read, write)


def clean_sheet_relations(sheet: CaseSheet, new_relations: NewRelations) -> None:
    """Refuse departments and partners of another municipality, and a diagram that cannot be."""
    for field in ("departments", "partners"):
        check_same_municipality(sheet.municipality_id, field, new_relations[field])
    for name in ROWS:
        check_rows(name, new_relations[name], "sheet")
    check_flow(new_relations["flow_parties"], new_relations["flow_arrows"])


def check_flow(parties: Sequence[FlowParty], arrows: Sequence[FlowArrow]) -> None:
    """Refuse parties named twice, arrows to or from nobody, and a step without a direction."""
    names = [party.name for party in parties]
    for name in names:
        if names.count(name) > 1:
            raise ValidationError(
                {
                    "flow_parties": _("「%(name)s」が二度あります。1つにしてください。")
                    % {"name": name}
                }
            )
    for arrow in arrows:
        for name in (arrow.from_party, arrow.to_party):
            if name not in names:
                raise ValidationError({"flow_arrows": _unknown_party(arrow, name)})
        if arrow.is_step and not arrow.direction_known:
            raise ValidationError(
                {
                    "flow_arrows": _(
                        "矢印「%(label)s」は「%(name)s」が自分で行うことなので、向きはありません。"
                        "「向きが資料から分かる」に印を付けてください。"
                    )
                    % {"label": arrow.label, "name": arrow.from_party}
                }
            )


def check_sheet_step(sheet: CaseSheet, action: str) -> None:
    """Refuse to hand in or publish a sheet that does not say what the project is."""
    if action in (Action.SUBMIT, Action.PUBLISH) and not sheet.overview.strip():
        raise ValidationError(
            _("取り組みの概要がまだありません。どのような取り組みかを書いてから出してください。")
        )


def _unknown_party(arrow: FlowArrow, name: str) -> str:
    return _(
        "矢印「%(label)s」の「%(name)s」は、流れに出る人や組織にありません。"
        "先にそこへ加えるか、名前をそろえてください。"
    ) % {"label": arrow.label, "name": name}


def sheet_text(sheet: CaseSheet) -> SearchText:
    """Return what a sheet is found by: all of its words, but no person's name."""
    read = CaseSheet.objects.for_list().get(pk=sheet.pk)
    row = case_row(read)
    parties = [row_of for name in ("roles", "strengths") for row_of in row[name]]
    words = (
        row["title"],
        row["department_text"],
        *(department["name"] for department in row["departments"]),
        row["partner_text"],
        *(partner["name"] for partner in row["partners"]),
        row["form"]["name"] if row["form"] else "",
        row["involvement"] or "",
        row["start_text"],
        row["overview"],
        row["trigger"],
        row["outcome"],
        row["points"],
        *(text for party in parties for text in (party["party"], party["text"])),
        *row["flow"]["parties"],
        *(arrow["label"] for arrow in row["flow"]["arrows"]),
        *row["captions"],
        *row["notes"],
    )
    return SearchText(sheet.title, words, sheet.municipality_id, sheet.is_published)
