"""協働のふりかえり as open data: files have a line for each question."""

from dataclasses import replace

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.open_data.exports import list_workbook
from kyodo_portal.open_data.resource import Resource, each
from kyodo_portal.open_data.responses import Export
from kyodo_portal.spreadsheets.workbooks import TypedWorkbook
from projects.reviews.columns import REVIEW_COLUMNS
from projects.reviews.filters import ProjectReviewFilter
from projects.reviews.models.review import ProjectReview
from projects.reviews.rows import OWN_FORM, review_row

PROJECT_REVIEWS = Resource(
    name="project-reviews",
    order=26,
    component="ProjectReview",
    title=gettext_lazy("協働のふりかえり"),
    table_title=gettext_lazy("協働のふりかえり（1行が1つの問い）"),
    description=(
        "市と相手方のふりかえり。1つの事業の1つの年度が1件です。相手方の同意があるものだけです。"
    ),
    filterset=ProjectReviewFilter,
    rows=each(review_row),
    columns=REVIEW_COLUMNS,
    lines="answers",
)


def reviews_export(request: HttpRequest, filterset: ProjectReviewFilter) -> Export:
    """Return the reviews under valid conditions."""
    return _with_own_form(PROJECT_REVIEWS.export(request, filterset))


def review_export(request: HttpRequest, review: ProjectReview) -> Export:
    """Return one published review."""
    name = f"project_{review.record.project_id}_review_{review.record.fiscal_year}"
    return _with_own_form(PROJECT_REVIEWS.export_of(request, review.pk, name))


def _with_own_form(export: Export) -> Export:
    """Let the Excel file say, as every page does, that the form is this portal's own."""

    def workbook() -> TypedWorkbook:
        title = _("協働のふりかえり")
        notes = [str(OWN_FORM)]
        return list_workbook(title, export.columns, export.rows(), sheet=title, notes=notes)

    return replace(export, workbook=workbook)
