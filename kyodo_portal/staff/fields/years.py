"""Years and fiscal years in a text box, as staff write them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kyodo_portal.fiscal_years import InvalidDate, format_fiscal_year, parse_fiscal_year, parse_year

LONGEST_YEAR = 30


class WrittenYearField(forms.CharField):
    """A year typed as 1987, 昭和62年 or S62; its value is the Western year, None when blank."""

    read: Callable[[Any], int | None] = staticmethod(parse_year)
    write: Callable[[int], str] = staticmethod(str)

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
