"""The indicators of a sheet as a table: values as written, change, and what was reached."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kyodo_portal.charts.sparks import Spark, draw_spark
from kyodo_portal.listing.years import year_label, year_words
from kyodo_portal.quantities.units import with_unit
from kyodo_portal.text import Label
from policies.indicators.choices import ValueStatus
from policies.indicators.models import Indicator, IndicatorValue
from policies.indicators.rows import ShownIndicator
from policies.indicators.rules.values import (
    Achievement,
    Change,
    achievement_in,
    change_in,
    counted,
    value_in,
)


@dataclass(frozen=True)
class ValueCell:
    """One year's value as written, or the words for why there is none; `small` stands below."""

    text: str
    small: str = ""
    is_empty: bool = False
    is_current: bool = False


@dataclass(frozen=True)
class Line:
    """One indicator. `meta`: what the city set for it; `reached`: the year against that."""

    indicator: Indicator
    meta: list[str]
    cells: list[ValueCell]
    change: str
    is_comparable: bool
    reached: list[str]
    spark: Spark | None


@dataclass(frozen=True)
class IndicatorTable:
    """The table; `notes` are the ※ of its values, each once."""

    fiscal_year: int
    years: list[int]
    lines: list[Line]
    notes: list[str]
    note: str

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Return each year's words, and what stands small below."""
        return [year_words(year) for year in self.years]

    @property
    def has_reached(self) -> bool:
        """Whether any indicator has a baseline or target to compare with."""
        return any(line.reached for line in self.lines)


def indicator_table(
    shown: Sequence[ShownIndicator], fiscal_year: int, notes: Iterable[str] = ()
) -> IndicatorTable | None:
    """Return the table of a sheet of a year, None for a sheet without indicators.

    notes: the sheet's own ※, before those of the values.
    """
    if not shown:
        return None
    years = years_between([value for one in shown for value in one.values], fiscal_year)
    of_values = [value.note for one in shown for value in one.values]
    return IndicatorTable(
        fiscal_year,
        years,
        [line_of(one, years, fiscal_year) for one in shown],
        list(dict.fromkeys(note for note in [*notes, *of_values] if note)),
        table_note([one.indicator for one in shown], fiscal_year),
    )


def years_between(values: Sequence[IndicatorValue], fiscal_year: int) -> list[int]:
    """Return the years from the first value to the sheet's, and at least the year before."""
    first = min([value.fiscal_year for value in values], default=fiscal_year)
    return list(range(min(first, fiscal_year - 1), fiscal_year + 1))


def line_of(shown: ShownIndicator, years: Sequence[int], fiscal_year: int) -> Line:
    """Return one indicator's line over these years."""
    indicator, values = shown.indicator, shown.values
    change = change_in(indicator, values, fiscal_year)
    return Line(
        indicator,
        meta_of(indicator),
        [cell_of(value_in(values, year), is_current=year == fiscal_year) for year in years],
        change_words(change) if change else _("比べられません"),
        change is not None,
        reached_words(indicator, achievement_in(indicator, values, fiscal_year)),
        spark_of(indicator, values, years),
    )


def cell_of(value: IndicatorValue | None, *, is_current: bool) -> ValueCell:
    """Return a year's value; no row at all is データなし."""
    if value is None:
        return ValueCell(_("データなし"), is_empty=True)
    if value.status == ValueStatus.COUNTED:
        return ValueCell(value.value_text, value.as_of_text, is_current=is_current)
    return ValueCell(empty_words(value), value.as_of_text, is_empty=True)


def empty_words(value: IndicatorValue) -> str:
    """Return why there is no number, after the sign that the sheet prints."""
    if value.status == ValueStatus.NOT_ENTERED:
        return _("資料に記載なし")
    label = str(ValueStatus(value.status).label)
    return label if value.value_text in ("", label) else f"{value.value_text} {label}"


def change_words(change: Change) -> str:
    """Return 増 390, 減 1.5 or 同じ; with （改善） or （悪化） where a direction is set."""
    if not change.amount:
        return _("同じ")
    words = _("増 %(size)s") if change.amount > 0 else _("減 %(size)s")
    judged = {None: "", True: _("（改善）"), False: _("（悪化）")}[change.is_better]
    return words % {"size": change.size} + judged


def meta_of(indicator: Indicator) -> list[str]:
    """Return what the city set for an indicator: kind, direction, department."""
    parts: list[Label] = []
    if indicator.kind:
        parts.append(indicator.get_kind_display())
    if indicator.direction:
        parts.append(indicator.get_direction_display())
    if indicator.department:
        parts.append(indicator.department.name)
    return [str(part) for part in parts]


def set_words(label: str, text: str, year: int | None) -> str:
    """Return a baseline or target with its year: 目標値 50（令和5年度）."""
    return f"{label} {text}（{year_label(year)}）" if year else f"{label} {text}"


def reached_words(indicator: Indicator, achievement: Achievement | None) -> list[str]:
    """Return baseline and target, and the value against them, as far as there is a value."""
    lines = []
    found = achievement or Achievement()
    if indicator.baseline is not None:
        words = set_words(_("基準値"), indicator.baseline_text, indicator.baseline_year)
        lines.append(with_change(words, found.from_baseline))
    if indicator.target is not None:
        words = set_words(_("目標値"), indicator.target_text, indicator.target_year)
        lines.append(with_change(words, found.to_target))
    if found.is_reached is not None:
        lines.append(_("目標を達成") if found.is_reached else _("目標は未達成"))
    if found.percent is not None:
        lines.append(_("基準値から目標値までの %(percent)s%%") % {"percent": found.percent})
    return lines


def with_change(words: str, change: Change | None) -> str:
    """Return words with the difference of the year's value."""
    if change is None:
        return words
    return _("%(words)sとの差 %(change)s") % {"words": words, "change": change_words(change)}


def spark_of(
    indicator: Indicator, values: Sequence[IndicatorValue], years: Sequence[int]
) -> Spark | None:
    """Return the small bars of an indicator over these years."""
    found = [value_in(values, year) for year in years]
    words = [
        f"{year_label(year)} {with_unit(cell.text, indicator.unit) if not cell.is_empty else cell.text}"
        for year, cell in zip(years, [cell_of(v, is_current=False) for v in found], strict=True)
    ]
    return draw_spark(_("、").join(words), [counted(value) for value in found])


def table_note(indicators: Sequence[Indicator], fiscal_year: int) -> str:
    """Return what the figures are, and what is not known of the indicators."""
    missing = [
        word
        for word, is_missing in [
            (_("基準値"), all(one.baseline is None for one in indicators)),
            (_("目標値"), all(one.target is None for one in indicators)),
            (_("指標の向き"), not any(one.direction for one in indicators)),
        ]
        if is_missing
    ]
    words = _("この年度の評価表は、%(year)sまでの実績を示します。") % {
        "year": year_label(fiscal_year)
    }
    if missing:
        words += _("%(things)sは資料に記載なし。") % {"things": _("、").join(missing)}
    if not all(one.direction for one in indicators):
        words += _("増減は良し悪しを表しません。")
    return words
