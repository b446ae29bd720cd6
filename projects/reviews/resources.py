"""What the API says of 協働のふりかえり; keys and help come from `review_columns`."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from kyodo_portal.listing.pages import page_of
from kyodo_portal.open_data.exports import ROWS_AT_ONCE, page_json, with_host
from kyodo_portal.open_data.nested import PartnerNameSerializer
from kyodo_portal.open_data.responses import Export
from kyodo_portal.open_data.serializer_fields import (
    AbsoluteUrlField,
    Fields,
    SpecialFields,
    fields_of,
)
from kyodo_portal.spreadsheets.columns import Row, Value, dictionary
from kyodo_portal.spreadsheets.workbooks import TypedWorkbook
from projects.reviews.choices import ReviewMark
from projects.reviews.columns import ANSWER_COLUMNS, REVIEW_COLUMNS
from projects.reviews.filters import ProjectReviewFilter
from projects.reviews.models.review import ProjectReview
from projects.reviews.rows import OWN_FORM, review_row


def mark(**options: Any) -> serializers.Field:
    """Return the field of a mark, null where none was given."""
    return serializers.IntegerField(
        min_value=min(ReviewMark.values),
        max_value=max(ReviewMark.values),
        allow_null=True,
        **options,
    )


class PrincipleSerializer(serializers.Serializer):
    """The 心得 from which a question is drawn."""

    title = serializers.CharField(help_text=gettext_lazy("心得の番号と題名"))
    url = AbsoluteUrlField(help_text=gettext_lazy("ガイドラインの中の位置のアドレス"))


class ReviewAnswerSerializer(serializers.Serializer):
    """Both sides' answers to one question."""

    number = serializers.IntegerField(help_text=gettext_lazy("このふりかえりの中での順番"))
    question = serializers.CharField(help_text=gettext_lazy("聞いたこと。このポータルの様式です。"))
    principle = PrincipleSerializer(allow_null=True, help_text=gettext_lazy("もとの心得"))
    city_words = serializers.CharField(help_text=gettext_lazy("市のことば。空は、市の記入なし"))
    partner_words = serializers.CharField(
        help_text=gettext_lazy("相手方から受け取ったことば。空は、まだ回答がないこと")
    )
    city_mark = mark(
        help_text=gettext_lazy("市の印。1（できなかった）から5（よくできた）。null は印なし")
    )
    partner_mark = mark(
        help_text=gettext_lazy("相手方の印。1（できなかった）から5（よくできた）。null は印なし")
    )


REVIEW_FIELDS: SpecialFields = {
    "partner": PartnerNameSerializer,
    "partner_answered": serializers.BooleanField,
    "answers": partial(ReviewAnswerSerializer, many=True),
}


class ProjectReviewSerializer(serializers.Serializer):
    """One row of `review_content.review_row`."""

    def get_fields(self) -> Fields:
        """Return the fields."""
        return fields_of(REVIEW_COLUMNS, REVIEW_FIELDS, {"partner"})


def reviews_export(
    request: HttpRequest, filterset: ProjectReviewFilter, *, name: str = "project_reviews"
) -> Export:
    """Return the export of the reviews under valid conditions."""

    def rows() -> Iterator[Row]:
        for review in filterset.rows().iterator(chunk_size=ROWS_AT_ONCE):
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
        page = page_of(filterset.rows(), request.GET)
        found = [review_row(review) for review in page]
        results = ProjectReviewSerializer(found, many=True, context={"request": request}).data
        return page_json(request, filterset.data, page, results)

    return Export(name, json, ANSWER_COLUMNS, rows, workbook, filterset.qs.count)


def answer_rows(row: Row) -> Iterator[Row]:
    """Yield a line for each question of a review."""
    for answer in row["answers"]:
        yield {**row, **answer}


def review_export(request: HttpRequest, review: ProjectReview) -> Export:
    """Return the export of one published review."""
    only = ProjectReview.objects.published().filter(pk=review.pk)
    filterset = ProjectReviewFilter(QueryDict(), queryset=only)
    filterset.is_valid()
    name = f"project_{review.record.project_id}_review_{review.record.fiscal_year}"
    return reviews_export(request, filterset, name=name)
