"""The list of 市長公約 as API and files."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from kyodo_portal.open_data.exports import list_export
from kyodo_portal.open_data.responses import Export
from kyodo_portal.open_data.serializer_fields import SpecialFields, fields_of
from pledges.sets.choices import RollUp, Rounding
from pledges.sets.columns import SET_COLUMNS
from pledges.sets.filters import PledgeSetFilter
from pledges.sets.rows import set_row


class PledgeLevelSerializer(serializers.Serializer):
    """One level of a set and its rule."""

    name = serializers.CharField(help_text=gettext_lazy("段階の名前"))
    has_stars = serializers.BooleanField(help_text=gettext_lazy("星で評価する"))
    has_percent = serializers.BooleanField(help_text=gettext_lazy("パーセントで示す"))
    roll_up = serializers.ChoiceField(choices=RollUp.choices, help_text=gettext_lazy("計算のもと"))
    rounding = serializers.ChoiceField(choices=Rounding.choices, help_text=gettext_lazy("端数"))
    decimals = serializers.IntegerField(help_text=gettext_lazy("小数のけた"))
    is_inferred = serializers.BooleanField(help_text=gettext_lazy("公表値から推定した決まり"))
    rule = serializers.CharField(help_text=gettext_lazy("決まりを言葉で書いたもの"))


class PledgeStatusWordSerializer(serializers.Serializer):
    """One word of a set's scale."""

    word = serializers.CharField(help_text=gettext_lazy("言葉"))
    meaning = serializers.CharField(help_text=gettext_lazy("意味。ないときは空"))


SET_FIELDS: SpecialFields = {
    "levels": lambda **options: PledgeLevelSerializer(many=True, **options),
    "status_words": lambda **options: PledgeStatusWordSerializer(many=True, **options),
    "fiscal_years": lambda **options: serializers.ListField(
        child=serializers.IntegerField(), **options
    ),
}


class PledgeSetSerializer(serializers.Serializer):
    """One row of `related_names.set_row`."""

    def get_fields(self) -> dict[str, Any]:
        """Return the fields of the declared columns."""
        return fields_of(SET_COLUMNS, SET_FIELDS, {"star_steps"})


def sets_export(request: HttpRequest, filterset: PledgeSetFilter) -> Export:
    """Return the list of sets under valid conditions."""
    return list_export(
        request,
        filterset,
        name="pledge_sets",
        title=_("市長公約の一覧"),
        columns=SET_COLUMNS,
        row_of=set_row,
        serializer=PledgeSetSerializer,
    )
