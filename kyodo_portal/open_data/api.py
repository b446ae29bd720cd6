"""What every part of the read-only API has in common: conditions, ETag, open to every page."""

from typing import Any

from django.http import Http404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from rest_framework import viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.views import APIView

from kyodo_portal.listing.filterset import PublicFilter
from kyodo_portal.listing.public_pages import public_page
from kyodo_portal.listing.query_values import ID, RepeatedFilter


class FiltersetBackend:
    """Applies a view's `filterset_class`, and describes them in the schema."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        """Return the rows under the query's conditions. Raises ValidationError (400)."""
        filterset = view.filterset_class.of(request.query_params)
        if not filterset.is_valid():
            raise ValidationError(dict(filterset.form.errors))
        return filterset.rows()

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Return the conditions as OpenAPI parameters."""
        return [
            {
                "name": name,
                "in": "query",
                "required": False,
                "description": str(condition.extra["help_text"]),
                "schema": schema_of(condition),
            }
            for name, condition in view.filterset_class.base_filters.items()
        ]


def schema_of(condition: Any) -> dict[str, Any]:
    """Return the OpenAPI schema of one condition's values."""
    text: dict[str, Any] = {"type": "string"}
    choices = [str(code) for code, _label in condition.extra.get("choices", ())]
    if choices:
        text["enum"] = choices
    if not isinstance(condition, RepeatedFilter):
        limit = condition.extra.get("max_length")
        return {**text, "maxLength": limit} if limit else text
    if not choices:
        text["pattern"] = f"^(?:{condition.extra['pattern'].pattern})$"
    return {"type": "array", "items": text}


class AlwaysJson(DefaultContentNegotiation):
    """The API speaks JSON, whatever a browser says that it would like."""

    def select_renderer(
        self, request: Any, renderers: Any, format_suffix: str | None = None
    ) -> tuple[Any, str]:
        """Return the only renderer."""
        return renderers[0], renderers[0].media_type


class PublicApiView(APIView):
    """An address of the API: read-only, with an ETag, open to pages of any site."""

    http_method_names = ["get", "head", "options"]
    content_negotiation_class = AlwaysJson

    @method_decorator(public_page)
    def dispatch(self, *args: Any, **kwargs: Any) -> Any:
        """Answer, or say that what the reader has still holds."""
        return super().dispatch(*args, **kwargs)

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        """Let pages of any site read the answer; there are no credentials to misuse."""
        response = super().finalize_response(*args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response


class PublicViewSet(PublicApiView, viewsets.ReadOnlyModelViewSet):
    """Lists and single records that everybody may read.

    `filterset_class` is the list's PublicFilter; `rows_of` makes what the serializer reads.
    """

    filterset_class: type[PublicFilter]
    filter_backends = [FiltersetBackend]
    lookup_value_regex = ID.pattern

    def get_queryset(self) -> Any:
        """Return everything public."""
        return self.filterset_class.everything()

    def paginate_queryset(self, queryset: Any) -> Any:
        """Return the page's rows as the serializer reads them."""
        return self.rows_of(super().paginate_queryset(queryset) or [])

    def get_object(self) -> Any:
        """Return one record, whatever conditions the query holds. Raises Http404."""
        name = self.lookup_field
        found = self.get_queryset().for_list().filter(**{name: self.kwargs[name]})
        rows = self.rows_of(list(found[:1]))
        if not rows:
            raise Http404(_("この番号の記録はありません。"))
        return rows[0]

    def rows_of(self, found: list[Any]) -> list[Any]:
        """Return rows as the serializer reads them."""
        return found
