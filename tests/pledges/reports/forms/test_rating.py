"""The form of a rating: which words and items it offers, which reason is whose."""

import pytest

from kyodo_portal.publishing.models import Change
from pledges.models import Rating
from tests.factories.admin_pages import admin_url, logged_in, untouched
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory, coordinator
from tests.factories.pledge_sets import (
    PledgeItemFactory,
    PledgeSetFactory,
    ProgressReportFactory,
    RatingFactory,
    published_report,
    tree,
)
from tests.factories.sent_forms import as_sent

pytestmark = pytest.mark.django_db
NO_ROWS = {"initiatives-TOTAL_FORMS": 0, "initiatives-INITIAL_FORMS": 0}
WORD_LEVELS = [{"name": "全体"}, {"name": "公約", "has_word": True}]


@pytest.fixture
def city():
    return MunicipalityFactory(name="見本市")


@pytest.fixture
def client(city):
    return logged_in(coordinator(city, "pledges"))


def form_of(client, address):
    return client.get(address).context["adminform"].form


def sent(client, rating, **values):
    address = admin_url(rating, "change")
    return client.post(address, {**untouched(client.get(address)), **NO_ROWS, **values})


def test_words_of_the_reports_own_set_are_offered(client, city):
    pledge_set = PledgeSetFactory(municipality=city, levels=WORD_LEVELS, words=["達成", "遅れ"])
    PledgeSetFactory(municipality=city, words=["となりの言葉"])
    rating = RatingFactory(report=ProgressReportFactory(pledge_set=pledge_set))
    field = form_of(client, admin_url(rating, "change")).fields["word"]
    assert [str(word) for word in field.queryset] == ["達成", "遅れ"]


def test_word_of_another_set_is_refused_when_forged(client, city):
    rating = RatingFactory(
        report=ProgressReportFactory(
            pledge_set=PledgeSetFactory(municipality=city, levels=WORD_LEVELS, words=["達成"])
        )
    )
    stranger = PledgeSetFactory(municipality=city, words=["順調"]).status_words.get()
    response = sent(client, rating, word=stranger.pk)
    assert list(response.context["adminform"].form.errors) == ["word"]
    assert Rating.objects.get().word is None


def test_new_rating_offers_the_items_of_the_chosen_report_in_their_order(client, city):
    pledge_set = PledgeSetFactory(municipality=city, words=["達成"])
    for position in (10, 2):
        PledgeItemFactory(pledge_set=pledge_set, position=position)
    tree(PledgeSetFactory(municipality=city), 1)
    report = ProgressReportFactory(pledge_set=pledge_set)
    data = {"report": report.pk, "item": "", "not_rated_because": "not_rated", **NO_ROWS}
    form = client.post(admin_url(Rating, "add"), data).context["adminform"].form
    assert [item.path for item in form.fields["item"].queryset] == ["2", "10"]
    assert [str(word) for word in form.fields["word"].queryset] == ["達成"]


@pytest.mark.parametrize("report", ["", "x", "9" * 30, "999999"])
def test_report_that_is_none_offers_no_words(client, city, report):
    PledgeSetFactory(municipality=city, words=["達成"])
    data = {"report": report, "item": "", "not_rated_because": "not_rated", **NO_ROWS}
    form = client.post(admin_url(Rating, "add"), data).context["adminform"].form
    assert list(form.fields["word"].queryset) == []
    assert "report" in form.errors


def test_departments_stand_in_the_forms_order_of_the_report(client, city):
    rating = RatingFactory(report=ProgressReportFactory(pledge_set__municipality=city))
    departments = [DepartmentFactory(municipality=city) for _one in range(3)]
    chosen = [departments[2].pk, departments[0].pk]
    assert sent(client, rating, department_list=chosen).status_code == 302
    form = form_of(client, admin_url(rating, "change"))
    assert form.initial["department_list"] == chosen


def test_reason_of_a_rating_is_shown_and_left_as_it_is(client, city):
    rating = RatingFactory(
        report=ProgressReportFactory(pledge_set__municipality=city), reason="工事のため"
    )
    form = form_of(client, admin_url(rating, "change"))
    assert form["rating_reason"].value() == "工事のため"
    assert sent(client, rating).status_code == 302
    assert Change.objects.count() == 0


def test_reason_of_a_rating_is_not_the_reason_of_its_correction(client, city):
    pledge_set = PledgeSetFactory(municipality=city)
    [item] = tree(pledge_set, 1)
    rating = published_report([{"item": item}], pledge_set=pledge_set).ratings.get()
    response = sent(client, rating, rating_reason="工事のため")
    assert list(response.context["adminform"].form.errors) == ["reason"]
    response = sent(client, rating, rating_reason="工事のため", reason="記入もれ")
    assert response.status_code == 302
    assert Rating.objects.get().reason == "工事のため"
    change = Change.objects.get(kind="pledges.rating", version=2)
    assert (change.reason, change.is_public) == ("記入もれ", True)


def test_stale_form_shows_both_reasons(client, city):
    rating = RatingFactory(report=ProgressReportFactory(pledge_set__municipality=city))
    address = admin_url(rating, "change")
    opened = {**untouched(client.get(address)), **NO_ROWS}
    assert client.post(address, {**opened, "rating_reason": "先の理由"}).status_code == 302
    response = client.post(address, {**opened, "rating_reason": "あとの理由"})
    assert response.status_code == 200
    [line] = response.context["adminform"].form.comparison.both
    assert (line.label, line.now, line.typed) == ("理由", "先の理由", "あとの理由")
    assert Rating.objects.get().reason == "先の理由"
    assert client.post(address, as_sent(response, merge_reason="mine")).status_code == 302
    assert Rating.objects.get().reason == "あとの理由"


def test_reason_that_only_the_other_wrote_is_taken(client, city):
    rating = RatingFactory(report=ProgressReportFactory(pledge_set__municipality=city))
    address = admin_url(rating, "change")
    opened = as_sent(client.get(address), once_token=None)
    client.post(address, {**opened, "rating_reason": "先の理由"})
    response = client.post(address, {**opened, "note": "注を書いた"})
    assert as_sent(response)["rating_reason"] == ["先の理由"]
