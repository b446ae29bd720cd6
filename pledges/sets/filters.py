"""The conditions of the list of 市長公約."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.filterset import PublicFilter
from pledges.reports.models.report import ProgressReport
from pledges.sets.models.pledge import PledgeSet


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
