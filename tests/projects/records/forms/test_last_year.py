"""Last year's values beside this year's fields."""

import json

import pytest
from django import forms

from projects.records.forms.last_year import LastYear, show_last_year, values_of
from tests.factories.projects import (
    CollaborationFormFactory,
    PartnerFactory,
    ProjectRecordFactory,
)

pytestmark = pytest.mark.django_db


class Form(forms.Form):
    purpose = forms.CharField()
    start_text = forms.CharField()
    content = forms.CharField()


def test_values_are_words_and_what_the_button_puts_in():
    form, partner = CollaborationFormFactory(name="共催"), PartnerFactory(name="みどりの会")
    record = ProjectRecordFactory(
        name="第1回まつり",
        recurrence="yearly",
        first_year=1987,
        start_text="R6.4.1",
        participants_text="不明",
        forms=[form],
        partners=[partner],
    )
    values = values_of(record)
    assert values["name"] == ("第1回まつり", "第1回まつり")
    assert values["recurrence"] == ("毎年実施", "yearly")
    assert values["first_year"] == ("1987", "1987")
    assert values["start_text"] == ("R6.4.1", "")
    assert values["participants_text"] == ("不明", "")
    assert values["department"] == (record.department.name, str(record.department_id))
    assert values["forms"] == ("共催", json.dumps([[form.pk, "共催"]]))
    assert values["partner_list"] == ("みどりの会", json.dumps([[partner.pk, "みどりの会"]]))
    assert values["outcome"] == ("", "")


def test_only_what_was_entered_stands_beside_its_field():
    form = Form()
    show_last_year(form, ProjectRecordFactory(purpose="目的", start_text="R6.4.1"))
    assert form.fields["purpose"].last_year == LastYear("令和7年度の内容", "目的", "目的")
    assert form.fields["start_text"].last_year == LastYear("令和7年度の内容", "R6.4.1", "")
    assert not hasattr(form.fields["content"], "last_year")
