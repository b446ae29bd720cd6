"""総括表 of made-up sets: shapes, refusals, leaks on every surface, corrections, queries."""

import json

import pytest

from kyodo_portal.publishing.choices import Action
from kyodo_portal.publishing.transitions import transition
from pledges.models import ProgressReport
from pledges.reports.aggregates.snapshot import fingerprint
from tests.factories.organizations import DepartmentFactory
from tests.factories.pledges import DOOR, WORD_LEVELS, make_set, tree
from tests.factories.publishing import publish
from tests.page_text import text_of

pytestmark = pytest.mark.django_db
PAGE = "/pledges/city-1/"
RATED = {"1-1": {"percent_text": "40"}, "1-2": {"percent_text": "60"}, "2-1": {"percent_text": "7"}}


def page_text(client, address):
    return text_of(client.get(address).content.decode())


@pytest.fixture
def pledges():
    return make_set(tree(2, 2))


@pytest.fixture
def report(pledges):
    return pledges.report(2023, RATED)


def test_computed_figures_say_what_they_leave_out(client, report):
    words = page_text(client, PAGE)
    assert "(40 + 60) ÷ 2 = 50" in words
    assert "計算から除いたもの ： 2-2（未評価）" in words.replace("除いたもの：", "除いたもの ： ")
    assert "公表値なし" in words


def test_newest_report_that_is_old_says_that_nothing_newer_is_held(client, pledges):
    for year in (2022, 2023):
        pledges.report(year, RATED)
    words = "これより新しい年度は収めていません。"
    for day, is_old in [("2026-11-26", True), ("2024-06-01", False)]:
        ProgressReport.objects.update(published_at=f"{day}T12:00:00+09:00")
        for address in ["/pledges/", PAGE, f"{PAGE}1-1/"]:
            assert (words in page_text(client, address)) is is_old
        for address in [PAGE, f"{PAGE}1-1/"]:
            assert words not in page_text(client, f"{address}?fiscal_year=2022")


def test_unrated_item_is_never_a_zero(client, report):
    rows = client.get(f"{PAGE}?format=json").json()["results"]
    row = next(row for row in rows if row["path"] == "2-2")
    assert (row["percent_published"], row["stars"], row["status"]) == (None, None, "not_rated")


@pytest.mark.parametrize(
    ("sort", "paths"),
    [
        ("progress_high", ["1-2", "1-1", "2-1", "2-2"]),
        ("progress_low", ["2-1", "1-1", "1-2", "2-2"]),
    ],
)
def test_sort_by_progress_puts_the_unrated_last(client, report, sort, paths):
    rows = client.get(f"{PAGE}?format=json&sort={sort}").json()["results"]
    assert [row["path"] for row in rows if row["path"].count("-") == 1] == paths


def test_department_narrows_to_its_items_and_what_is_above(client, pledges):
    city = pledges.pledge_set.municipality
    parks = DepartmentFactory(municipality=city, name="公園課")
    pledges.report(2023, {**RATED, "2-1": {"percent_text": "7", "departments": [parks]}})
    words = page_text(client, f"{PAGE}?department={parks.pk}")
    assert "約束2-1を果たします" in words
    assert "約束1-1を果たします" not in words
    assert "公園課" in page_text(client, f"{PAGE}2-1/")


def test_words_are_searched(client, pledges):
    pledges.report(2023, {"1-1": {"initiatives": ["花壇を広げました。"]}})
    words = page_text(client, f"{PAGE}?q=花壇")
    assert "約束1-1を果たします" in words
    assert "約束2-1を果たします" not in words


@pytest.mark.parametrize(
    "query",
    ["fiscal_year=abc", "sort=best", "department=x", "as=then", "q=" + "あ" * 201],
)
@pytest.mark.parametrize("format", ["", "&format=json"])
def test_bad_conditions_are_400(client, report, query, format):  # noqa: A002
    assert client.get(f"{PAGE}?{query}{format}").status_code == 400


@pytest.mark.parametrize(
    "address",
    ["/pledges/none/", f"{PAGE}9/", f"{PAGE}x/", f"{PAGE}?fiscal_year=2001", "/pledges/none/1/"],
)
def test_unknown_addresses_are_404(client, report, address):
    assert client.get(address).status_code == 404


def test_draft_report_leaks_nowhere(client, pledges):
    pledges.report(2023, {"1-1": {"initiatives": ["まだ秘密です"]}}, is_published=False)
    for address in ("/pledges/", "/api/v1/pledge-sets/", "/api/v1/pledge-items/"):
        answer = client.get(address).content.decode()
        assert "city-1" not in answer
        assert "秘密" not in answer
    assert client.get("/api/v1/progress-reports/").json()["count"] == 0
    assert client.get(PAGE).status_code == 404
    assert client.get(f"{PAGE}1-1/").status_code == 404


def test_draft_of_the_next_year_stays_out_of_the_published_one(client, pledges, report):
    pledges.report(2024, {"1-1": {"percent_text": "99"}}, is_published=False)
    answer = client.get(PAGE).content.decode()
    assert "2024年度末" not in answer
    assert ">99<" not in answer
    reports = client.get("/api/v1/pledge-items/").json()["results"][1]["reports"]
    assert [one["fiscal_year"] for one in reports] == [2023]
    assert client.get(f"{PAGE}?fiscal_year=2024").status_code == 404


