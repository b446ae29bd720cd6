"""The conditions of the gallery of case sheets: one FilterSet for page, file and API."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.filterset import PublicFilter
from kyodo_portal.listing.query_values import RepeatedFilter
from kyodo_portal.organizations.models import Department
from projects.cases.models.case_sheet import CaseSheet
from projects.partners.choices import PartnerKind
from projects.partners.models import Partner
from projects.records.choices import CommonForm

UNKNOWN = "unknown"
DECADE = re.compile(rf"(?:1[89]|20)[0-9]0|{UNKNOWN}", re.ASCII)


class CaseSheetFilter(PublicFilter):
    """Conditions on published case sheets."""

    q = query_values.words(
        _("ことば"), method="filter_words", help_text=_("すべてのことばを含む事例。空白で区切る。")
    )
    municipality = query_values.municipality_codes(
        _("自治体"), method="filter_municipality", help_text=_("全国地方公共団体コード（6けた）")
    )
    form = query_values.codes(
        _("協働の形態"),
        method="filter_form",
        help_text=_("形態の共通コード"),
        choices=CommonForm.choices,
    )
    involvement = query_values.ids(
        _("関わり方"), method="filter_involvement", help_text=_("関わり方の番号。")
    )
    start_decade = RepeatedFilter(
        label=_("開始した年代"),
        method="filter_start_decade",
        help_text=_("年代のはじめの西暦の年（1990は1990年代）。unknown は年の記載がないもの。"),
        pattern=DECADE,
        how=_("1990のように、0で終わる西暦の年を半角の数字で書いてください。"),
    )
    department = query_values.ids(
        _("担当課"), method="filter_department", help_text=_("部署の番号。下の組織を含む。")
    )
    partner = query_values.ids(
        _("協働の相手"),
        method="filter_partner",
        help_text=_("関係団体の番号。別の書き方を含む。"),
    )

    @classmethod
    def everything(cls) -> Any:
        """Return every published sheet."""
        return CaseSheet.objects.published()

    def filter_words(self, sheets: Any, _name: str, words: str) -> Any:
        """Keep the sheets that hold every word."""
        return sheets.matching(words)

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
        """Follow another spelling to its partner; a person is nobody to the public."""
        spelled = Partner.objects.filter(id__in=ids).exclude(kind=PartnerKind.PERSON)
        targets = {
            merged_into or pk for pk, merged_into in spelled.values_list("id", "merged_into_id")
        }
        return sheets.with_partners(targets)
