"""What the API says of the guideline's parts."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from kyodo_portal.open_data.serializer_fields import AbsoluteUrlField
from projects.guideline.choices import GuidelineKind


class GuidelineSectionSerializer(serializers.Serializer):
    """One published part of a city's guideline."""

    id = serializers.IntegerField(help_text=_("ガイドラインの部分の番号。変わりません。"))
    municipality = serializers.CharField(
        source="municipality.code", help_text=_("全国地方公共団体コード")
    )
    kind = serializers.ChoiceField(choices=GuidelineKind.choices, help_text=_("種類"))
    chapter = serializers.SerializerMethodField(
        help_text=_("入る章の番号。章でないときは null のことがある"),
    )
    anchor = serializers.CharField(help_text=_("ページの中の位置。変わりません。"))
    number = serializers.CharField(help_text=_("資料の番号"))
    title = serializers.CharField(help_text=_("題名"))
    body = serializers.CharField(help_text=_("本文（決まった範囲のMarkdown）"))
    question = serializers.CharField(help_text=_("問い"))
    answer = serializers.CharField(help_text=_("答え（決まった範囲のMarkdown）"))
    department_text = serializers.CharField(help_text=_("担当課。資料に書かれたとおり"))
    form = serializers.CharField(
        source="collaboration_form.common_code",
        default=None,
        allow_null=True,
        help_text=_("形態の共通コード。形態の説明でないときは null"),
    )
    url = AbsoluteUrlField(source="get_absolute_url", help_text=_("ページの中の位置のアドレス"))

    def get_chapter(self, section: Any) -> int | None:
        """Return the chapter's number where it is public, as on the page."""
        chapter = section.parent
        return chapter.pk if chapter is not None and chapter.is_published else None
