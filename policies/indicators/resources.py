"""What the API says of indicators; keys and help come from `columns`."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from kyodo_portal.open_data.nested import DepartmentNameSerializer
from kyodo_portal.open_data.serializer_fields import NumberField, SpecialFields, fields_of
from policies.indicators.choices import Direction, IndicatorKind, ValueStatus
from policies.indicators.columns import INDICATOR_COLUMNS


class ValueSerializer(serializers.Serializer):
    """An indicator in one fiscal year."""

    fiscal_year = serializers.IntegerField(help_text=_("年度の始まる西暦の年"))
    value = NumberField(allow_null=True, help_text=_("実績値（数）。ないときは null"))
    value_text = serializers.CharField(help_text=_("評価表に書かれたとおり"))
    status = serializers.ChoiceField(choices=ValueStatus.choices, help_text=_("実績値の状態"))
    as_of_text = serializers.CharField(help_text=_("いつの値か"))
    note = serializers.CharField(help_text=_("※の注"))


INDICATOR_FIELDS: SpecialFields = {
    "department": DepartmentNameSerializer,
    "kind": partial(serializers.ChoiceField, choices=["", *IndicatorKind.choices]),
    "direction": partial(serializers.ChoiceField, choices=["", *Direction.choices]),
    "values": partial(ValueSerializer, many=True),
}
INDICATOR_NULLABLE = {"department", "baseline", "baseline_year", "target", "target_year"}


class IndicatorSerializer(serializers.Serializer):
    """One row of `content.indicator_row`."""

    def get_fields(self) -> dict[str, Any]:
        return fields_of(INDICATOR_COLUMNS, INDICATOR_FIELDS, INDICATOR_NULLABLE)
