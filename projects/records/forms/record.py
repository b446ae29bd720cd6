"""The clerk's form of a year's record."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import (
    InvalidDate,
    ParsedDate,
    format_date_in_both,
    format_fiscal_year,
    parse_date,
    reported_fiscal_year,
)
from kyodo_portal.publishing.admin.locks import FunnelForm
from kyodo_portal.publishing.admin.safe_keys import SafeModelMultipleChoiceField
from kyodo_portal.publishing.admin.written_years import WrittenFiscalYearField, WrittenYearField
from kyodo_portal.staff.fields.choices import (
    DepartmentChoiceField,
    DescribedCheckboxes,
    OrderedChoiceField,
)
from projects.partners.models import Partner
from projects.records import services
from projects.records.choices import Recurrence, Stage
from projects.records.models.record import ProjectRecord
from projects.records.source_text import says_which_other

DATE_FIELDS = ("start_text", "end_text")
OTHER_WORD = "その他"
OTHER_EXAMPLES = {"forms": _("その他（広報への掲載）"), "recurrence": _("その他（4年に1回）")}


def date_notes(text: str, fiscal_year: int | None) -> tuple[str, ...]:
    """Return what is odd about a date that can be read, such as 平成37年; never an error."""
    parsed = _read(text, fiscal_year)
    return parsed.warnings if parsed else ()


def _read(text: str, fiscal_year: int | None) -> ParsedDate | None:
    try:
        return parse_date(text, fiscal_year=fiscal_year)
    except InvalidDate:
        return None


def usual_stage(fiscal_year: int) -> Stage:
    """Return what a record of a year tells: results until the year reported now, then plans."""
    return Stage.ACTUAL if fiscal_year <= reported_fiscal_year() else Stage.PLANNED


def stage_notes(stage: str | None, fiscal_year: int | None) -> tuple[str, ...]:
    """Return what is odd about results of a year that has only begun, or not even that."""
    is_early = fiscal_year is not None and usual_stage(fiscal_year) == Stage.PLANNED
    if fiscal_year is None or not is_early or stage != Stage.ACTUAL:
        return ()
    text = _("%(year)sはまだこれからです。予定なら「予定」を選んでください。")
    return (text % {"year": format_fiscal_year(fiscal_year)},)


class ProjectRecordForm(FunnelForm):
    """One record as staff type it: years and dates in eras, participants in words.

    Without a project the record starts a new one of its name; where a project of nearly
    that name exists, the form asks first.
    """

    relation_fields = {"partners": "partner_list"}

    fiscal_year = WrittenFiscalYearField(
        label=_("年度"), help_text=_("例：R7、令和7年度、2025"), required=True
    )
    first_year = WrittenYearField(
        label=_("初回実施年"), help_text=_("例：1987、昭和62年"), required=False
    )
    # The admin puts one in its place whose choices are limited to what the user may choose.
    partner_list = OrderedChoiceField(queryset=Partner.objects.none(), required=False)
    is_new_project = forms.BooleanField(
        label=_("新しい事業として登録する"), required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = ProjectRecord
        fields: list[str] = []  # the admin's fieldsets say which
        field_classes = {"department": DepartmentChoiceField, "forms": SafeModelMultipleChoiceField}
        labels = {"project": _("続いている事業")}
        help_texts = {
            "project": _(
                "前の年から続いているときに選びます。はじめての事業なら空のままにします。"
            ),
            "number": _("一覧での番号です。例：12"),
            "name": _("この年の名称をそのまま書きます。例：第16回本のばりっこ市"),
            "forms": _("当てはまるものをすべて選びます。"),
            "frequency": _("例：毎年実施、年10回、毎月第2土曜日"),
            "start_text": _("例：R7.4.1、令和7年4月1日、2025-04-01、通年"),
            "end_text": _("例：R8.3.31、令和8年3月31日、2026-03-31"),
            "purpose": _("何のために行うかを書きます。"),
            "content": _("いつ、どこで、だれと、何をしたかを書きます。"),
            "participants_text": _(
                "延べ人数の合計です。例：1,225。分からないときは「不明」、当てはまらないときは「-」と書きます。"
            ),
            "outcome": _("参加した人の声や、変わったことを書きます。"),
        }
        widgets = {
            "forms": DescribedCheckboxes,
            **{
                name: forms.TextInput(attrs={"class": "short"})
                for name in ("number", "start_text", "end_text", "participants_text")
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "project" in self.fields:
            # A record that exists has its project, and may move only to another one.
            if self.instance.pk is not None:
                self.fields["project"].required, self.fields["project"].help_text = True, ""
            else:
                self.fields["project"].required = False
        if self.instance.pk is not None:
            partners = self.instance.listed_partners()
            self.initial["partner_list"] = [partner.pk for partner in partners]
            self._note_what_is_odd(vars(self.instance))
        if self.data.get("is_new_project"):
            self._ask_about_project()
        if "participants_text" in self.fields:
            self.fields["participants_text"].unit = _("人")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        """Ask before a second project of the same name is started; note what is odd."""
        cleaned = super().clean()
        self._note_what_is_odd(self.cleaned_data)
        self._ask_which_other()
        department, name = self.cleaned_data.get("department"), self.cleaned_data.get("name")
        starts_project = "project" in self.cleaned_data and self.cleaned_data["project"] is None
        if starts_project and department and name and not self.cleaned_data.get("is_new_project"):
            try:
                services.check_no_similar_project(
                    municipality=department.municipality, name=name, by=self.request.user
                )
            except ValidationError as similar:
                self.add_error("project", similar)
                self._ask_about_project()
        return cleaned

    def _ask_about_project(self) -> None:
        self.fields["is_new_project"].widget = forms.CheckboxInput()

    def _ask_which_other(self) -> None:
        """Refuse その他 without its text where it is chosen now; older records are left alone."""
        chosen_forms: Any = self.cleaned_data.get("forms") or ()
        is_other = {
            "forms": any(form.name.startswith(OTHER_WORD) for form in chosen_forms),
            "recurrence": self.cleaned_data.get("recurrence") == Recurrence.OTHER,
        }
        for choice, text in (("forms", "form_text"), ("recurrence", "recurrence_text")):
            is_chosen_now = is_other[choice] and {choice, text} & set(self.changed_data)
            if is_chosen_now and not says_which_other(self.cleaned_data.get(text) or ""):
                refusal = _("「その他」を選んだときは、何かを書いてください。例：%(example)s")
                self.add_error(text, refusal % {"example": OTHER_EXAMPLES[choice]})

    def _note_what_is_odd(self, values: dict[str, Any]) -> None:
        for name in self.fields.keys() & set(DATE_FIELDS):
            field: Any = self.fields[name]
            parsed = _read(values.get(name) or "", values.get("fiscal_year"))
            field.notes = parsed.warnings if parsed else ()
            field.read_as = format_date_in_both(parsed.day) if parsed and parsed.day else ""
        if "stage" in self.fields:
            stage: Any = self.fields["stage"]
            stage.notes = stage_notes(values.get("stage"), values.get("fiscal_year"))
