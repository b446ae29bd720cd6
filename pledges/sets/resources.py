"""The sets of 市長公約 as open data."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.resource import Resource, each
from pledges.sets.columns import SET_COLUMNS
from pledges.sets.filters import PledgeSetFilter
from pledges.sets.rows import set_row

PLEDGE_SETS = Resource(
    name="pledge-sets",
    order=40,
    component="PledgeSet",
    title=_("公約"),
    table_title=_("市長公約"),
    file_title=_("市長公約の一覧"),
    description="市長の1つの任期の公約。段階と、数値の決まりを含みます。",
    filterset=PledgeSetFilter,
    rows=each(set_row),
    columns=SET_COLUMNS,
)
