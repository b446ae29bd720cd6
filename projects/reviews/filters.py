"""The conditions on 協働のふりかえり: one FilterSet for page, file and API."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.filterset import PublicFilter
from projects.records.models.project import Project
from projects.reviews.models.review import ProjectReview


def project_names(ids: Iterable[int]) -> dict[int, str]:
    """Return the names of published projects by id."""
    return dict(Project.objects.published().filter(id__in=ids).values_list("id", "name"))


class ProjectReviewFilter(PublicFilter):
    """Conditions on published reviews."""

    q = query_values.words(_("すべてのことばを含むふりかえり。空白で区切る。"))
    municipality = query_values.municipality_codes()
    fiscal_year = query_values.fiscal_years(
        help_text=_("年度の始まる西暦の年。令和7年度は2025。"),
    )
    project = query_values.ids(
        _("事業"), method="filter_project", help_text=_("事業の番号。"), names_of=project_names
    )

    @classmethod
    def everything(cls) -> Any:
        """Return every published review."""
        return ProjectReview.objects.published()

    def filter_fiscal_year(self, reviews: Any, _name: str, years: list[int]) -> Any:
        """Keep the reviews of these years."""
        return reviews.filter(record__fiscal_year__in=years)

    def filter_project(self, reviews: Any, _name: str, ids: list[int]) -> Any:
        """Keep the reviews of these projects."""
        return reviews.filter(record__project_id__in=ids)
