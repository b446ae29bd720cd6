"""The API of municipalities and departments."""

from drf_spectacular.utils import extend_schema, extend_schema_view

from kyodo_portal.open_data.api import PublicViewSet
from kyodo_portal.site.organizations.filters import DepartmentFilter, MunicipalityFilter
from kyodo_portal.site.organizations.resources import DepartmentSerializer, MunicipalitySerializer
from kyodo_portal.site.organizations.rows import department_row, municipality_row


@extend_schema_view(
    list=extend_schema(summary="自治体の一覧"), retrieve=extend_schema(summary="1つの自治体")
)
class MunicipalityViewSet(PublicViewSet):
    """自治体。全国地方公共団体コードの順。"""

    filterset_class = MunicipalityFilter
    serializer_class = MunicipalitySerializer
    lookup_field = "code"
    lookup_value_regex = "[0-9]{6}"

    def rows_of(self, found):
        return [municipality_row(municipality) for municipality in found]


@extend_schema_view(
    list=extend_schema(summary="部署の一覧"), retrieve=extend_schema(summary="1つの部署")
)
class DepartmentViewSet(PublicViewSet):
    """部・課・室。建制順。"""

    filterset_class = DepartmentFilter
    serializer_class = DepartmentSerializer

    def rows_of(self, found):
        successors = DepartmentFilter.everything().model.successors.through.objects
        links = successors.filter(from_department__in=[unit.pk for unit in found])
        after: dict[int, list[int]] = {}
        for old, new in links.order_by("to_department_id").values_list(
            "from_department_id", "to_department_id"
        ):
            after.setdefault(old, []).append(new)
        return [{**department_row(unit), "successors": after.get(unit.pk, [])} for unit in found]
