"""The published description (OpenAPI), with what the NL API Design Rules ask and the framework leaves out."""

from collections.abc import Iterator
from typing import Any

from regiewijzer.apps.api.problems import MEDIA_TYPE
from regiewijzer.apps.api.version import ROOT, VERSION

_CONTACT = {
    "name": "Regiewijzer",
    "url": "https://example.org/regiewijzer",
    "email": "regiewijzer@example.org",
}
_VERSION_HEADER = {
    "API-Version": {"description": "Full version of the interface.", "schema": {"type": "string", "example": VERSION}}
}
_PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {"type": "object", "properties": {"name": {"type": "string"}, "reason": {"type": "string"}}},
        },
    },
}
_ERRORS = {
    "400": "The question cannot be read.",
    "401": "No valid token.",
    "403": "Not of this organisation.",
    "404": "Not there.",
    "422": "A parameter or field is wrong.",
}


def _operations(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in schema["paths"].values():
        yield from (operation for method, operation in path.items() if method in {"get", "post", "put", "patch", "delete"})


def _problem_response(text: str) -> dict[str, Any]:
    return {"description": text, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _complete(operation: dict[str, Any]) -> None:
    """Give an operation its errors, and every answer its version."""
    responses = {str(status): answer for status, answer in operation["responses"].items()}
    for status, text in _ERRORS.items():
        responses.setdefault(status, _problem_response(text))
    for answer in responses.values():
        answer["headers"] = {**answer.get("headers", {}), **_VERSION_HEADER}
    operation["responses"] = responses


def published(schema: dict[str, Any]) -> None:
    """Complete the description in place."""
    schema["info"]["contact"] = _CONTACT
    schema["info"]["license"] = {"name": "EUPL-1.2", "url": "https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12"}
    schema["servers"] = [{"url": ROOT, "description": "This installation"}]
    schema["paths"] = {path.removeprefix(ROOT): operations for path, operations in schema["paths"].items()}
    schema["components"].setdefault("schemas", {})["Problem"] = _PROBLEM
    for operation in _operations(schema):
        _complete(operation)
