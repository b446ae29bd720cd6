"""Fiscal years in the reader's words."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from kyodo_portal.listing.tables import Heading
from kyodo_portal.listing.years import (
    age_words,
    fiscal_year_label,
    joined,
    span,
    year_headings,
    year_label,
    year_words,
)


@pytest.mark.parametrize(
    ("language", "words", "short", "long"),
    [
        ("ja", ("令和元年度", "2019"), "令和元年度", "令和元年度 (2019)"),
        ("easy", ("令和元年度", "2019"), "令和元年度", "令和元年度 (2019)"),
        ("en", ("FY2019", ""), "FY2019", "FY2019"),
    ],
)
def test_year_in_words(language, words, short, long):
    with override(language):
        assert (year_words(2019), year_label(2019), fiscal_year_label(2019)) == (words, short, long)


def test_headings_are_each_year_once_the_oldest_first():
    rows = [{"fiscal_year": year} for year in (2025, 2024, 2025)]
    assert year_headings(rows) == [
        Heading(2024, "令和6年度 (2024)"),
        Heading(2025, "令和7年度 (2025)"),
    ]


@pytest.mark.parametrize(
    ("years", "words"),
    [([2025], "令和7年度"), ([2021, 2023, 2025], "令和3年度から令和7年度まで")],
)
def test_span_names_the_first_and_the_last(years, words):
    assert span([Heading(year, "") for year in years]) == words


def test_parts_are_joined_as_the_language_does():
    assert joined(["花壇", "図書"]) == "花壇、図書"
    with override("en"):
        assert joined(["a", "b"]) == "a, b"


@pytest.mark.parametrize(
    ("newest", "published_at", "is_old"),
    [
        # The last day of the fiscal year 2025 and the first of 2026, in Japan.
        (2024, datetime(2026, 3, 31, 14, 59, tzinfo=UTC), False),
        (2024, datetime(2026, 3, 31, 15, 0, tzinfo=UTC), True),
        (2026, datetime(2026, 4, 1, tzinfo=UTC), False),
        (2019, None, False),
    ],
)
def test_age_is_said_of_what_was_old_when_it_was_published(newest, published_at, is_old):
    words = "これより新しい年度は収めていません。" if is_old else ""
    assert age_words(newest, published_at) == words
