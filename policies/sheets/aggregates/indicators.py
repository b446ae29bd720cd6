"""All indicators of the sheets under some conditions, and how far their values are known."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from policies.indicators.rows import ShownIndicator, indicators_of, shown_indicators
from policies.sheets.models import EvaluationSheet


@dataclass(frozen=True)
class SheetIndicator:
    """An indicator as the newest of the sheets shows it."""

    sheet: EvaluationSheet
    shown: ShownIndicator


@dataclass(frozen=True)
class YearCoverage:
    """How many of `total` indicators have which status in a year.

    A value that is not even a row is counted under none.
    """

    fiscal_year: int
    total: int
    by_status: Counter[str]

    @property
    def counted(self) -> int:
        """Return how many have a number."""
        return self.by_status["counted"]


def newest_sheets(sheets: Any) -> list[EvaluationSheet]:
    """Return the newest sheet of each 施策 among these, in the plan's order."""
    found: dict[int, EvaluationSheet] = {}
    for sheet in sheets.for_list():
        found.setdefault(sheet.plan_item_id, sheet)
    return sorted(
        found.values(),
        key=lambda one: (
            one.municipality.code,
            one.plan_item.plan_id,
            one.plan_item.path_code,
        ),
    )


def sheet_indicators(sheets: Any) -> list[SheetIndicator]:
    """Return the indicators on sheets (a queryset), each once. Six queries."""
    newest = newest_sheets(sheets)
    indicators = indicators_of(sheet.plan_item_id for sheet in newest)
    return [
        SheetIndicator(sheet, shown)
        for sheet in newest
        for shown in shown_indicators(indicators[sheet.plan_item_id], sheet.fiscal_year)
    ]


def coverage_of(found: Sequence[SheetIndicator], years: Sequence[int]) -> list[YearCoverage]:
    """Return for each year how many of the indicators have a number."""
    return [
        YearCoverage(
            year,
            len(found),
            Counter(
                value.status
                for one in found
                for value in one.shown.values
                if value.fiscal_year == year
            ),
        )
        for year in years
    ]


def years_of(found: Sequence[SheetIndicator]) -> list[int]:
    """Return the years of the indicators' values, gaps included, the oldest first."""
    years = {value.fiscal_year for one in found for value in one.shown.values}
    return list(range(min(years), max(years) + 1)) if years else []
