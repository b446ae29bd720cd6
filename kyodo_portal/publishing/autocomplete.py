"""What an autocomplete field of the admin is offered."""

import re
from typing import Any

from django.contrib.admin.exceptions import NotRegistered
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from kyodo_portal.organizations.models import Department

# The name under which a field of departments says which fiscal year's it offers.
EXISTING_IN = "existing_in"
YEAR = re.compile(r"[0-9]{4}", re.ASCII)


class LimitedAutocompleteView(AutocompleteJsonView):
    """Offers only what the form that asks would also accept.

    Stands outside the admin package, which registers with the site that uses this view.
    """

    def process_request(self, request: HttpRequest) -> Any:
        """Read the question; PostgreSQL refuses NUL in any text."""
        term, model_admin, source_field, to_field_name = super().process_request(request)
        if not hasattr(source_field, "get_limit_choices_to"):
            # The other end of a relation: the stock view takes it for a field of a form.
            raise PermissionDenied
        return term.replace("\0", ""), model_admin, source_field, to_field_name

    def get_queryset(self) -> Any:
        """Return the found objects that may be chosen, none for a form that sets no limit."""
        queryset = super().get_queryset()
        limit = getattr(self._asking(), "limit_choices", None)
        if limit is None:
            return queryset.none()
        offered = limit(self.request, self.source_field, queryset)
        year = self.request.GET.get(EXISTING_IN, "")
        if offered.model is Department and YEAR.fullmatch(year):
            return offered.not_ended_in(int(year))
        return offered

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        """Return one choice in the words of the form that asks."""
        found = super().serialize_result(obj, to_field_name)
        return {**found, "text": self._asking().choice_words(self.source_field, obj)}

    def _asking(self) -> Any:
        """Return the admin in whose form the choices stand, None where there is none."""
        site: Any = self.admin_site
        try:
            return site.get_model_admin(self.source_field.model)
        except NotRegistered:
            return None
