"""Conditions of a query string: their values, how each is checked, and how it is called.

One set of filters for page, file and API: a bad value is refused before it reaches the database,
with the same hint everywhere, and a good one bears the same name on every chip and in every file.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.years import fiscal_year_label
from kyodo_portal.organizations.models import Department, Municipality
from kyodo_portal.text import Label, quotable, refuse_unsafe_characters

# From the checked values of a condition to the names of those that the public may know.
NamesOf = Callable[[Iterable[Any]], Mapping[Any, Label]]

MOST_VALUES = 50
# Over all conditions together: each chip's address repeats all the others.
MOST_VALUES_OF_A_QUERY = 80
MOST_CHARACTERS = 200
# An id beyond 64 bit is an error of the database; 18 digits always fit.
ID = re.compile(r"[0-9]{1,18}", re.ASCII)
YEAR = re.compile(r"[0-9]{4}", re.ASCII)
MUNICIPALITY_CODE = re.compile(r"[0-9]{6}", re.ASCII)


class TypedValues(forms.MultipleHiddenInput):
    """One text input for each value that was typed, so that it can be mended."""

    input_type = "text"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Turn the hidden inputs into visible ones; the label belongs to the first."""
        context: dict[str, Any] = super().get_context(name, value or [""], attrs)
        for number, widget in enumerate(context["widget"]["subwidgets"]):
            widget["type"] = self.input_type
            if number == 0 and attrs and "id" in attrs:
                widget["attrs"]["id"] = attrs["id"]
        return context


class RepeatedField(forms.Field):
    """Several values under one name, each written as `pattern` says.

    `how` is the sentence that tells how to write a value. Cleans to a list without
    duplicates, of `coerce` of each value.
    """

    hidden_widget = forms.MultipleHiddenInput

    def __init__(
        self,
        *,
        pattern: re.Pattern[str],
        how: Label,
        coerce: Callable[[str], Any] = str,
        choices: Iterable[Any] = (),
        **options: Any,
    ) -> None:
        self.pattern, self.how, self.coerce = pattern, how, coerce
        self.choices = list(choices)
        widget = (
            forms.CheckboxSelectMultiple(choices=self.choices) if self.choices else TypedValues()
        )
        super().__init__(widget=widget, **options)

    def to_python(self, value: Any) -> list[Any]:
        """Return the values in their order; raise ValidationError for one that is misspelt."""
        values = list(dict.fromkeys(value or []))
        if len(values) > MOST_VALUES:
            raise ValidationError(
                _("「%(label)s」は一度に%(most)sつまで選べます。減らしてください。"),
                params={"label": self.label, "most": MOST_VALUES},
            )
        for text in values:
            self._check(text)
        return [self.coerce(text) for text in values]

    def _check(self, text: str) -> None:
        known = {str(choice) for choice, _label in self.choices}
        if self.pattern.fullmatch(text) and (not known or text in known):
            return
        raise ValidationError(
            _("「%(label)s」の「%(value)s」は使えません。%(how)s"),
            params={"label": self.label, "value": quotable(text), "how": self.how},
        )


class RepeatedFilter(django_filters.Filter):
    """A repeatable condition of a FilterSet; what it selects, its `method` says.

    names_of: how its values are called, wherever they are shown. thing: what one value is, where
    the label says its part (所管部 is a 部署).
    """

    field_class = RepeatedField

    def __init__(self, *, names_of: NamesOf, thing: Label = "", **options: Any) -> None:
        self.names_of, self.thing = names_of, thing
        super().__init__(**options)

    @property
    def unknown_words(self) -> str:
        """Return what is said of a value that the public knows nothing of."""
        return _("見つからない%(thing)s") % {"thing": self.thing or self.label}


def ids_or(word: str, label: Any, **options: Any) -> RepeatedFilter:
    """Return a condition of ids, or of one word besides."""
    return RepeatedFilter(
        label=label,
        how=_("番号を半角の数字（18けたまで）か %(word)s で書いてください。例：12")
        % {"word": word},
        pattern=re.compile(rf"{ID.pattern}|{word}", re.ASCII),
        coerce=partial(_number_or, word),
        **options,
    )


