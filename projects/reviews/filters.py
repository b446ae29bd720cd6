"""The conditions on 協働のふりかえり: one FilterSet for page, file and API."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.filterset import PublicFilter
from projects.reviews.models.review import ProjectReview


class ProjectReviewFilter(PublicFilter):
    """Conditions on published reviews."""

    q = query_values.words(
        _("ことば"),
        method="filter_words",
        help_text=_("すべてのことばを含むふりかえり。空白で区切る。"),
    )
    municipality = query_values.municipality_codes(
        _("自治体"), method="filter_municipality", help_text=_("全国地方公共団体コード（6けた）")
    )
    fiscal_year = query_values.fiscal_years(
        _("年度"),
        method="filter_fiscal_year",
        help_text=_("年度の始まる西暦の年。令和7年度は2025。"),
    )
    project = query_values.ids(_("事業"), method="filter_project", help_text=_("事業の番号。"))

    @classmethod
    def everything(cls) -> Any:
        """Return every published review."""
        return ProjectReview.objects.published()

    def filter_words(self, reviews: Any, _name: str, words: str) -> Any:
        """Keep the reviews that hold every word."""
        return reviews.matching(words)

    def filter_fiscal_year(self, reviews: Any, _name: str, years: list[str]) -> Any:
        """Keep the reviews of these years."""
        return reviews.filter(record__fiscal_year__in=years)

    def filter_project(self, reviews: Any, _name: str, ids: list[int]) -> Any:
        """Keep the reviews of these projects."""
        return reviews.filter(record__project_id__in=ids)
