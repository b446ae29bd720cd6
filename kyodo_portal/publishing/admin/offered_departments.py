"""A form offers the departments of its record's year; what is posted, the funnel's rule checks."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.widgets import RelatedFieldWidgetWrapper

from kyodo_portal.fiscal_years import InvalidDate, parse_fiscal_year
from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.admin.safe_keys import SafeKeys
from kyodo_portal.publishing.autocomplete import EXISTING_IN
from kyodo_portal.publishing.relations import ChildRows


def offer_existing(form: Any, formsets: Iterable[Any]) -> None:
    """Take the departments that had ended from the choices of a form and of its rows.

    Just before they are shown, when it is known which year was typed. What a record or a row
    holds now stays.
    """
    relations = {field: name for name, field in form.relation_fields.items()}
    _limit(form, {name: _year(form, relations.get(name, name)) for name in form.fields})
    for formset in formsets:
        for relation in form.instance.relations:
            if isinstance(relation, ChildRows) and relation.model is formset.model:
                year = _year(form, relation.name)
                years = dict.fromkeys(formset.form.base_fields, year)
                for row in formset.forms:
                    _limit(row, years)
                # What the page's script adds is made of these.
                for field in formset.form.base_fields.values():
                    _limit_field(field, year, [])


def _year(form: Any, name: str) -> int | None:
    """Return the year whose departments a field offers: the record's, else that of the form."""
    year: int | None = form.instance.department_year(name)
    if year is not None or "fiscal_year" not in form.fields:
        return year
    try:
        return parse_fiscal_year(form["fiscal_year"].value())
    except InvalidDate:
        return None


def _limit(form: Any, years: dict[str, int | None]) -> None:
    for name, field in form.fields.items():
        held = form.initial.get(name) if form.instance.pk is not None else None
        _limit_field(field, years.get(name), held if isinstance(held, list) else [held])


def _limit_field(field: Any, year: int | None, held: list[Any]) -> None:
    choices = getattr(field, "queryset", None)
    if year is None or choices is None or choices.model is not Department:
        return
    field.queryset = choices.not_ended_in(year, or_of=[pk for pk in held if pk is not None])
    widget = field.widget
    if isinstance(widget, RelatedFieldWidgetWrapper):
        widget = widget.widget
    if isinstance(widget, SafeKeys):
        widget.asks_for = {EXISTING_IN: str(year)}
