"""What the generator of the OpenAPI description cannot see: bounds, and how a request is refused."""

from typing import Any

from django.utils.translation import gettext as _

from kyodo_portal.listing import pages
from kyodo_portal.listing.query_values import ID

REFUSAL = "Refusal"
# No control characters, no overrides of the direction of writing, nothing outside of Unicode.
PLAIN_TEXT = (
    r"^[^\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]*$"
)
BOUNDS = {
    "page": {"minimum": 1, "maximum": pages.LAST_NUMBER},
    "page_size": {"minimum": 1, "maximum": pages.MOST_ROWS_OF_AN_ANSWER},
    "q": {"pattern": PLAIN_TEXT},
}


def complete(result: dict[str, Any], **_context: Any) -> dict[str, Any]:
    """Add the bounds of parameters and the answers 400 and 404 to a generated description."""
    schemas = result["components"]["schemas"]
    schemas[REFUSAL] = {
        "type": "object",
        "required": ["detail"],
        "properties": {
            "detail": {"type": "string", "description": _("何が、どう違うか。")},
            "errors": {"type": "object", "description": _("条件の名前ごとの、直しかた。")},
        },
    }
    for path, operations in result["paths"].items():
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                _bound(parameter)
            if "{" in path or operation.get("parameters"):
                _refusals(operation)
    return result


def _bound(parameter: dict[str, Any]) -> None:
    if parameter["in"] == "path" and parameter["name"] == "id":
        parameter["schema"] = {"type": "string", "pattern": f"^(?:{ID.pattern})$"}
    if parameter["in"] == "query":
        parameter["schema"] |= BOUNDS.get(parameter["name"], {})
        if parameter["schema"]["type"] != "array":
            parameter["allowEmptyValue"] = True  # as none at all; an array may hold empty items


def _refusals(operation: dict[str, Any]) -> None:
    answer = {"application/json": {"schema": {"$ref": f"#/components/schemas/{REFUSAL}"}}}
    operation["responses"]["400"] = {
        "description": _("条件の名前か値が使えません。"),
        "content": answer,
    }
    operation["responses"]["404"] = {
        "description": _("この番号やページの記録はありません。"),
        "content": answer,
    }
