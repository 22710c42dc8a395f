"""Examples of whole requests and answers, put together from the examples of their fields."""

from __future__ import annotations

from typing import Any

_BY_FORMAT = {"date": "2026-09-17", "date-time": "2026-09-17T06:00:00Z"}
_DEPTH = 8


def example_of(schema: dict[str, Any], parts: dict[str, Any], depth: int = 0) -> Any:
    """A value of a JSON schema; `parts` are the schemas it refers to by name."""
    if depth > _DEPTH:
        return None
    if "$ref" in schema:
        return example_of(parts[schema["$ref"].rpartition("/")[2]], parts, depth + 1)
    if "examples" in schema:
        return schema["examples"][0]
    if "const" in schema:
        return schema["const"]
    for name in ("enum", "anyOf", "oneOf", "allOf"):
        if name in schema:
            first = schema[name][0]
            return first if name == "enum" else example_of(first, parts, depth + 1)
    return _by_type(schema, parts, depth)


def _by_type(schema: dict[str, Any], parts: dict[str, Any], depth: int) -> Any:
    kind = schema.get("type")
    if kind == "object":
        fields = schema.get("properties", {})
        return {name: example_of(field, parts, depth + 1) for name, field in fields.items()}
    if kind == "array":
        return [example_of(schema.get("items", {}), parts, depth + 1)]
    if kind == "string":
        return _BY_FORMAT.get(schema.get("format", ""), "text")
    return {"integer": 1, "number": 1, "boolean": False}.get(kind or "")


def add_examples(document: dict[str, Any]) -> None:
    """Puts an example beside every body and every successful answer of an OpenAPI document."""
    parts = document["components"]["schemas"]
    for path in document["paths"].values():
        for operation in path.values():
            bodies = [operation["requestBody"]] if "requestBody" in operation else []
            answers = [each for status, each in operation["responses"].items() if status < "300"]
            for holder in (*bodies, *answers):
                for content in holder.get("content", {}).values():
                    content.setdefault("example", example_of(content["schema"], parts))
