"""市長公約: a mayor's set of pledges, its levels, and the tree of its items."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.models import Change
from kyodo_portal.publishing.parents import NoParent
from kyodo_portal.publishing.relations import ChildRows, NewRelations
from kyodo_portal.publishing.versioned import OwnRecords, SearchText, Versioned
from pledges import AREA
from pledges.reports.models.rating import Initiative, Rating
from pledges.reports.models.report import ProgressReport
from pledges.sets.choices import RollUp, Rounding
from pledges.sets.models.set_checks import check_levels_and_words
from pledges.sets.querysets import PledgeItemQuerySet, PledgeLevelQuerySet, PledgeSetQuerySet

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


class PledgeSetManager(models.Manager.from_queryset(PledgeSetQuerySet)):  # type: ignore[misc]
    """Reads sets by their slug."""

    def get_by_natural_key(self, slug: str) -> "PledgeSet":
        """Return the set of an address."""
        pledges: PledgeSet = self.get(slug=slug)
        return pledges


class PledgeSet(Versioned):
    """The pledges of one term of one mayor: levels, scale and rules are this set's own.

    Nothing about the number of levels or items is assumed. Figures of different sets never
    stand in one chart.
    """

    area_code = AREA
    parent_publishable = NoParent("the mayor's promises, no department's", flag="is_published")
    relations = (
        ChildRows("levels", "pledges.PledgeLevel", "pledge_set", LEVEL_FIELDS),
        ChildRows("status_words", "pledges.StatusWord", "pledge_set", ("word", "meaning")),
    )
    own_records = (
        OwnRecords("pledges.Rating", "report__pledge_set"),
        OwnRecords("pledges.ProgressReport", "pledge_set"),
        OwnRecords("pledges.PolicyLink", "item__pledge_set"),
        OwnRecords("pledges.ProjectLink", "item__pledge_set"),
        OwnRecords("pledges.PledgeItem", "pledge_set", "-depth"),
    )

    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="pledge_sets",
        verbose_name=_("自治体"),
    )
    slug = models.SlugField(
        _("アドレスの名前"),
        unique=True,
        help_text=_("半角の英数字とハイフン。公開したあとは変えません。例：tomakomai-5"),
    )
    name = models.CharField(_("名前"), max_length=200)
    term_text = models.CharField(
        _("任期"), max_length=200, blank=True, help_text=_("資料のとおり。")
    )
    star_steps = models.PositiveSmallIntegerField(
        _("星の段階"), null=True, blank=True, help_text=_("10段階なら10。星を使わないときは空。")
    )
    is_published = models.BooleanField(_("公開する"), default=False)

    objects = PledgeSetManager()

    class Meta:
        verbose_name = _("公約")
        verbose_name_plural = _("公約")
        ordering = ["municipality__code", "slug"]
        constraints = [
            models.CheckConstraint(
                name="pledges_pledgeset_star_steps_plausible",
                condition=Q(star_steps__isnull=True) | Q(star_steps__gte=2, star_steps__lte=20),
                violation_error_message=_("星の段階は2から20までの数で書いてください。"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse another address once the set is public: links to it would break."""
        super().clean()
        stored = type(self)._base_manager.filter(pk=self.pk).first()
        if stored and stored.is_published and stored.slug != self.slug:
            raise ValidationError({"slug": _("公開中の公約のアドレスは変えられません。")})

    def natural_key(self) -> tuple[str]:
        """Return what identifies a set in every database."""
        return (self.slug,)

    def get_absolute_url(self) -> str:
        """Return the public page: the 総括表 of the latest report."""
        return reverse("pledges:set", args=[self.slug])

    def clean_relations(self, new_relations: NewRelations) -> None:
        """Refuse levels and words that cannot be, or that items and ratings would miss."""
        check_levels_and_words(self, new_relations["levels"], new_relations["status_words"])

    def was_ever_public(self) -> bool:
        """Whether the set is public, or was."""
        return self.is_published or Change.objects.was_ever(self, "is_published")

    def is_public_correction(self) -> bool:
        """Whether changing levels, words or rules corrects a published report."""
        return ProgressReport.objects.published().filter(pledge_set=self).exists()

    def dependents(self) -> Iterable[Any]:
        """Return what is public only with its set."""
        return [
            *PledgeItem.objects.filter(pledge_set=self).select_related("pledge_set"),
            *ProgressReport.objects.filter(pledge_set=self).select_related("pledge_set"),
        ]


