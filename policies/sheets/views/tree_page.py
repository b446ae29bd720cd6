"""What the tree of the plans shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kyodo_portal.listing.coverage import coverage_text
from kyodo_portal.listing.figures import Section
from kyodo_portal.listing.tabs import KnownYear, Tab, year_tabs
from kyodo_portal.listing.years import age_words, year_label
from kyodo_portal.open_data.formats import LIST_FORMATS
from kyodo_portal.publishing.models import Edition
from policies import AREA
from policies.plans.filters import TreeFilter
from policies.plans.models.plan import Plan
from policies.plans.rows.tree import PlanTree
from policies.sheets.aggregates.ratings import by_branch, grades_of
from policies.sheets.models import EvaluationSheet
from policies.sheets.rows.shown import newest_publication, years_held
from policies.sheets.views.branches import Branch, Leaf, Shown, branches_of, leaves_of
from policies.sheets.views.ratings import corner_of, ratings_section


@dataclass(frozen=True)
class PlanPart:
    """One plan of the page: its name, where it comes from, and its tree."""

    plan: Plan
    name: str
    facts: str
    branches: list[Branch]
    leaves: list[Leaf]


def plan_name(plan: Plan) -> str:
    """Return a plan's name; without one it is called what it is."""
    return plan.name or _("総合計画")


def plan_facts(plan: Plan, *, with_source: bool = True) -> str:
    """Return which years a plan covers, what is not known of it, and its source."""
    missing = [
        word
        for word, is_missing in [
            (_("計画の名前"), not plan.name),
            (_("計画の期間"), plan.first_year is None and plan.last_year is None),
        ]
        if is_missing
    ]
    parts = []
    if plan.first_year or plan.last_year:
        first, last = (year_label(y) if y else "" for y in (plan.first_year, plan.last_year))
        parts.append(_("計画の期間：%(first)s～%(last)s。") % {"first": first, "last": last})
    if missing:
        parts.append(_("%(things)sは資料に記載なし。") % {"things": _("と").join(missing)})
    if with_source and plan.source_title:
        parts.append(_("資料：%(title)s。") % {"title": plan.source_title})
    # A language that puts a space between sentences begins its later ones with it.
    return "".join(parts).strip()


def tree_context(
    request: HttpRequest, trees: Sequence[PlanTree], shown: Shown, asked: int | None
) -> dict[str, Any]:
    """Return the template's context. asked: the year that the query names."""
    plans = [tree.plan for tree in trees]
    held = years_held(plans)
    year = asked or (held[0] if held else None)
    codes = sorted({plan.municipality.code for plan in plans})
    editions = list(Edition.objects.in_view(AREA, codes=codes)) if codes else []
    return {
        "crumbs": [(_("施策評価"), "")],
        "year": year,
        "tabs": _tabs(request, held, editions, year),
        "age": age_of(shown, held, year),
        "measure_count": sum(len(tree.measures) for tree in trees),
        "coverage": [coverage_text(one) for one in editions if one.fiscal_year == year],
        "section": _ratings(trees, year, shown),
        "parts": [_part(tree, shown, year) for tree in trees],
        "formats": LIST_FORMATS,
        "summary_url": reverse("policies:summary"),
    }


def age_of(shown: Shown, held: Sequence[int], year: int | None) -> str:
    """Say that nothing newer is held than the year of a tree, where that is old.

    held: the years of which sheets are published, the newest first.
    """
    if not held or year != held[0]:
        return ""
    return age_words(held[0], newest_publication(shown.values()))


def _part(tree: PlanTree, shown: Shown, year: int | None) -> PlanPart:
    plan = tree.plan
    return PlanPart(
        plan,
        plan_name(plan),
        plan_facts(plan),
        branches_of(tree.roots, shown, year),
        leaves_of(tree.roots, shown, year),
    )


def _tabs(
    request: HttpRequest, held: list[int], editions: list[Edition], year: int | None
) -> list[Tab]:
    if not held or year is None:
        return []
    known = [KnownYear(one) for one in held]
    query = TreeFilter.canonical(request.GET)
    query.pop("fiscal_year", None)
    covered = {one.fiscal_year for one in editions}
    return year_tabs(known, covered, year, request.path, query.urlencode())


def _ratings(trees: Sequence[PlanTree], year: int | None, shown: Shown) -> Section | None:
    """Return the ratings of the page's year by branch, None where no sheet is published."""
    if year is None or not any(one.sheet and one.fiscal_year == year for one in shown.values()):
        return None
    plans = [tree.plan for tree in trees]
    sheets = EvaluationSheet.objects.published().filter(plan_item__plan__in=plans, fiscal_year=year)
    addresses = {
        root.item.pk: root.item.get_absolute_url() for tree in trees for root in tree.roots
    }
    return ratings_section(
        "ratings",
        _("反映区分"),
        corner_of(plan.levels[0] for plan in plans),
        by_branch(sheets, grades_of(sheets)),
        lambda heading: addresses.get(int(heading.key), ""),
        years=year_label(year),
        note=_("市の担当部署による自己評価です。"),
    )
