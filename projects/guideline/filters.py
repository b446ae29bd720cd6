"""The conditions of the guideline's parts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.filterset import PublicFilter
from kyodo_portal.read_model.models import SearchRow
from projects.guideline.choices import GuidelineKind
from projects.guideline.models import GuidelineSection


class GuidelineSectionFilter(PublicFilter):
    """Conditions on the published parts of the cities' guidelines."""

    q = query_values.words(_("すべてのことばを含む部分。"))
    municipality = query_values.municipality_codes()
    kind = query_values.codes(
        _("種類"),
        method="filter_kind",
        help_text=_("種類のコード"),
        choices=GuidelineKind.choices,
    )

    @classmethod
    def everything(cls) -> Any:
        """Return the parts that everybody may see."""
        return GuidelineSection.objects.published()

    def filter_words(self, sections: Any, _name: str, words: str) -> Any:
        """Keep the parts that hold every word."""
        found = SearchRow.objects.object_ids(GuidelineSection._meta.label_lower, words)
        return sections.filter(id__in=found)

    def filter_kind(self, sections: Any, _name: str, kinds: list[str]) -> Any:
        """Keep the parts of these kinds."""
        return sections.filter(kind__in=kinds)
