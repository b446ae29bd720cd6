"""What holds between a set, its levels, its words, and the items and ratings that stand on them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from kyodo_portal.publishing.relations import check_once, check_rows
from pledges.reports.models.rating import Rating

FEWEST_LEVELS = 2  # 全体, and one below it


def check_levels_and_words(pledge_set: Any, levels: list[Any], words: list[Any]) -> None:
    """Refuse a set without levels, or with levels or words that break their rules."""
    check_rows("levels", levels, "pledge_set")
    check_rows("status_words", words, "pledge_set")
    twice = _("「%(key)s」が二度あります。1つにしてください。")
    check_once("levels", [level.name for level in levels], twice)
    check_once("status_words", [word.word for word in words], twice)
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


def _check_nothing_needed_is_gone(pledge_set: Any, lowest: int, kept: list[int]) -> None:
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
