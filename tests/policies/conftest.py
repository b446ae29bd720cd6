"""The city in which the tests of 施策評価 stand."""

import pytest

from tests.factories.policies import PolicyCity, make_policy_city


@pytest.fixture
def city() -> PolicyCity:
    """A city with one 施策 of two departments, who have both confirmed its sheet of 2019."""
    return make_policy_city("見本市")
