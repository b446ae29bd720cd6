"""Rules of a set over its levels and words, at every channel; what they make public."""

import pytest
from django.core.exceptions import ValidationError

from kyodo_portal.organizations.models import User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel, State
from kyodo_portal.publishing.models import Change
from kyodo_portal.read_model.models import SearchRow
from pledges.models import PledgeItem, PledgeLevel, PledgeSet, StatusWord
from tests.factories.organizations import MunicipalityFactory, coordinator
from tests.factories.pledge_sets import (
    PledgeItemFactory,
    PledgeSetFactory,
    ProgressReportFactory,
    RatingFactory,
    published_report,
    report_in,
    tree,
)

pytestmark = pytest.mark.django_db


def save_set(pledge_set, **relations):
    by: User = coordinator(pledge_set.municipality, "pledges")
    version = pledge_set.version
    return funnel.save(
        pledge_set,
        write=funnel.Write(by, Channel.ADMIN, "直します。"),
        relations=relations,
        expected_version=version,
    )


def refusal(call, **values):
    with pytest.raises(ValidationError) as caught:
        call(**values)
    return caught.value.message_dict


def test_set_needs_two_levels():
    pledge_set = PledgeSetFactory()
    found = refusal(save_set, pledge_set=pledge_set, levels=[PledgeLevel(name="全体")])
    assert "全体とその下の1つ以上" in found["levels"][0]


def test_same_name_twice_is_refused():
    pledge_set = PledgeSetFactory()
    levels = [PledgeLevel(name="全体"), PledgeLevel(name="全体")]
    found = refusal(save_set, pledge_set=pledge_set, levels=levels)
    assert found == {"levels": ["「全体」が二度あります。1つにしてください。"]}


def test_levels_with_items_stay():
    pledge_set = PledgeSetFactory()
    tree(pledge_set, 1, 1, 1)
    found = refusal(save_set, pledge_set=pledge_set, levels=list(pledge_set.levels.all())[:3])
    assert "項目のある段階は消せません。" in found["levels"][0]


def test_word_in_use_stays_and_an_unused_one_goes():
    pledge_set = PledgeSetFactory(words=["達成", "順調"])
    used, _unused = pledge_set.status_words.all()
    RatingFactory(report=ProgressReportFactory(pledge_set=pledge_set), word=used)
    found = refusal(save_set, pledge_set=pledge_set, status_words=[])
    assert found == {"status_words": ["「達成」は評価で使われているので消せません。"]}
    save_set(pledge_set, status_words=[used])
    assert [word.word for word in StatusWord.objects.filter(pledge_set=pledge_set)] == ["達成"]


def test_scale_shorter_than_a_rating_is_refused():
    pledge_set = PledgeSetFactory()
    RatingFactory(report=ProgressReportFactory(pledge_set=pledge_set), stars=7)
    pledge_set.star_steps = 5
    found = refusal(save_set, pledge_set=pledge_set)
    assert "星7の評価があるので" in found["star_steps"][0]


def test_stars_or_words_without_their_scale_are_refused():
    pledge_set = PledgeSetFactory()
    pledge_set.star_steps = None
    assert list(refusal(save_set, pledge_set=pledge_set)) == ["star_steps"]
    pledge_set.star_steps = 10
    levels = [PledgeLevel(name="全体"), PledgeLevel(name="公約", has_word=True)]
    assert list(refusal(save_set, pledge_set=pledge_set, levels=levels)) == ["status_words"]


