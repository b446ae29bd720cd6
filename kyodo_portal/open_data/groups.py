"""Values that stand together in several lists: a department with its names, a partner."""

from operator import itemgetter
from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.column_types import Group, ListOf, part
from kyodo_portal.spreadsheets.columns import ColumnType, Row


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
