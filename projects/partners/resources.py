"""The list of 関係団体 as API and files."""

from functools import partial

from django.http import HttpRequest
from django.utils.translation import gettext as _
from rest_framework import serializers

from kyodo_portal.open_data.exports import list_export
from kyodo_portal.open_data.responses import Export
from kyodo_portal.open_data.serializer_fields import SpecialFields, fields_of
from projects.partners.choices import PartnerKind
from projects.partners.columns import PARTNER_COLUMNS
from projects.partners.filters import PartnerFilter
from projects.partners.rows import partner_row

PARTNER_FIELDS: SpecialFields = {
    "municipality": partial(serializers.CharField, source="municipality__code"),
    "kind": partial(
        serializers.ChoiceField,
        choices=[choice for choice in PartnerKind.choices if choice[0] != PartnerKind.PERSON],
    ),
}


class PartnerSerializer(serializers.Serializer):
    """One row of `related_names.partner_row`."""

    def get_fields(self):
        return fields_of(PARTNER_COLUMNS, PARTNER_FIELDS)


def partners_export(request: HttpRequest, filterset: PartnerFilter) -> Export:
    """Return the list of partners under valid conditions."""
    return list_export(
        request,
        filterset,
        name="partners",
        title=_("関係団体一覧"),
        columns=PARTNER_COLUMNS,
        row_of=partner_row,
        serializer=PartnerSerializer,
    )
