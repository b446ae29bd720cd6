"""Rules over levels, words and what stands on them, at every channel."""

import pytest
from django.core.exceptions import ValidationError

from kyodo_portal.organizations.models import User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel
from pledges.models import PledgeLevel, StatusWord
from tests.factories.organizations import coordinator
from tests.factories.pledge_sets import PledgeSetFactory, ProgressReportFactory, RatingFactory, tree

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
