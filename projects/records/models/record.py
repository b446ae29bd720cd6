"""年度の記録: one project in one fiscal year, one row of the city's 一覧."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import InvalidDate, format_fiscal_year, parse_date
from kyodo_portal.organizations.choices import EDITORS_AND_COORDINATORS
from kyodo_portal.organizations.validators import check_same_municipality
from kyodo_portal.publishing.publishable import Publishable
from kyodo_portal.publishing.relations import ManyToMany, NewRelations, OrderedManyToMany
from kyodo_portal.publishing.versioned import SearchText
from kyodo_portal.quantities.participants import InvalidParticipants, parse_participants
from projects import AREA
from projects.partners.source_text import person_names, public_partner_text
from projects.records.choices import ParticipantsStatus, Recurrence, Stage
from projects.records.querysets import ProjectRecordQuerySet
from projects.reviews.models.review import ProjectReview

# Records whose No. is not a number stand behind those that have one.
LAST_POSITION = 1_000_000
MOST_DIGITS_OF_A_POSITION = 6
PARTNERS = OrderedManyToMany("partners")
# The columns of the city's 一覧 that a record may leave empty; the last two once it is done.
COLUMNS = (
    "number",
    "partners",
    "forms",
    "recurrence",
    "frequency",
    "first_year",
    "start_text",
    "end_text",
    "purpose",
    "content",
)
RESULTS = ("participants_text", "outcome")
# Where the city's wording says what was not chosen, the column is not empty.
WORDING = {"partners": "partner_text", "forms": "form_text", "recurrence": "recurrence_text"}


def position_of(number: str) -> int:
    """Return the place that a No. gives; any other text, or too long a number, is last."""
    is_short = len(number) <= MOST_DIGITS_OF_A_POSITION
    return int(number) if is_short and number.isascii() and number.isdigit() else LAST_POSITION


class ProjectRecordManager(models.Manager.from_queryset(ProjectRecordQuerySet)):  # type: ignore[misc]
    """Reads records by project and year."""

    def get_by_natural_key(self, code: str, project_code: str, fiscal_year: int) -> "ProjectRecord":
        """Return a project's record of a fiscal year."""
        record: ProjectRecord = self.get(
            project__municipality__code=code, project__code=project_code, fiscal_year=fiscal_year
        )
        return record


