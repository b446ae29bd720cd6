"""The form of one item of a plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing.admin.locks import FunnelForm
from kyodo_portal.publishing.admin.safe_keys import SafeModelMultipleChoiceField
from kyodo_portal.publishing.permissions import visible
from policies.plans.models.plan import PlanItem
from policies.plans.rules.suggestions import Suggestion, suggestions
from policies.plans.validators import GOALS
from projects.models import Project


def label_of(suggestion: Suggestion) -> str:
    """Return the project's name and why it is suggested."""
    reasons = [*(f"「{word}」" for word in suggestion.words), *suggestion.departments]
    return f"{suggestion.project.name}（{'、'.join(reasons)}）"


class PlanItemForm(FunnelForm):
    """One item; of a stored 施策 also the projects that may be linked to it."""

    sdgs = forms.TypedMultipleChoiceField(
        label=_("SDGs"),
        coerce=int,
        choices=[(number, f"{number} {name}") for number, name in GOALS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("計画に書かれている目標だけを選びます。"),
    )
    suggested_projects = SafeModelMultipleChoiceField(
        label=_("関連する協働事業の候補"),
        queryset=Project.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "同じことばや担当課がある事業です（かっこの中が理由）。この施策に役立つものだけを選びます。"
        ),
    )

    class Meta:
        model = PlanItem
        fields: list[str] = []  # the admin's fieldsets say which
        labels = {"number": _("番号")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "suggested_projects" not in self.fields:
            return
        if self.instance.pk is None or not self.instance.is_measure:
            del self.fields["suggested_projects"]
            return
        field: Any = self.fields["suggested_projects"]
        access = access_of(self.request.user)
        projects = Project.objects.filter(municipality_id=self.instance.plan.municipality_id)
        field.queryset = visible(projects, access).order_by("code")
        found = suggestions(self.instance, access)
        offered = [(one.project.pk, label_of(one)) for one in found]
        field.widget.choices = offered
        if not offered:
            field.help_text = _("同じことばや担当課がある協働事業は、いまはありません。")
