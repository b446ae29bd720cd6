"""The fixture `real_data` is what the loader writes, and leaves room for more."""

import pytest

from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.models import Change, DataVersion
from kyodo_portal.read_model.models import SearchRow
from kyodo_portal.site.fixture_loading import load_all
from tests.factories.organizations import DepartmentFactory
from tests.factories.real_data import put_back, stored_rows

# Numbers and times differ from one loading to the next.
HISTORY = ("kind", "title", "action", "channel", "version")
SEARCH = ("kind", "title", "folded", "is_public")


def values(rows):
    """Return rows with every column, as plain values."""
    return [
        (row._meta.label, [getattr(row, field.attname) for field in row._meta.concrete_fields])
        for row in rows
    ]


def written():
    """Return what of a loaded portal does not depend on when it was loaded."""
    return {
        "history": list(Change.objects.order_by("id").values_list(*HISTORY)),
        "search": sorted(SearchRow.objects.values_list(*SEARCH)),
        "version": DataVersion.current(),
        "rows": [row._meta.label for row in stored_rows()],
    }


@pytest.mark.django_db
def test_rows_put_back_are_those_captured_and_leave_no_trace_before(
    rows_of_the_real_data,
    insertions_of_the_real_data,
):
    assert list(stored_rows()) == []
    put_back(insertions_of_the_real_data)
    assert values(stored_rows()) == values(rows_of_the_real_data)


@pytest.mark.django_db
def test_real_data_is_what_the_loader_writes(insertions_of_the_real_data):
    load_all(lambda _line: None)
    true = written()
    for model in {type(row): None for row in reversed(list(stored_rows()))}:
        model._base_manager.all()._raw_delete(using="default")
    put_back(insertions_of_the_real_data)
    assert written() == true


def test_real_data_can_be_loaded_again_and_adds_nothing(real_data):
    before = written()
    load_all(lambda _line: None)
    assert written() == before


@pytest.fixture
def unit(db):
    return DepartmentFactory()


def test_real_data_stands_before_what_other_fixtures_write(unit, real_data):
    assert Department.objects.order_by("pk").last() == unit


def test_real_data_leaves_room_for_more(real_data):
    units = [DepartmentFactory(), DepartmentFactory()]
    assert len({unit.pk for unit in units} - {None}) == 2


@pytest.mark.django_db(transaction=True)
def test_real_data_is_there_where_tests_write_for_good(real_data):
    assert [row._meta.label for row in stored_rows()].count("pledges.Rating") == 80