class ProjectRecord(Publishable):
    """What a year's table says of a project, verbatim, beside what it was parsed to.

    The texts are what is entered; `start_date`, `end_date`, `participants`,
    `participants_status` and `position` are derived from them in `clean`, at every channel.
    """

    area_code = AREA
    add_roles = EDITORS_AND_COORDINATORS
    relations = (ManyToMany("forms"), PARTNERS)
    asked_relations = ("forms", "partners")

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="records", verbose_name=_("事業")
    )
    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="project_records",
        editable=False,
        verbose_name=_("自治体"),
    )
    fiscal_year = models.PositiveSmallIntegerField(
        _("年度"), help_text=_("例：令和7年度、R7、2025")
    )
    stage = models.CharField(_("予定・実績"), max_length=10, choices=Stage, default=Stage.ACTUAL)
    number = models.CharField(_("No."), max_length=20, blank=True)
    position = models.PositiveIntegerField(default=LAST_POSITION, editable=False)
    department = models.ForeignKey(
        "organizations.Department",
        on_delete=models.PROTECT,
        related_name="project_records",
        verbose_name=_("所管部"),
    )
    department_text = models.CharField(_("所管部名（一覧での書き方）"), max_length=200, blank=True)
    name = models.CharField(_("名称"), max_length=300)
    partners = models.ManyToManyField(
        "projects.Partner",
        through="projects.RecordPartner",
        related_name="records",
        verbose_name=_("関係団体"),
    )
    partner_text = models.TextField(_("関係団体名（一覧での書き方）"), max_length=2000, blank=True)
    forms = models.ManyToManyField(
        "projects.CollaborationForm",
        related_name="records",
        blank=True,
        verbose_name=_("協働の形態"),
    )
    form_text = models.CharField(_("協働の形態（一覧での書き方）"), max_length=300, blank=True)
    recurrence = models.CharField(
        _("実施区分"), max_length=11, choices=Recurrence, default=Recurrence.NOT_ENTERED
    )
    recurrence_text = models.CharField(_("実施区分（一覧での書き方）"), max_length=100, blank=True)
    frequency = models.CharField(_("開催周期"), max_length=100, blank=True)
    first_year = models.PositiveSmallIntegerField(_("初回実施年"), null=True, blank=True)
    start_text = models.CharField(_("開始日"), max_length=50, blank=True)
    start_date = models.DateField(_("開始日（西暦）"), null=True, blank=True, editable=False)
    end_text = models.CharField(_("終了日"), max_length=50, blank=True)
    end_date = models.DateField(_("終了日（西暦）"), null=True, blank=True, editable=False)
    purpose = models.TextField(_("目的"), max_length=10_000, blank=True)
    content = models.TextField(_("内容"), max_length=20_000, blank=True)
    participants_text = models.CharField(_("市民参加人数（総計）"), max_length=50, blank=True)
    participants = models.PositiveIntegerField(
        _("市民参加人数"), null=True, blank=True, editable=False
    )
    participants_status = models.CharField(
        _("市民参加人数の状態"),
        max_length=14,
        choices=ParticipantsStatus,
        default=ParticipantsStatus.NOT_ENTERED,
        editable=False,
    )
    outcome = models.TextField(_("取組の効果、市民からの反響等"), max_length=20_000, blank=True)

    objects = ProjectRecordManager()

    class Meta(Publishable.Meta):
        verbose_name = _("年度の記録")
        verbose_name_plural = _("年度の記録")
        ordering = ["-fiscal_year", "municipality__code", "position", "id"]
        indexes = [
            models.Index(
                fields=["state", "-fiscal_year", "municipality", "position", "id"],
                name="record_in_document_order",
            ),
            models.Index(fields=["department", "fiscal_year"], name="record_of_department"),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["project", "fiscal_year"],
                name="projects_projectrecord_unique",
                violation_error_message=_("この事業には、この年度の記録がもうあります。"),
            ),
            models.CheckConstraint(
                name="projects_projectrecord_fiscal_year_plausible",
                condition=Q(fiscal_year__gte=1868, fiscal_year__lte=2100),
                violation_error_message=_("年度は 令和7年度 や 2025 のように書いてください。"),
            ),
            models.CheckConstraint(
                name="projects_projectrecord_first_year_plausible",
                condition=Q(first_year__isnull=True)
                | Q(first_year__gte=1868, first_year__lte=2100),
                violation_error_message=_("初回実施年は 1987 や 昭和62年 のように書いてください。"),
            ),
            models.CheckConstraint(
                name="projects_projectrecord_end_not_before_start",
                condition=Q(start_date__isnull=True)
                | Q(end_date__isnull=True)
                | Q(end_date__gte=F("start_date")),
                violation_error_message=_("終了日が開始日より前です。"),
            ),
            models.CheckConstraint(
                name="projects_projectrecord_participants_by_status",
                condition=Q(
                    participants_status=ParticipantsStatus.COUNTED, participants__isnull=False
                )
                | (
                    ~Q(participants_status=ParticipantsStatus.COUNTED)
                    & Q(participants__isnull=True)
                ),
                violation_error_message=_("市民参加人数と、その状態が合いません。"),
            ),
            models.CheckConstraint(
                name="projects_projectrecord_recurrence_known",
                condition=Q(recurrence__in=Recurrence.values),
                violation_error_message=_("実施区分が正しくありません。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{format_fiscal_year(self.fiscal_year)}）"

    def natural_key(self) -> tuple[str, str, int]:
        """Return what identifies a record in every database."""
        return (*self.project.natural_key(), self.fiscal_year)

    def get_absolute_url(self) -> str:
        """Return the project's public page at this year."""
        return f"{self.project.get_absolute_url()}?fiscal_year={self.fiscal_year}"

    def clean(self) -> None:
        """Read what the texts say, and refuse what cannot be.

        Every channel runs this; the errors name the field and how to write it.
        """
        super().clean()
        errors: dict[str, Any] = {}
        self.position = position_of(self.number)
        self._read_day("start", errors)
        self._read_day("end", errors)
        self._read_participants(errors)
        if not errors and self.start_date and self.end_date and self.end_date < self.start_date:
            errors["end_text"] = _(
                "終了日「%(end)s」が開始日「%(start)s」より前です。どちらかを直してください。"
            ) % {"end": self.end_text, "start": self.start_text}
        if (
            self.department_id
            and self.project_id
            and (self.department.municipality_id != self.project.municipality_id)
        ):
            errors["department"] = _("所管部は、事業と同じ自治体の部署から選んでください。")
        if errors:
            raise ValidationError(errors)

    def clean_fields(self, exclude: Any = None) -> None:
        """Take the municipality from the project before the fields are checked."""
        if self.project_id:
            self.municipality_id = self.project.municipality_id
        super().clean_fields(exclude=exclude)

    def _read_day(self, side: str, errors: dict[str, Any]) -> None:
        text = getattr(self, f"{side}_text")
        day: date | None = None
        try:
            parsed = parse_date(text, fiscal_year=self.fiscal_year)
            day = parsed.day if parsed else None
        except InvalidDate as error:
            errors[f"{side}_text"] = str(error)
        setattr(self, f"{side}_date", day)

    def _read_participants(self, errors: dict[str, Any]) -> None:
        try:
            parsed = parse_participants(self.participants_text)
            self.participants, self.participants_status = parsed.count, parsed.status
        except InvalidParticipants as error:
            errors["participants_text"] = str(error)

    def department_year(self, _name: str) -> int | None:
        """Return the record's own year."""
        return self.fiscal_year

    def listed_partners(self) -> list[Any]:
        """Return the partners in the order of the city's table."""
        return PARTNERS.read(self)

    def asked_fields(self) -> tuple[str, ...]:
        """Return the columns of the city's list, of a plan without those of its results."""
        return COLUMNS if self.stage == Stage.PLANNED else COLUMNS + RESULTS

    def leaves_empty(self, name: str) -> bool:
        """Whether a column says nothing, neither as chosen nor in the city's wording."""
        wording = getattr(self, WORDING[name]) if name in WORDING else ""
        return wording == "" and super().leaves_empty(name)

    def clean_relations(self, new_relations: NewRelations) -> None:
        """Refuse forms and partners of another municipality."""
        for field in ("forms", "partners"):
            check_same_municipality(self.municipality_id, field, new_relations[field])

    def search_text(self) -> SearchText:
        """Return what a record is found by: its texts, and its partners' names of today.

        Nobody finds it by the name of a person, not even where the city's wording has it.
        """
        found = RecordPartner.objects.filter(record=self).select_related("partner__merged_into")
        links = list(found.order_by("position", "id"))
        partners = [link.partner for link in links]
        persons = person_names(links)
        names = [name for partner in partners for name in (partner.name, *partner.alias_lines)]
        words = (
            self.name,
            self.number,
            self.department_text or self.department.name,
            public_partner_text(self.partner_text, persons),
            self.form_text,
            self.recurrence_text,
            self.frequency,
            self.purpose,
            self.content,
            self.outcome,
            *(name for name in names if name not in persons),
        )
        return SearchText(self.name, words, self.municipality_id, self.is_published)

    def dependents(self) -> Iterable[Any]:
        """Return the review: it is found only as long as the record is published."""
        return ProjectReview.objects.filter(record=self)


class RecordPartner(models.Model):
    """A partner of a record, in the order of the city's table."""

    record = models.ForeignKey(
        "projects.ProjectRecord", on_delete=models.CASCADE, related_name="partner_links"
    )
    partner = models.ForeignKey(
        "projects.Partner", on_delete=models.PROTECT, related_name="record_links"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("記録の関係団体")
        verbose_name_plural = _("記録の関係団体")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "partner"],
                name="projects_recordpartner_unique",
                violation_error_message=_("同じ関係団体が二度選ばれています。"),
            )
        ]

    def __str__(self) -> str:
        return str(self.partner)
