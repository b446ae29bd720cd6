"""協働事例紹介シート as open data."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.resource import Resource, each
from projects.cases.columns import CASE_COLUMNS
from projects.cases.filters import CaseSheetFilter
from projects.cases.rows import case_row

CASE_SHEETS = Resource(
    name="case-sheets",
    order=60,
    component="CaseSheet",
    title=_("協働事例紹介シート"),
    description=(
        "協働事例紹介シート。きっかけ、役割、強み、成果と、協働の流れ（人や組織と矢印）です。"
    ),
    filterset=CaseSheetFilter,
    rows=each(case_row),
    columns=CASE_COLUMNS,
)
