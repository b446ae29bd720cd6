"""The guideline's parts as plain rows, and where its page says what a form is."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from projects.guideline.models import GuidelineSection


def definition_addresses(form_ids: Iterable[int]) -> dict[int, str]:
    """Return the address of each form's definition, by the form's id, in one query.

    A form whose definition is not published has none.
    """
    page = reverse("projects:guideline")
    addresses = {}
    for row in GuidelineSection.objects.anchors_of_forms(form_ids):
        code = row["municipality__code"]
        query = "" if code == row["first_code"] else f"?municipality={code}"
        addresses[row["collaboration_form_id"]] = f"{page}{query}#{row['anchor']}"
    return addresses


def section_row(section: GuidelineSection) -> dict[str, Any]:
    """Return a part of `for_list()` as a plain row; its chapter where that is public, too."""
    chapter = section.parent
    form = section.collaboration_form
    names = ("kind", "anchor", "number", "title", "body", "question", "answer", "department_text")
    return {
        "id": section.pk,
        "municipality": section.municipality.code,
        "chapter": chapter.pk if chapter is not None and chapter.is_published else None,
        **{name: getattr(section, name) for name in names},
        "form": form.common_code if form else None,
        "url": section.get_absolute_url(),
    }