def test_report_of_an_unpublished_set_is_nowhere(client):
    make_set(tree(1, 1), is_published=False).report(2023)
    assert client.get(PAGE).status_code == 404
    assert client.get("/api/v1/pledge-items/").json()["count"] == 0


@pytest.mark.parametrize(("without_trace", "status"), [(False, 410), (True, 404)])
def test_withdrawn_report_is_gone(client, pledges, report, without_trace, status):
    transition(
        report,
        Action.WITHDRAW,
        by=pledges.by,
        channel=DOOR,
        expected_version=report.version,
        comment="確かめています。",
        without_trace=without_trace,
    )
    for address in (PAGE, f"{PAGE}1-1/", f"{PAGE}compare/"):
        assert client.get(address).status_code == status


def test_correction_is_listed_and_leaves_the_snapshot_alone(client, pledges, report):
    before = (report.snapshot, report.snapshot_hash)
    pledges.rate(report, "1-1", percent_text="44", why="集計の誤りのため")
    stored = ProgressReport.objects.get(pk=report.pk)
    assert (stored.snapshot, stored.snapshot_hash) == before
    assert fingerprint(stored.snapshot) == stored.snapshot_hash
    words = page_text(client, PAGE)
    assert "集計の誤りのため" in words
    [correction] = client.get(f"{PAGE}?format=json").json()["corrections"]
    assert correction["path"] == "1-1"
    assert (correction["old"], correction["new"]) == ("40", "44")
    kept = json.loads(client.get(f"{PAGE}?as=published&format=json").content)
    assert [item["percent_published"] for item in kept["items"]][1] == "40"
    assert "(40 + 60) ÷ 2" in page_text(client, f"{PAGE}?as=published")
    assert "(44 + 60) ÷ 2" in words


def test_words_instead_of_stars_are_shown_at_any_depth(client):
    # 7 visions, 35 points, 105 pledges: another shape than 5-25-50, and no per cent at all.
    words = ("達成", "順調", "遅れ")
    pledges = make_set(tree(7, 5, 3), levels=WORD_LEVELS, words=words, star_steps=None)
    scale = {word.word: word for word in pledges.pledge_set.status_words.all()}
    said = {"1-1-1": {"word": scale["達成"]}, "1-1-2": {"word": scale["順調"]}}
    said["1-1-3"] = {"not_rated_because": "not_applicable"}
    pledges.report(2023, said)
    words = page_text(client, PAGE)
    assert "公約105のうち、達成1、順調1、遅れ0、未評価102、該当なし1です。" in words
    assert "％" not in words
    assert "7つのビジョン、35の項目、105の公約" in words
    assert "達成" in page_text(client, f"{PAGE}1-1-1/")
    assert 'class="stars"' not in client.get(f"{PAGE}1-1/").content.decode()
    rows = client.get(f"{PAGE}?format=json&sort=progress_high").json()["results"]
    assert [row["word"] for row in rows if row["path"].startswith("1-1-")][:2] == ["達成", "順調"]


def test_steps_of_initiatives_are_shown_only_where_the_set_says_so(client, pledges):
    report = pledges.report(2023, {"1-1": {"initiatives": ["花壇"]}}, is_published=False)
    initiative = report.ratings.get(item__path="1-1").initiatives.get()
    type(initiative).objects.filter(pk=initiative.pk).update(steps=3)
    for level_shows in (False, True):
        pledges.pledge_set.levels.filter(name="公約").update(shows_initiative_ratings=level_shows)
        if not report.is_published:
            report = publish(report, by=pledges.by)
        rows = client.get("/api/v1/pledge-items/?q=花壇").json()["results"]
        assert rows[0]["reports"][0]["initiative_steps"] == ([3] if level_shows else None)
        assert ("10段階中3" in client.get(f"{PAGE}1-1/").content.decode()) == level_shows
    assert '"initiative_steps":[3]' not in report.snapshot


def test_page_has_an_etag_that_a_write_changes(client, pledges, report):
    first = client.get(PAGE)
    assert client.get(PAGE, headers={"if-none-match": first["ETag"]}).status_code == 304
    pledges.rate(report, "1-1", percent_text="44", why="誤り")
    assert client.get(PAGE, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/pledges/", 6),
        (PAGE, 11),
        (f"{PAGE}?format=json", 10),
        (f"{PAGE}1/", 13),
        ("/api/v1/pledge-sets/", 6),
        ("/api/v1/pledge-items/", 10),
        ("/api/v1/progress-reports/", 9),
    ],
)
@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(client, django_assert_num_queries, address, queries, number):
    pledges = make_set(tree(number, number))
    city = pledges.pledge_set.municipality
    department = DepartmentFactory(municipality=city)
    said = {path: {"percent_text": "5", "departments": [department]} for path in tree(number)}
    for year in range(2023, 2023 + number):
        pledges.report(year, said)
    with django_assert_num_queries(queries):
        answer = client.get(address)
        assert answer.status_code == 200
