"""施策評価の集計: its conditions, each counted within all the others, and their words."""

import pytest

from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
    RatingGradeFactory,
    SheetFactory,
    published_sheet,
)
from tests.factories.project_pages import chips_of, facet
from tests.factories.publishing import EditionFactory
from tests.page_text import page_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory(slug="plan", name="まちの計画")


@pytest.fixture
def division(plan):
    return DepartmentFactory(municipality=plan.municipality, name="総合政策部", sort_order=1)


@pytest.fixture
def sections(plan, division):
    return [
        DepartmentFactory(
            municipality=plan.municipality, parent=division, name=name, sort_order=place
        )
        for place, name in enumerate(["政策推進課", "秘書広報課"], start=2)
    ]


@pytest.fixture
def sheets(plan, sections):
    """Publish A of one section, B of both and B of the second, and B a year earlier."""
    grades = {code: RatingGradeFactory(plan=plan, code=code, label=code * 3) for code in "ABC"}
    for code, units, year in (
        ("A", sections[:1], 2020),
        ("B", sections, 2020),
        ("B", sections[1:], 2020),
        ("B", sections[1:], 2019),
    ):
        published_sheet(
            plan_item=MeasureFactory(in_plan=plan),
            rating=grades[code],
            departments=units,
            fiscal_year=year,
        )
    SheetFactory(plan_item=MeasureFactory(in_plan=plan), rating=grades["C"], fiscal_year=2020)
    EditionFactory(municipality=plan.municipality, area="policies", fiscal_year=2020)


def labels(response, key):
    group = next(group for group in response.context["facets"] if group.key == key)
    return [value.label for value in group.values]


def test_facets_count_under_all_other_conditions(client, sheets, sections):
    response = client.get("/policies/summary/?rating=B")
    assert response.context["count"] == 2
    assert facet(response, "fiscal_year") == [
        (2020, 2, True),
        (2019, 1, False),
        ("all", 3, False),
    ]
    assert facet(response, "department") == [
        (sections[0].pk, 1, False),
        (sections[1].pk, 2, False),
    ]
    assert facet(response, "rating") == [("A", 1, False), ("B", 2, True)]


def test_facets_are_called_as_ever(client, sheets):
    response = client.get("/policies/summary/")
    assert labels(response, "fiscal_year") == ["令和2年度", "令和元年度", "すべての年度"]
    assert labels(response, "department") == ["総合政策部 政策推進課", "総合政策部 秘書広報課"]
    assert labels(response, "rating") == ["A AAA", "B BBB"]


def test_department_above_is_offered_once_it_is_chosen(client, sheets, division, sections):
    response = client.get(f"/policies/summary/?department={division.pk}")
    assert facet(response, "department") == [
        (division.pk, 3, True),
        (sections[0].pk, 2, False),
        (sections[1].pk, 2, False),
    ]
    assert chips_of(response)[1] == ("総合政策部", "/policies/summary/?fiscal_year=2020")


def test_rating_that_no_sheet_has_can_be_taken_out(client, sheets):
    response = client.get("/policies/summary/?rating=C&rating=Z")
    group = next(group for group in response.context["facets"] if group.key == "rating")
    assert [(one.label, one.count, one.is_selected) for one in group.values] == [
        ("A AAA", 1, False),
        ("B BBB", 2, False),
        ("C CCC", 0, True),
        ("見つからない反映区分", 0, True),
    ]


def test_year_that_is_not_held_is_no_data_and_not_0(client, sheets):
    text = page_text(client.get("/policies/summary/?fiscal_year=2011"))
    assert '<p class="result" role="status"><span class="empty">データなし</span></p>' in text
    assert "0件だったという意味ではありません。" in text


def test_chips_have_words_and_name_nothing_that_is_not_public(client, sheets, plan):
    hidden = PlanFactory(slug="hidden", name="ひみつの計画", is_published=False)
    RatingGradeFactory(plan=hidden, code="H", label="ひみつの区分")
    item = MeasureFactory(in_plan=hidden)
    code = plan.items.get(parent__isnull=False, sheets__rating__code="A").path_code
    query = f"plan=plan&plan=hidden&code={code}&code={item.path_code}&rating=B&rating=H"
    response = client.get(f"/policies/summary/?fiscal_year=all&{query}")
    found = [label for label, _url in chips_of(response)]
    assert found[:2] == ["反映区分 B", "見つからない反映区分"]
    assert sorted(found[2:]) == sorted(
        ["まちの計画", "見つからない計画", f"施策番号 {code}", "見つからない施策番号"]
    )
    assert "ひみつ" not in response.content.decode()
