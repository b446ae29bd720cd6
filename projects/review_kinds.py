"""How a two-sided review, its questions and its setting are written and found."""

from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing.choices import Area
from kyodo_portal.publishing.registry import Kind, SearchText, child_rows, registry

from .models import ProjectReview, ReviewAnswer, ReviewQuestion, ReviewSetting
from .review_content import review_row
from .review_rules import check_review_step, clean_review_relations, end_consent

ANSWER_FIELDS = ("question", "city_words", "partner_words", "city_mark", "partner_mark")


def review_text(review: ProjectReview) -> SearchText:
    """Return what a review is found by: its name and both sides' words, but no person's name."""
    read = ProjectReview.objects.for_list().get(pk=review.pk)
    row = review_row(read)
    words = [
        text
        for answer in row["answers"]
        for text in (answer["city_words"], answer["partner_words"])
    ]
    is_public = read.is_published and read.record.is_published
    return SearchText(row["name"], (row["name"], *words), read.municipality_id, is_public)


def register_kinds() -> None:
    """Register the review, and the questions and setting that the coordinator keeps up."""
    registry.register(Kind(model=ReviewQuestion, area=Area.PROJECTS))
    registry.register(Kind(model=ReviewSetting, area=Area.PROJECTS))
    registry.register(
        Kind(
            model=ProjectReview,
            area=Area.PROJECTS,
            add_roles=frozenset({Role.EDITOR, Role.COORDINATOR}),
            relations=(
                child_rows("answers", ReviewAnswer, "review", ANSWER_FIELDS, key="question"),
            ),
            clean_relations=clean_review_relations,
            check_step=check_review_step,
            prepare_step=end_consent,
            search_text=review_text,
            departments=lambda review: (review.record.department_id,),
            department_lookup="record__department_id",
            is_mended_while_withdrawn=True,
        )
    )
