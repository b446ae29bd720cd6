"""協働事業: the project that goes on over the years."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years.names import fold_name
from kyodo_portal.organizations.choices import EDITORS_AND_COORDINATORS
from kyodo_portal.organizations.validators import check_same_municipality
from kyodo_portal.publishing.relations import ManyToMany, NewRelations
from kyodo_portal.publishing.versioned import SearchText, Versioned
from projects import AREA
from projects.records.querysets import ProjectQuerySet


class ProjectManager(models.Manager.from_queryset(ProjectQuerySet)):  # type: ignore[misc]
    """Reads projects by municipality and code."""

    def get_by_natural_key(self, municipality_code: str, code: str) -> "Project":
        """Return a municipality's project of that code."""
        project: Project = self.get(municipality__code=municipality_code, code=code)
        return project


class Project(Versioned):
    """One stable id and address over all years; the years themselves are ProjectRecords."""

    area_code = AREA
    parent_publishable = ("records", "case_sheets")
    add_roles = EDITORS_AND_COORDINATORS
    relations = (ManyToMany("activity_fields"),)

    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="projects",
        verbose_name=_("自治体"),
    )
    code = models.CharField(
        _("事業コード"),
        max_length=20,
        blank=True,
        help_text=_("自治体の中で1つだけの番号です。空のままにすると自動で付きます。"),
    )
    name = models.CharField(_("名称"), max_length=300)
    former_names = models.TextField(
        _("前の名称"), max_length=3000, blank=True, help_text=_("1行に1つずつ書きます。")
    )
    activity_fields = models.ManyToManyField(
        "projects.ActivityField",
        related_name="projects",
        blank=True,
        verbose_name=_("活動分野"),
        help_text=_("当てはまるものをすべて選びます。選ぶまでは「未分類」です。"),
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="merged_projects",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("まとめ先"),
    )

    objects = ProjectManager()

    class Meta:
        verbose_name = _("事業")
        verbose_name_plural = _("事業")
        ordering = ["municipality__code", "code", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"],
                name="projects_project_code_unique",
                violation_error_message=_("この事業コードはもう使われています。"),
            ),
            models.CheckConstraint(
                name="projects_project_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                violation_error_message=_("自分自身にまとめることはできません。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        """Return what identifies a project in every database."""
        return (self.municipality.code, self.code)

    def get_absolute_url(self) -> str:
        """Return the public page."""
        return reverse("projects:detail", args=[self.pk])

    @property
    def matching_names(self) -> set[str]:
        """Return the folded names, without 第n回, year and era, by which years are matched."""
        lines = [self.name, *self.former_names.splitlines()]
        return {fold_name(line) for line in lines if line.strip()}

    def clean_relations(self, new_relations: NewRelations) -> None:
        """Refuse 活動分野 of another municipality."""
        fields = new_relations["activity_fields"]
        check_same_municipality(self.municipality_id, "activity_fields", fields)

    def search_text(self) -> SearchText:
        """Return what a continuing project is found by, for the staff's choices."""
        texts = (self.name, *self.former_names.splitlines(), self.code)
        return SearchText(self.name, texts, self.municipality_id, False)
