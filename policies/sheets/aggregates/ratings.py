"""Ratings counted by branch of the plan: from a queryset of sheets to plain rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kyodo_portal.listing.tables import Heading, Table, TableRow
from policies.plans.models.plan import PlanItem, RatingGrade

Sheets = QuerySet[Any]
# Of a sheet without a rating.
NO_RATING = ""


def grades_of(sheets: Sheets) -> list[Heading]:
    """Return the steps of the scales of these sheets' plans, in order; `note` is the label.

    A letter that the plans explain differently keeps each explanation, once.
    記載なし stands at the end where a sheet has no rating. Two queries.
    """
    plans = sheets.order_by().values("plan_item__plan_id")
    grades = RatingGrade.objects.filter(plan__in=plans).order_by("position", "code", "id")
    labels: dict[str, list[str]] = {}
    for grade in grades:
        labels.setdefault(grade.code, []).append(grade.label)
    headings = [Heading(code, code, "／".join(dict.fromkeys(own))) for code, own in labels.items()]
    if sheets.filter(rating__isnull=True).exists():
        headings.append(Heading(NO_RATING, _("記載なし")))
    return headings


def by_branch(sheets: Sheets, grades: Sequence[Heading]) -> Table:
    """Return ratings by item of the highest level, in the plan's order. Two queries."""
    rows = list(sheets.order_by().values_list("plan_item_id", "plan_item__plan_id", "rating__code"))
    tops = top_headings({plan_id for _item, plan_id, _code in rows})
    counts: dict[Heading, Counter[str]] = {}
    for item_id, _plan, code in rows:
        counts.setdefault(tops[item_id], Counter())[code or NO_RATING] += 1
    in_order = [top for top in dict.fromkeys(tops.values()) if top in counts]
    return table(in_order, counts, grades, Counter(code or NO_RATING for *_ids, code in rows))


def top_headings(plan_ids: Iterable[int]) -> dict[int, Heading]:
    """Return for each item of plans the item of the highest level over it, plans in order."""
    items = PlanItem.objects.filter(plan__in=set(plan_ids)).order_by(
        "depth", "plan__municipality__code", "plan_id", "position", "id"
    )
    tops: dict[int, Heading] = {}
    values = items.values(
        "id", "parent_id", "number", "title", "text", "plan__municipality__name", "plan_id"
    )
    names = {row["plan_id"]: row["plan__municipality__name"] for row in values}
    for row in values:
        label = " ".join(filter(None, [row["number"], row["title"] or row["text"]]))
        note = names[row["plan_id"]] if len(names) > 1 else ""
        own = Heading(row["id"], label, note)
        tops[row["id"]] = tops.get(row["parent_id"], own)
    return tops


def by_department(sheets: Sheets, grades: Sequence[Heading]) -> Table:
    """Return ratings by department in 建制順; `note` is what it belongs to. One query."""
    rows = sheets.order_by(
        "municipality__code", "sections__department__sort_order", "sections__department_id"
    ).values_list(
        "pk",
        "rating__code",
        "sections__department_id",
        "sections__department__name",
        "sections__department__parent__name",
    )
    counts: dict[Heading, Counter[str]] = {}
    ratings: dict[int, str] = {}
    for sheet, code, pk, name, parent in rows:
        ratings[sheet] = code or NO_RATING
        if pk is not None:
            counts.setdefault(Heading(pk, name, parent or ""), Counter())[ratings[sheet]] += 1
    return table(list(counts), counts, grades, Counter(ratings.values()))


def table(
    headings: Sequence[Heading],
    counts: Mapping[Heading, Counter[str]],
    grades: Sequence[Heading],
    once: Counter[str],
) -> Table:
    """Return counts by heading and grade. `once` counts each sheet one time."""
    rows = [
        TableRow(
            heading,
            [counts[heading][str(grade.key)] for grade in grades],
            counts[heading].total(),
        )
        for heading in headings
    ]
    totals = [once[str(grade.key)] for grade in grades]
    return Table(list(grades), rows, totals, once.total())
