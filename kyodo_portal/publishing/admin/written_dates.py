"""A day typed as staff write it: R6.3.31, 令和6年3月31日, 2024-03-31."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import InvalidDate, format_date, format_date_in_both, parse_date
from kyodo_portal.publishing.admin.written_years import ReadBack, column_in_both

LONGEST_DATE = 40


class WrittenDateField(forms.CharField):
    """A whole day; its value is a date, None when blank."""

    bound_field_class = ReadBack
    in_both = staticmethod(format_date_in_both)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_DATE, **kwargs)
        self.widget.attrs.setdefault("class", "short")

    def to_python(self, value: Any) -> Any:
        try:
            parsed = parse_date(super().to_python(value))
        except InvalidDate as error:
            raise ValidationError(str(error), code="invalid") from error
        if parsed is None:
            return None
        if parsed.day is None:
            raise ValidationError(
                _("年月日まで書いてください（例：R6.3.31、令和6年3月31日）。"), code="invalid"
            )
        return parsed.day

    def run_validators(self, value: Any) -> None:
        """Validate nothing further: what was read is a day."""

    def prepare_value(self, value: Any) -> Any:
        return format_date(value) if isinstance(value, date) else value


def day_column(name: str, label: Any) -> Any:
    """Return a column of a list with the day of a field, 令和7年4月1日 (2025-04-01)."""
    return column_in_both(name, label, format_date_in_both)
