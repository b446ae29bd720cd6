"""Last year's values beside the fields of this year's form."""

import json
from typing import Any, NamedTuple

from django.forms import Form
from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years import format_fiscal_year
from projects.records.models.record import ProjectRecord

# What is new every year is shown without the button that takes it over.
ONLY_SHOWN = ("start_text", "end_text", "participants_text")
TAKEN_OVER = (
    "number",
    "name",
    "frequency",
    "first_year",
    "purpose",
    "content",
    "outcome",
)


class LastYear(NamedTuple):
    """What stands beside a field: the words, and what the button puts into it ("" for none)."""

    label: str
    text: str
    value: str


def values_of(record: ProjectRecord) -> dict[str, tuple[str, str]]:
    """Return by field name the words of an earlier record, and the value to take over."""
    values = {name: (str(getattr(record, name) or ""), "") for name in ONLY_SHOWN}
    for name in TAKEN_OVER:
        text = str(getattr(record, name) or "")
        values[name] = (text, text)
    values["department"] = (record.department.name, str(record.department_id))
    values["recurrence"] = (record.get_recurrence_display(), record.recurrence)
    forms, partners = list(record.forms.all()), record.listed_partners()
    values["forms"] = _several(forms)
    values["partner_list"] = _several(partners)
    return values


def _several(items: list[Any]) -> tuple[str, str]:
    pairs = [[item.pk, str(item)] for item in items]
    return "、".join(name for _key, name in pairs), json.dumps(pairs) if pairs else ""


def show_last_year(form: Form, record: ProjectRecord) -> None:
    """Lay the values of an earlier record beside the fields of a form."""
    label = _("%(year)sの内容") % {"year": format_fiscal_year(record.fiscal_year)}
    for name, (text, value) in values_of(record).items():
        if text and name in form.fields:
            form.fields[name].last_year = LastYear(label, text, value)  # type: ignore[attr-defined]
