"""評価指標 of a sheet's 施策 by year: one screen to write the values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing import permissions
from kyodo_portal.publishing.permissions import EDITABLE_BY_EDITOR
from kyodo_portal.staff.grid.views import GridView
from policies.indicators.forms.grid import LABELS, IndicatorRow
from policies.indicators.models import Indicator, IndicatorValue
from policies.indicators.services import published_years


@dataclass
class Cell:
    """One year of a row. fields: (label, bound field), none where it is only to be read."""

    fiscal_year: int
    value: IndicatorValue | None
    fields: list[tuple[Any, Any]]


@dataclass
class Row:
    """One indicator with its years. form: None where nothing of it may be written."""

    indicator: Indicator
    years: Sequence[int]
    form: IndicatorRow | None

    @property
    def cells(self) -> list[Cell]:
        """Return one cell for each year of the grid."""
        values = {value.fiscal_year: value for value in self.indicator.values.all()}
        return [Cell(year, values.get(year), self._fields(year)) for year in self.years]

    def _fields(self, year: int) -> list[tuple[Any, Any]]:
        if self.form is None or f"{year}-note" not in self.form.fields:
            return []
        return [(label, self.form[f"{year}-{name}"]) for name, label in LABELS.items()]


@dataclass
class Grid:
    """The indicators of a 施策 over the years, which are the columns."""

    rows: list[Row]
    years: Sequence[int]
    needs_reason: bool

    @property
    def columns(self) -> int:
        """How many columns the table has."""
        return 1 + len(self.years)


class IndicatorGrid(GridView):
    """The part of the sheets' admin that has the grid of indicators and years."""

    grid_name = "indicators"
    grid_template = "policies/indicators/admin/indicators.html"
    saved_text = gettext_lazy("%(count)s件の指標を保存しました。")
    reason_hint = gettext_lazy("公開中の年度の値を直したときは必ず書きます。")

    def build_grid(self, request, sheet, data=None, waiting=None):
        indicators = list(Indicator.objects.for_list().filter(plan_item=sheet.plan_item_id))
        access = access_of(request.user)
        years = columns(sheet, indicators, access)
        editable = editable_years(access, sheet, years)
        forms = waiting or {}
        rows = [
            Row(
                indicator,
                years,
                forms.get(indicator.pk)
                or (IndicatorRow(indicator, editable, data) if editable else None),
            )
            for indicator in indicators
        ]
        shown = published_years(sheet.plan_item.sheets.all(), set(editable))
        return Grid(rows, years, needs_reason=bool(shown))

    def grid_context(self, sheet):
        return {"title": _("評価指標"), "here": _("評価指標")}


def columns(sheet, indicators, access):
    """Return the years of the grid: those that have a value, up to the sheet's own.

    Left out is a year whose own sheet the user may not see, unless a published sheet shows it.
    """
    held = {value.fiscal_year for indicator in indicators for value in indicator.values.all()}
    earlier = {year for year in held if year < sheet.fiscal_year}
    sheets = sheet.plan_item.sheets.filter(fiscal_year__in=earlier)
    unseen = sheets.exclude(pk__in=permissions.visible(sheets, access).values("pk"))
    if hidden := set(unseen.values_list("fiscal_year", flat=True)):
        hidden -= published_years(sheet.plan_item.sheets.published(), hidden)
    return sorted(earlier - hidden | {sheet.fiscal_year})


def editable_years(access, sheet, years):
    """Return the years that somebody may write: of a department only the open sheet's own."""
    if permissions.is_coordinator_of(access, sheet):
        return years
    is_open = sheet.state in EDITABLE_BY_EDITOR
    return [sheet.fiscal_year] if is_open and permissions.is_editor_of(access, sheet) else []
