"""Opening a fiscal year: next sheets with last year's texts to start from."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years import (
    InvalidDate,
    current_fiscal_year,
    format_fiscal_year,
    parse_fiscal_year,
)
from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.models import User
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.permissions import visible
from policies import AREA
from policies.indicators.models import Indicator, IndicatorValue
from policies.indicators.services import save_indicator
from policies.plans.models.plan import Plan, PlanItem
from policies.sheets.models import EvaluationSheet, SheetSection
from policies.sheets.services.sheets import save_sheet

YEAR_WORD = re.compile(
    r"(?:(?:明治|大正|昭和|平成|令和)(?:[0-9０-９]{1,2}|元)年度?|[MTSHRＭＴＳＨＲ][0-9０-９]{1,2}年度?"
    r"|(?:19|20|１９|２０)[0-9０-９]{2}年度?)"
)


@dataclass(frozen=True)
class Opened:
    """What opening a year made."""

    sheets: int
    values: int


def words_of_other_years(text: str, fiscal_year: int) -> list[str]:
    """Return the words of a text that name another year than `fiscal_year`, each once.

    Shown beside text carried over from last year: 令和2年度 in the sheet of 令和3年度 is
    either history or forgotten.
    """
    words = dict.fromkeys(YEAR_WORD.findall(text))
    return [word for word in words if _year_of(word) not in (fiscal_year, None)]


def _year_of(word: str) -> int | None:
    try:
        return parse_fiscal_year(word)
    except InvalidDate:
        return None


@transaction.atomic
def open_fiscal_year(*, plan: Plan, fiscal_year: int, by: User, channel: Channel) -> Opened:
    """Make the sheets of a fiscal year for every 施策, and a value for every indicator.

    Sheets begin with the latest earlier sheet's departments, or their successors, and texts,
    all 要確認, without a rating; values begin as 記載なし. What is there already is left alone, so opening a
    year twice makes nothing twice.

    Raises PermissionDenied, or ValidationError for a year outside the plan or too far ahead.
    """
    if not access_of(by).is_coordinator(plan.municipality_id, AREA):
        raise PermissionDenied(_("年度を始められるのは、取りまとめ担当だけです。"))
    if not plan.covers(fiscal_year):
        raise ValidationError(
            {
                "fiscal_year": _("%(year)sは、この計画の期間に入っていません。")
                % {"year": format_fiscal_year(fiscal_year)}
            }
        )
    if fiscal_year > current_fiscal_year() + 1:
        raise ValidationError(
            {"fiscal_year": _("来年度より先の年度は、まだ始められません。年度を確かめてください。")}
        )
    measures = PlanItem.objects.filter(plan=plan, depth=len(plan.levels) - 1)
    sheets = sum(
        _open_sheet(item, fiscal_year, by, channel) for item in measures.select_related("plan")
    )
    indicators = Indicator.objects.filter(plan_item__plan=plan).select_related("plan_item__plan")
    values = sum(_open_value(indicator, fiscal_year, by, channel) for indicator in indicators)
    return Opened(sheets, values)


def _open_sheet(item: PlanItem, fiscal_year: int, by: User, channel: Channel) -> bool:
    if item.sheets.filter(fiscal_year=fiscal_year).exists():
        return False
    sheet = EvaluationSheet(plan_item=item, fiscal_year=fiscal_year)
    seen: Any = visible(item.sheets.filter(fiscal_year__lt=fiscal_year), access_of(by))
    earlier = seen.order_by("-fiscal_year").first()
    sections = []
    if earlier is not None:
        sheet.department_text = earlier.department_text
        sections = _sections_of(earlier, fiscal_year)
    save_sheet(sheet, sections=sections, by=by, channel=channel, expected_version=None)
    return True


def _sections_of(earlier: EvaluationSheet, fiscal_year: int) -> list[SheetSection]:
    """Return last year's parts for the departments that go on with them, one part each.

    A department that had ended hands its part to its successors.
    """
    sections: dict[int, SheetSection] = {}
    for section in earlier.sections.select_related("department").order_by("position", "id"):
        for department in section.department.standing_in(fiscal_year):
            texts = {"actions": section.actions, "direction": section.direction}
            part = sections.setdefault(department.pk, SheetSection(department=department))
            for name, text in texts.items():
                joined = "\n".join(filter(None, [getattr(part, name), text]))
                setattr(part, name, joined)
    return list(sections.values())


def _open_value(indicator: Indicator, fiscal_year: int, by: User, channel: Channel) -> bool:
    values = list(indicator.values.all())
    if any(value.fiscal_year == fiscal_year for value in values):
        return False
    values.append(IndicatorValue(fiscal_year=fiscal_year))
    save_indicator(
        indicator, values=values, by=by, channel=channel, expected_version=indicator.version
    )
    return True
