"""Years and days of every form of the admin: typed as staff write them, said in both calendars."""

import datetime as dt

import pytest
from django import forms
from django.contrib import admin
from django.test import RequestFactory

from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.publishing.admin.written_dates import WrittenDateField
from kyodo_portal.publishing.admin.written_years import WrittenYearField
from kyodo_portal.publishing.models import Edition
from tests.factories.admin_pages import admin_url, change, logged_in, words
from tests.factories.cities import make_city
from tests.factories.organizations import DepartmentFactory, UserFactory, coordinator, editor
from tests.factories.projects import ProjectRecordFactory
from tests.factories.publishing import EditionFactory

pytestmark = pytest.mark.django_db


def operator():
    return UserFactory(is_staff=True, is_superuser=True)


def forms_of_the_admin():
    request = RequestFactory().get("/")
    request.user = operator()
    # The form of a review is made for a record.
    request.reviewed_record = ProjectRecordFactory()
    for model, model_admin in admin.site._registry.items():
        if isinstance(model_admin, FunnelAdmin) and model_admin.has_add_permission(request):
            yield model._meta.label, model_admin.get_form(request).base_fields


def test_no_form_asks_for_a_year_or_a_day_in_one_calendar_alone():
    wrong = [
        f"{label}.{name}"
        for label, fields in forms_of_the_admin()
        for name, field in fields.items()
        if isinstance(field, forms.DateField)
        or (isinstance(field, forms.IntegerField) and "年" in str(field.label))
    ]
    assert wrong == []


def test_years_and_days_are_found_in_the_forms():
    found = {
        f"{label}.{name}"
        for label, fields in forms_of_the_admin()
        for name, field in fields.items()
        if isinstance(field, WrittenYearField | WrittenDateField)
    }
    assert {
        "organizations.Department.valid_from",
        "policies.Indicator.target_year",
        "policies.Plan.first_year",
        "publishing.Edition.fiscal_year",
        "publishing.Edition.released_on",
    } <= found


def test_edition_takes_eras():
    city = make_city("見本市")
    client = logged_in(coordinator(city.municipality, "projects"))
    answer = client.post(
        admin_url(Edition, "add"),
        {
            "municipality": city.municipality.pk,
            "area": "projects",
            "fiscal_year": "R8",
            "coverage": "14件",
            "released_on": "令和9年4月1日",
        },
    )
    edition = Edition.objects.get(municipality=city.municipality)
    assert answer.status_code == 302
    assert (edition.fiscal_year, edition.released_on) == (2026, dt.date(2027, 4, 1))


def test_edition_says_its_year_and_day_in_both_calendars():
    edition = EditionFactory(fiscal_year=2019, released_on=dt.date(2020, 4, 1))
    page = logged_in(operator()).get(admin_url(edition, "change"))
    form = page.context["adminform"].form
    assert form["fiscal_year"].value() == "令和元年度"
    assert form["fiscal_year"].read_as == "令和元年度 (2019)"
    assert form["released_on"].read_as == "令和2年4月1日 (2020-04-01)"
    assert "令和元年度 (2019)" in words(page)


def test_what_cannot_be_read_is_refused_in_words_and_said_in_no_calendar():
    department = DepartmentFactory()
    page = logged_in(operator()).post(
        admin_url(department, "change"), {"valid_from": "来年", "valid_to": "R7"}
    )
    form = page.context["adminform"].form
    assert "「来年」は年として読み取れません" in form.errors["valid_from"][0]
    assert (form["valid_from"].read_as, form["valid_to"].read_as) == ("", "令和7年度 (2025)")


@pytest.mark.parametrize("counted", ["", "?_facets=True"])
def test_lists_and_their_filters_say_years_in_both_calendars(counted):
    EditionFactory(fiscal_year=2019)
    DepartmentFactory(valid_from=2025, valid_to=None)
    client = logged_in(operator())
    editions = words(client.get(admin_url(Edition, "changelist") + counted))
    assert editions.count("令和元年度 (2019)") == 2
    department = admin_url(DepartmentFactory._meta.model, "changelist")
    assert words(client.get(department + counted)).count("令和7年度 (2025)") == 2


def test_who_only_reads_is_told_years_and_days_in_both_calendars():
    edition = EditionFactory(fiscal_year=2019, released_on=dt.date(2020, 4, 1))
    department = DepartmentFactory(municipality=edition.municipality, valid_from=2025)
    client = logged_in(editor(department))
    shown = words(client.get(admin_url(edition, "change")))
    assert "令和元年度 (2019)" in shown
    assert "令和2年4月1日 (2020-04-01)" in shown
    assert "令和7年度 (2025)" in words(client.get(admin_url(department, "change")))


def test_history_says_days_in_both_calendars():
    edition = EditionFactory(released_on=None)
    client = logged_in(operator())
    change(client, edition, released_on="R8.4.1")
    assert "令和8年4月1日 (2026-04-01)" in words(client.get(admin_url(edition, "history")))
