import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_portal.site.japanese_parts import mark_japanese
from tests.factories.projects import published_record

TAG = re.compile(r' lang="ja"')


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<h1>出張！図書館</h1>", '<h1 lang="ja">出張！図書館</h1>'),
        ('<a href="/x/">教育部</a>', '<a lang="ja" href="/x/">教育部</a>'),
        ("<p>1行目<br>2行目</p>", '<p lang="ja">1行目<br>2行目</p>'),
        ("<p><strong>後援</strong>とは</p>", '<p lang="ja"><strong>後援</strong>とは</p>'),
        ("<td>YAC日本宇宙少年団</td>", '<td lang="ja">YAC日本宇宙少年団</td>'),
        ("<b>(株)A &amp; B商会</b>", '<b lang="ja">(株)A &amp; B商会</b>'),
    ],
)
def test_element_of_japanese_text_says_so(html, marked):
    assert mark_japanese(html) == marked


@pytest.mark.parametrize(
    "html",
    [
        "<p>From 行政 to 市民</p>",
        '<span lang="ja">やさしい日本語</span>',
        "<p>English</p>",
        "<p></p>",
        "<td>2025</td>",
        '<script>var a = "日本語";</script>',
        "<style>/* 日本語 */</style>",
        "日本語",
        "<p>日本語",
        "<p>日本語<span>English</span></p>",
        '<input value="日本語">',
    ],
)
def test_everything_else_stays_as_it_is(html):
    assert mark_japanese(html) == html


def test_address_of_another_language_is_no_language_of_the_text():
    marked = mark_japanese('<a href="/" hreflang="ja">日本語</a>')
    assert marked == '<a lang="ja" href="/" hreflang="ja">日本語</a>'


@given(st.text(alphabet="<>/ab p市「=\"'&;", max_size=200))
def test_nothing_is_lost_or_changed_but_the_marks(html):
    assert TAG.sub("", mark_japanese(html)) == TAG.sub("", html)


def test_broken_markup_takes_no_time():
    began = time.perf_counter()
    mark_japanese("<p>市" * 100_000 + "<b" * 100_000)
    assert time.perf_counter() - began < 5


@pytest.mark.django_db
def test_english_page_marks_the_record_and_the_japanese_page_does_not(client):
    record = published_record(name="花の道", purpose="花を植える")
    address = f"/projects/{record.project_id}/"
    english = client.get(f"/en{address}").content.decode()
    assert re.search(r'<h1 lang="ja"\s*>花の道</h1>', english)
    assert re.search(r"<h1\s*>花の道</h1>", client.get(address).content.decode())


@pytest.mark.django_db
def test_length_of_an_english_page_is_its_own(client):
    response = client.get("/en/")
    assert int(response["Content-Length"]) == len(response.content)
