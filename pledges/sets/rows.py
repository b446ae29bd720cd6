"""A set of 市長公約 as a plain row for files and API."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pledges.sets.models.pledge import PledgeItem
from pledges.sets.rules.arithmetic import rule_words

Row = dict[str, Any]


def set_row(pledge_set: Any) -> Row:
    """Return a set of `for_list()` as files and API hold it."""
    levels = list(pledge_set.levels.all())
    return {
        "id": pledge_set.pk,
        "municipality": pledge_set.municipality.code,
        "slug": pledge_set.slug,
        "name": pledge_set.name,
        "term_text": pledge_set.term_text,
        "star_steps": pledge_set.star_steps,
        "levels": [
            _level_row(level, levels[place + 1].name if place + 1 < len(levels) else "")
            for place, level in enumerate(levels)
        ],
        "status_words": [
            {"word": word.word, "meaning": word.meaning} for word in pledge_set.status_words.all()
        ],
        "fiscal_years": list(
            dict.fromkeys(report.fiscal_year for report in pledge_set.published_reports)
        ),
        "url": pledge_set.get_absolute_url(),
    }


def _level_row(level: Any, below: str) -> Row:
    return {
        "name": level.name,
        "has_stars": level.has_stars,
        "has_percent": level.has_percent,
        "roll_up": level.roll_up,
        "rounding": level.rounding,
        "decimals": level.decimals,
        "is_inferred": level.is_inferred,
        "rule": rule_words(level, below),
    }


def item_labels(items: Iterable[PledgeItem]) -> dict[int, str]:
    """Return each item's number with those above it, as the report's own pages say: I-3-1.

    An item without a number counts by its place. One query.
    """
    items = list(items)
    above = {item.path.rsplit("-", depth)[0] for item in items for depth in range(item.depth)}
    sets = {item.pledge_set_id for item in items}
    numbers = {
        (set_id, path): number or path.rpartition("-")[2]
        for set_id, path, number in PledgeItem.objects.filter(
            pledge_set__in=sets, path__in=above
        ).values_list("pledge_set_id", "path", "number")
    }

    def label(item: PledgeItem) -> str:
        parts = item.path.split("-")
        paths = ["-".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
        return "-".join(numbers[item.pledge_set_id, path] for path in paths)

    return {item.pk: label(item) for item in items}


def number(value: Decimal | None) -> int | float | None:
    """Return a percentage as a plain number: 62, 59.2; None for none."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
