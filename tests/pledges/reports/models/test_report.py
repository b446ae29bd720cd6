"""Reports: one a day and set, whose snapshot nobody changes."""

import pytest
from django.core.exceptions import ValidationError

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
