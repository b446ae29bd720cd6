"""Which report a page shows, now or as it was published, and the way to the others."""

import pytest
from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict
from django.test import RequestFactory

from kyodo_portal.listing.views import InvalidQuery
from kyodo_portal.publishing.choices import Action
from kyodo_portal.publishing.transitions import transition
from pledges.models import PledgeSet, ProgressReport
from pledges.reports.views.report_choice import (
    ShownReport,
    report_context,
    report_tabs,
    report_to_show,
    self_assessment,
    wants_published,
)
from tests.factories.pledge_tables import table
from tests.factories.pledges import DOOR, make_set, tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def pledges():
    return make_set(tree(1))


def withdraw(pledges, report, **values):
    return transition(
        report,
        Action.WITHDRAW,
        by=pledges.by,
        channel=DOOR,
        expected_version=report.version,
        comment="確かめています。",
        **values,
    )


def shown(query="", slug="city-1"):
    return report_to_show(slug, QueryDict(query))


def test_newest_published_report_is_shown_unless_a_year_is_asked_for(pledges):
    first, second = pledges.report(2022), pledges.report(2023)
    pledges.report(2024, is_published=False)
    assert shown().report == second
    assert shown("fiscal_year=2022").report == first
    assert shown("fiscal_year=").report == second
    assert shown().known == [second, first]


@pytest.mark.parametrize("year", [2021, 2024])
def test_year_without_a_report_and_year_of_a_draft_are_not_found_alike(pledges, year):
    pledges.report(2023)
    pledges.report(2024, is_published=False)
    with pytest.raises(Http404):
        shown(f"fiscal_year={year}")


def test_set_without_a_public_report_and_no_set_are_not_found_alike(pledges):
    pledges.report(2023, is_published=False)
    for slug in ("city-1", "none"):
        with pytest.raises(Http404):
            shown(slug=slug)


def test_published_report_of_an_unpublished_set_is_not_found(pledges):
    pledges.report(2023)
    PledgeSet.objects.update(is_published=False)
    with pytest.raises(Http404):
        shown()


def test_withdrawn_report_gives_way_to_a_published_one_and_is_found_by_its_year(pledges):
    first = pledges.report(2022)
    second = withdraw(pledges, pledges.report(2023))
    assert shown().report == first
    assert shown("fiscal_year=2023").report == second
    assert shown().published == [first]
    assert shown().known == [second, first]


def test_withdrawn_report_alone_is_found_and_one_without_trace_is_not(pledges):
    report = withdraw(pledges, pledges.report(2023))
    assert shown().report == report
    ProgressReport.objects.update(withdrawn_without_trace=True)
    with pytest.raises(Http404):
        shown()


def test_of_two_reports_of_one_year_the_published_one_is_shown(pledges):
    early = pledges.report(2023)
    ProgressReport.objects.filter(pk=early.pk).update(as_of="2023-09-30")
    late = withdraw(pledges, pledges.report(2023))
    assert shown("fiscal_year=2023").report == early
    assert shown().known == [late, early]


@pytest.mark.parametrize("query", ["fiscal_year=R5", "fiscal_year=20233"])
def test_what_is_no_year_is_refused(pledges, query):
    pledges.report(2023)
    with pytest.raises(InvalidQuery):
        shown(query)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [("", False), ("as=", False), ("as=published", True), ("as= published ", True)],
)
def test_report_as_published_is_asked_for_by_one_word(query, wanted):
    assert wants_published(QueryDict(query)) is wanted


def test_any_other_word_is_refused_with_the_right_one():
    with pytest.raises(BadRequest, match=r"「as」の「then」は使えません。.*as=published"):
        wants_published(QueryDict("as=then"))


def test_table_is_as_it_is_now_or_as_it_was_published(pledges):
    report = pledges.report(2023, {"1": {"percent_text": "40"}})
    pledges.rate(report, "1", percent_text="44", why="誤り")
    now, then = shown().table(), shown("as=published").table()
    assert [str(one.by_path["1"].published) for one in (now, then)] == ["44", "40"]
    assert (then.by_path["1"].id, now.by_path["1"].id) == (None, pledges.items["1"].pk)


def test_words_of_the_scale_stand_beside_the_kept_report_too():
    pledges = make_set(
        ["1"], levels=[{"name": "全体"}, {"name": "公約", "has_word": True}], words=["達成", "遅れ"]
    )
    pledges.report(2023)
    assert shown().table().words == shown("as=published").table().words == ["達成", "遅れ"]


def test_snapshot_is_intact_until_a_letter_is_changed(pledges):
    report = pledges.report(2023)
    assert shown().is_intact
    ProgressReport.objects.filter(pk=report.pk).update(snapshot=f"{report.snapshot} ")
    assert not shown().is_intact


class TestTabs:
    """The tabs of a set's reports."""

    def test_lead_to_every_known_report_newest_first(self, pledges):
        first, second = pledges.report(2022), withdraw(pledges, pledges.report(2023))
        tabs = report_tabs(ShownReport(first, [second, first]), "/pledges/city-1/")
        assert [(tab.label, tab.small, tab.url, tab.is_current) for tab in tabs] == [
            ("令和5年度", "公開停止", "/pledges/city-1/?fiscal_year=2023", False),
            ("2022年度末", "2022", "/pledges/city-1/?fiscal_year=2022", True),
        ]

    def test_tell_nothing_that_a_withdrawn_report_wrote(self, pledges, client):
        pledges.report(2022)
        gone = withdraw(pledges, pledges.report(2023))
        ProgressReport.objects.filter(pk=gone.pk).update(as_of_text="鶯谷の日")
        page = client.get("/pledges/city-1/").content.decode()
        assert ("公開停止" in page, "鶯谷の日" in page) == (True, False)

    def test_say_of_a_report_alone_that_there_is_no_other(self, pledges):
        report = pledges.report(2023)
        _own, other = report_tabs(ShownReport(report, [report]), "/")
        assert (other.label, other.small, other.url) == ("ほかの報告", "データなし", "")


def test_figures_are_the_citys_own_assessment():
    assert self_assessment(table()) == "市の担当部署による自己評価・令和5年度末"


def test_every_page_leads_to_the_same_report_now_and_as_published(pledges):
    report = pledges.report(2023)
    found = shown("as=published")
    request = RequestFactory().get("/pledges/city-1/1/", {"as": "published"})
    context = report_context(request, found, found.table())
    assert context["report"] == report
    assert (context["as_published"], context["is_intact"]) == (True, True)
    assert context["published_url"] == "/pledges/city-1/1/?fiscal_year=2023&as=published"
    assert context["current_url"] == "/pledges/city-1/1/?fiscal_year=2023"
