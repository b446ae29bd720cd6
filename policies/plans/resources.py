"""What the API says of plans and items; keys and help come from `columns`."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from kyodo_portal.open_data.nested import DepartmentNameSerializer
from kyodo_portal.open_data.serializer_fields import SpecialFields, fields_of
from policies.plans.columns import ITEM_COLUMNS, PLAN_COLUMNS


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


class PlanSerializer(serializers.Serializer):
    """One row of `content.plan_row`."""

    def get_fields(self) -> dict[str, Any]:
        return fields_of(PLAN_COLUMNS, PLAN_FIELDS, {"first_year", "last_year"})


class PlanItemSerializer(serializers.Serializer):
    """One row of `content.item_row`."""

    def get_fields(self) -> dict[str, Any]:
        return fields_of(ITEM_COLUMNS, ITEM_FIELDS, {"parent"})
