"""What the API says of case sheets; keys and help come from `case_columns`."""

from functools import partial
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from kyodo_portal.open_data.exports import list_export
from kyodo_portal.open_data.nested import DepartmentNameSerializer, PartnerNameSerializer
from kyodo_portal.open_data.responses import Export
from kyodo_portal.open_data.serializer_fields import Fields, SpecialFields, fields_of
from projects.cases.choices import PartySide
from projects.cases.columns import CASE_COLUMNS
from projects.cases.filters import CaseSheetFilter
from projects.cases.models.case_sheet import CaseSheet
from projects.cases.rows import case_row
from projects.records.resources.serializers import FormNameSerializer


class PartyTextSerializer(serializers.Serializer):
    """役割 or 強み of one party."""

    party = serializers.CharField(help_text=gettext_lazy("だれ"))
    side = serializers.ChoiceField(
        choices=PartySide.choices, help_text=gettext_lazy("行政か協働の相手か")
    )
    text = serializers.CharField(help_text=gettext_lazy("内容"))


class FlowArrowSerializer(serializers.Serializer):
    """One arrow; `from` is a word of Python, so the fields are named in `get_fields`."""

    def get_fields(self) -> Fields:
        """Return the fields."""
        return {
            "from": serializers.CharField(help_text=gettext_lazy("だれから")),
            "to": serializers.CharField(
                help_text=gettext_lazy("だれへ。from と同じなら、自分で行うこと")
            ),
            "label": serializers.CharField(help_text=gettext_lazy("何を")),
            "direction_known": serializers.BooleanField(
                help_text=gettext_lazy("向きが資料から分かるか")
            ),
        }


class FlowSerializer(serializers.Serializer):
    """協働の流れ; both lists are empty where the sheet has no diagram."""

    parties = serializers.ListField(
        child=serializers.CharField(), help_text=gettext_lazy("出る人や組織")
    )
    arrows = FlowArrowSerializer(many=True, help_text=gettext_lazy("矢印"))


def texts(**options: Any) -> serializers.Field:
    """Return the field of a list of texts."""
    return serializers.ListField(child=serializers.CharField(), **options)


CASE_FIELDS: SpecialFields = {
    "departments": partial(DepartmentNameSerializer, many=True),
    "partners": partial(PartnerNameSerializer, many=True),
    "form": partial(FormNameSerializer, allow_null=True),
    "roles": partial(PartyTextSerializer, many=True),
    "strengths": partial(PartyTextSerializer, many=True),
    "flow": FlowSerializer,
    "captions": texts,
    "notes": texts,
}
NULLABLE = {"involvement", "start_year"}


class CaseSheetSerializer(serializers.Serializer):
    """One row of `case_content.case_row`."""

    def get_fields(self) -> Fields:
        """Return the fields."""
        return fields_of(CASE_COLUMNS, CASE_FIELDS, NULLABLE)


def case_sheets_export(
    request: HttpRequest, filterset: CaseSheetFilter, *, name: str = "case_sheets"
) -> Export:
    """Return the export of the sheets under valid conditions."""
    return list_export(
        request,
        filterset,
        name=name,
        title=_("協働事例紹介シート"),
        columns=CASE_COLUMNS,
        row_of=case_row,
        serializer=CaseSheetSerializer,
    )


def case_sheet_export(request: HttpRequest, sheet: CaseSheet) -> Export:
    """Return the export of one published sheet."""
    one = CaseSheetFilter(QueryDict(), queryset=CaseSheet.objects.published().filter(pk=sheet.pk))
    one.is_valid()
    return case_sheets_export(request, one, name=f"case_sheet_{sheet.pk}")
