"""The real report of 令和5年度末: figures to the digit, every text, and what was kept."""

import csv
import io
import json
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings

from pledges.models import ProgressReport
from pledges.reports.aggregates.snapshot import fingerprint
from pledges.reports.aggregates.tables import report_table, table_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db
PAGE = "/pledges/tomakomai-5/"
# The 総括表 as the city printed it: each policy with its five pledges.
PRINTED = {
    "62": "73 66 70 43 61",
    "56": "58 52 52 57 65",
    "60": "77 52 72 45 56",
    "56 ": "53 61 45 70 52",
    "62 ": "74 75 41 61 60",
}
FIGURES = " ".join(f"{top.strip()} {below}" for top, below in PRINTED.items()).split()


@pytest.fixture
def report(real_data):
    return ProgressReport.objects.get()


def csv_rows(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def written_initiatives():
    entries = json.loads((Path(settings.BASE_DIR) / "fixtures/pledges.json").read_text("utf-8"))
    return [
        (entry["fields"]["item"][1], initiative["text"])
        for entry in entries
        if entry["model"] == "pledges.rating"
        for initiative in entry["fields"]["initiatives"]
    ]


def test_table_equals_the_document_to_the_digit(report):
    table = report_table(report)
    assert [str(line.published) for line in table.summary] == FIGURES
    assert str(table.overall.published) == "59.2"


def test_computed_figures_equal_the_published_ones(report):
    table = report_table(report)
    lines = [*table.top, table.overall]
    assert [line.computed for line in lines] == [line.published for line in lines]


def test_page_prints_the_table_in_the_citys_order(client, report):
    html = client.get(PAGE).content.decode()
    body = html.split("<tbody role=", 1)[1].split("</table>", 1)[0]
    cells = [part.split("</td>")[0] for part in body.split('<td role="cell" class="num">')[1:]]
    assert [text_of(cell) for cell in cells] == [*FIGURES, "59.2"]


def test_page_says_what_is_inferred_and_whose_assessment_it_is(client, report):
    words = text_of(client.get(PAGE).content.decode())
    assert "端数の扱いは公表値からの推定" in words
    assert "市の担当部署による自己評価・令和5年度末" in words
    assert "(73 + 66 + 70 + 43 + 61) ÷ 5 = 62.6" in words
    for text in (report.introduction, report.method_note):
        assert text in unescape(client.get(PAGE).content.decode())


def test_every_initiative_is_on_its_page_and_in_the_api(client, report):
    written = written_initiatives()
    assert len(written) == 134
    found = client.get("/api/v1/pledge-items/?page_size=200").json()["results"]
    told = [(row["path"], text) for row in found for text in row["reports"][0]["initiatives"]]
    assert sorted(told) == sorted(written)
    pages = {path: unescape(client.get(f"{PAGE}{path}/").content.decode()) for path, _ in written}
    assert [path for path, text in written if text not in pages[path]] == []


def test_every_computed_figure_is_recomputed_from_the_csv(client, report):
    rows = {row["項目の位置"]: row for row in csv_rows(client.get(f"{PAGE}?format=csv"))}
    computed = {path: row for path, row in rows.items() if row["計算値（%）"]}
    assert sorted(computed) == ["", "1", "2", "3", "4", "5"]
    for row in computed.values():
        parts = [Decimal(rows[path]["公表値（%）"]) for path in row["計算に使った項目"].split()]
        assert [str(part) for part in parts] == row["計算に使った値"].split()
        mean = sum(parts) / len(parts)
        cut = int(mean) if row["端数"] == "切り捨て" else mean
        assert Decimal(row["計算値（%）"]) == cut


def test_missing_stars_are_empty_and_never_zero(client, report):
    row = next(
        row for row in csv_rows(client.get(f"{PAGE}?format=csv")) if row["項目の位置"] == "1-1-1"
    )
    assert (row["星"], row["評価の状態"]) == ("", "資料に記載なし")
    item = client.get("/api/v1/pledge-items/?q=チャットボット").json()["results"][0]
    assert item["reports"][0] | {"stars": None, "status": "not_stated"} == item["reports"][0]
    html = client.get(f"{PAGE}1-1-1/").content.decode()
    assert 'class="stars"' not in html
    assert "資料に記載なし" in html


def test_thirty_three_star_lines_survive_with_words(client, report):
    starred = [line for line in report_table(report).lines if line.stars is not None]
    assert len(starred) == 33
    html = client.get(f"{PAGE}1-5/").content.decode()
    assert "10段階中7" in html
    assert "10段階中4" in html


def test_snapshot_is_the_report_and_its_hash_verifies(client, report):
    answer = client.get(f"{PAGE}?as=published&format=json")
    assert fingerprint(answer.content.decode()) == report.snapshot_hash
    kept = table_of(json.loads(answer.content))
    assert [line.published for line in kept.lines] == [
        line.published for line in report_table(report).lines
    ]


def test_api_item_has_the_promised_keys(client, report):
    item = client.get("/api/v1/pledge-items/?q=持続可能な行財政運営").json()["results"][0]
    assert {"id", "pledge_set", "parent", "level", "number", "title", "reports", "url"} <= set(item)
    said = item["reports"][0]
    assert (said["fiscal_year"], said["stars"], said["percent_published"]) == (2023, 7, 73)
    assert (said["percent_computed"], said["status"]) == (None, "rated")
