"""What the API says of 施策評価; keys and help come from `columns`."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from kyodo_portal.public_api import NumberField, SpecialFields, fields_of
from projects.serializers import DepartmentNameSerializer

from .choices import Direction, IndicatorKind, ValueStatus
from .columns import INDICATOR_COLUMNS, ITEM_COLUMNS, MEASURE_COLUMNS, PLAN_COLUMNS, SHEET_COLUMNS


class SectionSerializer(serializers.Serializer):
    """What one department says on a sheet."""

    department = DepartmentNameSerializer(help_text=_("担当課"))
    actions = serializers.CharField(help_text=_("具体的な取組"))
    direction = serializers.CharField(help_text=_("今後の取組の方向性"))


class ValueSerializer(serializers.Serializer):
    """An indicator in one fiscal year."""

    fiscal_year = serializers.IntegerField(help_text=_("年度の始まる西暦の年"))
    value = NumberField(allow_null=True, help_text=_("実績値（数）。ないときは null"))
    value_text = serializers.CharField(help_text=_("評価表に書かれたとおり"))
    status = serializers.ChoiceField(choices=ValueStatus.choices, help_text=_("実績値の状態"))
    as_of_text = serializers.CharField(help_text=_("いつの値か"))
    note = serializers.CharField(help_text=_("※の注"))


class SheetIndicatorSerializer(serializers.Serializer):
    """An indicator as a sheet shows it."""

    id = serializers.IntegerField(help_text=_("評価指標の番号"))
    name = serializers.CharField(help_text=_("指標名"))
    unit = serializers.CharField(help_text=_("単位"))
    values = ValueSerializer(many=True, help_text=_("その年度までの実績値"))


class GradeSerializer(serializers.Serializer):
    """One step of a plan's scale."""

    code = serializers.CharField(help_text=_("記号"))
    label = serializers.CharField(help_text=_("説明"))  # type: ignore[assignment]  # a key of the API  # type: ignore[assignment]  # the key is the word


def numbers_field(**options: Any) -> serializers.ListField:
    """Return a field of whole numbers."""
    return serializers.ListField(child=serializers.IntegerField(), **options)


def texts_field(**options: Any) -> serializers.ListField:
    """Return a field of texts."""
    return serializers.ListField(child=serializers.CharField(), **options)


DEPARTMENTS = partial(DepartmentNameSerializer, many=True)
PLAN_FIELDS: SpecialFields = {"levels": texts_field, "ratings": partial(GradeSerializer, many=True)}
ITEM_FIELDS: SpecialFields = {"related_plans": texts_field, "sdgs": numbers_field}
SHEET_FIELDS: SpecialFields = {
    "departments": DEPARTMENTS,
    "sections": partial(SectionSerializer, many=True),
    "indicators": partial(SheetIndicatorSerializer, many=True),
}
INDICATOR_FIELDS: SpecialFields = {
    "department": DepartmentNameSerializer,
    "kind": partial(serializers.ChoiceField, choices=["", *IndicatorKind.choices]),
    "direction": partial(serializers.ChoiceField, choices=["", *Direction.choices]),
    "values": partial(ValueSerializer, many=True),
}
INDICATOR_NULLABLE = {"department", "baseline", "baseline_year", "target", "target_year"}


class PlanSerializer(serializers.Serializer):
    """One row of `content.plan_row`."""

    def get_fields(self) -> dict[str, Any]:
        return fields_of(PLAN_COLUMNS, PLAN_FIELDS, {"first_year", "last_year"})


class PlanItemSerializer(serializers.Serializer):
    """One row of `content.item_row`."""

    def get_fields(self) -> dict[str, Any]:
        return fields_of(ITEM_COLUMNS, ITEM_FIELDS, {"parent"})


class MeasureSerializer(serializers.Serializer):
    """One row of `twins.measure_rows`."""

    def get_fields(self) -> dict[str, Any]:
        return fields_of(MEASURE_COLUMNS, {"departments": DEPARTMENTS}, {"fiscal_year"})


class EvaluationSheetSerializer(serializers.Serializer):
    """One row of `content.sheet_rows`."""

    def get_fields(self) -> dict[str, Any]:
        return fields_of(SHEET_COLUMNS, SHEET_FIELDS)


class IndicatorSerializer(serializers.Serializer):
    """One row of `content.indicator_row`."""

    def get_fields(self) -> dict[str, Any]:
        return fields_of(INDICATOR_COLUMNS, INDICATOR_FIELDS, INDICATOR_NULLABLE)
