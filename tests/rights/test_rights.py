"""Everybody gets what the table of rights says, over HTTP. `table.py` says how to read it."""

import pytest
from django.db import transaction

from tests.rights.table import lines
from tests.rights.walking import differences, everyday
from tests.rights.world import World

pytestmark = pytest.mark.django_db
LINES = lines()
PENDING = [(line, column) for line in LINES for column in line.pending()]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture
def _django_db_helper(world):
    """Open no transaction for each test: the world's own stands around all, with what it made."""


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.place)
def test_line_is_so_for_a_few(world, line):
    assert differences(world, everyday(line)) == []


@pytest.mark.slow
@pytest.mark.parametrize("line", LINES, ids=lambda line: line.place)
def test_line_is_so_for_everybody(world, line):
    assert differences(world, line.cells()) == []


@pytest.mark.slow
@pytest.mark.xfail(strict=True, reason="marked with ~ in the table: not so yet")
@pytest.mark.parametrize(("line", "column"), PENDING, ids=lambda one: getattr(one, "place", one))
def test_line_is_not_so_yet(world, line, column):
    assert differences(world, line.cells(column)) == []
