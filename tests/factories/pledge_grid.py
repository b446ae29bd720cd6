"""A city whose report is filled in on the grid, and what the grid sends."""

from kyodo_portal.publishing.choices import Action, Channel
from kyodo_portal.publishing.transitions import transition
from pledges.models import Rating
from tests.factories.admin_pages import admin_url
from tests.factories.organizations import (
    DepartmentFactory,
    MunicipalityFactory,
    coordinator,
    editor,
)
from tests.factories.pledge_sets import (
    PledgeSetFactory,
    ProgressReportFactory,
    RatingFactory,
    tree,
)


class World:
    """A city with one policy, one pledge and two measures, one of them of each department."""

    def __init__(self):
        self.city = MunicipalityFactory(name="見本市")
        self.own, self.other = (
            DepartmentFactory(municipality=self.city, name=name) for name in ("総務課", "環境課")
        )
        self.pledge_set = PledgeSetFactory(municipality=self.city)
        self.items = tree(self.pledge_set, 1, 1, 2)
        self.report = ProgressReportFactory(pledge_set=self.pledge_set)
        given = [[], [], [self.own], [self.other]]
        self.ratings = [
            RatingFactory(report=self.report, item=item, departments=departments)
            for item, departments in zip(self.items, given, strict=True)
        ]
        self.editor = editor(self.own, "pledges")
        self.coordinator = coordinator(self.city, "pledges")

    @property
    def url(self):
        return admin_url(self.report, "ratings")

    def take(self, *actions):
        for action in actions:
            self.report = transition(
                self.report,
                action,
                by=self.coordinator,
                channel=Channel.ADMIN,
                expected_version=self.report.version,
                comment="確かめます。" if action == Action.RETURN else "",
            )


def sent(rating, **values):
    """Return what the grid sends of one row, nothing but `values` being changed."""
    rating = Rating.objects.get(pk=rating.pk)
    row = {
        "version": rating.version,
        "not_rated_because": rating.not_rated_because,
        "reason": rating.reason,
        **values,
    }
    return {f"rating-{rating.pk}-{name}": str(value) for name, value in row.items()}
