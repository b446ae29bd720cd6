"""What the API says of municipalities and departments; keys and help come from `columns`."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from kyodo_portal.public_api import fields_of

from .columns import DEPARTMENT_COLUMNS, MUNICIPALITY_COLUMNS


class MunicipalitySerializer(serializers.Serializer):
    """One row of `columns.municipality_row`."""

    def get_fields(self):
        return fields_of(MUNICIPALITY_COLUMNS, {})


class DepartmentRowSerializer(serializers.Serializer):
    """One row of `columns.department_row`."""

    def get_fields(self):
        return fields_of(DEPARTMENT_COLUMNS, {}, {"parent", "valid_from", "valid_to"})


class DepartmentSerializer(DepartmentRowSerializer):
    """A department, and those that took it over."""

    def get_fields(self):
        successors = serializers.ListField(
            child=serializers.IntegerField(), help_text=_("引き継いだ組織の番号。")
        )
        return super().get_fields() | {"successors": successors}
