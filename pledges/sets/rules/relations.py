"""Rules of sets and items over their relations, and what the search knows of them."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from kyodo_portal.organizations.access import Access
from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing.registry import NewRelations, SearchText, check_rows
from pledges import AREA
from pledges.reports.models.rating import Initiative, Rating
from pledges.reports.models.report import ProgressReport
from pledges.sets.models.pledge import PledgeItem, PledgeSet

FEWEST_LEVELS = 2  # 全体, and one below it
LEVEL_FIELDS = (
    "name",
    "has_stars",
    "has_percent",
    "has_word",
    "roll_up",
    "rounding",
    "decimals",
    "is_inferred",
    "shows_initiative_ratings",
)


def clean_set(pledge_set: PledgeSet, new_relations: NewRelations) -> None:
    """Refuse a set without levels, or with levels or words that break their rules."""
    levels, words = new_relations["levels"], new_relations["status_words"]
    check_rows("levels", levels, "pledge_set")
    check_rows("status_words", words, "pledge_set")
    _check_named_once("levels", [level.name for level in levels])
    _check_named_once("status_words", [word.word for word in words])
    if len(levels) < FEWEST_LEVELS:
        raise ValidationError(
            {"levels": _("段階は、全体とその下の1つ以上を、上から順に書いてください。")}
        )
    if any(level.has_stars for level in levels) and pledge_set.star_steps is None:
        raise ValidationError(
            {"star_steps": _("星で評価する段階があるときは、星の段階を書いてください（例：10）。")}
        )
    if any(level.has_word for level in levels) and not words:
        raise ValidationError(
            {"status_words": _("言葉で評価する段階があるときは、状況の言葉を書いてください。")}
        )
    if pledge_set.pk is not None:
        _check_nothing_needed_is_gone(pledge_set, len(levels) - 1, [word.pk for word in words])


def _check_named_once(relation: str, names: list[str]) -> None:
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise ValidationError(
            {relation: _("「%(name)s」が二度あります。1つにしてください。") % {"name": twice[0]}}
        )


def _check_nothing_needed_is_gone(pledge_set: PledgeSet, lowest: int, kept: list[int]) -> None:
    """Refuse to take away levels that have items, words and stars that ratings use."""
    deepest = pledge_set.items.aggregate(depth=Max("depth"))["depth"] or 0
    if deepest > lowest:
        raise ValidationError(
            {"levels": _("項目のある段階は消せません。先にその段階の項目を消してください。")}
        )
    ratings = Rating.objects.filter(report__pledge_set=pledge_set)
    used = ratings.exclude(word=None).exclude(word__in=kept).select_related("word").first()
    if used is not None:
        text = _("「%(word)s」は評価で使われているので消せません。")
        raise ValidationError({"status_words": text % {"word": used.word}})
    most = ratings.aggregate(stars=Max("stars"))["stars"]
    if most is not None and (pledge_set.star_steps is None or most > pledge_set.star_steps):
        text = _("星%(stars)sの評価があるので、段階をそれより少なくできません。")
        raise ValidationError({"star_steps": text % {"stars": most}})


def item_text(item: PledgeItem) -> SearchText:
    """Return what a pledge is found by: its words and the initiatives of public reports."""
    shown = Rating.objects.published().filter(item=item)
    initiatives = Initiative.objects.filter(rating__in=shown).values_list("text", flat=True)
    is_public = PledgeItem.objects.published().filter(pk=item.pk).exists()
    texts = (item.title, *initiatives)
    return SearchText(item.title, texts, item.pledge_set.municipality_id, is_public)


def corrects_item(item: PledgeItem) -> bool:
    """Whether changing an item's words or place corrects a report that stands published."""
    return ProgressReport.objects.published().filter(pledge_set_id=item.pledge_set_id).exists()


def corrects_set(pledge_set: PledgeSet) -> bool:
    """Whether changing a set's levels, words or rules corrects a published report."""
    return ProgressReport.objects.published().filter(pledge_set=pledge_set).exists()


def items_of_set(pledge_set: PledgeSet) -> Iterable[Any]:
    """Return what is public only with its set."""
    return [
        *PledgeItem.objects.filter(pledge_set=pledge_set).select_related("pledge_set"),
        *ProgressReport.objects.filter(pledge_set=pledge_set).select_related("pledge_set"),
    ]


def is_coordinator(access: Access, municipality_id: int) -> bool:
    """Whether the user collects and publishes 市長公約 of a municipality."""
    return access.has_role(municipality_id, [Role.COORDINATOR], AREA)
