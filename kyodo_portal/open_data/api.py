"""What every part of the read-only API has in common: conditions, ETag, open to every page."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.utils.decorators import method_decorator
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status, viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from kyodo_portal.listing.parameters import FORMAT, keep_known_parameters
from kyodo_portal.listing.public_pages import public_page
from kyodo_portal.listing.query_values import RepeatedFilter
from kyodo_portal.listing.views import json_response
from kyodo_portal.open_data.resource import Resource

PAGING = ("page", "page_size")


class FiltersetBackend:
    """Applies the conditions of a view's list, and describes them in the schema."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        """Return the rows under the query's conditions. Raises ValidationError (400)."""
        filterset = view.resource.filterset.of(request.query_params)
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
            for name, condition in view.resource.filterset.base_filters.items()
        ]


def schema_of(condition: Any) -> dict[str, Any]:
    """Return the OpenAPI schema of one condition's values; among several empty ones do no harm."""
    text: dict[str, Any] = {"type": "string"}
    choices = [str(code) for code, _label in condition.extra.get("choices", ())]
    if choices:
        text["enum"] = choices
    if not isinstance(condition, RepeatedFilter):
        limit = condition.extra.get("max_length")
        return {**text, "maxLength": limit} if limit else text
    if choices:
        text["enum"] = [*choices, ""]
    else:
        text["pattern"] = rf"^(?:{condition.extra['pattern'].pattern}|\s*)$"
    return {"type": "array", "items": text}


class AlwaysJson(DefaultContentNegotiation):
    """The API speaks JSON, whatever a browser says that it would like."""

    def select_renderer(
        self, request: Any, renderers: Any, format_suffix: str | None = None
    ) -> tuple[Any, str]:
        """Return the only renderer."""
        return renderers[0], renderers[0].media_type


def api_page(view: Callable[..., Any]) -> Callable[..., Any]:
    """Make a view of the API a public page, whose failed precondition is told as JSON too."""
    page = public_page(view)

    def answered(*args: Any, **kwargs: Any) -> Any:
        response = page(*args, **kwargs)
        if response.status_code != status.HTTP_412_PRECONDITION_FAILED:
            return response
        detail = _("この求め方には答えられません。APIの説明を見てください。")
        return json_response({"detail": detail, "errors": {}}, response.status_code)

    return answered


class PublicApiView(APIView):
    """An address of the API: read-only, with an ETag, open to pages of any site."""

    http_method_names = ["get", "head", "options"]
    content_negotiation_class = AlwaysJson

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Answer, or say that what the reader has still holds."""
        self.keep_known_parameters(request)
        return self._answer(request, *args, **kwargs)

    @method_decorator(api_page)
    def _answer(self, *args: Any, **kwargs: Any) -> Any:
        return super().dispatch(*args, **kwargs)

    def keep_known_parameters(self, request: Any) -> None:
        """Leave in the query what this address knows: here nothing. Raises UnknownNames (400)."""
        keep_known_parameters(request, None, (), unused=[FORMAT])


class ResourceViewSet(PublicApiView, viewsets.ReadOnlyModelViewSet):
    """A list of open data, and its single records. Made by `viewset_of`."""

    resource: Resource
    filter_backends = [FiltersetBackend]

    def keep_known_parameters(self, request: Any) -> None:
        """Leave in the query of the list its conditions and pages, of a single record nothing.

        Raises UnknownNames (400); the list's names do no harm at a record.
        """
        conditions = self.resource.filterset
        if self.detail:
            unused = [*conditions.base_filters, *PAGING, FORMAT]
            keep_known_parameters(request, None, (), unused=unused)
        else:
            keep_known_parameters(request, conditions, PAGING, unused=[FORMAT])

    def get_queryset(self) -> Any:
        """Return everything public."""
        return self.resource.everything()

    def get_serializer_class(self) -> type[Serializer]:
        """Return what the API says of a row."""
        return self.resource.serializer

    def paginate_queryset(self, queryset: Any) -> Any:
        """Return the page's rows."""
        return self.resource.records(super().paginate_queryset(queryset) or [])

    def get_object(self) -> Any:
        """Return one record's row, whatever conditions the query holds. Raises Http404."""
        name = self.lookup_field
        found = self.get_queryset().for_list().filter(**{name: self.kwargs[name]})
        rows = self.resource.records(list(found[:1]))
        if not rows:
            raise Http404(_("この番号の記録はありません。"))
        return rows[0]


def viewset_of(resource: Resource) -> type[ResourceViewSet]:
    """Return the addresses of a list and of its single records, with their description."""
    members = {
        "__doc__": resource.description,
        "resource": resource,
        "lookup_field": resource.lookup,
        "lookup_value_regex": resource.lookup_pattern,
    }
    made = type(f"{resource.component}ViewSet", (ResourceViewSet,), members)
    described: type[ResourceViewSet] = extend_schema_view(
        list=extend_schema(summary=format_lazy("{}の一覧", resource.title)),
        retrieve=extend_schema(summary=format_lazy("1つの{}", resource.title)),
    )(made)
    return described
