import pytest
from django.contrib import admin

from tests.factories.admin_pages import admin_url, logged_in
from tests.factories.organizations import OperatorFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("lookup", "value"),
    [("pk__in", "9" * 30), ("pk__regex", "("), ("pk__iregex", "(a+)+$")],
)
def test_what_no_database_can_look_up_leads_back_to_the_list(lookup, value):
    operator = logged_in(OperatorFactory())
    lists = [admin_url(model, "changelist") for model in admin.site._registry]
    answers = [operator.get(address, {lookup: value}) for address in lists]
    assert {answer.status_code for answer in answers} == {302}
    assert [answer["Location"] for answer in answers] == [f"{address}?e=1" for address in lists]
