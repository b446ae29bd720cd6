"""Municipalities and departments as open data."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.resource import Resource, each
from kyodo_portal.site.organizations.columns import DEPARTMENT_COLUMNS, MUNICIPALITY_COLUMNS
from kyodo_portal.site.organizations.filters import DepartmentFilter, MunicipalityFilter
from kyodo_portal.site.organizations.rows import department_rows, municipality_row

MUNICIPALITIES = Resource(
    name="municipalities",
    order=10,
    component="Municipality",
    title=_("自治体"),
    description="自治体。全国地方公共団体コードの順。",
    filterset=MunicipalityFilter,
    rows=each(municipality_row),
    columns=MUNICIPALITY_COLUMNS,
    lookup="code",
    lookup_pattern="[0-9]{6}",
)
DEPARTMENTS = Resource(
    name="departments",
    order=11,
    component="Department",
    title=_("部署"),
    file_title=_("部署一覧"),
    description="部・課・室。登録した順。",
    filterset=DepartmentFilter,
    rows=department_rows,
    columns=DEPARTMENT_COLUMNS,
)
