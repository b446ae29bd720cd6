"""What the pages of 協働のふりかえり show: words side by side, gaps marked, no figures made of marks."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.listing.pages import page_of
from kyodo_portal.listing.years import year_words
from kyodo_portal.open_data.formats import LIST_FORMATS
from kyodo_portal.publishing.models import Change
from kyodo_portal.text import Label
from projects.reviews.choices import ReviewMark
from projects.reviews.filters import ProjectReviewFilter
from projects.reviews.models.review import ProjectReview
from projects.reviews.rows import OWN_FORM, Row, review_row

CITY_GAP = gettext_lazy("市の記入なし")
PARTNER_GAP = gettext_lazy("まだ回答がありません")


@dataclass(frozen=True)
class Side:
    """One side's answer: its words, or in `gap` what is said where there are none."""

    label: str
    words: str
    mark: str
    gap: Label


@dataclass(frozen=True)
class Question:
    """One question with both sides' answers."""

    text: str
    principle: Row | None
    sides: list[Side]
    marks_differ: bool


def page_context(review: ProjectReview) -> dict[str, Any]:
    """Return the template's context: both sides of each question, and all that stands around."""
    row = review_row(review)
    questions = [question_of(answer, row) for answer in row["answers"]]
    record = review.record
    assert review.published_at
    return {
        "crumbs": [
            (_("協働事業"), reverse("projects:list")),
            (record.name, record.get_absolute_url()),
            (_("協働のふりかえり"), ""),
        ],
        "kind": _("協働のふりかえり"),
        "kickers": [row["municipality_name"], year_words(record.fiscal_year)[0]],
        "review": review,
        "record": record,
        "row": row,
        "questions": questions,
        "has_marks": any(side.mark for question in questions for side in question.sides),
        "own_form": OWN_FORM,
        "formats": LIST_FORMATS,
        "published_on": timezone.localdate(review.published_at),
        "changes": Change.objects.history_of(review),
    }


def question_of(answer: Row, row: Row) -> Question:
    """Return one question of a review's row as the page shows it."""
    city, partner = answer["city_mark"], answer["partner_mark"]
    return Question(
        answer["question"],
        answer["principle"],
        [
            Side(_("市"), answer["city_words"], mark_words(city), CITY_GAP),
            Side(
                _("相手方"),
                answer["partner_words"],
                mark_words(partner),
                # Who has answered other questions has left this one out.
                _("相手方の記入なし") if row["partner_answered"] else PARTNER_GAP,
            ),
        ],
        marks_differ=city is not None and partner is not None and city != partner,
    )


def mark_words(mark: int | None) -> str:
    """Return a mark with what it means, "" for none."""
    if mark is None:
        return ""
    return _("%(mark)s（%(meaning)s）") % {"mark": mark, "meaning": ReviewMark(mark).label}


def list_context(request: HttpRequest, filterset: ProjectReviewFilter) -> dict[str, Any]:
    """Return the template's context: one page of reviews, in the order of the cities' tables."""
    page = page_of(filterset.rows(), request.GET)
    return {
        "crumbs": [
            (_("協働事業"), reverse("projects:list")),
            (_("協働のふりかえり"), ""),
        ],
        "action": reverse("projects:review_list"),
        "page": page,
        "rows": [review_row(review) for review in page],
        "count": page.paginator.count,
        "q": filterset.data.get("q", ""),
        "own_form": OWN_FORM,
        "has_records": bool(page.paginator.count) or ProjectReview.objects.published().exists(),
        "formats": LIST_FORMATS,
    }
