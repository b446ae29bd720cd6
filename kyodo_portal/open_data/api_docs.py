"""The API's description for programs, and the same as a page for people, without a script."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import View
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView
from rest_framework.renderers import JSONRenderer

from kyodo_portal.listing.addresses import absolute_url, site_address
from kyodo_portal.listing.parameters import keep_known_parameters
from kyodo_portal.listing.public_pages import FixedPageMixin
from kyodo_portal.open_data.api import api_page

TYPES = {
    "integer": "整数",
    "number": "数",
    "string": "文字",
    "boolean": "真偽",
    "array": "並び",
    "object": "組",
}

FILE_NAME = "kyodo_portal_api_v1"


@dataclass(frozen=True)
class Name:
    """A parameter or a key: what it is called, holds and means. `codes` are all its values."""

    name: str
    type: str
    description: str
    codes: list[str]


@dataclass(frozen=True)
class Address:
    """One list of the API with the address of a single record."""

    anchor: str
    title: str
    description: str
    path: str
    record_path: str
    parameters: list[Name]
    keys: list[Name]


class ApiSchema(SpectacularAPIView):
    """OpenAPI 3.1, in Japanese: YAML, or JSON by Accept or ?format=json."""

    schema = None  # the description does not describe itself

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Answer, or say that what the reader has still holds."""
        keep_known_parameters(request, None, ["format"])
        response = self._answer(request, *args, **kwargs)
        patch_vary_headers(response, ["Accept"])  # whether it is read again or still holds
        return response

    @method_decorator(api_page)
    def _answer(self, *args: Any, **kwargs: Any) -> Any:
        return super().dispatch(*args, **kwargs)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Describe the API in Japanese, whatever `lang` says."""
        with translation.override(settings.LANGUAGE_CODE):
            response = self._get_schema_response(request)
        # Whoever takes the description home still knows where the API is.
        response.data["servers"] = [{"url": site_address(request)}]
        return response

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Answer a refusal in JSON, as all of the API does."""
        if getattr(response, "exception", False):
            request.accepted_renderer = JSONRenderer()
            request.accepted_media_type = JSONRenderer.media_type
        return super().finalize_response(request, response, *args, **kwargs)

    def _get_filename(self, request: Any, version: Any) -> str:
        """Return a name that every system can save: kyodo_portal_api_v1.yaml, or .json."""
        found, _media_type = self.perform_content_negotiation(request, force=True)
        suffix = "json" if "json" in found.format else "yaml"
        return f"{FILE_NAME}.{suffix}"


class ApiDocs(FixedPageMixin, View):
    """The API's description as an accessible page of the site."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show each list with its conditions and keys."""
        schema = SchemaGenerator().get_schema(request=None, public=True)
        context = {
            "addresses": addresses_of(schema),
            "base": absolute_url(request, "/"),
            "crumbs": [(_("APIの説明"), "")],
        }
        return render(request, "open_data/api_docs.html", context)


def addresses_of(schema: Mapping[str, Any]) -> list[Address]:
    """Return the lists that an OpenAPI schema describes, each with its single record."""
    lists = {path: item["get"] for path, item in schema["paths"].items() if "{" not in path}
    singles = {path[: path.index("{")]: path for path in schema["paths"] if "{" in path}
    return [
        Address(
            anchor=path.rstrip("/").rpartition("/")[2],
            title=operation["summary"],
            description=operation.get("description", ""),
            path=path,
            record_path=singles.get(path, ""),
            parameters=[_parameter(found) for found in operation.get("parameters", [])],
            keys=_keys(schema, _record_of(schema, operation)),
        )
        for path, operation in lists.items()
    ]


def _record_of(schema: Mapping[str, Any], operation: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the schema of one row of a list's answer."""
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    rows = _resolved(schema, answer)["properties"]["results"]
    return _resolved(schema, rows["items"])


def _resolved(schema: Mapping[str, Any], part: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow references, and the single-part combinations that a description forces."""
    while True:
        if "$ref" in part:
            part = schema["components"]["schemas"][part["$ref"].rpartition("/")[2]]
        elif len(part.get("allOf", ())) == 1:
            part = {**part["allOf"][0], **{key: part[key] for key in part if key != "allOf"}}
        else:
            return part


def _keys(schema: Mapping[str, Any], record: Mapping[str, Any]) -> list[Name]:
    """Return the keys of a record; those of a part follow it as `department.id`."""
    names: list[Name] = []
    for key, part in record["properties"].items():
        inner = _resolved(schema, part.get("items", part))
        description = part.get("description", "")
        names.append(Name(key, _type(schema, part), description, _codes(inner)))
        nested = _keys(schema, inner) if "properties" in inner else []
        names += [
            Name(f"{key}.{name.name}", name.type, name.description, name.codes) for name in nested
        ]
    return names


def _parameter(found: Mapping[str, Any]) -> Name:
    values = found["schema"]
    inner = values.get("items", values)
    description = found.get("description", "")
    if "items" in values:
        repeatable = _("何度でも書けます。")
        description = f"{description} {repeatable}"
    return Name(found["name"], _word(inner), description, _codes(inner))


def _type(schema: Mapping[str, Any], part: Mapping[str, Any]) -> str:
    kind = _resolved(schema, part)
    if kind.get("type") == "array":
        return _("%(kind)sの並び") % {"kind": _word(_resolved(schema, kind["items"]))}
    return _word(kind)


def _word(kind: Mapping[str, Any]) -> str:
    """Return the Japanese word for an OpenAPI type."""
    found = kind.get("type", "string" if "enum" in kind else "object")
    types = [found] if isinstance(found, str) else list(found)
    words = [TYPES[name] for name in types if name != "null"]
    if kind.get("format") in {"date", "date-time"}:
        words = [_("日付") if kind["format"] == "date" else _("日時")]
    if "null" in types:
        words.append("null")
    return _("か").join(words)


def _codes(kind: Mapping[str, Any]) -> list[str]:
    return [str(code) for code in kind.get("enum", ()) if code not in {None, ""}]
