"""The one way to write an indicator with its values, with what is decided only here.

Keyword-only, atomic, and ends in `publishing.funnel`; see there for the errors: Stale,
PermissionDenied, ValidationError.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kyodo_portal.organizations.access import Access, access_of
from kyodo_portal.organizations.models import User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel, State
from kyodo_portal.publishing.models import Change
from kyodo_portal.publishing.permissions import EDITABLE_BY_EDITOR
from policies import AREA
from policies.indicators.models import Indicator, IndicatorValue
from policies.sheets.models import EvaluationSheet


@transaction.atomic
def save_indicator(
    indicator: Indicator,
    *,
    values: Sequence[IndicatorValue] | None = None,
    by: User,
    channel: Channel,
    expected_version: int | None,
    reason: str = "",
) -> Change | None:
    """Write an indicator with its values by year.

    A department changes values of its own 施策 in years whose sheet it has not handed in;
    what is published only the coordinator changes, with a reason.
    """
    stored = funnel.read_stored(indicator, expected_version)
    relations: dict[str, list[Any]] = {}
    if values is not None:
        relations["values"] = sorted(values, key=lambda value: value.fiscal_year)
    if channel is not Channel.FIXTURE:
        check_indicator_allowed(indicator, relations.get("values"), stored, access_of(by), reason)
    write = funnel.Write(by, channel, reason)
    return funnel.save(
        indicator,
        write=write,
        expected_version=expected_version,
        relations=relations,
        stored=stored,
    )


def check_indicator_allowed(
    indicator: Indicator,
    values: Sequence[IndicatorValue] | None,
    stored: funnel.Stored,
    access: Access,
    reason: str,
) -> None:
    """Raise PermissionDenied where somebody changes what is not theirs, or no longer theirs.

    Raises ValidationError where a published value would change without a reason.
    """
    sheets = EvaluationSheet.objects.filter(plan_item=indicator.plan_item)
    changed = changed_years(stored, values)
    if access.is_coordinator(indicator.plan_item.plan.municipality_id, AREA):
        if changed & published_years(sheets, changed) and not reason.strip():
            raise ValidationError(
                {"reason": _("公開中の年度の実績値を直すときは、理由を書いてください。")}
            )
        return
    own = access.own_department_ids(AREA)
    if not sheets.filter(sections__department_id__in=own).exists():
        raise PermissionDenied(_("この施策の指標を直す権限がありません。"))
    if has_new_words(indicator, stored.record):
        raise PermissionDenied(
            _("指標の名前や単位、目標を直せるのは、取りまとめ担当だけです。実績値だけを書けます。")
        )
    if changed & closed_years(sheets, changed):
        raise PermissionDenied(
            _(
                "提出したあとの年度の実績値は、取りまとめ担当だけが直せます。取りまとめ担当に伝えてください。"
            )
        )


def changed_years(stored: funnel.Stored, values: Sequence[IndicatorValue] | None) -> set[int]:
    """Return the fiscal years of an indicator whose value, as-of text or note would change.

    A value that says nothing is as good as none.
    """
    if values is None or stored.record is None:
        return set()
    silent = ("", "", "")

    def told(rows: Sequence[IndicatorValue]) -> dict[int, tuple[str, str, str]]:
        return {row.fiscal_year: (row.value_text, row.as_of_text, row.note) for row in rows}

    before, after = told(stored.relations["values"]), told(values)
    years = before.keys() | after.keys()
    return {year for year in years if before.get(year, silent) != after.get(year, silent)}


def published_years(sheets: Any, years: set[int]) -> set[int]:
    """Return which of these years a published sheet shows: those up to its own."""
    shown = sheets.filter(state=State.PUBLISHED).order_by("-fiscal_year")
    last = shown.values_list("fiscal_year", flat=True).first()
    return set() if last is None else {year for year in years if year <= last}


def closed_years(sheets: Any, years: set[int]) -> set[int]:
    """Return in which of these years a department writes no value any more."""
    handed_in = sheets.exclude(state__in=EDITABLE_BY_EDITOR).values_list("fiscal_year", flat=True)
    return published_years(sheets, years) | (years & set(handed_in))


def has_new_words(indicator: Indicator, stored: Indicator | None) -> bool:
    """Whether an indicator itself, not its values, says something else than what is stored."""
    own_fields = [
        field.attname
        for field in Indicator._meta.concrete_fields
        if field.editable and field.name != "id"
    ]
    return stored is None or any(
        getattr(stored, name) != getattr(indicator, name) for name in own_fields
    )
