"""Change lists and forms cost a fixed number of queries, however many rows there are.

Each count holds three: the session, the user and the memberships.
"""

import pytest
from django.contrib.contenttypes.models import ContentType

from kyodo_portal.organizations.models import Department, Membership, Municipality, User
from kyodo_portal.publishing.models import Change, CorrectionRequest, Edition
from projects.models import CollaborationForm, Partner, Project, ProjectRecord
from tests.factories import organizations, projects
from tests.factories.admin_pages import admin_url, logged_in
from tests.factories.publishing import EditionFactory


@pytest.fixture
def municipality(db):
    return organizations.MunicipalityFactory()


def records(municipality, number):
    """Make published records with forms and partners."""
    for _number in range(number):
        department = organizations.DepartmentFactory(
            municipality=municipality,
            parent=organizations.DepartmentFactory(municipality=municipality),
        )
        projects.published_record(
            department=department,
            forms=[projects.CollaborationFormFactory(municipality=municipality)],
            partners=[projects.PartnerFactory(municipality=municipality)],
        )


def requests(municipality, number):
    """Make requests to correct records."""
    records(municipality, number)
    for record in ProjectRecord.objects.all():
        CorrectionRequest.objects.create(
            kind="projects.projectrecord",
            object_id=record.pk,
            title=record.name,
            municipality=municipality,
            area="projects",
            version=record.version,
            values={},
            reason="誤り",
            requested_by=organizations.UserFactory(),
            requested_at=record.updated_at,
        )


def editions(municipality, number):
    """Make editions of several years."""
    for year in range(number):
        EditionFactory(municipality=municipality, fiscal_year=2020 + year)


def memberships(municipality, number):
    """Make editors of several departments; with the user who looks there is one more."""
    for _number in range(number - 1):
        organizations.editor(organizations.DepartmentFactory(municipality=municipality))


LISTS = [
    (ProjectRecord, "coordinator", records, 8),
    (Project, "coordinator", records, 5),
    (Partner, "coordinator", records, 5),
    (CollaborationForm, "coordinator", records, 5),
    (Change, "coordinator", records, 6),
    (CorrectionRequest, "coordinator", requests, 5),
    (Edition, "coordinator", editions, 7),
    (Department, "administrator", records, 8),
    (Membership, "administrator", memberships, 6),
    (Municipality, "administrator", records, 5),
]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("case", LISTS, ids=[model.__name__ for model, *_rest in LISTS])
def test_change_list_costs_the_same(municipality, django_assert_num_queries, case, rows):
    model, role, make, count = case
    client = logged_in(getattr(organizations, role)(municipality))
    make(municipality, rows)
    with django_assert_num_queries(count):
        page = client.get(admin_url(model, "changelist"))
    assert page.context["cl"].result_count >= (1 if model is Municipality else rows)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_users_costs_the_same(municipality, django_assert_num_queries, rows):
    client = logged_in(organizations.OperatorFactory())
    memberships(municipality, rows + 1)
    with django_assert_num_queries(4):
        page = client.get(admin_url(User, "changelist"))
    assert page.context["cl"].result_count == rows + 1


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("role", "count"), [("coordinator", 11), ("editor", 12)])
def test_change_form_costs_the_same(municipality, django_assert_num_queries, role, count, rows):
    forms = [projects.CollaborationFormFactory(municipality=municipality) for _n in range(rows)]
    partners = [projects.PartnerFactory(municipality=municipality) for _n in range(rows)]
    department = organizations.DepartmentFactory(municipality=municipality)
    record = projects.ProjectRecordFactory(department=department, forms=forms, partners=partners)
    ContentType.objects.get_for_model(ProjectRecord)  # kept by the process, asked for once
    where = {"coordinator": municipality, "editor": department}[role]
    client = logged_in(getattr(organizations, role)(where))
    with django_assert_num_queries(count):
        page = client.get(admin_url(record, "change"))
    assert page.context["adminform"].form["partner_list"].value() == [p.pk for p in partners]


@pytest.mark.parametrize("rows", [1, 3])
def test_history_costs_the_same(municipality, django_assert_num_queries, rows):
    records(municipality, rows)
    record = ProjectRecord.objects.first()
    client = logged_in(organizations.coordinator(municipality))
    with django_assert_num_queries(6):
        page = client.get(admin_url(record, "history"))
    assert len(page.context["entries"]) == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_page_before_an_action_costs_the_same(municipality, django_assert_num_queries, rows):
    records(municipality, rows)
    found = list(ProjectRecord.objects.all())
    client = logged_in(organizations.coordinator(municipality))
    sent = {
        "action": "withdraw",
        "_selected_action": [record.pk for record in found],
        **{f"version_{record.pk}": record.version for record in found},
    }
    with django_assert_num_queries(11):
        page = client.post(admin_url(ProjectRecord, "changelist"), sent)
    assert [plan.refusal for plan in page.context["plans"]] == [""] * rows
