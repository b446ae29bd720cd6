"""The whole content of a report as plain values: what is shown, exported and kept.

One canonical JSON text (sorted keys, no spaces, UTF-8) makes two equal contents equal
letter by letter, so that its SHA-256 proves that nothing was changed after publication.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects

from kyodo_portal.quantities.percentages import parse_percent
from pledges.reports.models.rating import Rating
from pledges.reports.models.report import ProgressReport
from pledges.sets.models.pledge import PledgeItem, PledgeLevel
from pledges.sets.rules.arithmetic import Figure, FigureNode, Rule, compute

Content = dict[str, Any]
OVERALL = ""


def rules_of(levels: list[PledgeLevel]) -> list[Rule]:
    """Return the rules of a set by depth, 全体 first."""
    return [
        Rule(level.roll_up, level.rounding, level.decimals, level.is_inferred) for level in levels
    ]


def tree_of(
    items: list[PledgeItem], ratings: Mapping[int, Rating], overall: Decimal | None
) -> FigureNode:
    """Return the items of a set with their published percentages, 全体 as the root."""
    children: dict[int | None, list[PledgeItem]] = {}
    for item in items:
        children.setdefault(item.parent_id, []).append(item)

    def node(item: PledgeItem) -> FigureNode:
        rating = ratings.get(item.pk)
        # The text keeps the digits as published: 62, not the database's 62.000.
        percent = parse_percent(rating.percent_text) if rating else None
        below = tuple(node(child) for child in children.get(item.pk, []))
        return FigureNode(item.path, item.depth, percent, below)

    top = tuple(node(item) for item in children.get(None, []))
    return FigureNode(OVERALL, 0, overall, top)


@dataclass(frozen=True)
class Loaded:
    """What a report's figures and words are made of; ratings by the id of their item."""

    items: list[PledgeItem]
    ratings: Mapping[int, Rating]
    levels: list[PledgeLevel]
    figures: Mapping[str, Figure]


def figures_of(report: ProgressReport) -> dict[str, Figure]:
    """Return the published and computed figures of a report by item path ("" for 全体).

    Three queries, whatever the size of the set.
    """
    items = list(PledgeItem.objects.filter(pledge_set_id=report.pledge_set_id).for_tree())
    ratings = {rating.item_id: rating for rating in report.ratings.all()}
    return computed(report, items, ratings, list(report.pledge_set.levels.all()))


def computed(
    report: ProgressReport,
    items: list[PledgeItem],
    ratings: Mapping[int, Rating],
    levels: list[PledgeLevel],
) -> dict[str, Figure]:
    """Return the figures of a report, of what is already read."""
    overall = parse_percent(report.overall_text)
    return compute(tree_of(items, ratings, overall), rules_of(levels))


def load(report: ProgressReport) -> Loaded:
    """Return all that a report's pages show, in six queries."""
    return load_all([report])[report.pk]


def load_all(reports: Iterable[ProgressReport]) -> dict[int, Loaded]:
    """Return all that the pages of reports show, by id, in six queries for any number."""
    reports = list(reports)
    prefetch_related_objects(reports, "pledge_set__levels", "pledge_set__status_words")
    items: dict[int, list[PledgeItem]] = defaultdict(list)
    in_sets = {report.pledge_set_id for report in reports}
    for item in PledgeItem.objects.filter(pledge_set__in=in_sets).for_tree():
        items[item.pledge_set_id].append(item)
    ratings: dict[int, dict[int, Rating]] = defaultdict(dict)
    for rating in Rating.objects.filter(report__in=reports).for_report():
        ratings[rating.report_id][rating.item_id] = rating
    return {
        report.pk: _loaded(report, items[report.pledge_set_id], ratings[report.pk])
        for report in reports
    }


def _loaded(
    report: ProgressReport, items: list[PledgeItem], ratings: Mapping[int, Rating]
) -> Loaded:
    levels = list(report.pledge_set.levels.all())
    return Loaded(items, ratings, levels, computed(report, items, ratings, levels))


def content_of(report: ProgressReport, loaded: Loaded | None = None) -> Content:
    """Return all that a report says: text, tree as worded now, figures, rules, departments."""
    found = loaded or load(report)
    fields = ("title", "period_text", "as_of_text", "released_text", "introduction", "method_note")
    pledge_set = report.pledge_set
    return {
        "pledge_set": pledge_set.slug,
        "pledge_set_name": pledge_set.name,
        "municipality": report.municipality.code,
        "as_of": report.as_of.isoformat(),
        "star_steps": pledge_set.star_steps,
        **{name: getattr(report, name) for name in fields},
        "levels": [_level(level) for level in found.levels],
        "overall": _figure(found.figures[OVERALL]),
        "items": [_item(item, found) for item in found.items],
    }


def canonical(content: Content) -> str:
    """Return a content as its one canonical JSON text."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a canonical text, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def keep_snapshot(report: ProgressReport) -> None:
    """Set the report's snapshot and its hash to what it says now; the caller saves it."""
    report.snapshot = canonical(content_of(report))
    report.snapshot_hash = fingerprint(report.snapshot)


def _level(level: PledgeLevel) -> dict[str, Any]:
    names = (
        "name",
        "has_stars",
        "has_percent",
        "roll_up",
        "rounding",
        "decimals",
        "is_inferred",
        "shows_initiative_ratings",
    )
    return {name: getattr(level, name) for name in names}


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "percent_published": _text(figure.published),
        "percent_computed": _text(figure.computed),
        "mean": _text(figure.mean),
        "parts": [[key, f"{part:f}"] for key, part in figure.parts],
        "left_out": list(figure.left_out),
    }


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"


def _item(item: PledgeItem, found: Loaded) -> dict[str, Any]:
    said: dict[str, Any] = {
        "path": item.path,
        "number": item.number,
        "title": item.title,
        **_figure(found.figures[item.path]),
    }
    rating = found.ratings.get(item.pk)
    if rating is not None:
        shows_steps = found.levels[item.depth].shows_initiative_ratings
        said |= _rating(rating, shows_steps=shows_steps)
    return said


def _rating(rating: Rating, *, shows_steps: bool) -> dict[str, Any]:
    """Return what a rating says; the steps of initiatives only where the set shows them."""
    initiatives = list(rating.initiatives.all())
    steps = [initiative.steps for initiative in initiatives] if shows_steps else None
    return {
        "status": rating.status,
        "stars": rating.stars,
        "stars_text": rating.stars_text,
        "word": rating.word.word if rating.word else None,
        "reason": rating.reason,
        "note": rating.note,
        "departments": [link.department.name for link in rating.department_links.all()],
        "initiatives": [initiative.text for initiative in initiatives],
        "initiative_steps": steps,
    }
