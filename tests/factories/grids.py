"""Both grids with three rows each, as one kind of thing: what is typed, sent and stored."""

from typing import Any

from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.models import Change
from pledges.models import Rating
from policies.models import Indicator, IndicatorValue

from .admin_pages import admin_url, logged_in
from .organizations import DepartmentFactory, MunicipalityFactory, coordinator, editor
from .pledge_sets import PledgeSetFactory, ProgressReportFactory, RatingFactory, tree
from .policies import IndicatorFactory, make_policy_city
from .publishing import bring_to


class GridCase:
    """A grid of three rows that holds nothing yet in what is typed.

    text, other: fields of a row; label: of the first. wrong: what `text` refuses, why.
    """

    text: str
    other: str
    label: str
    wrong: tuple[str, str]
    holder: Any
    records: list[Any]
    coordinator: Any
    editor: Any

    def __init__(self) -> None:
        self.client = logged_in(self.coordinator)

    @property
    def url(self) -> str:
        raise NotImplementedError

    def stored(self) -> list[str]:
        """Return what `text` holds of each row."""
        raise NotImplementedError

    def add_row(self) -> Any:
        """Return a new row of this grid."""
        raise NotImplementedError

    def elsewhere(self) -> Any:
        """Return a row that the editor does not have on this page."""
        raise NotImplementedError

    def publish(self) -> None:
        """Publish what the grid belongs to."""
        bring_to(self.holder, State.PUBLISHED)

    def field(self, record: Any, name: str = "") -> str:
        """Return how a field of a row is called in the page's form."""
        return f"{record._meta.model_name}-{record.pk}-{name or self.text}"

    def opened(self, client: Any = None, address: str = "") -> dict[str, str]:
        """Return what a browser would send back, nothing being changed."""
        rows = (client or self.client).get(address or self.url).context["grid"].rows
        fields = [bound for row in rows if row.form is not None for bound in row.form]
        return {
            bound.html_name: "" if bound.value() is None else str(bound.value()) for bound in fields
        }

    def typed(self, *texts: str) -> dict[str, str]:
        """Return what is sent when these are typed into the first rows; "" leaves one alone."""
        rows = zip(self.records, texts, strict=False)
        return self.opened() | {self.field(record): text for record, text in rows if text}

    def changes(self) -> int:
        """Return how many times a row was written through the funnel."""
        return Change.objects.filter(kind=f"{self.records[0]._meta.label_lower}").count()


class RatingCase(GridCase):
    """The ratings of three measures; `text` is their stars."""

    text, other, label = "stars", "reason", "星"
    wrong = ("11", "星は0から10までの数で書いてください（11と書かれています）。")

    def __init__(self) -> None:
        city = MunicipalityFactory(name="見本市")
        self.department = DepartmentFactory(municipality=city)
        self.pledge_set = PledgeSetFactory(municipality=city)
        self.holder = ProgressReportFactory(pledge_set=self.pledge_set)
        *_above, self.item = items = tree(self.pledge_set, 1, 1, 3)
        self.records = [self._rating(item) for item in items[2:]]
        self.coordinator = coordinator(city, "pledges")
        self.editor = editor(self.department, "pledges")
        super().__init__()

    def _rating(self, item: Any, department: Any = None) -> Rating:
        departments = [department or self.department]
        return RatingFactory(report=self.holder, item=item, departments=departments)

    def add_row(self) -> Rating:
        return self._rating(tree(self.pledge_set, 1, parent=self.item.parent)[0])

    def elsewhere(self) -> Rating:
        (item,) = tree(self.pledge_set, 1, parent=self.item.parent)
        municipality = self.department.municipality
        return self._rating(item, DepartmentFactory(municipality=municipality))

    @property
    def url(self) -> str:
        return admin_url(self.holder, "ratings")

    def stored(self) -> list[str]:
        found = Rating.objects.in_bulk([record.pk for record in self.records])
        stars = [found[record.pk].stars for record in self.records]
        return ["" if one is None else str(one) for one in stars]


class IndicatorCase(GridCase):
    """Three indicators of a 施策; `text` is their value of the sheet's year."""

    text, other, label = "2019-value_text", "2019-note", "令和元年度 実績値"
    wrong = ("約10", "「約10」は数字として読み取れません。")

    def __init__(self) -> None:
        self.city = make_policy_city("見本市")
        self.holder = self.city.sheet
        self.records = [self.city.indicator, self.add_row(), self.add_row()]
        self.coordinator, self.editor = self.city.coordinator, self.city.editors[0]
        super().__init__()

    def add_row(self) -> Indicator:
        position = self.city.measure.indicators.count() + 1
        return IndicatorFactory(plan_item=self.city.measure, position=position)

    def elsewhere(self) -> Indicator:
        return IndicatorFactory(plan_item__in_plan=self.city.plan)

    @property
    def url(self) -> str:
        return admin_url(self.holder, "indicators")

    def stored(self) -> list[str]:
        values = IndicatorValue.objects.filter(fiscal_year=2019)
        found = dict(values.values_list("indicator_id", "value_text"))
        return [found.get(record.pk, "") for record in self.records]
