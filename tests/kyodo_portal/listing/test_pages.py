"""Page numbers: what they may be, and what lies behind the last page."""

import pytest
from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict

from kyodo_portal.listing.pages import page_number, page_of, page_size


def test_page_is_the_first_where_none_is_named():
    for query in ("", "page=", "page=%20"):
        assert list(page_of(range(45), QueryDict(query))) == list(range(20))


def test_page_has_the_rows_of_its_number():
    assert list(page_of(range(45), QueryDict("page=3"))) == [40, 41, 42, 43, 44]
    assert list(page_of([], QueryDict("page=1"))) == []


def test_page_past_the_end_is_not_found():
    with pytest.raises(Http404, match="最後のページより後ろ"):
        page_of(range(45), QueryDict("page=4"))


@pytest.mark.parametrize("text", ["x", "0", "-1", "1.5", "１", "9" * 30, "1e3", "%00", "last"])
def test_page_number_that_cannot_be_read_is_refused(text):
    with pytest.raises(BadRequest, match=r"「ページ」の.*1から999,999,999まで"):
        page_number(QueryDict(f"page={text}"))


def test_page_size_is_at_most_200():
    assert [page_size(QueryDict(query)) for query in ("", "page_size=1", "page_size=200")] == [
        50,
        1,
        200,
    ]
    with pytest.raises(BadRequest, match="1から200まで"):
        page_size(QueryDict("page_size=201"))
