"""関係団体 as open data."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.resource import Resource, each
from projects.partners.columns import PARTNER_COLUMNS
from projects.partners.filters import PartnerFilter
from projects.partners.rows import partner_row

PARTNERS = Resource(
    name="partners",
    order=20,
    component="Partner",
    title=_("関係団体"),
    file_title=_("関係団体一覧"),
    description="公開中の記録に名前のある関係団体。個人は載せません。",
    filterset=PartnerFilter,
    rows=each(partner_row),
    columns=PARTNER_COLUMNS,
)
