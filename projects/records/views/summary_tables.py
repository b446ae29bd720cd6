"""The tables of the summary of 協働事業, as figures."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kyodo_portal.listing.figures import (
    AddressOf,
    FigureCell,
    FigureLine,
    Figures,
    difference,
    number,
)
from kyodo_portal.listing.tables import Heading
from kyodo_portal.listing.years import year_words
from kyodo_portal.text import Label
from projects.records.aggregates.tables import YearParticipants
from projects.records.aggregates.totals import Totals
from projects.records.views.summary_words import empty_words, sponsored_people_note


def sponsorship_lines(years: Sequence[Totals], columns: Sequence[Heading]) -> list[FigureLine]:
    """Return 後援を除く and 後援 by year with 計 and the difference; none without any 後援."""
    found = {year.fiscal_year: year for year in years}
    in_order = [found[int(column.key)] for column in columns]
    if not any(year.sponsorships for year in in_order):
        return []
    lines = []
    for label, counts in (
        (_("うち後援を除く"), [year.without_sponsorships for year in in_order]),
        (_("うち後援"), [year.sponsorships for year in in_order]),
    ):
        cells = [number(count) for count in [*counts, sum(counts)]]
        lines.append(FigureLine(label, [*cells, *difference(counts, columns)]))
    return lines


def people(totals: Totals | None) -> FigureCell:
    """Return 市民参加人数 of one cell, with what it leaves out; None is データなし."""
    if totals is None:
        return FigureCell("－", is_empty=True)
    if totals.participants is None:
        return FigureCell(empty_words(totals), is_empty=True)
    return number(totals.participants)


def sponsored_people_lines(years: Sequence[Totals]) -> list[FigureLine]:
    """Return 市民参加人数 without and of 後援 by year; none where nobody is counted under it."""
    if all(year.sponsored_participants is None for year in years):
        return []
    return [
        FigureLine(
            _("うち後援を除く"),
            [_people_or_none(year.participants_without_sponsorships) for year in years],
        ),
        FigureLine(_("うち後援"), [_people_or_none(year.sponsored_participants) for year in years]),
    ]


def _people_or_none(count: int | None) -> FigureCell:
    return FigureCell("－", is_empty=True) if count is None else number(count)


def participants_of_year(year: YearParticipants, *, url_of: AddressOf, key: str) -> Figures:
    """Return one year's 市民参加人数 by department, with the records that have no number."""
    reasons = [
        name
        for name in ("unknown", "not_applicable", "not_entered")
        if name == "unknown" or getattr(year.totals, name)
    ]
    names = {
        "unknown": _("不明"),
        "not_applicable": _("該当なし"),
        "not_entered": _("記載なし"),
    }
    columns: list[tuple[Label, str]] = [(_("人数のある件数"), "")]
    columns += [(names[name], "") for name in reasons]
    columns.append((_("市民参加人数（人）"), ""))

    def cells(totals: Totals) -> list[FigureCell]:
        without = [number(getattr(totals, name)) for name in reasons]
        return [number(totals.counted), *without, people(totals)]

    lines = [
        FigureLine(heading.label, cells(totals), heading.note, url_of(heading))
        for heading, totals in year.departments
    ]
    return Figures(
        caption=_("部署ごとの市民参加人数"),
        corner=_("所管部"),
        columns=columns,
        lines=lines,
        foot=[FigureLine(_("計"), cells(year.totals))],
        note="".join(
            [
                _("%(parts)sです。") % {"parts": apart}
                if (apart := sponsored_people_note(year.totals))
                else "",
                _("延べ・市の報告の合計。年度をまたいで合計しません。"),
            ]
        ),
        key=key,
    )


def participants_by_years(
    years: Sequence[YearParticipants], headings: Sequence[Heading], *, url_of: AddressOf, key: str
) -> Figures:
    """Return 市民参加人数 by department and year, the oldest year first, without a sum over years.

    headings: the departments in their order.
    """
    in_order = sorted(years, key=lambda year: year.totals.fiscal_year or 0)
    found = [{heading.key: totals for heading, totals in year.departments} for year in in_order]
    lines = [
        FigureLine(
            heading.label,
            [people(cells.get(heading.key)) for cells in found],
            heading.note,
            url_of(heading),
        )
        for heading in headings
    ]
    foot = [FigureLine(_("計"), [people(year.totals) for year in in_order])]
    foot += sponsored_people_lines([year.totals for year in in_order])
    foot += [
        FigureLine(label, [number(getattr(year.totals, name)) for year in in_order])
        for label, name in (
            (_("人数のある件数"), "counted"),
            (_("不明の件数"), "unknown"),
            (_("該当なしの件数"), "not_applicable"),
            (_("記載なしの件数"), "not_entered"),
        )
    ]
    return Figures(
        caption=_("部署 × 年度の市民参加人数（人）"),
        corner=_("所管部"),
        columns=[year_words(year.totals.fiscal_year or 0) for year in in_order],
        lines=lines,
        foot=foot,
        note=_(
            "延べ・市の報告の合計。年度をまたいで合計しません。－ はその年度に記録のない部署です。"
        ),
        key=key,
    )
