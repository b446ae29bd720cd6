"""What 協働のふりかえり says to programs: reviews as JSON, one line for each question in files."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from kyodo_portal.pages import page_of
from kyodo_portal.spreadsheets.columns import Row, Value, dictionary
from kyodo_portal.spreadsheets.responses import Twin
from kyodo_portal.spreadsheets.workbooks import TypedWorkbook
from kyodo_portal.twins import ROWS_AT_ONCE, page_json, with_host

from .models import ProjectReview
from .review_columns import ANSWER_COLUMNS
from .review_content import OWN_FORM, review_row
from .review_filters import ProjectReviewFilter
from .review_serializers import ProjectReviewSerializer


def reviews_twin(
    request: HttpRequest, conditions: ProjectReviewFilter, *, name: str = "project_reviews"
) -> Twin:
    """Return the twin of the reviews under valid conditions."""

    def rows() -> Iterator[Row]:
        for review in conditions.rows().iterator(chunk_size=ROWS_AT_ONCE):
            yield from answer_rows(with_host(request, review_row(review)))

    def workbook() -> TypedWorkbook:
        title = _("協働のふりかえり")
        book = TypedWorkbook(title)
        book.add_table(title, ANSWER_COLUMNS, rows())
        head = [_("見出し"), _("APIの名前"), _("種類"), _("説明")]
        about: list[list[Value]] = [[title], [str(OWN_FORM)], [*head]]
        book.add_lines(_("説明"), [*about, *dictionary(ANSWER_COLUMNS)], [28, 28, 14, 80])
        return book

    def json() -> dict[str, Any]:
        page = page_of(conditions.rows(), request.GET)
        found = [review_row(review) for review in page]
        results = ProjectReviewSerializer(found, many=True, context={"request": request}).data
        return page_json(request, conditions.data, page, results)

    return Twin(name, json, ANSWER_COLUMNS, rows, workbook, conditions.qs.count)


def answer_rows(row: Row) -> Iterator[Row]:
    """Yield a line for each question of a review."""
    for answer in row["answers"]:
        yield {**row, **answer}


def review_twin(request: HttpRequest, review: ProjectReview) -> Twin:
    """Return the twin of one published review."""
    only = ProjectReview.objects.published().filter(pk=review.pk)
    conditions = ProjectReviewFilter(QueryDict(), queryset=only)
    conditions.is_valid()
    name = f"project_{review.record.project_id}_review_{review.record.fiscal_year}"
    return reviews_twin(request, conditions, name=name)
