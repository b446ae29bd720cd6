"""取組状況: one yearly report on a set of pledges."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import fiscal_year_of
from kyodo_portal.publishing.publishable import Publishable
from kyodo_portal.publishing.versioned import OwnRecords, SearchText
from pledges import AREA
from pledges.reports.models.rating import RatingDepartment
from pledges.reports.querysets import ProgressReportQuerySet
from pledges.reports.validators import validate_percent_text


class ProgressReportManager(models.Manager.from_queryset(ProgressReportQuerySet)):  # type: ignore[misc]
    """Reads reports by set and date."""

    def get_by_natural_key(self, slug: str, as_of: str) -> "ProgressReport":
        """Return a set's report as of a day."""
        report: ProgressReport = self.get(pledge_set__slug=slug, as_of=as_of)
        return report


class ProgressReport(Publishable):
    """How far the pledges are on a day, in the city's own words and figures.

    On publication the whole content is kept as one canonical JSON text with its SHA-256
    (`snapshot`, `snapshot_hash`); later corrections are rows of history beside it. The
    departments of its ratings see it in every state; the coordinator writes it.
    """

    area_code = AREA
    own_records = (OwnRecords("pledges.Rating", "report"),)
    parent_publishable = ("pledge_set",)
    department_lookup = "ratings__department_links__department_id"
    is_entered_by_departments = False

    pledge_set = models.ForeignKey(
        "pledges.PledgeSet",
        on_delete=models.PROTECT,
        related_name="reports",
        verbose_name=_("公約"),
    )
    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="progress_reports",
        editable=False,
        verbose_name=_("自治体"),
    )
    title = models.CharField(_("題名"), max_length=200)
    fiscal_year = models.PositiveSmallIntegerField(_("年度"), editable=False)
    period_text = models.CharField(_("期間（資料での書き方）"), max_length=200, blank=True)
    period_start = models.DateField(_("期間のはじめ"), null=True, blank=True)
    period_end = models.DateField(_("期間のおわり"), null=True, blank=True)
    as_of = models.DateField(_("いつの時点か"))
    as_of_text = models.CharField(
        _("時点（資料での書き方）"), max_length=100, help_text=_("例：令和5年度末")
    )
    released_text = models.CharField(
        _("公表日（資料での書き方）"), max_length=100, blank=True, help_text=_("例：令和6年5月")
    )
    released_on = models.DateField(_("公表日"), null=True, blank=True)
    introduction = models.TextField(_("はじめに"), max_length=20_000, blank=True)
    method_note = models.TextField(_("進捗状況の数値化"), max_length=20_000, blank=True)
    overall_text = models.CharField(
        _("全体（公表値）"), max_length=10, blank=True, validators=[validate_percent_text]
    )
    source_title = models.CharField(_("元の資料"), max_length=300, blank=True)
    snapshot = models.TextField(editable=False, blank=True)
    snapshot_hash = models.CharField(max_length=64, editable=False, blank=True)

    objects = ProgressReportManager()

    class Meta(Publishable.Meta):
        verbose_name = _("取組状況の報告")
        verbose_name_plural = _("取組状況の報告")
        ordering = ["pledge_set_id", "-as_of", "id"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["pledge_set", "as_of"],
                name="pledges_progressreport_unique",
                violation_error_message=_("この公約には、同じ時点の報告がもうあります。"),
            ),
            models.CheckConstraint(
                name="pledges_progressreport_period_in_order",
                condition=Q(period_start__isnull=True)
                | Q(period_end__isnull=True)
                | Q(period_end__gte=F("period_start")),
                violation_error_message=_("期間のおわりが、はじめより前です。"),
            ),
            models.CheckConstraint(
                name="pledges_progressreport_snapshot_when_published",
                condition=~Q(state="published") | (~Q(snapshot="") & ~Q(snapshot_hash="")),
                violation_error_message=_("公開する報告には、公表時の内容の控えが必要です。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.as_of_text}）"

    def natural_key(self) -> tuple[str, str]:
        """Return what identifies a report in every database."""
        return (self.pledge_set.slug, self.as_of.isoformat())

    def clean_fields(self, exclude: Any = None) -> None:
        """Take municipality and fiscal year from set and date before the fields are checked."""
        if self.pledge_set_id:
            self.municipality_id = self.pledge_set.municipality_id
        super().clean_fields(exclude={*(exclude or ()), "fiscal_year"})

    def clean(self) -> None:
        """Derive the fiscal year; a report stays with its set, and its snapshot as it is."""
        super().clean()
        stored = type(self)._base_manager.filter(pk=self.pk).first()
        if stored is not None and stored.pledge_set_id != self.pledge_set_id:
            raise ValidationError({"pledge_set": _("報告を別の公約に移すことはできません。")})
        kept = stored and (stored.snapshot, stored.snapshot_hash)
        if kept is not None and kept != (self.snapshot, self.snapshot_hash):
            raise ValidationError(_("公表時の内容の控えは変えられません。"))
        if self.as_of is None:
            raise ValidationError({"as_of": _("いつの時点の報告かを書いてください。")})
        self.fiscal_year = fiscal_year_of(self.as_of)

    def get_absolute_url(self) -> str:
        """Return the set's public page at this report."""
        return f"{self.pledge_set.get_absolute_url()}?fiscal_year={self.fiscal_year}"

    def department_ids(self) -> Iterable[int]:
        """Return the ids of the departments that enter something in the report."""
        links = RatingDepartment.objects.filter(rating__report_id=self.pk)
        return list(links.values_list("department_id", flat=True).distinct())

    def asked_fields(self) -> tuple[str, ...]:
        """Return the words of a printed report; which ratings are missing its preview says."""
        return ("period_text", "introduction", "method_note", "overall_text")

    def search_text(self) -> SearchText:
        """Return what a report is found by."""
        texts = (self.title, self.as_of_text, self.introduction, self.method_note)
        is_public = self.is_published and self.pledge_set.is_published
        return SearchText(str(self), texts, self.municipality_id, is_public)

    def dependents(self) -> Iterable[Any]:
        """Return the items that become public with the report."""
        return self.pledge_set.items.select_related("pledge_set")
