"""What a case sheet says to everybody: plain values without the names of private persons."""

from collections.abc import Callable
from typing import Any

from kyodo_portal.open_data.columns import department_row
from projects.cases.models.case_sheet import CaseSheet
from projects.partners.rows import public_partners

Row = dict[str, Any]
Public = Callable[[str], str]


def case_row(sheet: CaseSheet) -> Row:
    """Return a sheet of `for_list()` as files and API read it; no query."""
    public = sheet.public_words()
    return {
        "id": sheet.pk,
        "municipality": sheet.municipality.code,
        "municipality_name": sheet.municipality.name,
        "project": sheet.project_id,
        "title": sheet.title,
        "departments": [department_row(link.department) for link in sheet.department_links.all()],
        "department_text": sheet.department_text,
        "partners": public_partners(sheet.partner_links.all()),
        "partner_text": public(sheet.partner_text),
        "form": sheet.form and {"code": sheet.form.common_code, "name": sheet.form.name},
        "involvement": sheet.involvement and sheet.involvement.name,
        "start_year": sheet.start_year,
        "start_era": sheet.start_era,
        "start_text": sheet.start_text,
        "as_of": sheet.as_of_text,
        **{name: public(getattr(sheet, name)) for name in LONG_TEXTS},
        "roles": _party_texts(sheet.roles.all(), public),
        "strengths": _party_texts(sheet.strengths.all(), public),
        "flow": _flow(sheet, public),
        "captions": [public(line) for line in sheet.caption_lines],
        "notes": [public(item) for item in sheet.note_items],
        "url": sheet.get_absolute_url(),
    }


LONG_TEXTS = ("overview", "trigger", "outcome", "points")


def _party_texts(rows: Any, public: Public) -> list[Row]:
    return [
        {"party": public(row.party), "side": row.side, "text": public(row.text)} for row in rows
    ]


def _flow(sheet: CaseSheet, public: Public) -> Row:
    return {
        "parties": [public(party.name) for party in sheet.flow_parties.all()],
        "arrows": [
            {
                "from": public(arrow.from_party),
                "to": public(arrow.to_party),
                "label": public(arrow.label),
                "direction_known": arrow.direction_known,
            }
            for arrow in sheet.flow_arrows.all()
        ],
    }
