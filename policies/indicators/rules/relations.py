"""Rules of an indicator's values: each year once, each as its status allows."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years import format_fiscal_year
from kyodo_portal.publishing.registry import NewRelations, check_rows
from policies.indicators.models import Indicator, IndicatorValue

VALUE_FIELDS = ("fiscal_year", "value_text", "as_of_text", "note")


def check_once(name: str, keys: Iterable[Any], message: str) -> None:
    """Raise ValidationError on `name` where a key comes twice; the message names it."""
    seen: set[Any] = set()
    for key in keys:
        if key in seen:
            raise ValidationError({name: message % {"key": key}})
        seen.add(key)


def check_value(indicator: Indicator, value: IndicatorValue) -> None:
    """Run the own rules of one value; the message names the indicator and the year."""
    try:
        check_rows("values", [value], "indicator")
    except ValidationError as error:
        year = value.fiscal_year
        where = f"「{indicator}」{format_fiscal_year(year) if year else ''}"
        texts = [text.partition("）：")[2] for text in error.messages]
        raise ValidationError({"values": [f"{where}：{text}" for text in texts]}) from error


def clean_values(indicator: Indicator, new_relations: NewRelations) -> None:
    """Refuse values that break their rules or stand twice for one year."""
    values: list[IndicatorValue] = new_relations["values"]
    for value in values:
        check_value(indicator, value)
    years = [value.fiscal_year for value in values]
    check_once("values", years, _("%(key)s年度の実績値が二度あります。"))
