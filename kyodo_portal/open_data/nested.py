"""Values in values, as several lists say them: a department with its name, a partner."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers


def _label(choices: Any, key: str) -> Any:
    return lambda row: str(choices(row[key]).label)


class DepartmentNameSerializer(serializers.Serializer):
    """A record's department."""

    id = serializers.IntegerField(help_text=_("部署の番号"))
    name = serializers.CharField(help_text=_("名前"))
    parent_name = serializers.CharField(
        allow_null=True, help_text=_("上の組織の名前。ないか、分からないときは null")
    )


class PartnerNameSerializer(serializers.Serializer):
    """A record's partner."""

    id = serializers.IntegerField(help_text=_("関係団体の番号"))
    name = serializers.CharField(help_text=_("名前"))
