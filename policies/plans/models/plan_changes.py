"""What may no longer change of a plan and its items once others stand on it."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years import format_fiscal_year
from kyodo_portal.text import quotable


def check_fits_items(plan: Any) -> None:
    """Raise ValidationError where a stored plan would no longer fit its items and sheets."""
    items = plan.items.all()
    if not items.exists():
        return
    stored = type(plan)._base_manager.get(pk=plan.pk)
    errors: dict[str, Any] = {}
    if stored.municipality_id != plan.municipality_id:
        errors["municipality"] = _("項目のある計画は、別の自治体のものにできません。")
    if len(stored.levels) != len(plan.levels):
        errors["level_names"] = _(
            "項目のある計画では、段階の数を変えられません。名前だけ直せます。"
        )
    if stored.code_prefix != plan.code_prefix:
        errors["code_prefix"] = _("項目のある計画では、番号のはじめを変えられません。")
    if stored.code_pattern != plan.code_pattern:
        _check_codes(plan, errors)
    if (stored.first_year, stored.last_year) != (plan.first_year, plan.last_year):
        _check_years(plan, errors)
    if errors:
        raise ValidationError(errors)


def _check_codes(plan: Any, errors: dict[str, Any]) -> None:
    codes = plan.items.exclude(code="").values_list("code", flat=True)
    try:
        broken = [code for code in codes if not re.fullmatch(plan.code_pattern or ".*", code)]
    except (re.error, OverflowError, RecursionError):
        return  # the field's own validator says so
    if broken:
        errors["code_pattern"] = _("いまの施策番号「%(code)s」が、この形に合いません。") % {
            "code": quotable(broken[0])
        }


def _check_years(plan: Any, errors: dict[str, Any]) -> None:
    items = plan.items.filter(sheets__isnull=False)
    years = sorted(set(items.values_list("sheets__fiscal_year", flat=True)))
    outside = [year for year in years if not plan.covers(year)]
    if outside:
        field = "first_year" if plan.first_year and outside[0] < plan.first_year else "last_year"
        errors[field] = _("%(year)sの評価表がもうあります。期間に入れてください。") % {
            "year": format_fiscal_year(outside[0])
        }


def check_place_kept(item: Any) -> None:
    """Raise ValidationError where a stored item moves although others stand on its place."""
    stored = type(item)._base_manager.filter(pk=item.pk).first()
    if stored is None:
        return
    if stored.plan_id != item.plan_id:
        raise ValidationError({"plan": _("項目を別の計画へは移せません。")})
    if stored.depth != item.depth and (item.sheets.exists() or item.indicators.exists()):
        raise ValidationError({"parent": _("評価表や指標のある施策の段階は変えられません。")})
    moved = (stored.path_code, stored.depth) != (item.path_code, item.depth)
    if moved and item.children.exists():
        raise ValidationError({"number": _("下に項目があるので、番号や場所は変えられません。")})
