"""What the first staff page says of 協働事業: open years, what to review, the overview."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from kyodo_portal.fiscal_years import current_fiscal_year
from kyodo_portal.organizations.access import WHOLE_AREA, Access
from kyodo_portal.organizations.choices import Role
from kyodo_portal.organizations.models import Department, Municipality
from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.permissions import EDITABLE_BY_EDITOR, visible
from projects import AREA
from projects.records.models.record import ProjectRecord

MOST_OPEN = 20
DONE = frozenset({State.SUBMITTED, State.PUBLISHED, State.WITHDRAWN})
LIST_URL = "admin:projects_projectrecord_changelist"

Records = QuerySet[Any]


@dataclass(frozen=True)
class StateCount:
    """How many records stand in one state, and the list of exactly these."""

    state: str
    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Round:
    """One fiscal year's records of the departments for which somebody enters them.

    open: those still to be completed and submitted, at most MOST_OPEN. done: of `total`,
    how many have been submitted.
    """

    fiscal_year: int
    total: int
    done: int
    states: list[StateCount]
    open: list[ProjectRecord]
    open_count: int

    @property
    def done_percent(self) -> int:
        """Return the share of what is submitted, in whole per cent."""
        return self.done * 100 // self.total if self.total else 0


@dataclass(frozen=True)
class BoardRow:
    """One department's counts, in the order of State, and their sum."""

    department: Department
    counts: list[StateCount]
    total: int


@dataclass(frozen=True)
class Board:
    """The departments of one municipality × state in one fiscal year."""

    municipality: Municipality
    rows: list[BoardRow]
    totals: list[int]
    total: int


def records_of(access: Access) -> Records:
    """Return the records that somebody may see, with the names that the page shows."""
    return visible(ProjectRecord.objects.for_admin_list(), access)


def entered_by(access: Access) -> Records:
    """Return the records of the departments for which somebody enters them."""
    return records_of(access).filter(department__in=access.own_department_ids(AREA))


def rounds(access: Access) -> list[Round]:
    """Return the years in which an editor's records are still open, and the newest year.

    In three queries, however many there are.
    """
    if not any(membership.role == Role.EDITOR for membership in access.memberships):
        return []
    mine = entered_by(access)
    counts = _counts_by_year(mine)
    waiting = list(
        mine.filter(state__in=EDITABLE_BY_EDITOR).order_by("-fiscal_year", "position", "id")
    )
    by_year: dict[int, list[ProjectRecord]] = defaultdict(list)
    for record in waiting:
        by_year[record.fiscal_year].append(record)
    newest = max(counts, default=current_fiscal_year())
    return [
        _round(year, counts.get(year, {}), by_year[year])
        for year in sorted({newest, *by_year}, reverse=True)
    ]


def _counts_by_year(records: Records) -> dict[int, dict[str, int]]:
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    rows = records.order_by().values("fiscal_year", "state").annotate(count=Count("id"))
    for row in rows:
        counts[row["fiscal_year"]][row["state"]] = row["count"]
    return counts


def _round(year: int, counts: dict[str, int], waiting: list[ProjectRecord]) -> Round:
    return Round(
        fiscal_year=year,
        total=sum(counts.values()),
        done=sum(count for state, count in counts.items() if state in DONE),
        states=_state_counts(counts, fiscal_year=year),
        open=waiting[:MOST_OPEN],
        open_count=len(waiting),
    )


def _state_counts(counts: dict[str, int], **conditions: int) -> list[StateCount]:
    return [
        StateCount(
            state.value,
            str(state.label),
            counts.get(state, 0),
            list_url(**conditions, state=state.value),
        )
        for state in State
    ]


def list_url(**conditions: int | str) -> str:
    """Return the address of the records' list under these conditions."""
    return f"{reverse(LIST_URL)}?{urlencode(conditions)}"


def to_review(access: Access) -> Records:
    """Return what was submitted to somebody who collects and publishes, oldest first."""
    submitted = records_of(access).filter(state=State.SUBMITTED)
    if not access.is_operator:
        mine = access.municipalities_with([Role.COORDINATOR], AREA)
        submitted = submitted.filter(municipality__in=mine)
    return submitted.order_by("submitted_at", "id")


def overview_years(access: Access) -> list[int]:
    """Return the fiscal years held of the municipalities that somebody oversees, newest first."""
    years = _overseen(access).order_by("-fiscal_year").values_list("fiscal_year", flat=True)
    return list(years.distinct())


def boards(access: Access, fiscal_year: int) -> list[Board]:
    """Return departments × state for each municipality that somebody oversees.

    In two queries; departments in 建制順, only those that have a record.
    """
    cells = (
        _overseen(access)
        .filter(fiscal_year=fiscal_year)
        .order_by()
        .values("department_id", "state")
        .annotate(count=Count("id"))
    )
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for cell in cells:
        counts[cell["department_id"]][cell["state"]] = cell["count"]
    departments = Department.objects.for_list().filter(pk__in=counts)
    by_municipality: dict[Municipality, list[BoardRow]] = defaultdict(list)
    for department in departments:
        row = _board_row(department, counts[department.pk], fiscal_year)
        by_municipality[department.municipality].append(row)
    return [_board(municipality, rows) for municipality, rows in by_municipality.items()]


def _overseen(access: Access) -> Records:
    records = records_of(access)
    if access.is_operator:
        return records
    whole = access.municipalities_with(WHOLE_AREA, AREA)
    return records.filter(municipality__in=whole)


def _board_row(department: Department, counts: dict[str, int], year: int) -> BoardRow:
    cells = _state_counts(counts, fiscal_year=year, department=department.pk)
    return BoardRow(department, cells, sum(counts.values()))


def _board(municipality: Municipality, rows: Iterable[BoardRow]) -> Board:
    rows = list(rows)
    totals = [
        sum(cells)
        for cells in zip(*([cell.count for cell in row.counts] for row in rows), strict=True)
    ]
    return Board(municipality, rows, totals, sum(totals))


def records_block(request: HttpRequest, access: Access) -> dict[str, Any]:
    """Return what the first page's template needs of yearly records."""
    years = overview_years(access)
    asked = request.GET.get("fiscal_year", "")
    year = int(asked) if asked in map(str, years) else max(years, default=None)
    review = list(to_review(access)[: MOST_OPEN + 1])
    return {
        "rounds": rounds(access),
        "review": review[:MOST_OPEN],
        "review_more": list_url(state=State.SUBMITTED) if len(review) > MOST_OPEN else "",
        "years": years,
        "year": year,
        "boards": boards(access, year) if year is not None else [],
        "list_url": reverse(LIST_URL),
    }
