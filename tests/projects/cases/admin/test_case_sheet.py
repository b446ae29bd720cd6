"""The clerk's form of a case sheet, posted as a browser posts it."""

import pytest

from projects.models import CaseSheet
from tests.factories.admin_pages import admin_url, logged_in, untouched
from tests.factories.case_sheets import case_sheet, published_sheet
from tests.factories.organizations import coordinator, editor

pytestmark = pytest.mark.django_db
PREFIXES = ("roles", "strengths", "flow_parties", "flow_arrows")


def posted(response) -> dict[str, str]:
    """Return what a browser sends back: the form and the rows of every inline."""
    data = untouched(response)
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        for field in formset.management_form:
            data[field.html_name] = str(field.value())
        for form in formset.forms:
            for field in form:
                value = field.value()
                if value is True:
                    data[field.html_name] = "on"
                elif value not in (None, False):
                    data[field.html_name] = str(value)
    return {**data, "_save": "1"}


def opened(client, sheet):
    return client.get(admin_url(sheet, "change"))


def test_form_has_the_rows_of_the_sheet_as_inlines():
    sheet = case_sheet()
    response = opened(logged_in(editor(sheet.department)), sheet)
    prefixes = [one.formset.prefix for one in response.context["inline_admin_formsets"]]
    assert tuple(prefixes) == PREFIXES


def test_save_of_an_untouched_form_changes_nothing():
    sheet = case_sheet()
    client = logged_in(editor(sheet.department))
    assert client.post(admin_url(sheet, "change"), posted(opened(client, sheet))).status_code == 302
    assert CaseSheet.objects.get().version == sheet.version


def test_save_writes_text_and_rows():
    sheet = case_sheet()
    client = logged_in(editor(sheet.department))
    data = posted(opened(client, sheet))
    data |= {"overview": "花を植える。", "flow_arrows-0-label": "申込書"}
    assert client.post(admin_url(sheet, "change"), data).status_code == 302
    saved = CaseSheet.objects.get()
    assert saved.overview == "花を植える。"
    assert [arrow.label for arrow in saved.flow_arrows.all()] == ["申込書", "審査"]


def test_arrow_to_nobody_is_refused_with_a_message_and_nothing_is_written():
    sheet = case_sheet()
    client = logged_in(editor(sheet.department))
    data = posted(opened(client, sheet)) | {"flow_arrows-0-to_party": "銀行", "overview": "書いた"}
    response = client.post(admin_url(sheet, "change"), data)
    assert response.status_code == 200
    assert "「銀行」は、流れに出る人や組織にありません" in response.content.decode()
    assert CaseSheet.objects.get().overview == "花壇に花を植える"


def test_published_sheet_needs_a_reason():
    sheet = published_sheet()
    client = logged_in(coordinator(sheet.municipality))
    data = posted(opened(client, sheet)) | {"overview": "直した"}
    assert client.post(admin_url(sheet, "change"), data).status_code == 200
    assert CaseSheet.objects.get().overview == "花壇に花を植える"
    data["reason"] = "書き間違いのため"
    assert client.post(admin_url(sheet, "change"), data).status_code == 302
    assert CaseSheet.objects.get().overview == "直した"


def test_sheet_of_another_municipality_is_not_to_be_seen():
    sheet, other = case_sheet(), case_sheet()
    client = logged_in(editor(other.department))
    assert sheet.title not in client.get(admin_url(CaseSheet, "changelist")).content.decode()
    assert opened(client, sheet).status_code == 302
