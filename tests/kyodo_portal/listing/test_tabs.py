"""Tabs of years: which year a page shows, and the way to the others."""

import pytest
from django.http import Http404, QueryDict

from kyodo_portal.listing.tabs import KnownYear, Tab, asked_year, year_tab, year_tabs, year_to_show
from kyodo_portal.listing.views import InvalidQuery

PUBLISHED, GONE = KnownYear(2024), KnownYear(2025, "withdrawn")


@pytest.mark.parametrize(
    ("query", "year"),
    [
        ("", None),
        ("fiscal_year=", None),
        ("fiscal_year=2024", 2024),
        ("fiscal_year=2024&fiscal_year=2023", 2023),
    ],
)
def test_year_that_is_asked_for_is_the_last_one_named(query, year):
    assert asked_year(QueryDict(query)) == year


@pytest.mark.parametrize("text", ["all", "R7", "20250", "２０２５"])
def test_what_is_no_year_is_refused(text):
    with pytest.raises(InvalidQuery) as error:
        asked_year(QueryDict(f"fiscal_year={text}"))
    assert list(error.value.form.errors) == ["fiscal_year"]


def test_page_shows_the_newest_published_year_by_default():
    assert year_to_show([GONE, PUBLISHED], None) == PUBLISHED
    assert year_to_show([GONE], None) == GONE
    assert year_to_show([GONE, PUBLISHED], 2025) == GONE


@pytest.mark.parametrize(("years", "asked"), [([], None), ([PUBLISHED], 2020)])
def test_year_of_which_nobody_knows_is_not_found(years, asked):
    with pytest.raises(Http404):
        year_to_show(years, asked)


def test_tabs_run_to_the_year_before_the_oldest_and_say_what_is_not_there():
    tabs = year_tabs([GONE, KnownYear(2022)], {2024}, 2022, "/projects/1/")
    assert tabs == [
        Tab("令和7年度", "公開停止", "/projects/1/?fiscal_year=2025"),
        Tab("令和6年度", "記載なし"),
        Tab("令和5年度", "データなし"),
        Tab("令和4年度", "2022", "/projects/1/?fiscal_year=2022", is_current=True),
        Tab("令和3年度", "データなし"),
    ]


def test_one_year_stands_beside_two_that_are_not_there():
    labels = [tab.label for tab in year_tabs([PUBLISHED], (), 2024, "/")]
    assert labels == ["令和6年度", "令和5年度", "令和4年度"]


def test_tab_of_a_year_leads_to_it():
    assert year_tab(PUBLISHED, "/x/", is_current=True) == Tab(
        "令和6年度", "2024", "/x/?fiscal_year=2024", is_current=True
    )
