"""The kinds of record that pledges owns: who writes them, their relations and words."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from kyodo_portal.organizations.choices import Role
from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.choices import Action, Area, State
from kyodo_portal.publishing.registry import (
    Kind,
    Relation,
    SearchText,
    Wanted,
    check_rows,
    child_rows,
    registry,
)

from .content import keep_snapshot
from .models import (
    Initiative,
    PledgeItem,
    PledgeLevel,
    PledgeSet,
    PolicyLink,
    ProgressReport,
    ProjectLink,
    Rating,
    RatingDepartment,
    StatusWord,
)
from .validators import check_stars

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


def read_departments(rating: Rating) -> Iterable[Department]:
    """Return a rating's departments in the report's order."""
    links = RatingDepartment.objects.filter(rating=rating).select_related("department")
    return [link.department for link in links.order_by("position", "id")]


def write_departments(rating: Rating, wanted: list[Department]) -> None:
    """Replace a rating's departments, keeping the wanted order."""
    RatingDepartment.objects.filter(rating=rating).delete()
    RatingDepartment.objects.bulk_create(
        RatingDepartment(rating=rating, department=department, position=position)
        for position, department in enumerate(wanted)
    )


def clean_set(pledge_set: PledgeSet, wanted: Wanted) -> None:
    """Refuse a set without levels, or with levels or words that break their rules."""
    levels, words = wanted["levels"], wanted["status_words"]
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


def clean_rating(rating: Rating, wanted: Wanted) -> None:
    """Refuse departments of another municipality and steps outside the set's scale."""
    _check_departments("departments", rating, wanted["departments"])
    check_rows("initiatives", wanted["initiatives"], "rating")
    in_charge = [initiative.department for initiative in wanted["initiatives"]]
    _check_departments("initiatives", rating, [one for one in in_charge if one is not None])
    for initiative in wanted["initiatives"]:
        try:
            check_stars(initiative.steps, rating.report.pledge_set.star_steps)
        except ValidationError as error:
            raise ValidationError({"initiatives": error.messages}) from error


def _check_departments(relation: str, rating: Rating, departments: Iterable[Department]) -> None:
    for department in departments:
        if department.municipality_id != rating.report.municipality_id:
            raise ValidationError(
                {relation: _("「%(name)s」は別の自治体の部署です。") % {"name": department}}
            )


def rating_departments(report: ProgressReport) -> Iterable[int]:
    """Return the ids of the departments that enter something in a report."""
    links = RatingDepartment.objects.filter(rating__report_id=report.pk)
    return list(links.values_list("department_id", flat=True).distinct())


def item_text(item: PledgeItem) -> SearchText:
    """Return what a pledge is found by: its words and the initiatives of public reports."""
    shown = Rating.objects.published().filter(item=item)
    initiatives = Initiative.objects.filter(rating__in=shown).values_list("text", flat=True)
    is_public = PledgeItem.objects.published().filter(pk=item.pk).exists()
    texts = (item.title, *initiatives)
    return SearchText(item.title, texts, item.pledge_set.municipality_id, is_public)


def report_text(report: ProgressReport) -> SearchText:
    """Return what a report is found by."""
    texts = (report.title, report.as_of_text, report.introduction, report.method_note)
    is_public = report.is_published and report.pledge_set.is_published
    return SearchText(str(report), texts, report.municipality_id, is_public)


def corrects_rating(rating: Rating) -> bool:
    """Whether changing a rating corrects a report that stands published."""
    return rating.report.state == State.PUBLISHED


def corrects_item(item: PledgeItem) -> bool:
    """Whether changing an item's words or place corrects a report that stands published."""
    return ProgressReport.objects.published().filter(pledge_set_id=item.pledge_set_id).exists()


def corrects_set(pledge_set: PledgeSet) -> bool:
    """Whether changing a set's levels, words or rules corrects a published report."""
    return ProgressReport.objects.published().filter(pledge_set=pledge_set).exists()


def prepare_step(report: ProgressReport, action: str) -> None:
    """Keep the whole content of a report as it is published."""
    if action == Action.PUBLISH:
        keep_snapshot(report)


def items_of_set(pledge_set: PledgeSet) -> Iterable[Any]:
    """Return what is public only with its set."""
    return [
        *PledgeItem.objects.filter(pledge_set=pledge_set).select_related("pledge_set"),
        *ProgressReport.objects.filter(pledge_set=pledge_set).select_related("pledge_set"),
    ]


def items_of_report(report: ProgressReport) -> Iterable[PledgeItem]:
    """Return the items that become public with a report."""
    return PledgeItem.objects.filter(pledge_set=report.pledge_set).select_related("pledge_set")


def item_of_rating(rating: Rating) -> Iterable[PledgeItem]:
    """Return the item whose words hold a rating's initiatives."""
    return [rating.item]


def register_kinds() -> None:
    """Register set, item, report and rating with the funnel."""
    register_sets()
    register_reports()


def register_sets() -> None:
    """Register what stays over the years: the set, its items, and what they have to do with."""
    area = Area.PLEDGES
    registry.register(
        Kind(
            model=PledgeSet,
            area=area,
            relations=(
                child_rows("levels", PledgeLevel, "pledge_set", LEVEL_FIELDS),
                child_rows("status_words", StatusWord, "pledge_set", ("word", "meaning")),
            ),
            clean_relations=clean_set,
            is_public_correction=corrects_set,
            dependents=items_of_set,
        )
    )
    registry.register(
        Kind(
            model=PledgeItem,
            area=area,
            municipality_lookup="pledge_set__municipality_id",
            search_text=item_text,
            is_public_correction=corrects_item,
        )
    )
    for link in (PolicyLink, ProjectLink):
        registry.register(
            Kind(model=link, area=area, municipality_lookup="item__pledge_set__municipality_id")
        )


def register_reports() -> None:
    """Register what changes with each report."""
    area = Area.PLEDGES
    registry.register(
        Kind(
            model=ProgressReport,
            area=area,
            search_text=report_text,
            prepare_step=prepare_step,
            dependents=items_of_report,
            departments=rating_departments,
            is_entered_by_departments=False,
            department_lookup="ratings__department_links__department_id",
        )
    )
    registry.register(
        Kind(
            model=Rating,
            area=area,
            municipality_lookup="report__municipality_id",
            change_roles=frozenset({Role.EDITOR, Role.COORDINATOR}),
            relations=(
                Relation("departments", read_departments, write_departments),
                child_rows("initiatives", Initiative, "rating", ("text", "department", "steps")),
            ),
            clean_relations=clean_rating,
            is_public_correction=corrects_rating,
            dependents=item_of_rating,
        )
    )
