"""How a plan, an item and what they share stand in the cells of a file."""

import pytest

from kyodo_portal.open_data.columns import FISCAL_YEAR_ERA
from policies.plans import columns
from policies.plans.columns import ITEM_COLUMNS, PLAN_COLUMNS
from policies.plans.rows.plain import item_row, plan_row
from tests.factories.policies import MeasureFactory, PlanFactory, RatingGradeFactory
from tests.file_cells import cells_of


@pytest.mark.django_db
def test_plan_stands_in_one_row_with_its_levels_and_scale():
    plan = PlanFactory(slug="mihon", name="見本市総合計画", first_year=2018, last_year=2022)
    for position, code in enumerate("AB"):
        RatingGradeFactory(plan=plan, code=code, label=f"{code}の説明", position=position)
    cells = cells_of(PLAN_COLUMNS, plan_row(plan))
    assert (cells["計画"], cells["計画の名前"]) == ("mihon", "見本市総合計画")
    assert cells["段階"] == "運営方針\n施策"
    assert cells["反映区分"] == "A Aの説明、B Bの説明"
    assert (cells["はじめの年度"], cells["おわりの年度"]) == (2018, 2022)


@pytest.mark.django_db
def test_item_stands_in_one_row_with_lines_for_what_it_has_several_of():
    measure = MeasureFactory(
        parent__number="111",
        text="花壇を広げます。",
        related_plans="緑の基本計画\n環境基本計画",
        sdgs=[5, 11],
    )
    cells = cells_of(ITEM_COLUMNS, item_row(measure))
    assert (cells["施策番号"], cells["段階"], cells["題名"]) == ("11101", "施策", "")
    assert cells["施策の文"] == "花壇を広げます。"
    assert cells["関連する個別計画"] == "緑の基本計画\n環境基本計画"
    assert cells["SDGs"] == "5、11"
    assert cells["上の項目"] == measure.parent_id


def test_levels_above_stand_in_one_cell():
    row = {"above": ["2 共に支え合うまち", "01 地域活動の促進"]}
    assert columns.ABOVE.value(row) == "2 共に支え合うまち ＞ 01 地域活動の促進"
    assert columns.ABOVE.value({"above": []}) == ""


def test_departments_stand_in_one_cell_with_what_they_belong_to():
    offices = [
        {"id": 1, "name": "市民自治推進室", "parent_name": "総合政策部"},
        {"id": 2, "name": "教育部", "parent_name": None},
    ]
    assert columns.DEPARTMENTS.value({"departments": offices}) == (
        "総合政策部 市民自治推進室、教育部"
    )
    assert columns.DEPARTMENTS.value({"departments": []}) == ""


@pytest.mark.parametrize(("year", "era"), [(2019, "令和元年度"), (2018, "平成30年度"), (None, "")])
def test_era_stands_beside_the_year_as_far_as_there_is_one(year, era):
    assert FISCAL_YEAR_ERA.value({"fiscal_year": year}) == era
