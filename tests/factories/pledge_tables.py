"""市長公約: the content of a report as plain values, and its table, without a database."""

from collections.abc import Mapping, Sequence
from typing import Any

from pledges.reports.aggregates.tables import ReportTable, table_of

NO_RULE = {"roll_up": "none", "rounding": "none", "decimals": 0, "is_inferred": False}


def level(name: str, **values: Any) -> dict[str, Any]:
    """Return one level as a content holds it: without figures and rule, unless given."""
    shown = {"has_stars": False, "has_percent": False, "shows_initiative_ratings": False}
    return {"name": name, **shown, **NO_RULE, **values}


MEAN = {"roll_up": "mean_of_published", "rounding": "truncated"}
# 全体 → 柱 → 公約 → 施策, of which the last is rated in stars alone.
LEVELS = (
    level("全体", has_percent=True, roll_up="mean_of_published", rounding="rounded", decimals=1),
    level("柱", has_percent=True, is_inferred=True, **MEAN),
    level("公約", has_percent=True, has_stars=True),
    level("施策", has_stars=True),
)
IN_WORDS = (level("全体"), level("ビジョン"), level("公約"))


def item(path: str, published: str | None = None, **values: Any) -> dict[str, Any]:
    """Return one item as a content holds it; with a figure or a word it is rated."""
    is_rated = published is not None or {"stars", "word"} & values.keys()
    return {
        "path": path,
        "number": "",
        "title": f"約束{path}",
        "percent_published": published,
        "percent_computed": None,
        "status": "rated" if is_rated else "not_rated",
        **values,
    }


def content(
    items: Sequence[Mapping[str, Any]] = (),
    *,
    levels: Sequence[Mapping[str, Any]] = LEVELS,
    overall: str | None = None,
    **values: Any,
) -> dict[str, Any]:
    """Return what a report of 令和5年度末 says."""
    return {
        "pledge_set": "city-1",
        "municipality": "012131",
        "title": "取組状況",
        "as_of": "2024-03-31",
        "as_of_text": "令和5年度末",
        "star_steps": 10,
        "levels": list(levels),
        "overall": {"percent_published": overall, "percent_computed": None},
        "items": list(items),
        **values,
    }


def table(
    *items: Mapping[str, Any],
    levels: Sequence[Mapping[str, Any]] = LEVELS,
    words: Sequence[str] = (),
    overall: str | None = None,
    **values: Any,
) -> ReportTable:
    """Return a report of these items as its pages read it."""
    return table_of(content(items, levels=levels, overall=overall, **values), words)
