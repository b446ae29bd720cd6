"""The form of one rating, with its departments; its initiatives are rows below it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.admin.actions import is_id
from kyodo_portal.publishing.admin.locks import FunnelForm
from kyodo_portal.staff.fields.choices import OrderedChoiceField
from pledges.reports.models.rating import Rating
from pledges.reports.models.report import ProgressReport
from pledges.sets.models.pledge import PledgeItem, StatusWord


class RatingForm(FunnelForm):
    """One rating. The rating's own reason stands apart from the reason of a correction."""

    relation_fields = {"departments": "department_list"}

    rating_reason = forms.CharField(
        label=_("理由"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("進んだ、または止まっている理由です。公開ページに出ます。"),
    )
    # The admin puts one in its place whose choices are limited to what the user may choose.
    department_list = OrderedChoiceField(queryset=StatusWord.objects.none(), required=False)

    class Meta:
        model = Rating
        fields: list[str] = []  # the admin's fieldsets say which
        exclude = ["reason"]
        help_texts = {
            "percent_text": _("0から100までの数です。例：62、59.2"),
            "not_rated_because": _("星、進捗、状況のどれかがあれば「評価あり」になります。"),
        }
        widgets = {
            name: forms.TextInput(attrs={"class": "short"})
            for name in ("stars", "percent_text", "stars_text")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rating_reason"].initial = self.instance.reason
        if self.instance.pk is not None and "department_list" in self.fields:
            self.initial["department_list"] = [one.pk for one in self.instance.listed_departments()]
        report = self._report()
        word, item = self.fields.get("word"), self.fields.get("item")
        if isinstance(word, forms.ModelChoiceField):
            # A forged word of another set is refused by the model, in words.
            word.queryset = StatusWord.objects.filter(
                pledge_set_id=report.pledge_set_id if report else None
            )
        if isinstance(item, forms.ModelChoiceField) and report is not None:
            items = PledgeItem.objects.filter(pledge_set_id=report.pledge_set_id)
            item.queryset = items.for_tree()

    def _report(self) -> ProgressReport | None:
        chosen = str(self.instance.report_id or self.data.get("report") or "")
        return ProgressReport.objects.filter(pk=chosen).first() if is_id(chosen) else None

    def _post_clean(self) -> None:
        if "rating_reason" in self.cleaned_data:
            self.instance.reason = self.cleaned_data["rating_reason"]
        super()._post_clean()  # type: ignore[misc]

    def field_of(self, name: str) -> str:
        """The rating's reason has another name here than the reason of a correction."""
        return "rating_reason" if name == "reason" else super().field_of(name)

    def _typed(self, *args: Any) -> Any:
        typed = super()._typed(*args)
        if "rating_reason" in self.cleaned_data:
            typed["reason"] = self.cleaned_data["rating_reason"]
        return typed
