"""The form of one sheet: what the whole sheet says, and one part for each department."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing.admin.locks import FunnelForm
from kyodo_portal.publishing.admin.written_years import WrittenFiscalYearField
from kyodo_portal.staff.fields.choices import DepartmentChoiceField
from policies import AREA
from policies.sheets.models import EvaluationSheet, SheetSection
from policies.sheets.services.years import words_of_other_years

TEXTS = ("actions", "direction")


class SheetForm(FunnelForm):
    """What the departments of a sheet share."""

    fiscal_year = WrittenFiscalYearField(
        label=gettext_lazy("年度"), help_text=gettext_lazy("例：R2、令和2年度、2020"), required=True
    )

    class Meta:
        model = EvaluationSheet
        fields: list[str] = []  # the admin's fieldsets say which
        help_texts = {"department_text": gettext_lazy("例：総合政策部　市民自治推進室")}


class SectionForm(forms.ModelForm):
    """One department's part. Who may not write it has no fields at all, so none can be posted.

    `request` is set on the class that the admin makes for each request.
    """

    request: Any = None

    class Meta:
        model = SheetSection
        fields = ["department", *TEXTS, "is_confirmed"]
        field_classes = {"department": DepartmentChoiceField}
        labels = {"is_confirmed": gettext_lazy("確認しました")}
        widgets = {
            name: forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField"}) for name in TEXTS
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = self.instance.sheet if self.instance.sheet_id else None
        self.is_editable = self.instance.pk is None or self._is_own()
        if not self.is_editable:
            self.fields.clear()
        if self.instance.pk is not None:
            # Another department's part is another part.
            self.fields.pop("department", None)
        if getattr(self.request, "is_correction", False):
            # Who asks for a correction stands by it.
            self.fields.pop("is_confirmed", None)
        self._note_years()

    def _is_own(self) -> bool:
        access = access_of(self.request.user)
        return self.instance.department_id in access.own_department_ids(AREA) or (
            access.is_coordinator(self.instance.sheet.municipality_id, AREA)
        )

    def _note_years(self) -> None:
        """Lay the words of other years beside what is not confirmed."""
        if self.instance.pk is None or self.instance.is_confirmed or self.sheet is None:
            return
        for name in self.fields.keys() & set(TEXTS):
            words = words_of_other_years(getattr(self.instance, name), self.sheet.fiscal_year)
            if words:
                text = _(
                    "ほかの年度のことばがあります：%(words)s。この年度のことか確かめてください。"
                )
                self.fields[name].notes = [text % {"words": "、".join(words)}]  # type: ignore[attr-defined]


class OpenYearForm(forms.Form):
    """The fiscal year whose sheets are made."""

    fiscal_year = WrittenFiscalYearField(
        label=gettext_lazy("始める年度"),
        help_text=gettext_lazy("例：R8、令和8年度、2026"),
        required=True,
    )
