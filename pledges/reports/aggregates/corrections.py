"""What was corrected after a report was published: item, from, to, day, reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.publishing.models import Change
from pledges.reports.aggregates.tables import ReportTable
from pledges.reports.choices import RatingStatus
from pledges.reports.models.rating import Rating
from pledges.reports.models.report import ProgressReport
from pledges.sets.models.pledge import PledgeItem

# Only what a public page shows: nothing that staff alone see becomes a correction.
FIELDS: Mapping[str, Mapping[str, Any]] = {
    Rating._meta.label_lower: {
        "percent_text": gettext_lazy("進捗（%）"),
        "stars": gettext_lazy("星"),
        "word": gettext_lazy("状況"),
        "status": gettext_lazy("評価の状態"),
        "departments": gettext_lazy("担当部署"),
        "initiatives": gettext_lazy("取組事業"),
        "reason": gettext_lazy("理由"),
        "note": gettext_lazy("注"),
    },
    PledgeItem._meta.label_lower: {
        "number": gettext_lazy("番号"),
        "title": gettext_lazy("文"),
    },
    ProgressReport._meta.label_lower: {
        "title": gettext_lazy("題名"),
        "period_text": gettext_lazy("期間"),
        "as_of_text": gettext_lazy("時点"),
        "released_text": gettext_lazy("公表日"),
        "overall_text": gettext_lazy("全体"),
        "introduction": gettext_lazy("はじめに"),
        "method_note": gettext_lazy("進捗状況の数値化"),
    },
}


@dataclass(frozen=True)
class Correction:
    """One value of one item that was changed after publication. path "" is the report itself."""

    path: str
    label: str
    title: str
    field: str
    old: str
    new: str
    on: date
    reason: str


def corrections_of(report: ProgressReport, table: ReportTable) -> list[Correction]:
    """Return the corrections of a published report, the newest first, in two queries.

    A report as it was kept at publication has none: its lines stand for no items of today.
    """
    if any(line.id is None for line in table.lines):
        return []
    ratings = dict(report.ratings.values_list("pk", "item_id"))
    lines = {line.id: line.path for line in table.lines}
    kinds = (
        Q(kind=Rating._meta.label_lower, object_id__in=ratings)
        | Q(kind=PledgeItem._meta.label_lower, object_id__in=lines)
        | Q(kind=ProgressReport._meta.label_lower, object_id=report.pk, is_public=True)
    )
    changes = Change.objects.filter(kinds, at__gt=report.published_at, before__isnull=False)
    found: list[Correction] = []
    for change in changes.order_by("-id"):
        item = ratings.get(change.object_id) if change.kind == Rating._meta.label_lower else None
        is_item = change.kind == PledgeItem._meta.label_lower
        path = lines.get(change.object_id if is_item else item, "")
        found += _of_change(change, path, table)
    return found


def _of_change(change: Change, path: str, table: ReportTable) -> Iterator[Correction]:
    line = table.by_path[path]
    before, after = change.before or {}, change.after or {}
    for name, label in FIELDS[change.kind].items():
        old, new = (_shown(name, values.get(name)) for values in (before, after))
        if old != new:
            yield Correction(
                path=path,
                label=line.label,
                title=line.title if path else str(table.content["title"]),
                field=str(label),
                old=old,
                new=new,
                on=timezone.localdate(change.at),
                reason=change.reason,
            )


def _shown(name: str, value: Any) -> str:
    """Return a value of a change as the page shows it; an initiative without its steps."""
    if value is None or value == "":
        return _("なし")
    if name == "status":
        return str(RatingStatus(value).label)
    if name == "departments":
        return "、".join(one["name"] for one in value) or _("なし")
    if name == "initiatives":
        return "\n".join(one["text"] for one in value) or _("なし")
    if isinstance(value, dict):
        return str(value["name"])
    return str(value)
