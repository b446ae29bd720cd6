"""Sentences of the summary, made of the figures they speak of.

They tell how many and where, never who is best.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kyodo_portal.listing.tables import Table
from kyodo_portal.listing.years import joined, span, year_label
from kyodo_portal.text import Label
from projects.records.aggregates.tables import YearParticipants
from projects.records.aggregates.totals import Totals
from projects.records.choices import Recurrence

# From here on a sentence that names each figure is longer than the table.
MOST_NAMED = 10


def department_sentence(table: Table) -> str:
    """Say where the records are: one department for most of them, or in how many."""
    most = max(table.rows, key=lambda row: row.total)
    words = {
        "department": most.heading.label,
        "count": f"{most.total:,}",
        "total": f"{table.total:,}",
        "departments": f"{len(table.rows):,}",
        "years": span(table.columns),
    }
    if len(table.rows) == 1:
        return _("%(years)sの%(total)s件は、すべて%(department)sの事業です。") % words
    if most.total * 2 > table.total:
        return _("%(department)sが%(total)s件中%(count)s件で、半分を超えています。") % words
    return _("%(years)sの%(total)s件を、%(departments)sの部署が受け持っています。") % words


def form_sentence(table: Table) -> str:
    """Say how many records each form has, and how records of several forms are counted."""
    once = _("1件が複数の形態をもつときは、それぞれの形態に数え、計には1回だけ数えます。")
    if len(table.rows) == 1:
        all_of_one = _("%(total)s件すべてが%(form)sです。")
        words = {"total": f"{table.total:,}", "form": table.rows[0].heading.label}
        return all_of_one % words + once
    return _("%(forms)sです。") % {"forms": counted(_named_totals(table))} + once


def activity_field_sentence(table: Table) -> str:
    """Say how many records each 活動分野 has, and that people choose the fields."""
    chosen = _(
        "分野は担当者が事業ごとに選びます。1件が複数の分野をもつときは、それぞれに数えます。"
    )
    named = [row for row in table.rows if row.heading.key != "none"]
    if not named:
        words = {"total": f"{table.total:,}"}
        return _("分野はまだ選ばれていません。%(total)s件すべてが未分類です。") % words
    return _("%(fields)sです。") % {"fields": counted(_named_totals(table))} + chosen


def _named_totals(table: Table) -> list[tuple[Label, int]]:
    return [(row.heading.label, row.total) for row in table.rows]


def counted(totals: Sequence[tuple[Label, int]]) -> str:
    """List labels with their numbers of records."""
    return joined(
        [
            _("%(label)s%(count)s件") % {"label": label, "count": f"{count:,}"}
            for label, count in totals
        ]
    )


def recurrence_sentence(table: Table) -> str:
    """Say how many records each 実施区分 has."""
    words = [
        _("資料に記載のないものが%(count)s件") % {"count": f"{count:,}"}
        if column.key == Recurrence.NOT_ENTERED
        else _("%(label)sが%(count)s件") % {"label": column.label, "count": f"{count:,}"}
        for column, count in zip(table.columns, table.totals, strict=True)
    ]
    return _("%(parts)sです。") % {"parts": joined(words)}


def participants_sentence(years: Sequence[YearParticipants]) -> str:
    """Say how many people each year reports, and what is left out."""
    if len(years) > 1:
        named = [_year_words(year.totals) for year in years[:MOST_NAMED]]
        never = _("年度をまたいで合計しません。")
        return _("%(years)sです。") % {"years": joined(named)} + never
    totals = years[0].totals
    if totals.participants is None:
        return _("人数の分かる記録はありません。")
    words = {"counted": f"{totals.counted:,}", "people": f"{totals.participants:,}"}
    sentence = _("人数のある%(counted)s件の合計は%(people)s人です。") % words
    if apart := sponsored_people_note(totals):
        sentence += _("%(parts)sです。") % {"parts": apart}
    omitted = left_out(totals)
    return sentence + (_("%(omitted)sは含みません。") % {"omitted": omitted} if omitted else "")


def _year_words(totals: Totals) -> str:
    year = year_label(totals.fiscal_year or 0)
    if totals.participants is None:
        return _("%(year)sは人数の記録なし") % {"year": year}
    return _("%(year)sが%(people)s人") % {"year": year, "people": f"{totals.participants:,}"}


def left_out(totals: Totals) -> str:
    """Name the records without a number: 不明1件、記載なし2件; "" when there is none."""
    reasons = [
        (_("不明"), totals.unknown),
        (_("該当なし"), totals.not_applicable),
        (_("記載なし"), totals.not_entered),
    ]
    return counted([(label, count) for label, count in reasons if count])


def left_out_note(totals: Totals) -> str:
    """Return 不明1件を除く, or "" when nothing is left out."""
    omitted = left_out(totals)
    return _("%(omitted)sを除く") % {"omitted": omitted} if omitted else ""


def sponsorship_note(totals: Totals) -> str:
    """Return 後援を除く63件、後援325件, or "" where nothing is 後援."""
    if not totals.sponsorships:
        return ""
    return counted(
        [(_("後援を除く"), totals.without_sponsorships), (_("後援"), totals.sponsorships)]
    )


def sponsored_people_note(totals: Totals) -> str:
    """Return うち後援を除く26,892人、後援420人, or "" where nobody is counted under 後援."""
    if totals.sponsored_participants is None:
        return ""
    return _("うち後援を除く%(others)s人、後援%(number)s人") % {
        "others": f"{totals.participants_without_sponsorships:,}",
        "number": f"{totals.sponsored_participants:,}",
    }


def empty_words(totals: Totals) -> str:
    """Return which kind of empty stands where no record has a number."""
    if totals.unknown:
        return _("不明")
    return _("該当なし") if totals.not_applicable else _("記載なし")
