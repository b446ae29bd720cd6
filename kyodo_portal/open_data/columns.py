"""Columns of many lists, and what stands together in several: a department with its names."""

from operator import itemgetter
from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import format_fiscal_year
from kyodo_portal.open_data.column_types import Group, ListOf, part
from kyodo_portal.spreadsheets.columns import Column, ColumnType, Row


def department_row(department: Any) -> dict[str, Any]:
    """Return a department, loaded with its parent, as its id and names."""
    return {
        "id": department.pk,
        "name": department.name,
        "parent_name": department.parent.name if department.parent else None,
    }


def department_name(department: Row) -> str:
    """Return a department with what it belongs to."""
    return " ".join(filter(None, [department["parent_name"], department["name"]]))


DEPARTMENT = Group(
    "DepartmentName",
    [
        part("id", ColumnType.INTEGER, _("部署の番号")),
        part("name", ColumnType.TEXT, _("名前")),
        part(
            "parent_name",
            ColumnType.TEXT,
            _("上の組織の名前。ないか、分からないときは null"),
            nullable=True,
        ),
    ],
    words=department_name,
)
PARTNER = Group(
    "PartnerName",
    [
        part("id", ColumnType.INTEGER, _("関係団体の番号")),
        part("name", ColumnType.TEXT, _("名前")),
    ],
    words=itemgetter("name"),
)
LINES_OF_TEXT = ListOf(ColumnType.TEXT, separator="\n", cells=ColumnType.LONG_TEXT)

MUNICIPALITY = Column(
    "municipality", _("自治体コード"), ColumnType.TEXT, _("全国地方公共団体コード（6けたの文字）。")
)
MUNICIPALITY_NAME = Column(
    "municipality_name", _("自治体"), ColumnType.TEXT, _("自治体の名前。"), in_api=False
)
FISCAL_YEAR = Column(
    "fiscal_year", _("年度"), ColumnType.INTEGER, _("年度の始まる西暦の年。令和7年度は2025。")
)
FISCAL_YEAR_ERA = Column(
    "fiscal_year_era",
    _("年度（和暦）"),
    ColumnType.TEXT,
    _("年度を和暦で書いたもの。"),
    cell=lambda row: format_fiscal_year(row["fiscal_year"]) if row["fiscal_year"] else "",
    in_api=False,
)
