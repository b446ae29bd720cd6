"""What the page of an item above the 施策 shows: its texts, and the 施策 below."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kyodo_portal.open_data.formats import LIST_FORMATS
from policies.plans.rows.tree import Node, PlanTree
from policies.sheets.rows.shown import years_held
from policies.sheets.views.branches import Shown, branch_of
from policies.sheets.views.tree_page import age_of, plan_facts, plan_name


def crumbs_of(node: Node, here: str) -> list[tuple[str, str]]:
    """Return the way to an item; `here` are the words for itself."""
    above = [(one.label, one.item.get_absolute_url()) for one in node.above]
    return [(_("施策評価"), reverse("policies:tree")), *above, (here, "")]


def branch_context(tree: PlanTree, node: Node, shown: Shown, asked: int | None) -> dict[str, Any]:
    """Return the template's context. asked: the year that the query names."""
    years = [one.fiscal_year for one in shown.values() if one.sheet]
    year = asked or max(years, default=None)
    item = node.item
    return {
        "crumbs": crumbs_of(node, node.label),
        "age": age_of(shown, years_held([tree.plan]), year),
        "kind": item.level_name,
        "kickers": [
            *([_("番号 %(number)s") % {"number": item.number}] if item.number else []),
            tree.plan.municipality.name,
            plan_name(tree.plan),
        ],
        "item": item,
        "year": year,
        "branch": branch_of(node, shown, year),
        "plan_facts": plan_facts(tree.plan),
        "formats": LIST_FORMATS,
    }
