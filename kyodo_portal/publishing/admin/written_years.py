"""Years and fiscal years in the admin: typed as staff write them, said in both calendars."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from kyodo_portal.fiscal_years import (
    InvalidDate,
    format_fiscal_year,
    format_fiscal_year_in_both,
    format_year_in_both,
    parse_fiscal_year,
    parse_year,
)

LONGEST_YEAR = 30


class ReadBack(forms.BoundField):
    """A field of a form that says beside what was typed how it is understood."""

    @property
    def read_as(self) -> str:
        """Return how the field's value is understood; "" for what cannot be, or is not there."""
        field: Any = self.field
        try:
            value = field.clean(self.value())
        except ValidationError:
            return ""
        return "" if value is None else str(field.in_both(value))


class WrittenYearField(forms.CharField):
    """A year typed as 1987, 昭和62年 or S62; its value is the Western year, None when blank."""

    bound_field_class = ReadBack
    read: Callable[[Any], int | None] = staticmethod(parse_year)
    write: Callable[[int], str] = staticmethod(str)
    in_both: Callable[[int], str] = staticmethod(format_year_in_both)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_YEAR, **kwargs)
        self.widget.attrs.setdefault("class", "short")

    def to_python(self, value: Any) -> Any:
        try:
            return self.read(super().to_python(value))
        except InvalidDate as error:
            raise ValidationError(str(error), code="invalid") from error

    def run_validators(self, value: Any) -> None:
        """Validate nothing further: what was read is a year within its bounds."""

    def prepare_value(self, value: Any) -> Any:
        return self.write(value) if isinstance(value, int) else value


class WrittenFiscalYearField(WrittenYearField):
    """A fiscal year typed as R7, 令和7年度 or 2025; shown as 令和7年度."""

    read = staticmethod(parse_fiscal_year)
    write = staticmethod(format_fiscal_year)
    in_both = staticmethod(format_fiscal_year_in_both)


class FiscalYearValues(admin.AllValuesFieldListFilter):
    """A filter of a list by the fiscal years that it holds: 令和7年度 (2025)."""

    def choices(self, changelist: Any) -> Any:
        for choice in super().choices(changelist):
            # Where the list counts its filters, the year is followed by its count.
            year, space, count = str(choice["display"]).partition(" ")
            if year.isascii() and year.isdigit():
                choice["display"] = f"{format_fiscal_year_in_both(int(year))}{space}{count}"
            yield choice


def column_in_both(name: str, label: Any, in_both: Callable[[Any], str]) -> Any:
    """Return a column of a list with a field's year or day in both calendars."""

    @admin.display(description=label, ordering=name)
    def shown(_admin: Any, record: Any) -> str | None:
        value = getattr(record, name)
        return None if value is None else in_both(value)

    return shown


def fiscal_year_column(name: str, label: Any) -> Any:
    """Return a column of a list with the fiscal year of a field, 令和7年度 (2025)."""
    return column_in_both(name, label, format_fiscal_year_in_both)
