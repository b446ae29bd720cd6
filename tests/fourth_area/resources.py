"""補助金 as open data."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.resource import Resource, each
from tests.fourth_area.columns import SUBSIDY_COLUMNS
from tests.fourth_area.filters import SubsidyFilter
from tests.fourth_area.rows import subsidy_row

SUBSIDIES = Resource(
    name="subsidies",
    order=500,
    component="Subsidy",
    title=_("補助金"),
    file_title=_("補助金一覧"),
    description="公開中の補助金。",
    filterset=SubsidyFilter,
    rows=each(subsidy_row),
    columns=SUBSIDY_COLUMNS,
)
