"""The grid of a 施策: its indicators by row, the fiscal years by column."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.fiscal_years import format_fiscal_year
from kyodo_portal.organizations.models import User
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.funnel import Stale
from kyodo_portal.quantities.indicator_values import InvalidValue, parse_value
from kyodo_portal.text import normalise_newlines
from policies.indicators.models import Indicator, IndicatorValue
from policies.indicators.services import save_indicator

NAMES = ("value_text", "as_of_text", "note")
HIGHEST_VERSION = 2**31 - 2


class CellForm(forms.Form):
    """One indicator in one year. It keeps what it was opened with, to know what was typed."""

    value_text = forms.CharField(
        label=gettext_lazy("実績値"), max_length=30, required=False, show_hidden_initial=True
    )
    as_of_text = forms.CharField(
        label=gettext_lazy("いつの値か"), max_length=100, required=False, show_hidden_initial=True
    )
    note = forms.CharField(
        label=gettext_lazy("注"),
        max_length=1000,
        required=False,
        show_hidden_initial=True,
        widget=forms.Textarea(attrs={"rows": 1}),
    )

    def __init__(self, *args: Any, where: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.where = where
        for bound in self:
            bound.field.widget.attrs["aria-label"] = f"{where} {bound.label}"

    def clean_value_text(self) -> str:
        """Refuse what is no number, naming the indicator and the year."""
        text = str(self.cleaned_data["value_text"])
        try:
            parse_value(text)
        except InvalidValue as error:
            raise ValidationError(f"{self.where}：{error}") from error
        return text

    def clean_note(self) -> str:
        """Return the note with the line ends of a text file."""
        return normalise_newlines(self.cleaned_data["note"])

    @property
    def typed(self) -> dict[str, str]:
        """Return what was changed since the page was opened."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


@dataclass
class Cell:
    """One year of a row; `form` is None where it is only to be read."""

    fiscal_year: int
    value: IndicatorValue | None
    form: CellForm | None


@dataclass
class Row:
    """One indicator. version: the one that was seen; errors: why it was not saved."""

    indicator: Indicator
    version: int | None
    cells: list[Cell]
    errors: list[str] = field(default_factory=list)
    is_stale: bool = False

    @property
    def anchor(self) -> str:
        """Return the id of the row on the page."""
        return f"indicator-{self.indicator.pk}"

    def wanted(self) -> list[IndicatorValue] | None:
        """Return all values of the indicator with what was typed, None where nothing was."""
        values = {value.fiscal_year: copy(value) for value in self.indicator.values.all()}
        typed = {cell.fiscal_year: cell.form.typed for cell in self.cells if cell.form is not None}
        if not any(typed.values()):
            return None
        for year, changes in typed.items():
            if changes:
                value = values.setdefault(year, IndicatorValue(fiscal_year=year))
                for name, text in changes.items():
                    setattr(value, name, text)
        return list(values.values())


class Grid:
    """The indicators of a 施策 over the years.

    years: the columns, in order. editable: those that the user may write. data: what was
    posted, None for a page that was only opened.
    """

    def __init__(
        self,
        indicators: Iterable[Indicator],
        years: Sequence[int],
        editable: Iterable[int],
        data: Any = None,
    ) -> None:
        self.years, self.editable, self.data = years, frozenset(editable), data
        self.rows = [self._row(indicator) for indicator in indicators]

    def _row(self, indicator: Indicator) -> Row:
        values = {value.fiscal_year: value for value in indicator.values.all()}
        cells = [self._cell(indicator, year, values.get(year)) for year in self.years]
        version: int | None = indicator.version
        if self.data is not None:
            version = _version(self.data.get(f"version_{indicator.pk}", ""))
        return Row(indicator, version, cells)

    def _cell(self, indicator: Indicator, year: int, value: IndicatorValue | None) -> Cell:
        if year not in self.editable:
            return Cell(year, value, None)
        form = CellForm(
            self.data,
            prefix=f"v{indicator.pk}-{year}",
            initial={name: getattr(value, name, "") for name in NAMES},
            where=f"「{indicator}」{format_fiscal_year(year)}",
        )
        return Cell(year, value, form)

    @property
    def forms(self) -> list[CellForm]:
        """Return the forms of all cells that can be written, row by row."""
        return [cell.form for row in self.rows for cell in row.cells if cell.form is not None]

    @property
    def errors(self) -> list[dict[str, str]]:
        """Return every message with the place on the page that it belongs to."""
        found = [
            {"message": str(message), "anchor": form[name].auto_id}
            for form in self.forms
            if form.is_bound
            for name, messages in form.errors.items()
            for message in messages
        ]
        return found + [
            {"message": message, "anchor": row.anchor}
            for row in self.rows
            for message in row.errors
        ]

    def save(self, *, by: User, reason: str) -> int | None:
        """Save what was typed, all or nothing; return how many indicators changed.

        None where something was refused; then nothing is saved, and `errors` says why.
        """
        # Each is asked, so that all that must be mended is shown at once.
        if sum(not form.is_valid() for form in self.forms):
            return None
        with transaction.atomic():
            saved = sum(_saved(row, by, reason) for row in self.rows)
            is_refused = any(row.errors for row in self.rows)
            transaction.set_rollback(is_refused)
        return None if is_refused else saved


def _saved(row: Row, by: User, reason: str) -> bool:
    """Save one row; why it cannot be, is written on the row."""
    values = row.wanted()
    if values is None:
        return False
    try:
        change = save_indicator(
            row.indicator,
            values=values,
            by=by,
            channel=Channel.ADMIN,
            expected_version=row.version,
            reason=reason,
        )
    except Stale:
        row.is_stale = True
        row.version = row.indicator.version
        row.errors = [
            _(
                "「%(name)s」は、あなたが開いたあとにほかの人が保存しました。いまの値を下で確かめて、"
                "もう一度「保存する」を押すと、あなたが書き換えた欄だけが入ります。"
            )
            % {"name": row.indicator}
        ]
    except PermissionDenied as denied:
        row.errors = [str(denied)]
    except ValidationError as error:
        row.errors = list(error.messages)
    else:
        return change is not None
    return False


def _version(text: str) -> int | None:
    # Measured first: reading a number of any length takes any time.
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(HIGHEST_VERSION))
    return int(text) if is_number else None
