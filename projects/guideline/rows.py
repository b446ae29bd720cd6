"""Where the guideline's page says what a form of collaboration is."""

from collections.abc import Iterable

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
