"""The form of one report, in the order in which it is printed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.admin.locks import FunnelForm
from kyodo_portal.publishing.admin.written_dates import WrittenDateField
from pledges.reports.models.report import ProgressReport

EXAMPLE = _("例：R6.3.31、令和6年3月31日、2024-03-31")


class ProgressReportForm(FunnelForm):
    """A report's own words; its ratings are entered in the grid."""

    as_of = WrittenDateField(
        label=_("いつの時点か"),
        help_text=_("同じ公約に、同じ時点の報告は1つだけです。例：R6.3.31、令和6年3月31日"),
    )
    period_start = WrittenDateField(label=_("期間のはじめ"), required=False, help_text=EXAMPLE)
    period_end = WrittenDateField(label=_("期間のおわり"), required=False, help_text=EXAMPLE)
    released_on = WrittenDateField(label=_("公表日"), required=False, help_text=EXAMPLE)

    class Meta:
        model = ProgressReport
        fields: list[str] = []  # the admin's fieldsets say which
        help_texts = {
            "period_text": _("例：令和4年7月から令和6年3月までの実施内容"),
            "introduction": _("「はじめに」の文をそのまま書きます。"),
            "method_note": _("評価と計算のしかたの説明をそのまま書きます。"),
            "overall_text": _(
                "市が公表する全体の数字です。計算した値は、評価の画面に並べて出ます。例：59.2"
            ),
        }
        widgets = {
            "overall_text": forms.TextInput(attrs={"class": "short"}),
            "introduction": forms.Textarea(attrs={"rows": 8}),
            "method_note": forms.Textarea(attrs={"rows": 8}),
        }
