"""A municipality in which one department enters what another one may not see."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from pledges.models import PledgeItem
from tests.factories.admin_pages import admin_url, logged_in
from tests.factories.organizations import (
    DepartmentFactory,
    MunicipalityFactory,
)
from tests.factories.pledge_sets import (
    PledgeSetFactory,
    report_in,
    tree,
)
from tests.factories.policies import (
    PlanFactory,
)

PAGES = ["change", "history", "delete"]


class Town:
    """A municipality with a set, a plan and two departments; what is entered is the first's."""

    def __init__(self):
        self.municipality = MunicipalityFactory()
        self.own, self.other = (
            DepartmentFactory(municipality=self.municipality) for _number in range(2)
        )
        self.pledge_set = PledgeSetFactory(municipality=self.municipality)
        self.plan = PlanFactory(municipality=self.municipality)

    def report_in(self, state, *, without_trace=False, department=None, **values):
        """Return a report in a state, on which one department says something."""
        item = PledgeItem.objects.filter(pledge_set=self.pledge_set).first()
        [item] = [item] if item else tree(self.pledge_set, 1)
        said = {"reason": "秘密の理由", "note": "秘密の注", "initiatives": ["秘密の取組"]}
        rating = {"item": item, "departments": [department or self.own], **said}
        return report_in(
            state, [rating], pledge_set=self.pledge_set, without_trace=without_trace, **values
        )


def answers(user, record, pages=PAGES):
    """Return what a user is answered on the pages of a record."""
    client = logged_in(user)
    return [client.get(admin_url(record, page)) for page in pages]


def short_address(record):
    """Return the staff's short address of a record's public page."""
    kind = ContentType.objects.get_for_model(record).pk
    return reverse("admin:view_on_site", args=[kind, record.pk])


def is_led_away(found):
    """Whether all of these answers lead to the first page, as that of what is missing does."""
    return [(answer.status_code, answer.get("Location")) for answer in found] == [
        (302, "/admin/")
    ] * len(found)
