"""Tables of counts: from grouped rows to headings, rows and totals."""

import pytest

from kyodo_portal.listing.tables import (
    Heading,
    Table,
    TableRow,
    cells_of,
    counts_of,
    grouped,
    table_of,
)
from projects.models import ProjectRecord
from tests.factories.organizations import DepartmentFactory
from tests.factories.projects import CollaborationFormFactory, published_record

NORTH, SOUTH = Heading(1, "北部"), Heading(2, "南部", "帯広市")
YEARS = [Heading(2024, "令和6年度"), Heading(2025, "令和7年度")]


def test_cells_add_up_the_counts_of_one_place():
    assert cells_of([("a", 1, 2), ("a", 1, 3), ("b", 1, 1)]) == {("a", 1): 5, ("b", 1): 1}


def test_table_fills_gaps_with_zero_and_adds_up():
    table = table_of([NORTH, SOUTH], YEARS, {(1, 2024): 3, (2, 2025): 4, (9, 2025): 100})
    assert table == Table(
        YEARS, [TableRow(NORTH, [3, 0], 3), TableRow(SOUTH, [0, 4], 4)], [3, 4], 7
    )


def test_table_of_nothing_is_empty():
    assert table_of([], [], {}) == Table([], [], [], 0)


@pytest.mark.django_db
def test_counts_hold_each_record_once_in_each_group():
    unit = DepartmentFactory()
    forms = [
        CollaborationFormFactory(municipality=unit.municipality, common_code=code)
        for code in ("koen", "kyosai", "kyosai")
    ]
    published_record(department=unit, forms=forms, fiscal_year=2025)
    published_record(department=unit, forms=forms[:1], fiscal_year=2024)
    assert counts_of(ProjectRecord.objects.all(), "forms__common_code") == [
        {"forms__common_code": "koen", "count": 2},
        {"forms__common_code": "kyosai", "count": 1},
    ]
    assert counts_of(ProjectRecord.objects.order_by("-id"), "fiscal_year") == [
        {"fiscal_year": 2024, "count": 1},
        {"fiscal_year": 2025, "count": 1},
    ]
    assert not grouped(ProjectRecord.objects.order_by("id"), "fiscal_year").query.order_by
