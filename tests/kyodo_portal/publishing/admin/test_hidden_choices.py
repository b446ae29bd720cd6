"""What hangs on a record that somebody may not see is neither offered, nor taken, nor linked."""

import pytest
from django.urls import reverse

from kyodo_portal.publishing.choices import State
from pledges.models import PolicyLink
from pledges.models import ProjectLink as PledgeProjectLink
from policies.models import ProjectLink
from projects.models import Project, ProjectRecord
from tests.factories.admin_pages import admin_url, logged_in, refused, untouched, words
from tests.factories.guideline import GuidelineSectionFactory
from tests.factories.organizations import (
    coordinator,
    editor,
)
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
)
from tests.factories.projects import (
    ProjectFactory,
    ProjectRecordFactory,
    published_project,
    record_in,
)
from tests.factories.towns import Town, answers, is_led_away

pytestmark = pytest.mark.django_db

HIDDEN = [state for state in State if state != State.PUBLISHED]


@pytest.fixture
def town():
    return Town()


def offered(client, model, field, term=""):
    """Return the names that an autocomplete offers."""
    meta = model._meta
    asked = {"app_label": meta.app_label, "model_name": meta.model_name, "field_name": field}
    answer = client.get(reverse("admin:autocomplete"), {**asked, "term": term})
    return sorted(one["text"] for one in answer.json()["results"])


def test_project_of_another_departments_draft_is_neither_listed_nor_offered_nor_taken(town):
    record_in(State.DRAFT, department=town.own, project__name="秘密の事業")
    ProjectFactory(municipality=town.municipality, name="まだ年度のない事業")
    published_project(municipality=town.municipality, name="公開中の事業")
    mine = ProjectRecordFactory(department=town.other, project__name="自分の事業")
    client = logged_in(editor(town.other))
    names = ["まだ年度のない事業", "公開中の事業", "自分の事業"]
    assert offered(client, ProjectRecord, "project") == sorted(names)
    assert offered(client, ProjectRecord, "project", "秘密") == []
    listed = client.get(admin_url(Project, "changelist")).context["cl"].result_list
    assert sorted(project.name for project in listed) == sorted(names)
    url = admin_url(mine, "change")
    hidden = Project.objects.get(name="秘密の事業")
    answer = client.post(url, {**untouched(client.get(url)), "project": str(hidden.pk)})
    assert list(refused(answer)) == ["project"]
    assert is_led_away(answers(editor(town.other), hidden, ["change", "history"]))


@pytest.mark.parametrize(
    ("area", "model", "field"),
    [("policies", ProjectLink, "project"), ("pledges", PledgeProjectLink, "project")],
)
def test_project_that_is_not_public_is_linked_by_no_other_areas_coordinator(
    town, area, model, field
):
    record_in(State.DRAFT, department=town.own, project__name="秘密の事業")
    shown = published_project(municipality=town.municipality, name="公開中の事業")
    client = logged_in(coordinator(town.municipality, area))
    page = client.get(admin_url(model, "add"))
    assert list(page.context["adminform"].form.fields[field].queryset) == [shown]
    assert "秘密の事業" not in words(page)
    if model is PledgeProjectLink:
        assert offered(client, model, field) == ["公開中の事業"]


def test_new_record_of_a_hidden_projects_name_is_a_question_that_does_not_name_it(town):
    project = ProjectFactory(
        municipality=town.municipality, name="秘密の事業", former_names="花壇の日"
    )
    ProjectRecordFactory(department=town.own, project=project)
    client = logged_in(editor(town.other))
    url = admin_url(ProjectRecord, "add")
    data = {**untouched(client.get(url)), "name": "花壇の日", "department": str(town.other.pk)}
    page = client.post(url, data)
    question = (
        "同じ名前の事業を、ほかの部署が入力しています。取りまとめ担当に確かめてください。"
        "別の事業なら「新しい事業として登録する」に印を付けてください。"
    )
    assert refused(page) == {"project": [question]}
    assert "秘密の事業" not in words(page)


def test_list_cannot_be_asked_which_hidden_rows_name_a_record(town):
    project = published_project(municipality=town.municipality)
    hidden = ProjectRecordFactory(project=project, department=town.own, fiscal_year=2026)
    client = logged_in(editor(town.other))
    for query in ({"records": hidden.pk}, {"records__id": hidden.pk}):
        assert client.get(admin_url(Project, "changelist"), query).status_code == 400


def test_page_of_a_guidelines_part_names_to_readers_the_public_projects_alone(town):
    hidden = record_in(State.DRAFT, department=town.own, project__name="秘密の事業").project
    shown = published_project(municipality=town.municipality, name="公開中の事業")
    section = GuidelineSectionFactory(municipality=town.municipality)
    section.projects.set([hidden, shown])
    page = logged_in(editor(town.other)).get(admin_url(section, "change"))
    assert "公開中の事業" in words(page)
    assert "秘密の事業" not in words(page)


def test_measure_of_a_plan_that_is_not_public_is_offered_to_no_other_areas_coordinator(town):
    hidden = PlanFactory(municipality=town.municipality, is_published=False)
    MeasureFactory(in_plan=hidden, text="秘密の施策")
    shown = MeasureFactory(in_plan=town.plan)
    page = logged_in(coordinator(town.municipality, "pledges")).get(admin_url(PolicyLink, "add"))
    field = page.context["adminform"].form.fields["plan_item"]
    assert set(field.queryset) == {shown, shown.parent}
    assert "秘密の施策" not in words(page)


def test_projects_that_are_not_public_are_suggested_for_no_measure(town):
    measure = MeasureFactory(in_plan=town.plan, text="花壇づくりを広げます。")
    record_in(State.DRAFT, department=town.own, project__name="秘密の花壇")
    known = published_project(municipality=town.municipality, name="公園の日")
    ProjectRecordFactory(
        project=known, department=town.own, fiscal_year=2026, purpose="秘密の花壇のため"
    )
    page = logged_in(coordinator(town.municipality, "policies")).get(admin_url(measure, "change"))
    field = page.context["adminform"].form.fields["suggested_projects"]
    assert list(field.widget.choices) == []
    assert list(field.queryset) == [known]
