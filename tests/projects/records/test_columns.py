"""The declared columns: the city's own headings, the API's keys, help for each."""

import pytest

from kyodo_portal.site.organizations.columns import DEPARTMENT_COLUMNS, MUNICIPALITY_COLUMNS
from kyodo_portal.spreadsheets.columns import dictionary, of_api, of_files
from projects.partners.columns import PARTNER_COLUMNS
from projects.records.columns import RECORD_COLUMNS, SUMMARY_COLUMNS
from tests.factories.record_fields import EXAMPLE

# The headings of the city's own table, in its order.
CITY_HEADINGS = (
    "No. 所管部名 名称 関係団体名（主催者） 協働の形態 実施区分 開催周期 初回実施年 開始日 終了日 目的 内容"
    " 市民参加人数（総計） 取組の効果、市民からの反響等"
).split()


def test_city_headings_stand_in_the_city_order():
    headings = [str(column.heading) for column in of_files(RECORD_COLUMNS)]
    assert [heading for heading in headings if heading in CITY_HEADINGS] == CITY_HEADINGS


def test_api_keys_are_the_agreed_ones_in_their_order():
    assert [column.key for column in of_api(RECORD_COLUMNS)] == list(EXAMPLE)


@pytest.mark.parametrize(
    "columns",
    [RECORD_COLUMNS, PARTNER_COLUMNS, SUMMARY_COLUMNS, DEPARTMENT_COLUMNS, MUNICIPALITY_COLUMNS],
)
def test_headings_and_keys_are_unique_and_explained(columns):
    for part in ("heading", "key"):
        names = [str(getattr(column, part)) for column in columns]
        assert sorted(set(names)) == sorted(names)
    assert [column.key for column in columns if not str(column.help)] == []


def test_dictionary_tells_heading_key_kind_and_help():
    lines = dictionary(of_files(RECORD_COLUMNS))
    assert lines[0] == ["ID", "id", "整数", "年度の記録の番号。変わりません。"]
    assert len(lines) == len(of_files(RECORD_COLUMNS))
