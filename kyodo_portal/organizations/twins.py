"""What the list of departments says to programs: JSON, CSV and Excel of what is shown."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kyodo_portal.spreadsheets.responses import Twin
from kyodo_portal.twins import list_twin

from .columns import DEPARTMENT_COLUMNS, department_row
from .filters import DepartmentFilter
from .serializers import DepartmentRowSerializer


def departments_twin(request: HttpRequest, conditions: DepartmentFilter) -> Twin:
    """Return the list of departments under valid conditions."""
    return list_twin(
        request,
        conditions,
        name="departments",
        title=_("部署一覧"),
        columns=DEPARTMENT_COLUMNS,
        row_of=department_row,
        serializer=DepartmentRowSerializer,
    )
