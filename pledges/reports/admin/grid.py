"""A year's ratings on one screen: which rows somebody sees, and saving what was changed."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from kyodo_portal.organizations.access import WHOLE_AREA
from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.admin.actions import is_id
from kyodo_portal.publishing.choices import State
from pledges import AREA
from pledges.reports import services
from pledges.reports.aggregates.snapshot import load
from pledges.reports.aggregates.tables import ReportTable, report_table
from pledges.reports.choices import RatingStatus
from pledges.reports.forms.grid import RatingRow, Scale
from pledges.reports.models.rating import Initiative, Rating
from pledges.reports.models.report import ProgressReport
from pledges.sets.models.pledge import PledgeLevel


@dataclass
class GridRow:
    """One item: what was said last time, the fields of this time (None: only to be read)."""

    rating: Rating
    level: PledgeLevel
    now: str
    previous: str
    computed: str
    steps_mean: str
    departments: list[Department]
    initiatives: list[Initiative]
    form: RatingRow | None = None

    @property
    def is_missing(self) -> bool:
        """Whether the report still waits for this rating."""
        return bool(self.rating.status == RatingStatus.NOT_RATED)


@dataclass
class Grid:
    """The rows that one person sees of a report, and what is known of all of them.

    levels: those among the rows. departments: those in charge of a row, for the filter.
    """

    report: ProgressReport
    table: ReportTable
    rows: list[GridRow]
    missing: int
    total: int
    departments: list[Department]
    department: int | None
    only_missing: bool
    previous: ProgressReport | None
    failed: list[RatingRow] = field(default_factory=list)
    saved: int = 0

    @property
    def is_editable(self) -> bool:
        """Whether the person may write any row."""
        return any(row.form is not None for row in self.rows)

    @property
    def needs_reason(self) -> bool:
        """Whether saving corrects what is public."""
        return bool(self.report.state == State.PUBLISHED)

    @property
    def has_stars(self) -> bool:
        """Whether any row is rated in stars; the same for the other two."""
        return any(row.level.has_stars for row in self.rows)

    @property
    def has_percent(self) -> bool:
        return any(row.level.has_percent for row in self.rows)

    @property
    def has_word(self) -> bool:
        return any(row.level.has_word for row in self.rows)

    @property
    def columns(self) -> int:
        """How many columns the table has."""
        return 4 + self.has_stars + self.has_percent + self.has_word


def build(access, report, query, data=None, keep: Collection[int] = ()) -> Grid:
    """Return the grid of a report for one person, in a fixed number of queries.

    query: `department` (an id) and `missing` limit the rows; keep: ids of ratings that are
    listed all the same. data: what was posted.
    """
    loaded = load(report)
    seen = _seen_rows(access, report, loaded)
    chosen = query.get("department", "")
    department = int(chosen) if is_id(chosen) else None
    only_missing = query.get("missing") == "1"
    previous = services.latest_before(report)
    earlier = _earlier(previous)
    scale = Scale(report.pledge_set.star_steps, list(report.pledge_set.status_words.all()))
    table = report_table(report, loaded)
    rows = []
    for rating, level in seen:
        is_chosen = department is None or department in services.department_ids_of(rating)
        is_listed = is_chosen and (not only_missing or rating.status == RatingStatus.NOT_RATED)
        if is_listed or rating.pk in keep:
            row = _row(rating, level, earlier.get(rating.item_id), table, scale)
            if services.may_write_rating(access, rating):
                row.form = RatingRow(rating, level, scale, data)
            rows.append(row)
    return Grid(
        report=report,
        table=table,
        rows=rows,
        missing=sum(rating.status == RatingStatus.NOT_RATED for rating, _level in seen),
        total=len(seen),
        departments=_departments(rating for rating, _level in seen),
        department=department,
        only_missing=only_missing,
        previous=previous,
    )


def _seen_rows(access, report, loaded) -> list[tuple[Rating, PledgeLevel]]:
    """Return the ratings at rated levels: all of them, or those of one's own departments."""
    whole = access.has_role(report.municipality_id, WHOLE_AREA, AREA)
    own = access.own_department_ids(AREA)
    found = []
    for item in loaded.items:
        rating = loaded.ratings.get(item.pk)
        level = loaded.levels[item.depth]
        if rating is None or not level.is_rated:
            continue
        rating.report = report
        if whole or services.department_ids_of(rating) & own:
            found.append((rating, level))
    return found


def _earlier(previous) -> dict[int, Rating]:
    if previous is None:
        return {}
    ratings = Rating.objects.filter(report=previous).select_related("word")
    return {rating.item_id: rating for rating in ratings}


def _departments(ratings) -> list[Department]:
    found = {
        link.department_id: link.department
        for rating in ratings
        for link in rating.department_links.all()
    }
    return sorted(found.values(), key=lambda one: (one.sort_order, one.pk))


def _row(rating, level, earlier, table, scale) -> GridRow:
    steps = [one.steps for one in rating.initiatives.all() if one.steps is not None]
    computed = table.by_path[rating.item.path].computed
    return GridRow(
        rating=rating,
        level=level,
        now=said(rating, scale),
        previous=said(earlier, scale) if earlier else "",
        computed="" if computed is None else f"{computed:f}",
        steps_mean=f"{sum(steps) / len(steps):.1f}" if steps else "",
        departments=[link.department for link in rating.department_links.all()],
        initiatives=list(rating.initiatives.all()),
    )


def said(rating: Rating, scale: Scale) -> str:
    """Return what a rating says, in words: 星7（10段階）、62%; else why it says nothing."""
    parts = []
    if rating.stars is not None:
        steps = {"stars": rating.stars, "steps": scale.star_steps}
        parts.append(_("星%(stars)s（%(steps)s段階）") % steps)
    if rating.percent is not None:
        parts.append(f"{rating.percent_text.rstrip('%％')}%")
    if rating.word is not None:
        parts.append(rating.word.word)
    return "、".join(parts) or str(rating.get_status_display())


def save_rows(grid: Grid, *, by: Any, reason: str) -> None:
    """Save every row that was changed, each on its own; what was refused is in `failed`."""
    for row in grid.rows:
        if row.form is None or not row.form.is_changed():
            continue
        if row.form.save(by=by, reason=reason):
            grid.saved += 1
        else:
            grid.failed.append(row.form)


def has_changes(grid: Grid) -> bool:
    """Whether any row was changed."""
    return any(row.form is not None and row.form.is_changed() for row in grid.rows)


def outcome(grid: Grid) -> str:
    """Return in one sentence which rows were saved and which were not."""
    if not grid.failed:
        return (
            _("%(count)s件の評価を保存しました。") % {"count": grid.saved}
            if grid.saved
            else _("変わったところはありませんでした。")
        )
    listed = "、".join(form.rating.item.path for form in grid.failed)
    return _(
        "%(saved)s件を保存しました。%(failed)s件（%(listed)s）は保存していません。"
        "その行の説明を読んで直し、もう一度保存してください。"
    ) % {"saved": grid.saved, "failed": len(grid.failed), "listed": listed}
