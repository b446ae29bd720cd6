"""What every test stands on: the size of the dose, and which tests this run can carry out."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.factories.real_data import Insertions, insertions_of, loaded_rows, put_back
from tests.rights.table import lines, number_of_cells

FULL_DOSE = os.environ.get("TEST_DOSE") == "full"
BROWSER_TESTS = Path(__file__).parent / "browser"

# `ci` is small and asks the same questions every time; `full` (.ci/full) asks new ones.
hypothesis_settings.register_profile(
    "ci", max_examples=30, derandomize=True, deadline=None, database=None
)
hypothesis_settings.register_profile(
    "full", max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("full" if FULL_DOSE else "ci")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark browser tests by their folder, put real data first, skip what this run cannot do."""
    vendor = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    needs_full_dose = pytest.mark.skip(reason="only in the full dose: TEST_DOSE=full")
    needs_postgresql = pytest.mark.skip(reason="needs PostgreSQL: DATABASE_URL=postgres://…")
    needs_sqlite = pytest.mark.skip(reason="needs SQLite: no DATABASE_URL")
    for item in items:
        if "real_data" in item.fixturenames:
            # Before every other fixture, so that the numbers of its rows are still free.
            item.fixturenames.sort(key=lambda name: name != "real_data")
        if BROWSER_TESTS in item.path.parents:
            item.add_marker("browser")
        if item.get_closest_marker("slow") and not FULL_DOSE:
            item.add_marker(needs_full_dose)
        if item.get_closest_marker("postgresql") and vendor != "postgresql":
            item.add_marker(needs_postgresql)
        if item.get_closest_marker("sqlite") and vendor != "sqlite3":
            item.add_marker(needs_sqlite)


def pytest_report_header() -> str:
    """Say how much the table of rights answers."""
    return f"rights: {number_of_cells():,} cells in {len(lines())} lines"


def pytest_collection_finish(session: pytest.Session) -> None:
    """Spare what stays until the end, Django and the tests, from every search for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def dose() -> Callable[[int, int], int]:
    """Choose a number of repetitions: `dose(5, 500)` is 5, and 500 in the full dose."""
    return lambda small, full: full if FULL_DOSE else small


@pytest.fixture(autouse=True)
def _in_japanese() -> Iterator[None]:
    """Start in the site's own language: a visit to /en/ leaves English behind in its thread."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def django_assert_num_queries(django_assert_num_queries):
    """Count queries with the content types known: a process asks for each only once."""

    def counted(*args, **options):
        ContentType.objects.get_for_models(*apps.get_models())
        return django_assert_num_queries(*args, **options)

    return counted


@pytest.fixture(scope="session")
def rows_of_the_real_data(django_db_setup, django_db_blocker) -> list[models.Model]:
    """Every row of the fixtures, written once in this process and taken back."""
    with django_db_blocker.unblock():
        return loaded_rows()


@pytest.fixture(scope="session")
def insertions_of_the_real_data(rows_of_the_real_data, django_db_blocker) -> Insertions:
    """What writes these rows again."""
    with django_db_blocker.unblock():
        return insertions_of(rows_of_the_real_data)


@pytest.fixture
def real_data(insertions_of_the_real_data: Insertions, db) -> None:
    """Fill the portal with all fixtures, as `manage.py load_fixtures` writes them.

    It stands before whatever else a test asks for; never ask for it after a write.
    """
    put_back(insertions_of_the_real_data)
