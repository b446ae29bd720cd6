"""The conditions of the list of partners, and the condition of partners in other lists."""

from collections.abc import Iterable
from functools import partial
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.facet_values import coded, municipalities
from kyodo_portal.listing.filterset import PublicFilter
from kyodo_portal.listing.query_values import RepeatedFilter
from kyodo_portal.read_model.models import SearchRow
from projects.partners.choices import PartnerKind
from projects.partners.models import Partner

PUBLIC_CHOICES = [choice for choice in PartnerKind.choices if choice[0] != PartnerKind.PERSON]


def partners(label: Any) -> RepeatedFilter:
    """Return a condition of partners under any spelling."""
    return query_values.ids(
        label,
        method="filter_partner",
        help_text=_("関係団体の番号。別の書き方を含む。"),
        names_of=partner_names,
        thing=_("関係団体"),
    )


def partner_names(ids: Iterable[int]) -> dict[int, str]:
    """Return public names by id: a partner of drafts alone is not found, nor is a person."""
    targets = Partner.objects.targets_of(ids)
    public = Partner.objects.published().filter(id__in=targets.values())
    names = dict(public.values_list("id", "name"))
    return {pk: names[target] for pk, target in targets.items() if target in names}


class PartnerFilter(PublicFilter):
    """Conditions on partners that a published record names."""

    q = query_values.words(_("名前か、ほかの書き方。"))
    municipality = query_values.municipality_codes()
    kind = query_values.codes(
        _("種別"), method="filter_kind", help_text=_("種別のコード"), choices=PUBLIC_CHOICES
    )

    facets: ClassVar = {
        "municipality": municipalities,
        "kind": partial(coded, field="kind", choices=PUBLIC_CHOICES),
    }

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
