"""Template library `portal`: dates and years, numbers, verbatim texts, addresses.

Japanese and やさしい日本語 show eras, English shows Western years; the rules of both are in
`kyodo_portal.fiscal_years`.
"""

import datetime as dt
import re
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.http import HttpRequest, QueryDict
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kyodo_portal import fiscal_years
from kyodo_portal.listing import addresses
from kyodo_portal.quantities import units as quantities
from kyodo_portal.site.context_processors import Site, site_of

register = template.Library()

# White space before one of these becomes a line break: 5/20, 令和7年8月18日, (1), ・, ○.
LINE_START = re.compile(
    r"\s+(?="
    r"(?:1[0-2]|0?[1-9])/(?:3[01]|[12]\d|0?[1-9])(?![\d/])"
    r"|(?:明治|大正|昭和|平成|令和)(?:\d{1,2}|元)年\d{1,2}月\d{1,2}日"
    r"|\(\d{1,2}\)|（\d{1,2}）|[・○●◎]"
    r")|\s*\n\s*"
)
LINE_BREAK = SafeString("<br>")
CONTROL_CLASSES = {"select": "select", "checkbox": "", "radio": "", "hidden": ""}


def _in_english() -> bool:
    return (get_language() or settings.LANGUAGE_CODE).startswith("en")


@register.simple_tag
def html_lang() -> str:
    """Return the page's language as browsers know it: やさしい日本語 is Japanese."""
    return "en" if _in_english() else "ja"


@register.simple_tag(takes_context=True)
def site_here(context: template.Context) -> Site:
    """Return `site` from the context, or made anew where a page is rendered without a request."""
    found = context.get("site")
    return found if isinstance(found, Site) else site_of(context.get("request"))


@register.filter
def era_date(day: dt.date | None) -> str:
    """令和7年4月1日; in English 1 April 2025; "" for none."""
    if day is None:
        return ""
    return date_format(day, "j F Y") if _in_english() else fiscal_years.format_date(day)


@register.filter
def era_date_compact(day: dt.date | None) -> str:
    """R7.4.1 for tables; in English 2025-04-01; "" for none."""
    if day is None:
        return ""
    return day.isoformat() if _in_english() else fiscal_years.format_date_compact(day)


@register.filter
def era_year(year: int | None) -> str:
    """令和5年 for the calendar year 2023; in English 2023; "" for none."""
    if year is None:
        return ""
    return str(year) if _in_english() else fiscal_years.format_year(year)


@register.filter
def fiscal_year(year: int | None) -> str:
    """令和7年度 for 2025; in English FY2025; "" for none."""
    if year is None:
        return ""
    if _in_english():
        return fiscal_years.format_fiscal_year_english(year)
    return fiscal_years.format_fiscal_year(year)


@register.filter
def fiscal_year_with_western(year: int | None) -> str:
    """令和7年度 (2025); in English FY2025; "" for none."""
    if year is None or _in_english():
        return fiscal_year(year)
    return f"{fiscal_year(year)} ({year})"


@register.filter
def thousands(number: float | None) -> str:
    """12,827 in every language; "" for none (say which kind of empty in words)."""
    return "" if number is None else f"{number:,}"


@register.filter
def with_unit(number: object, unit: object) -> str:
    """14件; in English 14 records."""
    return quantities.with_unit(number, unit)


@register.filter
def telephone_uri(number: str) -> str:
    """tel: address of a telephone number as people write it, in any width."""
    return "tel:" + "".join(
        str(int(letter)) if letter.isdecimal() else letter
        for letter in number
        if letter.isdecimal() or letter == "+"
    )


@register.filter
def verbatim_lines(text: str) -> list[str]:
    """Break a verbatim text into lines before its dates, numbers in brackets and bullets.

    Only white space turns into a break; no other character is added, lost or changed.
    """
    return [line for line in LINE_START.split(text.strip()) if line]


@register.filter
def with_breaks(text: str) -> SafeString:
    """Put the lines of a verbatim text one under the other in running HTML."""
    return format_html_join(LINE_BREAK, "{}", ((line,) for line in verbatim_lines(text)))


@register.simple_tag
def query_string(source: HttpRequest | QueryDict, **changes: object) -> str:
    """Return this page's canonical query with keys replaced, or taken out by `key=None`.

    `source` is the request, or the QueryDict of the conditions a view knows. Begins with
    `?`; is `?` alone when nothing is left, so that the link leads to the page without them.
    """
    return addresses.canonical_query(_query(source), changes) or "?"


@register.simple_tag
def query_string_without(source: HttpRequest | QueryDict, key: str, value: object) -> str:
    """Return the canonical query without one value of a repeatable key and without a page."""
    query = _query(source).copy()
    for paging in ("page", "after", "before"):
        query.pop(paging, None)
    return addresses.without_value(query, key, value) or "?"


def _query(source: HttpRequest | QueryDict) -> QueryDict:
    return source if isinstance(source, QueryDict) else source.GET


@register.filter
def page_numbers(page: Any) -> list[int | None]:
    """Return the numbers a pager shows for a Django `Page`, None where it leaves some out."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [None if number == page.paginator.ELLIPSIS else number for number in numbers]


@register.filter
def control(field: BoundField) -> SafeString:
    """Return the field's widget with the class of the style sheet."""
    kind = getattr(field.field.widget, "input_type", "text")
    name = CONTROL_CLASSES.get(kind, "input")
    return field.as_widget(attrs={"class": name} if name else None)


@register.filter
def readonly_words(field: Any) -> str:
    """Return what the admin shows of a field only to be read: years and days in both calendars."""
    name = field.field["field"]
    value = getattr(field.form.instance, name, None) if isinstance(name, str) else None
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return fiscal_years.format_date_in_both(value)
    if isinstance(value, int) and name in getattr(field.model_admin, "fiscal_years", ()):
        return fiscal_years.format_fiscal_year_in_both(value)
    shown: str = field.contents()
    return shown