def test_new_set_has_its_levels_and_words_in_order():
    pledge_set = PledgeSet(municipality=MunicipalityFactory(), slug="mihon-6", name="6期目")
    levels = [PledgeLevel(name="全体"), PledgeLevel(name="公約", has_word=True)]
    words = [StatusWord(word="達成"), StatusWord(word="順調", meaning="計画どおり")]
    funnel.save(
        pledge_set,
        write=funnel.Write(coordinator(pledge_set.municipality, "pledges"), Channel.ADMIN),
        relations={"levels": levels, "status_words": words},
        expected_version=None,
    )
    stored = PledgeSet.objects.get(slug=pledge_set.slug)
    assert [(one.position, one.name) for one in stored.levels.all()] == [(0, "全体"), (1, "公約")]
    assert [str(one) for one in stored.status_words.all()] == ["達成", "順調"]
    assert Change.objects.get().after["levels"][1] == {
        "name": "公約",
        "has_stars": False,
        "has_percent": False,
        "has_word": True,
        "roll_up": "none",
        "rounding": "none",
        "decimals": 0,
        "is_inferred": False,
        "shows_initiative_ratings": False,
    }


def test_level_that_breaks_its_own_rule_is_refused_by_its_place():
    pledge_set = PledgeSetFactory()
    levels = [PledgeLevel(name="全体"), PledgeLevel(name="公約", decimals=5)]
    found = refusal(save_set, pledge_set=pledge_set, levels=levels)
    assert found == {"levels": ["公約（2）：小数のけたは4までにしてください。"]}


def test_same_word_twice_is_refused():
    pledge_set = PledgeSetFactory()
    words = [StatusWord(word="達成"), StatusWord(word="順調"), StatusWord(word="達成")]
    found = refusal(save_set, pledge_set=pledge_set, status_words=words)
    assert found == {"status_words": ["「達成」が二度あります。1つにしてください。"]}


def test_levels_go_down_to_the_deepest_item_and_no_further():
    pledge_set = PledgeSetFactory()
    tree(pledge_set, 1, 1)
    levels = list(pledge_set.levels.all())
    save_set(pledge_set, levels=levels[:3])
    assert [level.name for level in pledge_set.levels.all()] == ["全体", "基本政策", "公約"]
    found = refusal(save_set, pledge_set=pledge_set, levels=levels[:2])
    assert "項目のある段階は消せません。" in found["levels"][0]


def test_words_and_stars_of_another_sets_ratings_hold_nothing_back():
    other = ProgressReportFactory(pledge_set__words=["達成"])
    RatingFactory(report=other, stars=9, word=other.pledge_set.status_words.get())
    PledgeItemFactory(pledge_set=other.pledge_set)
    pledge_set = PledgeSetFactory(words=["達成"])
    pledge_set.star_steps = 5
    save_set(pledge_set, status_words=[], levels=list(pledge_set.levels.all())[:2])
    assert pledge_set.status_words.count() == 0


@pytest.mark.parametrize(("steps", "is_refused"), [(7, False), (6, True), (None, True)])
def test_scale_reaches_the_highest_rating(steps, is_refused):
    pledge_set = PledgeSetFactory(levels=[{"name": "全体"}, {"name": "公約"}])
    for stars in (7, 3):
        report = ProgressReportFactory(pledge_set=pledge_set, as_of=f"202{stars}-03-31")
        RatingFactory(report=report, stars=stars)
    pledge_set.star_steps = steps
    if is_refused:
        assert list(refusal(save_set, pledge_set=pledge_set)) == ["star_steps"]
    else:
        assert save_set(pledge_set) is not None


@pytest.mark.parametrize("state", list(State))
def test_change_of_a_set_is_public_only_beside_a_published_report(state):
    pledge_set = PledgeSetFactory()
    report_in(state, pledge_set=pledge_set)
    published_report()
    pledge_set.term_text = "令和4年7月から"
    assert save_set(pledge_set).is_public is (state == State.PUBLISHED)


def test_hiding_a_set_hides_its_items_from_the_search_and_showing_it_shows_them():
    pledge_set = PledgeSetFactory()
    item = tree(pledge_set, 1)[0]
    published_report(pledge_set=pledge_set)
    rows = SearchRow.objects.filter(kind=PledgeItem._meta.label_lower, object_id=item.pk)
    for is_published in (False, True):
        pledge_set.is_published = is_published
        save_set(pledge_set)
        assert rows.get().is_public is is_published
