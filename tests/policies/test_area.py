"""What 施策評価 brings to the site's own pages."""

import pytest

from kyodo_portal.listing.areas import area_pages
from policies import AREA
from policies.area import published_evaluation_sheets
from tests.factories.policies import MeasureFactory, PlanFactory, published_sheet, sheet_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_published_sheets_are_counted_by_city_and_year_in_one_query(
    django_assert_num_queries, count
):
    plan = PlanFactory()
    for _ in range(count):
        published_sheet(plan_item=MeasureFactory(in_plan=plan), fiscal_year=2019)
    published_sheet(plan_item=MeasureFactory(in_plan=plan), fiscal_year=2018)
    for state in ("draft", "submitted", "returned", "withdrawn"):
        sheet_in(state, plan_item=MeasureFactory(in_plan=plan))
    published_sheet(plan_item=MeasureFactory(in_plan=PlanFactory(is_published=False)))
    code = plan.municipality.code
    with django_assert_num_queries(1):
        assert dict(published_evaluation_sheets()) == {(code, 2018): 1, (code, 2019): count}


def test_publications_of_sheets_are_told_by_their_measures_and_lead_to_their_years():
    sheet = published_sheet(
        plan_item=MeasureFactory(
            in_plan__slug="mihon", parent__number="111", text="花壇を広げます。"
        )
    )
    [pages] = [one for one in area_pages if one.area == AREA]
    [source] = pages.changes
    assert source.name_of(sheet) == "11101 花壇を広げます。"
    assert source.url_of(sheet) == "/policies/mihon/11101/?fiscal_year=2019"
