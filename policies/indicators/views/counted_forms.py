"""An indicator's stated count beside the number of published 協働事業 of that form."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from policies.indicators.aggregates import counted_records
from policies.indicators.models import IndicatorValue
from policies.indicators.rows import ShownIndicator
from policies.indicators.rules.values import Change, counted, difference
from policies.indicators.views.table import cell_of, change_words
from projects.records.choices import CommonForm


@dataclass(frozen=True)
class CountedLine:
    """One indicator in one year: stated, derived and the difference, as shown.

    derived is None for データなし: no 協働事業 of that year is published.
    """

    name: str
    form: str
    fiscal_year: int
    stated: str
    derived: int | None
    difference: str


def counted_lines(shown: Sequence[ShownIndicator], municipality_id: int) -> list[CountedLine]:
    """Return the comparison of the indicators that are tied to a form. One query at most."""
    tied = [one for one in shown if one.indicator.counted_form]
    if not tied:
        return []
    years = {value.fiscal_year for one in tied for value in one.values}
    records = counted_records(municipality_id, years)
    return [
        _line(one, value, derived_of(one, value, records)) for one in tied for value in one.values
    ]


def derived_of(
    shown: ShownIndicator, value: IndicatorValue, records: Mapping[int, Counter[str]]
) -> int | None:
    """Return the number of records of an indicator's form in a year, None for データなし."""
    of_year = records.get(value.fiscal_year)
    return None if of_year is None else of_year[shown.indicator.counted_form]


def _line(shown: ShownIndicator, value: IndicatorValue, derived: int | None) -> CountedLine:
    stated = counted(value)
    change: Change | None = difference(stated, derived, "") if derived is not None else None
    return CountedLine(
        shown.indicator.name,
        str(CommonForm(shown.indicator.counted_form).label),
        value.fiscal_year,
        cell_of(value, is_current=False).text,
        derived,
        change_words(change) if change else _("比べられません"),
    )
