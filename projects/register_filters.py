"""The conditions of the cities' registers: partners and forms of collaboration."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal import query_values
from kyodo_portal.query_values import PublicFilter
from kyodo_portal.search.models import SearchRow

from .choices import CommonForm, GuidelineKind, PartnerKind
from .models import ActivityField, CollaborationForm, GuidelineSection, Partner


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


class CollaborationFormFilter(PublicFilter):
    """Conditions on the cities' lists of forms."""

    municipality = query_values.municipality_codes(
        _("自治体"), method="filter_municipality", help_text=_("全国地方公共団体コード（6けた）")
    )
    form = query_values.codes(
        _("協働の形態"),
        method="filter_form",
        help_text=_("形態の共通コード"),
        choices=CommonForm.choices,
    )

    @classmethod
    def everything(cls) -> Any:
        """Return every city's forms."""
        return CollaborationForm.objects.all()

    def filter_form(self, forms: Any, _name: str, codes: list[str]) -> Any:
        """Keep the forms of these common codes."""
        return forms.filter(common_code__in=codes)


class ActivityFieldFilter(PublicFilter):
    """Conditions on the cities' fields of activity."""

    municipality = query_values.municipality_codes(
        _("自治体"), method="filter_municipality", help_text=_("全国地方公共団体コード（6けた）")
    )

    @classmethod
    def everything(cls) -> Any:
        """Return every city's fields."""
        return ActivityField.objects.all()


class GuidelineSectionFilter(PublicFilter):
    """Conditions on the published parts of the cities' guidelines."""

    q = query_values.words(
        _("ことば"), method="filter_words", help_text=_("すべてのことばを含む部分。")
    )
    municipality = query_values.municipality_codes(
        _("自治体"), method="filter_municipality", help_text=_("全国地方公共団体コード（6けた）")
    )
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
