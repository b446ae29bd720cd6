"""What the API says of case sheets; keys and help come from `case_columns`."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from kyodo_portal.public_api import Fields, SpecialFields, fields_of

from .case_columns import CASE_COLUMNS
from .choices import PartySide
from .serializers import DepartmentNameSerializer, FormNameSerializer, PartnerNameSerializer


class PartyTextSerializer(serializers.Serializer):
    """役割 or 強み of one party."""

    party = serializers.CharField(help_text=_("だれ"))
    side = serializers.ChoiceField(choices=PartySide.choices, help_text=_("行政か協働の相手か"))
    text = serializers.CharField(help_text=_("内容"))


class FlowArrowSerializer(serializers.Serializer):
    """One arrow; `from` is a word of Python, so the fields are named in `get_fields`."""

    def get_fields(self) -> Fields:
        """Return the fields."""
        return {
            "from": serializers.CharField(help_text=_("だれから")),
            "to": serializers.CharField(help_text=_("だれへ。from と同じなら、自分で行うこと")),
            "label": serializers.CharField(help_text=_("何を")),
            "direction_known": serializers.BooleanField(help_text=_("向きが資料から分かるか")),
        }


class FlowSerializer(serializers.Serializer):
    """協働の流れ; both lists are empty where the sheet has no diagram."""

    parties = serializers.ListField(child=serializers.CharField(), help_text=_("出る人や組織"))
    arrows = FlowArrowSerializer(many=True, help_text=_("矢印"))


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
