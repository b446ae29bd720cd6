"""Secrets in every kind of hidden row, looked for on the pages of those who may not see them."""

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.models import Change
from pledges.models import PolicyLink
from pledges.models import ProjectLink as PledgeProjectLink
from tests.factories.admin_pages import admin_url, logged_in, words
from tests.factories.case_sheets import case_sheet
from tests.factories.organizations import (
    MembershipFactory,
    MunicipalityFactory,
    UserFactory,
    coordinator,
    editor,
)
from tests.factories.pledge_sets import (
    PledgeItemFactory,
    PledgeSetFactory,
)
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    PlanFactory,
    ProjectLinkFactory,
    sheet_in,
)
from tests.factories.projects import (
    ProjectFactory,
    published_project,
    record_in,
)
from tests.factories.towns import PAGES, Town, short_address

pytestmark = pytest.mark.django_db

# Sets and plans are their area's common ground: its staff see them before they are public.
SECRET, GROUND = "秘密", "内部"


@pytest.fixture
def town():
    return Town()


def plant(town):
    """Return hidden rows of every kind. SECRET stands in each, GROUND in those of set and plan."""
    record = record_in(State.RETURNED, department=town.own, project__name="秘密の事業")
    case_sheet(department=town.own, project=record.project, title="秘密の事例")
    report = town.report_in(State.RETURNED)
    hidden = {"municipality": town.municipality, "is_published": False}
    hidden_set = PledgeSetFactory(name="内部の公約", **hidden)
    item = PledgeItemFactory(pledge_set=hidden_set, title="内部の約束")
    plan = PlanFactory(name="内部の計画", **hidden)
    measure = MeasureFactory(in_plan=plan, text="内部の施策")
    indicator = IndicatorFactory(plan_item=measure, name="秘密の指標", values={2019: "91.7"})
    sheet = sheet_in(State.PUBLISHED, plan_item=measure, departments=[town.own])
    links = [
        ProjectLinkFactory(plan_item=measure, project=record.project),
        PledgeProjectLink.objects.create(item=item, project=record.project, version=1),
    ]
    ground = [hidden_set, item, plan, measure]
    ground += [PolicyLink.objects.create(item=item, plan_item=measure, version=1)]
    rows = [record, record.project, *record.project.case_sheets.all(), report]
    rows += [report.ratings.get(), indicator, sheet, *links]
    for row in [*ground, *rows]:
        write_history(row, GROUND if row in ground else SECRET)
    return [*ground, *rows]


def write_history(row, word):
    """Add an entry to the history of a row that says a word."""
    Change.objects.create(
        kind=row._meta.label_lower,
        object_id=row.pk,
        version=90,
        title=word,
        municipality_id=row.owning_municipality_id,
        area=row.record_area,
        action="update",
        channel="admin",
        by=UserFactory(),
        at=timezone.now(),
        after={"name": word, "note": word},
    )


def person(town, role):
    """Return somebody of every area: another department's, or all roles of another city."""
    user = UserFactory()
    areas = ("projects", "policies", "pledges")
    if role == "another department":
        for area in areas:
            MembershipFactory(user=user, department=town.other, area=area)
    if role == "another city":
        elsewhere = MunicipalityFactory()
        for area in areas:
            for one in (Role.COORDINATOR, Role.PLANNER):
                MembershipFactory(user=user, municipality=elsewhere, role=one, area=area)
        MembershipFactory(user=user, municipality=elsewhere, role=Role.ADMINISTRATOR)
    return user


PEOPLE = [("another department", [SECRET]), ("another city", [SECRET, GROUND])]


@pytest.mark.parametrize(("role", "unheard"), PEOPLE)
def test_no_page_of_the_staff_tells_of_what_hangs_on_hidden_records(town, role, unheard):
    rows = plant(town)
    client = logged_in(person(town, role))
    asked = [admin_url(row, page) for row in rows for page in PAGES]
    asked += [short_address(row) for row in rows]
    for model in {type(row) for row in rows} | {Change}:
        address = admin_url(model, "changelist")
        asked += [address, f"{address}?q=密", f"{address}?_popup=1&_to_field=id"]
        asked += [admin_url(model, "add")]
    told = [
        address
        for address in asked
        if any(word in page for page in [words(client.get(address))] for word in unheard)
    ]
    assert " ".join(told) == ""


@pytest.mark.parametrize(("role", "unheard"), PEOPLE)
def test_no_autocomplete_tells_of_what_hangs_on_hidden_records(town, role, unheard):
    plant(town)
    client = logged_in(person(town, role))
    fields = [
        field
        for model in admin.site._registry
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.is_relation
    ]
    offered = []
    for field in fields:
        meta = field.model._meta
        asked = {"app_label": meta.app_label, "model_name": meta.model_name}
        address = reverse("admin:autocomplete")
        answer = client.get(address, {**asked, "field_name": field.name, "term": ""})
        if answer.status_code == 200:
            offered.append(" ".join(one["text"] for one in answer.json()["results"]))
    assert len(offered) > 10
    assert [names for names in offered if any(word in names for word in unheard)] == []


def test_staff_of_one_area_are_told_nothing_hidden_of_another(town):
    """An editor of the very department that enters it, but in another area."""
    rows = plant(town)
    client = logged_in(editor(town.own, "projects"))
    for row in (row for row in rows if row.area_code != "projects"):
        for page in ("change", "history"):
            assert client.get(admin_url(row, page)).status_code == 302
        listed = client.get(admin_url(type(row), "changelist"))
        assert not any(word in words(listed) for word in (SECRET, GROUND))


def test_page_before_a_deletion_names_nothing_that_the_user_may_not_see(town):
    hidden_set = PledgeSetFactory(municipality=town.municipality, is_published=False)
    item = PledgeItemFactory(pledge_set=hidden_set, title="秘密の約束")
    project = ProjectFactory(municipality=town.municipality)
    PledgeProjectLink.objects.create(item=item, project=project, version=1)
    client = logged_in(coordinator(town.municipality, "projects"))
    page = client.get(admin_url(project, "delete"))
    assert page.status_code == 200
    assert "秘密の約束" not in words(page)


def test_link_on_a_measures_page_to_a_hidden_project_is_not_shown(town):
    measure = MeasureFactory(in_plan=town.plan)
    hidden = record_in(State.DRAFT, department=town.own, project__name="秘密の事業").project
    shown = published_project(municipality=town.municipality)
    for project in (hidden, shown):
        ProjectLinkFactory(plan_item=measure, project=project)
    page = logged_in(editor(town.own, "policies")).get(admin_url(measure, "change"))
    assert [link.project for link in page.context["project_links"]] == [shown]
