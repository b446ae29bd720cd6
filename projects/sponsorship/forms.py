"""Forms of 後援名義の使用: the answer to one criterion, and what becomes of an approval."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.admin.actions import is_id
from kyodo_portal.publishing.admin.child_inlines import ChildForm
from kyodo_portal.publishing.admin.locks import FunnelForm
from kyodo_portal.publishing.admin.written_dates import WrittenDateField
from projects.records.models.project import Project
from projects.sponsorship.choices import CriterionAnswer
from projects.sponsorship.models import SponsorshipAnswer, SponsorshipReview

HIGHEST_VERSION = 2**31 - 2
# The positive test is fulfilled where the others are reasons to refuse.
POSITIVE_CHOICES = [
    (CriterionAnswer.OPEN, CriterionAnswer.OPEN.label),
    (CriterionAnswer.APPLICABLE, _("認められる")),
    (CriterionAnswer.TO_DISCUSS, CriterionAnswer.TO_DISCUSS.label),
    (CriterionAnswer.NOT_APPLICABLE, _("認められない")),
]


class SponsorshipReviewForm(FunnelForm):
    """One application; the day it came in is typed as staff write days."""

    received_on = WrittenDateField(
        label=_("受付日"), help_text=_("例：R8.4.1、令和8年4月1日、2026-04-01")
    )

    class Meta:
        model = SponsorshipReview
        fields: list[str] = []  # the admin's fieldsets say which


class SponsorshipAnswerForm(ChildForm):
    """One criterion with its answer; the criterion stands fixed, in the city's order."""

    place = None  # type: ignore[assignment]

    class Meta:
        model = SponsorshipAnswer
        fields = ["criterion", "answer", "reason"]
        widgets = {
            "criterion": forms.HiddenInput,
            "reason": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        forms.ModelForm.__init__(self, *args, **kwargs)
        typed = self.data.get(self.add_prefix("criterion"), "")
        criterion = self.initial.get("criterion") or (int(typed) if is_id(typed) else None)
        self.is_positive = criterion in getattr(self, "positive_ids", ())
        if self.is_positive:
            self.fields["answer"].choices = POSITIVE_CHOICES  # type: ignore[attr-defined]
        self.fields["answer"].label = getattr(self, "labels", {}).get(criterion, _("答え"))
        # Nobody has to answer before saving; what is not sent is open.
        self.fields["answer"].required = False

    def clean_answer(self) -> str:
        """Return the answer; open where none was sent."""
        return self.cleaned_data.get("answer") or CriterionAnswer.OPEN

    def has_changed(self) -> bool:
        """Every criterion has its row, answered or not."""
        return True

    @property
    def question(self) -> Any:
        """Return the criterion's words."""
        return self.fields["answer"].label if "answer" in self.fields else self.instance.criterion

    @property
    def wanted_place(self) -> int:
        """Return the criterion's place in the city's list."""
        return self.cleaned_data["criterion"].position if self.cleaned_data.get("criterion") else 0


class RecordFromReviewForm(forms.Form):
    """Which project an approved application belongs to; without one a new project starts."""

    version = forms.IntegerField(min_value=1, max_value=HIGHEST_VERSION, widget=forms.HiddenInput)
    project = forms.ModelChoiceField(
        queryset=Project.objects.none(),
        label=_("続いている事業"),
        required=False,
        help_text=_("前の年から続いているときに選びます。はじめての事業なら空のままにします。"),
    )
    is_new_project = forms.BooleanField(label=_("新しい事業として登録する"), required=False)
