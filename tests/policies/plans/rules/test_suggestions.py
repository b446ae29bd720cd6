"""Which 協働事業 are offered for a 施策: by shared words and departments, never the linked ones."""

import pytest

from kyodo_portal.organizations.access import Access
from policies.models import PlanItem
from policies.plans.rules.suggestions import MOST_SUGGESTIONS, suggestions, words_of
from tests.factories.organizations import DepartmentFactory, OperatorFactory
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    ProjectLinkFactory,
    SheetFactory,
    make_three_levels,
)
from tests.factories.projects import ProjectFactory, ProjectRecordFactory
from tests.factories.publishing import saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    return MeasureFactory(parent__title="方針", text="公園の花壇をボランティアと育てます。")


@pytest.fixture
def city(measure):
    return measure.plan.municipality


def whole():
    """Return the access of somebody who sees every project."""
    return Access(OperatorFactory())


def found(item):
    return [(one.project.name, one.words, one.departments) for one in suggestions(item, whole())]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("花壇をボランティアと育てます。", {"花壇", "ボランティア"}),
        ("ﾎﾞﾗﾝﾃｨｱ", {"ボランティア"}),
        # One character, two of katakana, kana and letters say too little.
        ("花 バス まちづくり NPO", set()),
        ("佐々木 バスケ サーカー", {"佐々木", "バスケ", "サーカー"}),
        # What every text of a city hall holds.
        ("市民 協働 事業 取組", set()),
        ("市民協働", {"市民協働"}),
        ("", set()),
    ],
)
def test_words_are_characters_and_katakana_that_say_something(text, words):
    assert words_of(text) == words


def test_project_is_offered_by_the_words_of_its_name_sorted(measure, city):
    ProjectFactory(municipality=city, name="花壇ボランティア")
    ProjectFactory(municipality=city, name="雪まつり")
    assert found(measure) == [("花壇ボランティア", ["ボランティア", "花壇"], [])]


def test_words_are_looked_for_in_one_width(measure, city):
    ProjectFactory(municipality=city, name="ﾎﾞﾗﾝﾃｨｱ養成講座")
    assert found(measure) == [("ﾎﾞﾗﾝﾃｨｱ養成講座", ["ボランティア"], [])]


@pytest.mark.parametrize("field", ["purpose", "content", "name"])
def test_newest_record_counts_with_purpose_and_content(measure, city, field):
    department = DepartmentFactory(municipality=city)
    project = ProjectFactory(municipality=city, name="みどりの日")
    for year, text in [(2024, "花壇を作ります。"), (2025, "公園を直します。"), (2023, "花壇")]:
        values = {"name": "みどりの日", field: text}
        ProjectRecordFactory(project=project, department=department, fiscal_year=year, **values)
    assert found(measure) == [("みどりの日", ["公園"], [])]


def test_former_names_count(measure, city):
    ProjectFactory(municipality=city, name="みどりの日", former_names="花壇の日")
    assert found(measure) == [("みどりの日", ["花壇"], [])]


def test_titles_above_and_names_of_indicators_count(city):
    made = make_three_levels(municipality=city)
    saved(made.tops[0], title="福祉のまち")
    measure = PlanItem.objects.get(pk=made.measures[0].pk)
    IndicatorFactory(plan_item=measure, name="清掃の回数")
    # 保全 is of the other 運営方針.
    for name in ("福祉まつり", "地域活動の会", "清掃の日", "森の保全"):
        ProjectFactory(municipality=city, name=name)
    assert found(measure) == [
        ("福祉まつり", ["福祉"], []),
        ("地域活動の会", ["地域活動"], []),
        ("清掃の日", ["清掃"], []),
    ]


def test_department_of_any_of_its_sheets_is_a_reason_of_its_own(measure, city):
    own, other = DepartmentFactory.create_batch(2, municipality=city)
    SheetFactory(plan_item=measure, fiscal_year=2018, departments=[own])
    SheetFactory(departments=[other])
    for department, name in ((own, "雪まつり"), (other, "氷まつり")):
        project = ProjectFactory(municipality=city, name=name)
        ProjectRecordFactory(project=project, department=department)
    assert found(measure) == [("雪まつり", [], [own.name])]


def test_a_department_weighs_as_two_words_and_codes_decide_where_they_weigh_the_same(measure, city):
    own = DepartmentFactory(municipality=city)
    SheetFactory(plan_item=measure, departments=[own])
    # Weights: 2, 2, 1, 3 (one word and the department).
    for code, name, department in [
        ("T3", "公園の花壇", None),
        ("T2", "雪まつり", own),
        ("T1", "花壇の日", None),
        ("T4", "公園の日", own),
    ]:
        project = ProjectFactory(municipality=city, code=code, name=name)
        if department:
            ProjectRecordFactory(project=project, department=department)
    assert [one.project.code for one in suggestions(measure, whole())] == ["T4", "T2", "T3", "T1"]


def test_linked_merged_and_others_projects_are_not_offered(measure, city):
    linked = ProjectFactory(municipality=city, name="花壇の日")
    ProjectLinkFactory(plan_item=measure, project=linked)
    ProjectFactory(municipality=city, name="花壇の会", merged_into=linked)
    ProjectFactory(name="花壇の祭り")
    assert suggestions(measure, whole()) == []
    second = MeasureFactory(parent=measure.parent, text="花壇を広げます。")
    assert [one.project for one in suggestions(second, whole())] == [linked]


def test_not_more_are_offered_than_can_be_read(measure, city):
    for number in range(MOST_SUGGESTIONS + 1):
        ProjectFactory(municipality=city, code=f"T{number:02}", name="花壇の日")
    codes = [one.project.code for one in suggestions(measure, whole())]
    assert codes == [f"T{number:02}" for number in range(12)]


@pytest.mark.parametrize("count", [1, 3])
def test_suggestions_cost_the_same_for_one_and_three(django_assert_num_queries, city, count):
    measure = make_three_levels(municipality=city).measures[0]
    for number in range(count):
        IndicatorFactory(plan_item=measure)
        own = DepartmentFactory(municipality=city)
        SheetFactory(plan_item=measure, fiscal_year=2018 + number, departments=[own])
        ProjectRecordFactory(
            project=ProjectFactory(municipality=city, name="雪まつり"), department=own
        )
    measure = PlanItem.objects.for_admin_list().get(pk=measure.pk)
    access = whole()
    # Indicators, the item two above, departments, projects and records.
    with django_assert_num_queries(5):
        assert len(suggestions(measure, access)) == count
