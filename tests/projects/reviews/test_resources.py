"""協働のふりかえり in files: a line for each question, and whose form it is."""

import pytest

from projects.reviews.filters import ProjectReviewFilter
from projects.reviews.resources import reviews_export
from tests.factories import many_rows
from tests.factories.city_ground import Ground
from tests.factories.export_files import as_book, as_csv

pytestmark = pytest.mark.django_db


def test_line_says_both_sides_and_ends_with_whether_the_partner_answered():
    many_rows.reviews(Ground(), range(1))
    [line] = as_csv(reviews_export, filterset=ProjectReviewFilter)
    assert (line["問いの番号"], line["市のことば"], line["相手方のことば"]) == ("1", "伝えた。", "")
    assert list(line)[-2:] == ["アドレス", "相手方の回答"]
    assert line["相手方の回答"] == "false"


def test_excel_file_says_that_the_form_is_the_portal_s_own():
    book = as_book(reviews_export, filterset=ProjectReviewFilter)
    assert book.sheetnames == ["協働のふりかえり", "説明"]
    assert [row[0] for row in book["説明"].values][:3] == [
        "協働のふりかえり",
        "この欄はこのポータルの様式です。市の公式の様式ではありません。",
        "見出し",
    ]
