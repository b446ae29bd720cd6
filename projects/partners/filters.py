"""The conditions of the list of partners."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.filterset import PublicFilter
from kyodo_portal.read_model.models import SearchRow
from projects.partners.choices import PartnerKind
from projects.partners.models import Partner


class PartnerFilter(PublicFilter):
    """Conditions on partners that a published record names."""

    q = query_values.words(
        _("ことば"), method="filter_words", help_text=_("名前か、ほかの書き方。")
    )
    municipality = query_values.municipality_codes(
        _("自治体"), method="filter_municipality", help_text=_("全国地方公共団体コード（6けた）")
    )
    kind = query_values.codes(
        _("種別"),
        method="filter_kind",
        help_text=_("種別のコード"),
        choices=[choice for choice in PartnerKind.choices if choice[0] != PartnerKind.PERSON],
    )

    @classmethod
    def everything(cls) -> Any:
        """Return the partners that everybody may see."""
        return Partner.objects.published()

    def filter_words(self, partners: Any, _name: str, words: str) -> Any:
        """Keep the partners of which a spelling holds every word."""
        found = SearchRow.objects.object_ids(Partner._meta.label_lower, words)
        return partners.filter(id__in=found)

    def filter_kind(self, partners: Any, _name: str, kinds: list[str]) -> Any:
        """Keep the partners of these kinds."""
        return partners.filter(kind__in=kinds)
