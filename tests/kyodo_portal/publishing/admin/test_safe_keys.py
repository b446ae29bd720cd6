import pytest
from django.contrib import admin

from tests.factories.admin_pages import admin_url, logged_in
from tests.factories.organizations import OperatorFactory

pytestmark = pytest.mark.django_db


def answers_of_lists(lookup, value):
    """Return the address of each list of the staff's side, and its answer to a condition."""
    operator = logged_in(OperatorFactory())
    lists = [admin_url(model, "changelist") for model in admin.site._registry]
    return {address: operator.get(address, {lookup: value}) for address in lists}


@pytest.mark.parametrize(("lookup", "value"), [("pk__regex", "("), ("pk__iregex", "(a+)+$")])
def test_pattern_leads_back_to_the_list(lookup, value):
    answers = answers_of_lists(lookup, value)
    assert {answer.status_code for answer in answers.values()} == {302}
    assert all(answer["Location"] == f"{address}?e=1" for address, answer in answers.items())


def test_number_that_no_database_has_finds_nothing_in_any_list():
    # One database refuses such a number, which leads back to the list; the other compares it.
    answers = answers_of_lists("pk__in", "9" * 30)
    assert {answer.status_code for answer in answers.values()} <= {200, 302}
