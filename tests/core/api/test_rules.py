"""No route without a rule, no operation without words and examples: read off the router that is served."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from core.api.access import rules_of
from core.api.app import build_api, document_of
from core.kit.db import Database

METHODS = {"get", "post", "put", "patch", "delete"}


def _api(database: Database) -> FastAPI:
    return build_api(database, lambda _language, refusal: refusal.code)


def test_every_route_has_a_rule(database: Database) -> None:
    rules = list(rules_of(_api(database).routes))
    assert len(rules) > 40
    assert [rule for rule in rules if rule.access is None] == []


def test_a_route_without_a_rule_is_seen(database: Database) -> None:
    api = _api(database)
    api.add_api_route("/v1/members/everything", lambda: None)
    assert [rule.path for rule in rules_of(api.routes) if rule.access is None] == ["/v1/members/everything"]


def test_every_operation_is_described_with_examples(database: Database) -> None:
    document = document_of(_api(database))
    lacking = [
        f"{method} {path}: {what}"
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        for what in _lacking(method, operation)
    ]
    assert lacking == []


def _lacking(method: str, operation: dict[str, Any]) -> list[str]:
    responses = operation["responses"]
    problems = {status for status, each in responses.items() if "application/problem+json" in each.get("content", {})}
    found = {
        "summary": operation["summary"],
        "description": not operation["description"].startswith("\n"),
        "body's example": "requestBody" not in operation or _has_example(operation["requestBody"]),
        "answer's example": "204" in responses or _has_example(responses.get("200") or responses["201"]),
        "problems": {"401", "422", "429", "503"} <= problems,
        "key": method != "post" or any(each["name"] == "Idempotency-Key" for each in operation["parameters"]),
    }
    return [what for what, is_there in found.items() if not is_there]


def _has_example(holder: dict[str, Any]) -> bool:
    return holder["content"]["application/json"].get("example") not in (None, {}, [])
