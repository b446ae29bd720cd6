"""A project over its years as JSON and files."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.filterset import Condition
from kyodo_portal.open_data.responses import Export
from projects.records.filters.records import ProjectRecordFilter
from projects.records.models.project import Project
from projects.records.models.record import ProjectRecord
from projects.records.resources.records import records_export


class ProjectYears(ProjectRecordFilter):
    """The published years of one project; its files name it as their condition."""

    project: Project

    @classmethod
    def of_project(cls, project: Project, fiscal_year: int | None) -> "ProjectYears":
        """Return all published years of a project, or the one that is asked for."""
        data = QueryDict(mutable=True)
        if fiscal_year is not None:
            data["fiscal_year"] = str(fiscal_year)
        years = cls(data, queryset=ProjectRecord.objects.published().of_project(project.pk))
        years.project = project
        years.is_valid()
        return years

    @property
    def conditions(self) -> list[Condition]:
        """The project, and the year where one is asked for."""
        return [Condition("project", str(self.project.pk), self.project.name), *super().conditions]

    def label_of(self, name: str) -> Any:
        """Return the words for one condition."""
        return _("事業") if name == "project" else super().label_of(name)


def project_export(request: HttpRequest, project: Project, fiscal_year: int | None) -> Export:
    """Return a project's years as files: the one that was asked for, else all."""
    filterset = ProjectYears.of_project(project, fiscal_year)
    export = records_export(request, filterset)
    return replace(export, name=f"{export.name}_project_{project.pk}")