def ids(label: Any, **options: Any) -> RepeatedFilter:
    """Return a condition of ids: 1 to 18 digits. An id that nothing bears selects nothing."""
    how = _("番号を半角の数字（18けたまで）で書いてください。例：12")
    return RepeatedFilter(label=label, pattern=ID, how=how, coerce=int, **options)


def departments(label: Any, *, method: str = "filter_department") -> RepeatedFilter:
    """Return a condition of departments with all that is below them."""
    return ids(
        label,
        method=method,
        help_text=_("部署の番号。下の組織を含む。"),
        names_of=department_names,
        thing=_("部署"),
    )


def department_names(ids: Iterable[int]) -> dict[int, str]:
    """Return the names of departments by id: all are public."""
    return dict(Department.objects.filter(id__in=ids).values_list("id", "name"))


def fiscal_years(
    *,
    label: Any = "",
    method: str = "filter_fiscal_year",
    help_text: Any = "",
    also: str = "",
) -> RepeatedFilter:
    """Return a condition of fiscal years, four digits each; `also` is one word besides."""
    return RepeatedFilter(
        label=label or _("年度"),
        method=method,
        help_text=help_text,
        pattern=re.compile(rf"{YEAR.pattern}|{also}" if also else YEAR.pattern, re.ASCII),
        how=_("年度の始まる西暦の年を、半角の数字4けたで書いてください。例：2025"),
        coerce=partial(_number_or, also),
        names_of=year_names,
    )


def year_names(fiscal_years: Iterable[int]) -> dict[int, str]:
    """Return 令和7年度 (2025) by year."""
    return {year: fiscal_year_label(year) for year in fiscal_years}


def _number_or(word: str, text: str) -> int | str:
    return text if text == word else int(text)


def municipality_codes(*, method: str = "filter_municipality") -> RepeatedFilter:
    """Return a condition of 全国地方公共団体コード."""
    return RepeatedFilter(
        label=_("自治体"),
        method=method,
        help_text=_("全国地方公共団体コード（6けた）"),
        pattern=MUNICIPALITY_CODE,
        how=_("全国地方公共団体コードを、半角の数字6けたで書いてください。例：012131"),
        names_of=municipality_names,
    )


def municipality_names(codes: Iterable[str]) -> dict[str, str]:
    """Return the names of municipalities by code: all are public."""
    return dict(Municipality.objects.filter(code__in=codes).values_list("code", "name"))


def codes(
    label: Any, *, method: str, help_text: Any, choices: Iterable[tuple[str, Any]]
) -> RepeatedFilter:
    """Return a condition of the codes of `choices`."""
    options = list(choices)
    how = _("使えるのは %(codes)s です。") % {"codes": ", ".join(code for code, _label in options)}
    return RepeatedFilter(
        label=label,
        method=method,
        help_text=help_text,
        pattern=re.compile(r"[a-z_]{1,30}", re.ASCII),
        how=how,
        choices=options,
        names_of=lambda _codes: dict(options),
    )


def words(help_text: Any) -> django_filters.CharFilter:
    """Return the condition of the search: at most 200 characters, none of them invisible."""
    label = _("ことば")
    too_long = _("「%(label)s」は%(most)s文字までで書いてください。") % {
        "label": label,
        "most": MOST_CHARACTERS,
    }
    return django_filters.CharFilter(
        label=label,
        method="filter_words",
        help_text=help_text,
        max_length=MOST_CHARACTERS,
        validators=[refuse_unsafe_characters],
        error_messages={"max_length": too_long},
    )


def canonical(filterset_class: type[django_filters.FilterSet], query: QueryDict) -> QueryDict:
    """Return the conditions of a query that a FilterSet knows, in one spelling.

    Unknown names and empty values are left out; names are sorted, the values of a repeatable
    one too and each given once; of any other the last value counts.
    """
    kept = QueryDict(mutable=True)
    for name in sorted(set(query) & set(filterset_class.base_filters)):
        values = [value for value in query.getlist(name) if value.strip()]
        is_repeatable = isinstance(filterset_class.base_filters[name], RepeatedFilter)
        kept_values = sorted(set(values)) if is_repeatable else values[-1:]
        if kept_values:
            kept.setlist(name, kept_values)
    return kept
