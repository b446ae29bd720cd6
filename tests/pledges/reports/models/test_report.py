"""Reports: one a day and set, whose snapshot nobody changes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from pledges.models import ProgressReport
from tests.factories.pledge_sets import PledgeSetFactory, ProgressReportFactory, published_report

pytestmark = pytest.mark.django_db


def refusal(record):
    with pytest.raises(ValidationError) as caught:
        record.full_clean()
    return caught.value.message_dict


def test_fiscal_year_and_city_follow():
    report = ProgressReportFactory()
    assert report.fiscal_year == 2023
    assert report.municipality == report.pledge_set.municipality


def test_second_report_for_the_same_day_is_refused():
    first = ProgressReportFactory()
    second = ProgressReport(
        pledge_set=first.pledge_set, title="別", as_of=first.as_of, as_of_text="令和5年度末"
    )
    assert refusal(second)["__all__"] == ["この公約には、同じ時点の報告がもうあります。"]


@pytest.mark.parametrize("name", ["snapshot", "snapshot_hash"])
def test_snapshot_cannot_be_changed(name):
    report = published_report()
    setattr(report, name, "別")
    assert refusal(report)["__all__"] == ["公表時の内容の控えは変えられません。"]


def test_report_stays_with_its_set():
    report = ProgressReportFactory()
    report.pledge_set = PledgeSetFactory(municipality=report.municipality)
    assert "報告を別の公約に移すことはできません。" in refusal(report)["pledge_set"]


def test_overall_figure_is_a_percentage():
    report = ProgressReportFactory()
    report.overall_text = "101"
    assert "「101」は進捗として読み取れません。" in refusal(report)["overall_text"][0]


@pytest.mark.parametrize(("day", "year"), [("2024-03-31", 2023), ("2024-04-01", 2024)])
def test_fiscal_year_begins_in_april(day, year):
    assert ProgressReportFactory(as_of=day).fiscal_year == year


@pytest.mark.parametrize(
    ("start", "end", "is_refused"),
    [
        ("2022-07-01", "2022-07-01", False),
        ("2022-07-01", "2022-06-30", True),
        (None, "2022-06-30", False),
        ("2022-07-01", None, False),
    ],
)
def test_period_ends_no_sooner_than_it_begins(start, end, is_refused):
    report = ProgressReportFactory()
    report.period_start, report.period_end = start, end
    if is_refused:
        assert refusal(report)["__all__"] == ["期間のおわりが、はじめより前です。"]
        with pytest.raises(IntegrityError):
            report.save()
    else:
        report.full_clean()


@pytest.mark.parametrize("name", ["snapshot", "snapshot_hash"])
def test_published_report_without_what_was_kept_is_refused_by_the_database(name):
    report = published_report()
    with pytest.raises(IntegrityError):
        ProgressReport.objects.filter(pk=report.pk).update(**{name: ""})


def test_report_without_a_day_is_refused_without_an_error_of_the_code():
    assert "as_of" in refusal(ProgressReport(pledge_set=PledgeSetFactory()))
    assert {"pledge_set", "as_of", "title"} <= refusal(ProgressReport()).keys()


def test_report_is_named_and_found_by_set_and_day():
    report = ProgressReportFactory(pledge_set__slug="mihon-5")
    assert str(report) == "市長公約の取組状況（令和5年度末）"
    assert report.natural_key() == ("mihon-5", "2024-03-31")
    assert ProgressReport.objects.get_by_natural_key("mihon-5", "2024-03-31") == report
    assert report.get_absolute_url() == "/pledges/mihon-5/?fiscal_year=2023"
