"""What the API says of reports and items of 市長公約."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from kyodo_portal.open_data.serializer_fields import AbsoluteUrlField
from pledges.reports.choices import RatingStatus


class PledgeDepartmentSerializer(serializers.Serializer):
    """A department in charge of an item in one report."""

    id = serializers.IntegerField(help_text=_("部署の番号"))
    name = serializers.CharField(help_text=_("名前"))


class ItemReportSerializer(serializers.Serializer):
    """What one report says of one item."""

    fiscal_year = serializers.IntegerField(help_text=_("報告の年度の始まる西暦の年"))
    as_of = serializers.DateField(help_text=_("いつの時点か"))
    as_of_text = serializers.CharField(help_text=_("時点。資料に書かれたとおり"))
    departments = PledgeDepartmentSerializer(many=True, help_text=_("担当部署"))
    stars = serializers.IntegerField(allow_null=True, help_text=_("星の数。ないときは null"))
    star_steps = serializers.IntegerField(allow_null=True, help_text=_("星の段階"))
    percent_published = serializers.FloatField(allow_null=True, help_text=_("市が公表した値（%）"))
    percent_computed = serializers.FloatField(allow_null=True, help_text=_("計算した値（%）"))
    status = serializers.ChoiceField(
        choices=RatingStatus.choices,
        help_text=_("評価の状態。rated でないときの星と値は null で、0ではありません"),
    )
    word = serializers.CharField(allow_null=True, help_text=_("状況の言葉。ないときは null"))
    reason = serializers.CharField(help_text=_("市の述べた理由。ないときは空"))
    note = serializers.CharField(help_text=_("資料の読み方についての注。ないときは空"))
    initiatives = serializers.ListField(
        child=serializers.CharField(), help_text=_("取組事業。資料に書かれたとおり")
    )
    initiative_steps = serializers.ListField(
        child=serializers.IntegerField(allow_null=True),
        allow_null=True,
        help_text=_("取組事業ごとの段階。公開しない公約では null"),
    )


class PledgeItemSerializer(serializers.Serializer):
    """One item with what each published report says of it."""

    id = serializers.IntegerField(help_text=_("項目の番号。変わりません"))
    pledge_set = serializers.CharField(help_text=_("公約のアドレスの名前"))
    parent: Any = serializers.IntegerField(allow_null=True, help_text=_("上の項目の番号"))
    level = serializers.CharField(help_text=_("段階の名前"))
    path = serializers.CharField(help_text=_("上から何番目かをつないだもの。例：1-3-2"))
    number = serializers.CharField(help_text=_("番号。資料に書かれたとおり"))
    title = serializers.CharField(help_text=_("文。資料に書かれたとおり"))
    reports = ItemReportSerializer(many=True, help_text=_("公開中の報告。新しい順"))
    url = AbsoluteUrlField(help_text=_("項目のページ"))


class ProgressReportSerializer(serializers.Serializer):
    """One row of `related_names.progress_row`."""

    id = serializers.IntegerField(help_text=_("報告の番号。変わりません"))
    pledge_set = serializers.CharField(help_text=_("公約のアドレスの名前"))
    municipality = serializers.CharField(help_text=_("全国地方公共団体コード"))
    fiscal_year = serializers.IntegerField(help_text=_("年度の始まる西暦の年"))
    title = serializers.CharField(help_text=_("題名"))
    period_text = serializers.CharField(help_text=_("期間。資料に書かれたとおり"))
    period_start = serializers.DateField(allow_null=True, help_text=_("期間のはじめ"))
    period_end = serializers.DateField(allow_null=True, help_text=_("期間のおわり"))
    as_of = serializers.DateField(help_text=_("いつの時点か"))
    as_of_text = serializers.CharField(help_text=_("時点。資料に書かれたとおり"))
    released_text = serializers.CharField(help_text=_("公表日。資料に書かれたとおり"))
    released_on = serializers.DateField(allow_null=True, help_text=_("公表日"))
    introduction = serializers.CharField(help_text=_("はじめに。資料に書かれたとおり"))
    method_note = serializers.CharField(help_text=_("進捗状況の数値化。資料に書かれたとおり"))
    overall_published = serializers.FloatField(allow_null=True, help_text=_("全体の公表値（%）"))
    overall_computed = serializers.FloatField(allow_null=True, help_text=_("全体の計算値（%）"))
    source_title = serializers.CharField(help_text=_("元の資料"))
    snapshot_hash = serializers.CharField(help_text=_("公表時の内容のSHA-256"))
    url = AbsoluteUrlField(help_text=_("報告のページ"))
