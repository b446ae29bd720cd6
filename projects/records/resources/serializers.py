"""What the API says of 協働事業; keys and help come from `columns`."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from kyodo_portal.open_data.nested import DepartmentNameSerializer, PartnerNameSerializer
from kyodo_portal.open_data.serializer_fields import AbsoluteUrlField, SpecialFields, fields_of
from projects.records.choices import CommonForm, ParticipantsStatus, Recurrence, Stage
from projects.records.columns import RECORD_COLUMNS


class ActivityFieldNameSerializer(serializers.Serializer):
    """A field of activity of a project."""

    id = serializers.IntegerField(help_text=_("活動分野の番号"))
    name = serializers.CharField(help_text=_("名前"))


class FormNameSerializer(serializers.Serializer):
    """A record's form of collaboration."""

    code = serializers.ChoiceField(choices=CommonForm.choices, help_text=_("共通コード"))
    name = serializers.CharField(help_text=_("市の呼び方"))


RECORD_FIELDS: SpecialFields = {
    "project": partial(serializers.IntegerField, source="project_id"),
    "municipality": partial(serializers.CharField, source="municipality__code"),
    "stage": partial(serializers.ChoiceField, choices=Stage.choices),
    "department": DepartmentNameSerializer,
    "partners": partial(PartnerNameSerializer, many=True),
    "forms": partial(FormNameSerializer, many=True),
    "activity_fields": partial(ActivityFieldNameSerializer, many=True),
    "recurrence": partial(serializers.ChoiceField, choices=Recurrence.choices),
    "participants_status": partial(serializers.ChoiceField, choices=ParticipantsStatus.choices),
}
# What a document may leave out, and what cannot be read as a date.
NULLABLE = {"first_year", "start_date", "end_date", "participants"}


class ProjectRecordSerializer(serializers.Serializer):
    """One row of `related_names.attach_names`."""

    def get_fields(self):
        return fields_of(RECORD_COLUMNS, RECORD_FIELDS, NULLABLE)


class ProjectSerializer(serializers.Serializer):
    """A continuing project, with the fiscal years whose records are published."""

    id = serializers.IntegerField(help_text=_("事業の番号。変わりません。"))
    municipality = serializers.CharField(
        source="municipality.code", help_text=_("全国地方公共団体コード")
    )
    code = serializers.CharField(help_text=_("自治体の中の事業コード"))
    name = serializers.CharField(help_text=_("名称"))
    activity_fields = ActivityFieldNameSerializer(
        source="fields_in_order", many=True, help_text=_("活動分野。空は未分類")
    )
    fiscal_years = serializers.SerializerMethodField(
        help_text=_("記録を公開している年度（西暦）。新しい順。")
    )
    url = AbsoluteUrlField(source="get_absolute_url", help_text=_("事業のページ"))

    def get_fiscal_years(self, project: Any) -> list[int]:
        return [record.fiscal_year for record in project.published_records]


class ActivityFieldSerializer(serializers.Serializer):
    """One field of activity of a city's guideline."""

    id = serializers.IntegerField(help_text=_("活動分野の番号。変わりません。"))
    municipality = serializers.CharField(
        source="municipality.code", help_text=_("全国地方公共団体コード")
    )
    name = serializers.CharField(help_text=_("名前"))
    group = serializers.CharField(help_text=_("ガイドラインでの分野のまとまり"))


class CollaborationFormSerializer(serializers.Serializer):
    """One entry of a city's own list of forms."""

    id = serializers.IntegerField(help_text=_("形態の番号。変わりません。"))
    municipality = serializers.CharField(
        source="municipality.code", help_text=_("全国地方公共団体コード")
    )
    code = serializers.ChoiceField(
        source="common_code", choices=CommonForm.choices, help_text=_("共通コード")
    )
    name = serializers.CharField(help_text=_("市の呼び方"))
    definition = serializers.CharField(help_text=_("市の説明。ないときは空"))
