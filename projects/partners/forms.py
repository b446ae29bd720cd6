"""同じ団体の別表記をまとめる, and undoing it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.partners.models import Partner
from projects.partners.rows import words_with_counts

HIGHEST_VERSION = 2**31 - 2


class UnmergeForm(forms.Form):
    """Why, and the version of the partner that was seen."""

    version = forms.IntegerField(min_value=1, max_value=HIGHEST_VERSION, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("理由"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("変更履歴に残ります。"),
    )


class TargetField(forms.ModelChoiceField):
    """A partner with the number of its records and case sheets."""

    default_error_messages = {
        "invalid_choice": _(
            "その団体にはまとめられません。この団体自身と、もうほかの団体にまとめられている団体は"
            "選べません。"
        )
    }

    def label_from_instance(self, partner: Any) -> str:
        return words_with_counts(partner)


class MergeForm(UnmergeForm):
    """Of which partner this one is another spelling; the admin limits the choices."""

    target = TargetField(
        queryset=Partner.objects.none(),
        label=_("まとめ先の団体"),
        help_text=_("正しい書き方で登録されている団体を選びます。"),
    )

    field_order = ["version", "target", "reason"]
