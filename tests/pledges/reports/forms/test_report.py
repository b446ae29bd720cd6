"""The form of a report: days as cities write them, the reason of a correction."""

from datetime import date

import pytest

from pledges.models import ProgressReport
from tests.factories.admin_pages import admin_url, logged_in, untouched, words
from tests.factories.organizations import MunicipalityFactory, coordinator
from tests.factories.pledge_sets import PledgeSetFactory, ProgressReportFactory, published_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return MunicipalityFactory(name="見本市")


@pytest.fixture
def client(city):
    return logged_in(coordinator(city, "pledges"))


@pytest.fixture
def report(city):
    return ProgressReportFactory(pledge_set__municipality=city)


def sent(client, report, **values):
    """Send back the form of a report with these values changed; return the answer."""
    address = admin_url(report, "change")
    return client.post(address, {**untouched(client.get(address)), **values})


@pytest.mark.parametrize(
    "written", ["R6.3.31", "令和6年3月31日", "２０２４年３月３１日", "2024-03-31", "R6/3/31"]
)
def test_day_is_read_as_cities_write_it(client, city, written):
    pledge_set = PledgeSetFactory(municipality=city)
    form = {"pledge_set": pledge_set.pk, "title": "報告", "as_of_text": "令和5年度末"}
    response = client.post(admin_url(ProgressReport, "add"), {**form, "as_of": written})
    assert response.status_code == 302
    stored = ProgressReport.objects.get()
    assert (stored.as_of, stored.fiscal_year) == (date(2024, 3, 31), 2023)


@pytest.mark.parametrize(("day", "year"), [("R6.3.31", 2023), ("R6.4.1", 2024)])
def test_fiscal_year_begins_in_april(client, report, day, year):
    assert sent(client, report, as_of=day).status_code == 302
    assert ProgressReport.objects.get().fiscal_year == year


@pytest.mark.parametrize("name", ["period_start", "period_end", "released_on"])
def test_other_days_may_be_left_out_and_what_is_no_day_is_refused(client, report, name):
    assert sent(client, report, **{name: ""}).status_code == 302
    response = sent(client, report, **{name: "R6.2.30"})
    assert list(response.context["adminform"].form.errors) == [name]


@pytest.mark.parametrize(("end", "status"), [("R6.3.31", 302), ("R4.7.1", 302), ("R4.6.30", 200)])
def test_period_ends_no_sooner_than_it_begins(client, report, end, status):
    response = sent(client, report, period_start="R4.7.1", period_end=end)
    assert response.status_code == status
    assert ("期間のおわりが、はじめより前です。" in words(response)) is (status == 200)


@pytest.mark.parametrize("written", ["101", "約60", "-1"])
def test_overall_figure_that_is_no_percentage_is_refused_beside_its_field(client, report, written):
    response = sent(client, report, overall_text=written)
    assert list(response.context["adminform"].form.errors) == ["overall_text"]


def test_published_report_is_corrected_with_a_reason_alone(client, city):
    report = published_report(pledge_set__municipality=city)
    response = sent(client, report, overall_text="59.2")
    assert list(response.context["adminform"].form.errors) == ["reason"]
    assert sent(client, report, overall_text="59.2", reason="記入もれ").status_code == 302
    stored = ProgressReport.objects.get()
    assert (stored.overall_text, stored.snapshot) == ("59.2", report.snapshot)