class PledgeLevel(models.Model):
    """One level of a set, from 全体 (position 0) down, and how its figure comes about.

    A rule that the city does not state but its figures show is `is_inferred`; pages say so.
    """

    pledge_set = models.ForeignKey(
        "pledges.PledgeSet", on_delete=models.CASCADE, related_name="levels"
    )
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("段階の名前"), max_length=50)
    has_stars = models.BooleanField(_("星で評価する"), default=False)
    has_percent = models.BooleanField(_("パーセントで示す"), default=False)
    has_word = models.BooleanField(_("言葉で評価する"), default=False)
    roll_up = models.CharField(_("計算のもと"), max_length=20, choices=RollUp, default=RollUp.NONE)
    rounding = models.CharField(_("端数"), max_length=10, choices=Rounding, default=Rounding.NONE)
    decimals = models.PositiveSmallIntegerField(_("小数のけた"), default=0)
    is_inferred = models.BooleanField(
        _("公表値から推定した計算"),
        default=False,
        help_text=_("市が計算のしかたを示していないとき。"),
    )
    shows_initiative_ratings = models.BooleanField(_("取組事業ごとの評価を公開する"), default=False)

    objects = PledgeLevelQuerySet.as_manager()

    class Meta:
        verbose_name = _("段階")
        verbose_name_plural = _("段階")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pledge_set", "name"],
                name="pledges_pledgelevel_unique",
                violation_error_message=_("同じ名前の段階があります。"),
            ),
            models.CheckConstraint(
                name="pledges_pledgelevel_rule_known",
                condition=Q(roll_up__in=RollUp.values, rounding__in=Rounding.values),
                violation_error_message=_("計算のしかたが正しくありません。"),
            ),
            models.CheckConstraint(
                name="pledges_pledgelevel_decimals_plausible",
                condition=Q(decimals__lte=4),
                violation_error_message=_("小数のけたは4までにしてください。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_rated(self) -> bool:
        """Whether reports say something of the items of this level."""
        return self.has_stars or self.has_percent or self.has_word


class StatusWord(models.Model):
    """One word of a set's own scale, such as 達成 or 順調, for sets that rate in words."""

    pledge_set = models.ForeignKey(
        "pledges.PledgeSet", on_delete=models.CASCADE, related_name="status_words"
    )
    position = models.PositiveSmallIntegerField(default=0)
    word = models.CharField(_("言葉"), max_length=50)
    meaning = models.CharField(_("意味"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("状況の言葉")
        verbose_name_plural = _("状況の言葉")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pledge_set", "word"],
                name="pledges_statusword_unique",
                violation_error_message=_("同じ言葉があります。"),
            )
        ]

    def __str__(self) -> str:
        return self.word


class PledgeItemManager(models.Manager.from_queryset(PledgeItemQuerySet)):  # type: ignore[misc]
    """Reads items by set and path."""

    def get_by_natural_key(self, slug: str, path: str) -> "PledgeItem":
        """Return a set's item of that code path (1-3-2)."""
        item: PledgeItem = self.get(pledge_set__slug=slug, path=path)
        return item


class PledgeItem(Versioned):
    """One pledge, or part of one, at any depth of the tree.

    `path` (1-3-2) is the item's place among its siblings at every level; its address.
    """

    area_code = AREA
    parent_publishable = ("pledge_set",)
    municipality_lookup = "pledge_set__municipality_id"
    # Each report that is being entered asks about a new item at once.
    own_records = (OwnRecords("pledges.Rating", "item"),)

    pledge_set = models.ForeignKey(
        "pledges.PledgeSet", on_delete=models.PROTECT, related_name="items", verbose_name=_("公約")
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="children",
        null=True,
        blank=True,
        verbose_name=_("上の項目"),
    )
    position = models.PositiveSmallIntegerField(
        _("順番"), help_text=_("上の項目の中で何番目か。1から。")
    )
    depth = models.PositiveSmallIntegerField(default=1, editable=False)
    path = models.CharField(max_length=60, editable=False)
    sort_key = models.CharField(max_length=60, editable=False)
    number = models.CharField(
        _("番号"), max_length=20, blank=True, help_text=_("資料のとおり。例：Ⅲ")
    )
    title = models.TextField(_("文"), max_length=1000)

    objects = PledgeItemManager()

    class Meta:
        verbose_name = _("公約の項目")
        verbose_name_plural = _("公約の項目")
        ordering = ["pledge_set_id", "sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pledge_set", "path"],
                name="pledges_pledgeitem_path_unique",
                violation_error_message=_("同じ順番の項目が、同じ上の項目の中にもうあります。"),
            ),
            models.CheckConstraint(
                name="pledges_pledgeitem_position_plausible",
                condition=Q(position__gte=1, position__lte=999),
                violation_error_message=_("順番は1から999までの数で書いてください。"),
            ),
            models.CheckConstraint(
                name="pledges_pledgeitem_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message=_("自分自身を上の項目にはできません。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.title}"

    def natural_key(self) -> tuple[str, str]:
        """Return what identifies an item in every database."""
        return (self.pledge_set.slug, self.path)

    def clean_fields(self, exclude: object = None) -> None:
        """Leave out what `clean` derives after the fields are checked."""
        super().clean_fields(exclude={*(exclude or ()), "path", "sort_key"})  # type: ignore[misc]

    def clean(self) -> None:
        """Take depth and path from the item's place; refuse a place that cannot be."""
        super().clean()
        if not self.pledge_set_id:
            return
        self._check_set()
        self._check_parent()
        position: int | None = self.position
        if position is None:
            return
        above = self.parent
        self.depth = above.depth + 1 if above else 1
        self.path = f"{above.path}-{self.position}" if above else str(self.position)
        # Texts sort alike on both databases: 010 stands after 009.
        self.sort_key = (f"{above.sort_key}-" if above else "") + f"{self.position:03}"
        lowest = self.pledge_set.levels.count() - 1
        if self.depth > lowest:
            raise ValidationError(
                {
                    "parent": _(
                        "この公約の段階より下には項目を作れません。上の項目を選び直してください。"
                    )
                }
            )

    def _check_set(self) -> None:
        """Refuse to move an item into another set: its ratings belong to this one."""
        stored = type(self)._base_manager.filter(pk=self.pk).first()
        if stored is not None and stored.pledge_set_id != self.pledge_set_id:
            raise ValidationError(
                {"pledge_set": _("項目を別の公約に移すことはできません。新しく作ってください。")}
            )

    def _check_parent(self) -> None:
        """Refuse a parent of another set and a tree that runs in a circle."""
        if self.parent and self.parent.pledge_set_id != self.pledge_set_id:
            raise ValidationError({"parent": _("上の項目は、同じ公約から選んでください。")})
        above = self.parent
        while above is not None and self.pk is not None:
            if above.pk == self.pk:
                raise ValidationError(
                    {"parent": _("自分自身や自分の下の項目は、上の項目にできません。")}
                )
            above = above.parent

    def get_absolute_url(self) -> str:
        """Return the public page."""
        return reverse("pledges:item", args=[self.pledge_set.slug, self.path])

    def search_text(self) -> SearchText:
        """Return what a pledge is found by: its words and the initiatives of public reports."""
        shown = Rating.objects.published().filter(item=self)
        initiatives = Initiative.objects.filter(rating__in=shown).values_list("text", flat=True)
        is_public = PledgeItem.objects.published().filter(pk=self.pk).exists()
        texts = (self.title, *initiatives)
        return SearchText(self.title, texts, self.pledge_set.municipality_id, is_public)

    def is_public_correction(self) -> bool:
        """Whether changing the item's words or place corrects a published report."""
        reports = ProgressReport.objects.published()
        return reports.filter(pledge_set_id=self.pledge_set_id).exists()
