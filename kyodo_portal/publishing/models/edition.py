"""収録範囲: what a year's figures cover."""

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import format_fiscal_year
from kyodo_portal.publishing.areas import MOST_CHARACTERS, area_choices
from kyodo_portal.publishing.parents import NoParent, published_condition
from kyodo_portal.publishing.versioned import Versioned


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions by what they are asked for."""

    def published(self) -> "EditionQuerySet":
        """Return the editions that everybody may see."""
        return self.filter(published_condition(self.model))

    def for_list(self) -> "EditionQuerySet":
        """Return editions with their municipality, newest year first."""
        return self.select_related("municipality").order_by(
            "-fiscal_year", "municipality__code", "area", "id"
        )

    def in_view(
        self, area: str, *, fiscal_years: Sequence[int] = (), codes: Sequence[str] = ()
    ) -> "EditionQuerySet":
        """Return the published editions of an area in these years and municipalities.

        Without years or codes those of all.
        """
        editions = self.published().filter(area=area)
        if fiscal_years:
            editions = editions.filter(fiscal_year__in=fiscal_years)
        if codes:
            editions = editions.filter(municipality__code__in=codes)
        return editions.for_list()

    def latest_fiscal_year(self, area: str) -> int | None:
        """Return the newest published fiscal year of an area, None where there is none."""
        years = self.published().filter(area=area).values_list("fiscal_year", flat=True)
        return years.order_by("-fiscal_year").first()


class EditionManager(models.Manager.from_queryset(EditionQuerySet)):  # type: ignore[misc]
    """Reads editions by their natural key."""

    def get_by_natural_key(self, code: str, area: str, fiscal_year: int) -> "Edition":
        """Return the edition of a municipality, area and fiscal year."""
        edition: Edition = self.get(municipality__code=code, area=area, fiscal_year=fiscal_year)
        return edition


class Edition(Versioned):
    """What one municipality's records of one area and fiscal year cover, and from where.

    Stands beside every total: a figure without its 収録範囲 says nothing. Who coordinates its
    own area writes it.
    """

    area_code = ""
    area_lookup = "area"
    parent_publishable = NoParent("says of a whole year what is covered", flag="is_published")

    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="editions",
        verbose_name=_("自治体"),
    )
    area = models.CharField(_("分野"), max_length=MOST_CHARACTERS, choices=area_choices)
    fiscal_year = models.PositiveSmallIntegerField(
        _("年度"), help_text=_("年度の始まる西暦の年です。令和7年度は2025。")
    )
    coverage = models.TextField(
        _("収録範囲"),
        max_length=1000,
        help_text=_(
            "何を収め、何を収めていないか。例：その他（事業協力）の14件。後援などは含みません。"
        ),
    )
    source_title = models.CharField(_("元の資料"), max_length=300, blank=True)
    source_url = models.URLField(_("元の資料のアドレス"), blank=True)
    released_on = models.DateField(
        _("公表日"),
        null=True,
        blank=True,
        help_text=_("資料に書かれていないときは空のままにします。"),
    )
    is_published = models.BooleanField(_("公開する"), default=False)

    objects = EditionManager()

    class Meta:
        verbose_name = _("収録範囲")
        verbose_name_plural = _("収録範囲")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "area", "fiscal_year"],
                name="publishing_edition_unique",
                violation_error_message=_("この自治体・分野・年度の収録範囲はもうあります。"),
            ),
            models.CheckConstraint(
                name="publishing_edition_fiscal_year_plausible",
                condition=models.Q(fiscal_year__gte=1868, fiscal_year__lte=2100),
                violation_error_message=_("年度は西暦で書いてください。例：2025"),
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.municipality} {self.get_area_display()} {format_fiscal_year(self.fiscal_year)}"
        )

    def natural_key(self) -> tuple[str, str, int]:
        """Return what identifies an edition in every database."""
        return (self.municipality.code, self.area, self.fiscal_year)

    @property
    def record_area(self) -> str:
        """Return the edition's own area."""
        return self.area
