"""What the gallery of case sheets says to programs."""

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from kyodo_portal.spreadsheets.responses import Twin
from kyodo_portal.twins import list_twin

from .case_columns import CASE_COLUMNS
from .case_content import case_row
from .case_filters import CaseSheetFilter
from .case_serializers import CaseSheetSerializer
from .models import CaseSheet


def case_sheets_twin(
    request: HttpRequest, conditions: CaseSheetFilter, *, name: str = "case_sheets"
) -> Twin:
    """Return the twin of the sheets under valid conditions."""
    return list_twin(
        request,
        conditions,
        name=name,
        title=_("協働事例紹介シート"),
        columns=CASE_COLUMNS,
        row_of=case_row,
        serializer=CaseSheetSerializer,
    )


def case_sheet_twin(request: HttpRequest, sheet: CaseSheet) -> Twin:
    """Return the twin of one published sheet."""
    one = CaseSheetFilter(QueryDict(), queryset=CaseSheet.objects.published().filter(pk=sheet.pk))
    one.is_valid()
    return case_sheets_twin(request, one, name=f"case_sheet_{sheet.pk}")
