"""The conditions of the gallery of case sheets: one FilterSet for page, file and API."""

import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.facet_values import (
    FacetValue,
    coded,
    coded_values,
    counts_by,
    named_departments,
    related,
    several_municipalities,
)
from kyodo_portal.listing.filterset import PublicFilter
from kyodo_portal.listing.query_values import RepeatedFilter
from kyodo_portal.organizations.models import Department
from kyodo_portal.text import Label
from projects.cases.models.case_sheet import CaseSheet
from projects.cases.models.involvement import Involvement
from projects.partners.filters import partners
from projects.partners.models import Partner
from projects.records.choices import CommonForm

UNKNOWN = "unknown"
DECADE = re.compile(rf"(?:1[89]|20)[0-9]0|{UNKNOWN}", re.ASCII)


def public_levels() -> Any:
    """Return the levels of published sheets: one that only drafts have is not printed yet."""
    public = CaseSheet.objects.published().order_by().values("involvement_id")
    return Involvement.objects.for_list().filter(pk__in=public)


def level_names(ids: Iterable[int]) -> dict[int, str]:
    """Return the names of public levels by id."""
    return dict(public_levels().filter(pk__in=ids).values_list("pk", "name"))


def decade_names(decades: Iterable[str]) -> dict[str, Label]:
    """Return 1990年代, or the words for no year, by the decade's first year."""
    return {
        decade: _("年の記載なし") if decade == UNKNOWN else _("%(year)s年代") % {"year": decade}
        for decade in decades
    }


def decades(sheets: Any, selected: Sequence[str]) -> list[FacetValue]:
    """Return the decades in which the sheets began, the oldest first, those without a year last."""
    counts: dict[str, int] = {}
    for year, count in counts_by(sheets, "start_year").items():
        decade = UNKNOWN if year is None else str(year // 10 * 10)
        counts[decade] = counts.get(decade, 0) + count
    return coded_values(decade_names(sorted({*counts, *selected})).items(), counts, selected)


class CaseSheetFilter(PublicFilter):
    """Conditions on published case sheets."""

    q = query_values.words(_("すべてのことばを含む事例。空白で区切る。"))
    municipality = query_values.municipality_codes()
    form = query_values.codes(
        _("協働の形態"),
        method="filter_form",
        help_text=_("形態の共通コード"),
        choices=CommonForm.choices,
    )
    involvement = query_values.ids(
        _("関わり方"),
        method="filter_involvement",
        help_text=_("関わり方の番号。"),
        names_of=level_names,
    )
    start_decade = RepeatedFilter(
        label=_("開始した年代"),
        method="filter_start_decade",
        help_text=_("年代のはじめの西暦の年（1990は1990年代）。unknown は年の記載がないもの。"),
        pattern=DECADE,
        how=_("1990のように、0で終わる西暦の年を半角の数字で書いてください。"),
        names_of=decade_names,
    )
    department = query_values.departments(_("担当課"))
    partner = partners(_("協働の相手"))

    facets: ClassVar = {
        "municipality": several_municipalities,
        "form": partial(coded, field="form__common_code", choices=CommonForm.choices),
        "involvement": partial(related, field="involvement_id", among=public_levels),
        "start_decade": decades,
        "department": partial(named_departments, field="departments"),
    }

    @classmethod
    def everything(cls) -> Any:
        """Return every published sheet."""
        return CaseSheet.objects.published()

    def filter_form(self, sheets: Any, _name: str, codes: list[str]) -> Any:
        """Keep the sheets of these common forms."""
        return sheets.filter(form__common_code__in=codes)

    def filter_involvement(self, sheets: Any, _name: str, ids: list[int]) -> Any:
        """Keep the sheets of these levels."""
        return sheets.filter(involvement_id__in=ids)

    def filter_start_decade(self, sheets: Any, _name: str, decades: list[str]) -> Any:
        """Keep the sheets that began in these decades, or without a year."""
        known = [int(decade) for decade in decades if decade != UNKNOWN]
        return sheets.started_in(known, unknown=UNKNOWN in decades)

    def filter_department(self, sheets: Any, _name: str, ids: list[int]) -> Any:
        """Keep the sheets of these departments and of what is below them."""
        return sheets.of_departments(Department.objects.below(ids))

    def filter_partner(self, sheets: Any, _name: str, ids: list[int]) -> Any:
        """Follow another spelling to its partner."""
        return sheets.with_partners(Partner.objects.targets_of(ids).values())
