"""Chips: words for each condition in force, and the address without it."""

import pytest
from django.http import QueryDict

from kyodo_portal.listing.chips import chips
from projects.cases.filters import CaseSheetFilter
from projects.records.filters.records import ProjectRecordFilter
from tests.factories.organizations import DepartmentFactory

pytestmark = pytest.mark.django_db


def shown(query, filterset_class=ProjectRecordFilter):
    filterset = filterset_class.of(QueryDict(query))
    assert filterset.is_valid()
    return [(str(chip.label), chip.url) for chip in chips(filterset, "/list/")]


def test_no_condition_no_chip():
    assert shown("sort=name") == []


def test_each_chip_leaves_all_others_and_the_order():
    assert shown("q=a&form=koen&form=itaku&sort=name") == [
        ("「a」", "/list/?form=itaku&form=koen&sort=name"),
        ("委託", "/list/?form=koen&q=a&sort=name"),
        ("後援", "/list/?form=itaku&q=a&sort=name"),
    ]


def test_last_year_taken_out_leaves_all_years():
    assert shown("fiscal_year=2025") == [("令和7年度 (2025)", "/list/?fiscal_year=all")]
    assert shown("fiscal_year=2024&fiscal_year=2025")[0][1] == "/list/?fiscal_year=2025"


def test_value_with_zeros_before_it_is_taken_out():
    unit = DepartmentFactory(name="教育部")
    assert shown(f"department=0{unit.pk}") == [("教育部", "/list/")]


def test_values_of_the_gallery_have_words():
    query = "start_decade=1990&start_decade=unknown&department=99&involvement=99&partner=99"
    assert [label for label, _url in shown(query, CaseSheetFilter)] == [
        "見つからない関わり方",
        "1990年代",
        "年の記載なし",
        "見つからない部署",
        "見つからない関係団体",
    ]
