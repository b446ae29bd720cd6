"""Rules of a guideline's part over its relations, and what the search knows of it."""

from kyodo_portal.markdown import plain_text
from kyodo_portal.organizations.validators import check_same_municipality
from kyodo_portal.publishing.registry import NewRelations, SearchText
from projects.guideline.models import GuidelineSection


def clean_guideline_relations(section: GuidelineSection, new_relations: NewRelations) -> None:
    """Refuse projects of another municipality."""
    check_same_municipality(section.municipality_id, "projects", new_relations["projects"])


def guideline_text(section: GuidelineSection) -> SearchText:
    """Return what a part of the guideline is found by: its words, without their marks."""
    texts = (
        section.number,
        section.title,
        plain_text(section.body),
        section.question,
        plain_text(section.answer),
        section.department_text,
    )
    return SearchText(str(section), texts, section.municipality_id, section.is_published)
