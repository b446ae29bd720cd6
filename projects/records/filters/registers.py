"""The conditions of the cities' registers: forms and fields of activity."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.filterset import PublicFilter
from projects.records.choices import CommonForm
from projects.records.models.activity_field import ActivityField
from projects.records.models.form import CollaborationForm


class CollaborationFormFilter(PublicFilter):
    """Conditions on the cities' lists of forms."""

    municipality = query_values.municipality_codes()
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

    municipality = query_values.municipality_codes()

    @classmethod
    def everything(cls) -> Any:
        """Return every city's fields."""
        return ActivityField.objects.all()
