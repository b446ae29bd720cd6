"""What the API says of municipalities and departments; keys and help come from `columns`."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from kyodo_portal.open_data.exports import list_export
from kyodo_portal.open_data.responses import Export
from kyodo_portal.open_data.serializer_fields import fields_of
from kyodo_portal.site.organizations.columns import DEPARTMENT_COLUMNS, MUNICIPALITY_COLUMNS
from kyodo_portal.site.organizations.filters import DepartmentFilter
from kyodo_portal.site.organizations.rows import department_row


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
            child=serializers.IntegerField(), help_text=gettext_lazy("引き継いだ組織の番号。")
        )
        return super().get_fields() | {"successors": successors}


def departments_export(request: HttpRequest, filterset: DepartmentFilter) -> Export:
    """Return the list of departments under valid conditions."""
    return list_export(
        request,
        filterset,
        name="departments",
        title=_("部署一覧"),
        columns=DEPARTMENT_COLUMNS,
        row_of=department_row,
        serializer=DepartmentRowSerializer,
    )
