"""What the API says of 協働のふりかえり; keys and help come from `review_columns`."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from kyodo_portal.public_api import AbsoluteUrlField, Fields, SpecialFields, fields_of

from .choices import ReviewMark
from .review_columns import REVIEW_COLUMNS
from .serializers import PartnerNameSerializer


def mark(**options: Any) -> serializers.Field:
    """Return the field of a mark, null where none was given."""
    return serializers.IntegerField(
        min_value=min(ReviewMark.values),
        max_value=max(ReviewMark.values),
        allow_null=True,
        **options,
    )


class PrincipleSerializer(serializers.Serializer):
    """The 心得 from which a question is drawn."""

    title = serializers.CharField(help_text=_("心得の番号と題名"))
    url = AbsoluteUrlField(help_text=_("ガイドラインの中の位置のアドレス"))


class ReviewAnswerSerializer(serializers.Serializer):
    """Both sides' answers to one question."""

    number = serializers.IntegerField(help_text=_("このふりかえりの中での順番"))
    question = serializers.CharField(help_text=_("聞いたこと。このポータルの様式です。"))
    principle = PrincipleSerializer(allow_null=True, help_text=_("もとの心得"))
    city_words = serializers.CharField(help_text=_("市のことば。空は、市の記入なし"))
    partner_words = serializers.CharField(
        help_text=_("相手方から受け取ったことば。空は、まだ回答がないこと")
    )
    city_mark = mark(help_text=_("市の印。1（できなかった）から5（よくできた）。null は印なし"))
    partner_mark = mark(
        help_text=_("相手方の印。1（できなかった）から5（よくできた）。null は印なし")
    )


REVIEW_FIELDS: SpecialFields = {
    "partner": PartnerNameSerializer,
    "partner_answered": serializers.BooleanField,
    "answers": partial(ReviewAnswerSerializer, many=True),
}


class ProjectReviewSerializer(serializers.Serializer):
    """One row of `review_content.review_row`."""

    def get_fields(self) -> Fields:
        """Return the fields."""
        return fields_of(REVIEW_COLUMNS, REVIEW_FIELDS, {"partner"})
