"""Two cities in one portal."""

import pytest

from tests.factories.cities import make_city


@pytest.fixture
def city(db):
    return make_city("こちら")


@pytest.fixture
def other_city(db):
    return make_city("あちら")
