"""What the search knows of an item, and what follows a change of its plan."""

import pytest

from kyodo_portal.read_model.models import SearchRow
from policies.models import PlanItem
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
    SheetFactory,
    make_three_levels,
    published_sheet,
)
from tests.factories.publishing import saved

pytestmark = pytest.mark.django_db


def row_of(record):
    return SearchRow.objects.get(kind=record._meta.label_lower, object_id=record.pk)


@pytest.mark.parametrize(
    "words",
    ["120101", "花壇の題名", "広げます", "足りません", "花のあるまち", "緑の基本計画"],
)
def test_item_is_found_by_its_code_and_each_of_its_texts(words):
    measure = make_three_levels().measures[0]
    saved(
        measure,
        title="花壇の題名",
        text="花壇を広げます。",
        current_state="花壇が足りません。",
        goal="花のあるまち",
        related_plans="緑の基本計画",
    )
    assert list(PlanItem.objects.matching(words)) == [measure]


def test_row_is_headed_by_the_item_and_belongs_to_the_plans_city():
    branch = saved(make_three_levels().branches[0], goal="花のあるまち")
    row = row_of(branch)
    assert (row.title, row.municipality) == ("01 地域活動の促進", branch.plan.municipality)


def test_item_of_a_plan_that_is_not_published_is_not_public():
    hidden = MeasureFactory(in_plan=PlanFactory(is_published=False))
    assert row_of(saved(hidden, goal="花のあるまち")).is_public is False
    assert row_of(saved(MeasureFactory(), goal="花のあるまち")).is_public is True


def test_plan_takes_its_items_and_sheets_out_of_the_public_search_and_back():
    sheet = published_sheet()
    item = saved(sheet.plan_item, goal="花のあるまち")
    other = published_sheet()
    records = [item, item.parent, sheet]
    for is_published in (False, True):
        saved(item.plan, is_published=is_published)
        assert [row_of(record).is_public for record in records] == [is_published] * 3
        assert row_of(other).is_public is True


def test_draft_stays_out_of_the_public_search_when_its_plan_is_published():
    sheet = published_sheet()
    draft = SheetFactory(plan_item=sheet.plan_item, fiscal_year=2020)
    saved(draft, notes="※下書きの注")
    saved(sheet.plan_item.plan, source_title="計画書")
    assert (row_of(draft).is_public, row_of(sheet).is_public) == (False, True)


def test_sheets_are_found_by_the_new_words_of_their_item():
    sheet = published_sheet()
    saved(sheet.plan_item, text="公園のベンチを直します。")
    assert list(type(sheet).objects.matching("ベンチ")) == [sheet]
    assert row_of(sheet).title == f"{sheet.plan_item.code} 公園のベンチを直します。"
