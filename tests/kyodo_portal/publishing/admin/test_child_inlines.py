"""What must be mended in the rows of a form, as its top names it."""

from types import SimpleNamespace

from django import forms

from kyodo_portal.publishing.admin.child_inlines import row_errors


class RowForm(forms.Form):
    name = forms.CharField(label="名前", error_messages={"required": "書いてください。"})

    def clean(self):
        if self.cleaned_data.get("name") == "x":
            raise forms.ValidationError("この行は使えません。")


class RowSet(forms.BaseFormSet):
    def clean(self):
        if len(self.forms) > 1:
            raise forms.ValidationError("行は1つまでです。")


def inline(*names):
    data = {"form-TOTAL_FORMS": str(len(names)), "form-INITIAL_FORMS": str(len(names))}
    data |= {f"form-{number}-name": name for number, name in enumerate(names)}
    formset = forms.formset_factory(RowForm, formset=RowSet)
    return SimpleNamespace(formset=formset(data if names else None))


def test_errors_of_rows_lead_to_their_fields():
    assert row_errors([inline("")]) == [
        {"message": "名前：書いてください。", "anchor": "id_form-0-name"}
    ]


def test_errors_of_a_whole_row_and_of_all_rows_have_no_field():
    assert row_errors([inline("x", "y")]) == [
        {"message": "行は1つまでです。", "anchor": ""},
        {"message": "この行は使えません。", "anchor": ""},
    ]


def test_rows_that_were_not_sent_or_are_right_have_no_errors():
    assert row_errors([inline(), inline("a")]) == []
