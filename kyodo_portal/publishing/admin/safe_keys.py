"""Choices whose posted keys may be anything: what no database has is refused, not an error 500."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import DataError
from django.http import HttpRequest
from django.utils.http import urlencode

from kyodo_portal.publishing.admin.actions import is_id
from kyodo_portal.text import quotable

PATTERN_LOOKUPS = ("__regex", "__iregex")


class SafeModelMultipleChoiceField(forms.ModelMultipleChoiceField):
    """Several objects; a key that no database has is one that cannot be chosen, not an error 500."""

    def _check_values(self, value: Any) -> Any:
        for key in value:
            if not is_id(str(key)):
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": quotable(str(key))},
                )
        return super()._check_values(value)  # type: ignore[misc]  # unknown to the stubs


class SafeKeys:
    """The part of an autocomplete that shows a refused form again: the stock one looks up anything.

    asks_for: what the list of choices is told besides of the field.
    """

    asks_for: Mapping[str, str] = {}

    def get_url(self) -> str:
        address: str = super().get_url()  # type: ignore[misc]  # of the widget beside it
        return f"{address}?{urlencode(self.asks_for)}" if self.asks_for else address

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        keys = [key for key in value if is_id(str(key))]
        return super().optgroups(name, keys, attr)  # type: ignore[misc]


class SingleAutocomplete(SafeKeys, AutocompleteSelect):
    """The admin's autocomplete of one object."""


class SeveralAutocomplete(SafeKeys, AutocompleteSelectMultiple):
    """The admin's autocomplete of several objects."""


class SafeKeysList(ChangeList):
    """A list that what no database can look up leads back to its start, not to an error 500."""

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        """Return the conditions of the address; a pattern may be wrong, or take for ever."""
        conditions = super().get_filters_params(params)
        if any(name.endswith(PATTERN_LOOKUPS) for name in conditions):
            raise IncorrectLookupParameters
        return conditions

    def get_results(self, request: HttpRequest) -> None:
        try:
            super().get_results(request)
        except (OverflowError, DataError) as error:
            raise IncorrectLookupParameters from error
