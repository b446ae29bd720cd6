"""Deletion in the admin: what goes along is counted, what forbids it is said, nothing unseen goes."""

import pytest
from django.db import IntegrityError

from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import State
from pledges.models import PledgeSet, PolicyLink, ProgressReport, Rating
from policies.models import Plan
from tests.factories.admin_pages import admin_url, logged_in, messages, words
from tests.factories.organizations import MunicipalityFactory, coordinator
from tests.factories.pledge_sets import PledgeItemFactory, PledgeSetFactory, report_in, tree
from tests.factories.policies import MeasureFactory, PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return MunicipalityFactory()


@pytest.fixture
def report(city):
    pledge_set = PledgeSetFactory(municipality=city, is_published=False, levels=None)
    items = tree(pledge_set, 2, 2)
    return report_in(State.DRAFT, [{"item": one} for one in items], pledge_set=pledge_set)


def sent(page):
    """Return what the button of a confirmation sends."""
    context = page.context
    return {"post": "yes", "expected_version": context["object"].version, "seen": context["seen"]}


def test_confirmation_counts_what_goes_along(city, report):
    client = logged_in(coordinator(city, "pledges"))
    page = client.get(admin_url(report, "delete"))
    assert "いっしょに削除されるもの： 評価 6件" in words(page)
    client.post(admin_url(report, "delete"), sent(page))
    assert (ProgressReport.objects.count(), Rating.objects.count()) == (0, 0)


def test_set_goes_with_everything_in_it(city, report):
    client = logged_in(coordinator(city, "pledges"))
    address = admin_url(report.pledge_set, "delete")
    page = client.get(address)
    assert "評価 6件 取組状況の報告 1件 公約の項目 6件 段階 4件" in words(page)
    assert client.post(address, sent(page)).status_code == 302
    assert PledgeSet.objects.count() == 0


def test_rating_written_after_the_confirmation_is_not_deleted_unseen(city, report):
    client = logged_in(coordinator(city, "pledges"))
    page = client.get(admin_url(report, "delete"))
    Rating.objects.filter(pk=report.ratings.first().pk).update(version=9)
    answer = client.post(admin_url(report, "delete"), sent(page), follow=True)
    assert messages(answer) == [
        "確認の画面を開いたあとに、ほかの人がこの記録を保存しました。削除していません。"
    ]
    assert Rating.objects.count() == 6


def test_deletion_that_says_nothing_of_what_goes_along_is_refused(city, report):
    client = logged_in(coordinator(city, "pledges"))
    data = {"post": "yes", "expected_version": report.version}
    client.post(admin_url(report, "delete"), data)
    assert ProgressReport.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_others_need_is_said_in_the_place_of_a_button(city, method):
    plan = PlanFactory(municipality=city, is_published=False)
    item = PledgeItemFactory(pledge_set__municipality=city, pledge_set__is_published=False)
    PolicyLink.objects.create(item=item, plan_item=MeasureFactory(in_plan=plan))
    client = logged_in(coordinator(city, "policies"))
    data = {"post": "yes", "expected_version": plan.version} if method == "post" else {}
    page = getattr(client, method)(admin_url(plan, "delete"), data)
    assert "公約と総合計画の施策の関連1件がこの記録を使っているので、削除できません。" in words(
        page
    )
    assert 'class="deletelink"' not in page.content.decode()
    assert Plan.objects.count() == 1


def test_draft_that_was_never_public_offers_its_deletion(city, report):
    client = logged_in(coordinator(city, "pledges"))
    for record, offered in ((report, True), (PledgeSetFactory(municipality=city), False)):
        page = client.get(admin_url(record, "change")).content.decode()
        assert ('class="deletelink"' in page) is offered


def test_record_that_somebody_used_at_the_last_moment_is_kept_and_said_so(
    city, report, monkeypatch
):
    def noticed_by_the_database(*_args, **_how):
        raise IntegrityError

    client = logged_in(coordinator(city, "pledges"))
    page = client.get(admin_url(report, "delete"))
    monkeypatch.setattr(funnel, "delete", noticed_by_the_database)
    answer = client.post(admin_url(report, "delete"), sent(page), follow=True)
    assert messages(answer) == ["ほかの記録がこの記録を使っているので、削除できません。"]
    assert ProgressReport.objects.count() == 1
