"""A set as files and API hold it."""

from decimal import Decimal

import pytest

from kyodo_portal.publishing.choices import State
from pledges.models import PledgeSet, StatusWord
from pledges.sets.rows import number, set_row
from tests.factories.organizations import MunicipalityFactory
from tests.factories.pledge_sets import LEVELS, PledgeSetFactory, published_report, report_in

LEVEL_ROWS = [
    {
        "name": "全体",
        "has_stars": False,
        "has_percent": True,
        "roll_up": "mean_of_published",
        "rounding": "none",
        "decimals": 1,
        "is_inferred": True,
        "rule": "公約の公表値の平均（端数はそのまま）",
    },
    {
        "name": "公約",
        "has_stars": True,
        "has_percent": True,
        "roll_up": "none",
        "rounding": "none",
        "decimals": 0,
        "is_inferred": False,
        "rule": "計算しません。市が公表した値をそのまま載せます。",
    },
]


@pytest.mark.parametrize(
    ("percent", "expected"),
    [("62", "62"), ("62.000", "62"), ("59.2", "59.2"), ("0", "0"), ("1E+2", "100"), (None, "None")],
)
def test_percentage_is_a_plain_number(percent, expected):
    assert repr(number(None if percent is None else Decimal(percent))) == expected


@pytest.mark.django_db
def test_row_of_a_set():
    city = MunicipalityFactory()
    made = PledgeSetFactory(
        municipality=city,
        slug="mihon-6",
        name="市長公約（6期目）",
        term_text="令和8年7月から",
        star_steps=None,
        levels=[LEVELS[0], LEVELS[2]],
    )
    StatusWord.objects.create(pledge_set=made, position=1, word="順調", meaning="計画どおり")
    StatusWord.objects.create(pledge_set=made, position=0, word="達成")
    for day in ("2027-03-31", "2028-03-31"):
        published_report(pledge_set=made, as_of=day)
    report_in(State.DRAFT, pledge_set=made, as_of="2029-03-31")
    row = set_row(PledgeSet.objects.for_list().get())
    assert row == {
        "id": made.pk,
        "municipality": city.code,
        "slug": "mihon-6",
        "name": "市長公約（6期目）",
        "term_text": "令和8年7月から",
        "star_steps": None,
        "levels": LEVEL_ROWS,
        "status_words": [
            {"word": "達成", "meaning": ""},
            {"word": "順調", "meaning": "計画どおり"},
        ],
        "fiscal_years": [2027, 2026],
        "url": "/pledges/mihon-6/",
    }


@pytest.mark.django_db
def test_two_reports_of_one_year_name_the_year_once():
    made = PledgeSetFactory()
    for day in ("2023-09-30", "2024-03-31"):
        published_report(pledge_set=made, as_of=day)
    assert set_row(PledgeSet.objects.for_list().get())["fiscal_years"] == [2023]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_rows_ask_for_nothing_more_than_the_list(count, django_assert_num_queries):
    for _one in range(count):
        published_report(pledge_set=PledgeSetFactory(words=["達成"]))
    sets = list(PledgeSet.objects.for_list())
    with django_assert_num_queries(0):
        rows = [set_row(one) for one in sets]
    assert [row["fiscal_years"] for row in rows] == [[2023]] * count
