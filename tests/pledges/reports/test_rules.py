"""Rules over a rating's departments and initiatives, and what follows from a report's steps."""

import pytest
from django.core.exceptions import ValidationError

from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.transitions import transition
from kyodo_portal.read_model.models import SearchRow
from pledges.models import Initiative, PledgeItem, PledgeSet, ProgressReport, Rating
from pledges.reports import services
from tests.factories.organizations import DepartmentFactory, UserFactory, coordinator
from tests.factories.pledge_sets import (
    PledgeSetFactory,
    ProgressReportFactory,
    RatingFactory,
    published_report,
    report_in,
    tree,
)

pytestmark = pytest.mark.django_db


def refusal(call, **values):
    with pytest.raises(ValidationError) as caught:
        call(**values)
    return caught.value.message_dict


def write(rating, **values):
    """Write a rating through the fixtures' channel, with the version it has."""
    rating = Rating.objects.get(pk=rating.pk)
    given = {"by": UserFactory(), "channel": Channel.FIXTURE, "expected_version": rating.version}
    return services.save_rating(rating, **{**given, **values})


def search_row(record):
    return SearchRow.objects.get(kind=record._meta.label_lower, object_id=record.pk)


@pytest.mark.parametrize(
    ("relation", "make"),
    [
        ("departments", lambda department: [department]),
        ("initiatives", lambda department: [Initiative(text="説明会", department=department)]),
    ],
)
def test_department_of_another_city_is_refused(relation, make):
    rating = RatingFactory()
    stranger = DepartmentFactory(name="となり課")
    found = refusal(
        services.save_rating,
        rating=rating,
        **{relation: make(stranger)},
        by=coordinator(rating.report.municipality, "pledges"),
        channel=Channel.ADMIN,
        expected_version=1,
    )
    assert "は別の自治体の部署です。" in found[relation][0]
    assert rating.department_links.count() == rating.initiatives.count() == 0


def test_steps_of_an_initiative_are_on_the_scale():
    rating = RatingFactory()
    found = refusal(
        services.save_rating,
        rating=rating,
        initiatives=[Initiative(text="説明会", steps=11)],
        by=coordinator(rating.report.municipality, "pledges"),
        channel=Channel.ADMIN,
        expected_version=1,
    )
    assert "星は0から10までの数で書いてください" in found["initiatives"][0]


def test_initiative_without_words_is_refused_by_its_place():
    rating = RatingFactory()
    found = refusal(
        write, rating=rating, initiatives=[Initiative(text="花壇"), Initiative(text="")]
    )
    assert list(found) == ["initiatives"]
    assert "（2）" in found["initiatives"][0]
    assert rating.initiatives.count() == 0


def test_departments_are_kept_in_order_each_once():
    rating = RatingFactory()
    city = rating.report.municipality
    first, second = (DepartmentFactory(municipality=city) for _one in range(2))
    write(rating, departments=[second, first, second])
    links = rating.department_links.all()
    assert [(link.department, link.position) for link in links] == [(second, 0), (first, 1)]
    change = write(rating, departments=[first, second])
    assert [one["id"] for one in change.after["departments"]] == [first.pk, second.pk]
    assert write(rating, departments=[first, second]) is None


def test_relation_that_is_not_named_stays_and_an_empty_one_is_emptied():
    rating = RatingFactory(initiatives=["花壇"])
    department = DepartmentFactory(municipality=rating.report.municipality)
    write(rating, departments=[department])
    assert [one.text for one in rating.initiatives.all()] == ["花壇"]
    write(rating, initiatives=[])
    assert rating.initiatives.count() == 0
    assert rating.department_links.get().department == department


def test_item_is_found_by_the_initiatives_of_public_reports_alone():
    pledge_set = PledgeSetFactory()
    [item] = tree(pledge_set, 1)
    said = [{"item": item, "initiatives": ["花壇を広げました。"]}]
    report = published_report(said, pledge_set=pledge_set)
    draft = ProgressReportFactory(pledge_set=pledge_set, as_of="2025-03-31")
    secret = RatingFactory(report=draft, item=item)
    write(secret, initiatives=[Initiative(text="まだ秘密です。")])
    row = search_row(item)
    assert ("花壇を広げました。" in row.folded, "秘密" in row.folded) == (True, False)
    assert row.is_public
    rating = report.ratings.get()
    write(rating, initiatives=[Initiative(text="植樹をしました。")], reason="誤り")
    row = search_row(item)
    assert ("植樹" in row.folded, "花壇" in row.folded) == (True, False)


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.RETURNED, State.WITHDRAWN])
def test_item_of_a_report_that_is_not_public_is_not_found_by_the_public(state):
    pledge_set = PledgeSetFactory()
    [item] = tree(pledge_set, 1)
    report = report_in(
        state, [{"item": item, "initiatives": ["秘密です。"]}], pledge_set=pledge_set
    )
    write(
        report.ratings.get(), reason="直します。", initiatives=[Initiative(text="まだ秘密です。")]
    )
    row = search_row(item)
    assert (row.is_public, "秘密" in row.folded) == (False, False)


def test_report_is_found_by_its_words_and_public_with_its_set():
    report = published_report(introduction="はじめの文", method_note="数え方の注")
    row = search_row(report)
    assert row.is_public
    for text in ("市長公約の取組状況", "令和5年度末", "はじめの文", "数え方の注"):
        assert text in row.folded
    pledge_set = PledgeSet.objects.get()
    pledge_set.is_published = False
    funnel.save(
        pledge_set,
        write=funnel.Write(UserFactory(), Channel.FIXTURE, "公開を止めます。"),
        expected_version=pledge_set.version,
    )
    assert search_row(report).is_public is False


def test_items_become_public_with_their_report_and_cease_to_be_with_it():
    pledge_set = PledgeSetFactory()
    items = tree(pledge_set, 1, 1)
    report = published_report(pledge_set=pledge_set)
    assert [search_row(item).is_public for item in items] == [True, True]
    transition(
        report,
        Action.WITHDRAW,
        by=UserFactory(),
        channel=Channel.FIXTURE,
        expected_version=report.version,
        comment="確かめています。",
    )
    assert [search_row(item).is_public for item in items] == [False, False]
    assert PledgeItem.objects.published().count() == 0


def test_snapshot_is_kept_by_publication_and_by_no_other_step():
    for state in (State.DRAFT, State.SUBMITTED, State.RETURNED):
        assert report_in(state).snapshot == ""
    published = published_report()
    withdrawn = report_in(State.WITHDRAWN)
    for report in (published, withdrawn):
        assert report.snapshot.startswith('{"as_of":"2024-03-31"')
        assert len(report.snapshot_hash) == 64
    assert ProgressReport.objects.published().get() == published
