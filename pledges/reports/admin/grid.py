"""A year's ratings on one screen: which rows somebody sees, and what stands beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.organizations.access import WHOLE_AREA, access_of
from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.admin.actions import is_id
from kyodo_portal.publishing.choices import State
from kyodo_portal.staff.grid.views import GridView
from pledges import AREA
from pledges.reports import services
from pledges.reports.aggregates.snapshot import load
from pledges.reports.aggregates.tables import ReportTable, report_table
from pledges.reports.choices import RatingStatus
from pledges.reports.forms.grid import RatingRow, Scale
from pledges.reports.models.rating import Initiative, Rating
from pledges.reports.models.report import ProgressReport
from pledges.sets.models.pledge import PledgeLevel

FIGURES = {"stars": "has_stars", "percent_text": "has_percent", "word": "has_word"}


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
    form: RatingRow | None
    figures: Sequence[str]

    @property
    def is_missing(self) -> bool:
        """Whether the report still waits for this rating."""
        return bool(self.rating.status == RatingStatus.NOT_RATED)

    @property
    def cells(self) -> list[Any]:
        """Return the bound fields by column, "" where the item's level has none."""
        names = [*self.figures, "not_rated_because"]
        return [self.form[name] if name in self.form.fields else "" for name in names]


@dataclass
class Grid:
    """The rows that one person sees of a report, and what is known of all of them.

    figures: by what any of the rows is rated. departments: those in charge of a row, for the
    filter.
    """

    report: ProgressReport
    table: ReportTable
    rows: list[GridRow]
    figures: Sequence[str]
    missing: int
    total: int
    departments: list[Department]
    department: int | None
    only_missing: bool
    previous: ProgressReport | None

    @property
    def needs_reason(self) -> bool:
        """Whether saving corrects what is public."""
        return bool(self.report.state == State.PUBLISHED)

    @property
    def columns(self) -> int:
        """How many columns the table has."""
        is_read = all(row.form is None for row in self.rows)
        return 4 if is_read else 4 + len(self.figures)


class RatingGrid(GridView):
    """The part of the reports' admin that has the grid of ratings."""

    grid_name = "ratings"
    grid_template = "pledges/reports/admin/grid.html"
    saved_text = gettext_lazy("%(count)s件の評価を保存しました。")
    reason_hint = gettext_lazy(
        "公開中の報告です。直したときは必ず書きます。公開ページの訂正に出ます。"
        "公表時の内容の控えは変わりません。"
    )

    def build_grid(self, request, report, data=None, waiting=None):
        access = access_of(request.user)
        return build(access, report, request.GET, data, waiting or {})

    def grid_context(self, report):
        title = _("評価の入力：%(report)s") % {"report": report}
        return {"title": title, "here": _("評価の入力")}


def build(access, report, query, data, waiting) -> Grid:
    """Return the grid of a report for one person, in a fixed number of queries.

    query: `department` (an id) and `missing` limit the rows, but for those that were sent.
    data, waiting: as of `GridView.build_grid`.
    """
    loaded = load(report)
    seen = _seen_rows(access, report, loaded)
    chosen = query.get("department", "")
    department = int(chosen) if is_id(chosen) else None
    only_missing = query.get("missing") == "1"
    previous = services.latest_before(report, access)
    scale = Scale(report.pledge_set.star_steps, list(report.pledge_set.status_words.all()))
    table = report_table(report, loaded)
    listed = []
    for rating, level in seen:
        form = waiting.get(rating.pk)
        if form is None and services.may_write_rating(access, rating):
            form = RatingRow(rating, level, scale, data)
        was_sent = form is not None and form.was_sent
        if was_sent or _is_listed(rating, department, only_missing):
            listed.append((rating, level, form))
    figures = [name for name, has in FIGURES.items() if any(getattr(row[1], has) for row in listed)]
    shared = {"earlier": _earlier(previous), "table": table, "scale": scale, "figures": figures}
    return Grid(
        report=report,
        table=table,
        rows=[_row(*parts, **shared) for parts in listed],
        figures=figures,
        missing=sum(rating.status == RatingStatus.NOT_RATED for rating, _level in seen),
        total=len(seen),
        departments=_departments(rating for rating, _level in seen),
        department=department,
        only_missing=only_missing,
        previous=previous,
    )


def _is_listed(rating, department, only_missing) -> bool:
    is_chosen = department is None or department in services.department_ids_of(rating)
    return is_chosen and (not only_missing or rating.status == RatingStatus.NOT_RATED)


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


def _row(rating, level, form, *, earlier, table, scale, figures) -> GridRow:
    steps = [one.steps for one in rating.initiatives.all() if one.steps is not None]
    last_time = earlier.get(rating.item_id)
    computed = table.by_path[rating.item.path].computed
    return GridRow(
        rating=rating,
        level=level,
        now=said(rating, scale),
        previous=said(last_time, scale) if last_time else "",
        computed="" if computed is None else f"{computed:f}",
        steps_mean=f"{sum(steps) / len(steps):.1f}" if steps else "",
        departments=[link.department for link in rating.department_links.all()],
        initiatives=list(rating.initiatives.all()),
        form=form,
        figures=figures,
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
