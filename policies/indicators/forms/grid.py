"""The rows of a 施策's grid: an indicator with its values of the years shown."""

from collections.abc import Iterable
from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import format_fiscal_year
from kyodo_portal.publishing.models import Change
from kyodo_portal.publishing.snapshots import Snapshot
from kyodo_portal.quantities.indicator_values import InvalidValue, parse_value
from kyodo_portal.staff.fields.texts import LinesField
from kyodo_portal.staff.grid.forms import RowForm
from policies.indicators.models import Indicator, IndicatorValue
from policies.indicators.services import save_indicator

LABELS = {"value_text": _("実績値"), "as_of_text": _("いつの値か"), "note": _("注")}


def check_value(text: str) -> None:
    """Raise ValidationError, in words, unless `text` is a 実績値."""
    try:
        parse_value(text)
    except InvalidValue as error:
        raise ValidationError(str(error)) from error


def fields_of_year(year: int) -> dict[str, forms.Field]:
    """Return the fields of one value, by year and name: 2019-note."""
    labels = {name: f"{format_fiscal_year(year)} {label}" for name, label in LABELS.items()}
    fields: dict[str, forms.Field] = {
        "value_text": forms.CharField(
            label=labels["value_text"], max_length=30, required=False, validators=[check_value]
        ),
        "as_of_text": forms.CharField(label=labels["as_of_text"], max_length=100, required=False),
        "note": LinesField(label=labels["note"], max_length=1000, required=False),
    }
    return {f"{year}-{name}": field for name, field in fields.items()}


class IndicatorRow(RowForm):
    """One indicator. years: those of which the user may write the values."""

    rows = staticmethod(Indicator.objects.for_list)

    def __init__(self, indicator: Indicator, years: Iterable[int], data: Any = None) -> None:
        fields = {name: field for year in years for name, field in fields_of_year(year).items()}
        super().__init__(indicator, fields, data, label=f"「{indicator}」")

    @classmethod
    def values_of(cls, record: Indicator) -> dict[str, str]:
        return {
            f"{value.fiscal_year}-{name}": getattr(value, name)
            for value in record.values.all()
            for name in LABELS
        }

    @classmethod
    def values_in(cls, snapshot: Snapshot) -> dict[str, str]:
        return {
            f"{value['fiscal_year']}-{name}": value[name]
            for value in snapshot["values"]
            for name in LABELS
        }

    def write(self, record: Indicator, **write: Any) -> Change | None:
        """Save the indicator with the values of all years, those that were typed among them."""
        values = {value.fiscal_year: copy(value) for value in record.values.all()}
        for field in self.changes:
            year, _dash, name = field.partition("-")
            value = values.setdefault(int(year), IndicatorValue(fiscal_year=int(year)))
            setattr(value, name, self.cleaned_data[field])
        return save_indicator(record, values=list(values.values()), **write)
