"""The conditions of the list of 市長公約."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.filterset import PublicFilter
from pledges.reports.models.report import ProgressReport
from pledges.sets.models.pledge import PledgeSet


def _choices(label: Any, method: str, help_text: Any, choices: Any) -> Any:
    codes = ", ".join(code for code, _label in choices)
    message = _("「%(label)s」は %(codes)s のどれかで書いてください。")
    return django_filters.ChoiceFilter(
        label=label,
        method=method,
        help_text=help_text,
        choices=choices,
        empty_label=None,
        error_messages={"invalid_choice": message % {"label": label, "codes": codes}},
    )


def _slugs(label: Any, *, help_text: Any) -> Any:
    return django_filters.CharFilter(
        label=label,
        method="filter_pledge_set",
        help_text=help_text,
        max_length=50,
        error_messages={
            "max_length": _("「%(label)s」は50文字までで書いてください。") % {"label": label}
        },
    )


class PledgeSetFilter(PublicFilter):
    """Conditions on sets with a published report."""

    municipality = query_values.municipality_codes()
    fiscal_year = query_values.fiscal_years(help_text=_("報告の年度。始まる西暦の年。"))

    @classmethod
    def everything(cls) -> Any:
        """Return the sets that everybody may see."""
        return PledgeSet.objects.reported()

    def filter_fiscal_year(self, sets: Any, _name: str, years: list[int]) -> Any:
        """Keep the sets with a published report of these years."""
        reports = ProgressReport.objects.published().filter(fiscal_year__in=years)
        return sets.filter(pk__in=reports.values("pledge_set_id"))
