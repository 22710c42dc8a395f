"""Every route outside /api/v1, read off the served router, against a written rule that is tried as a stranger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import SecretStr
from starlette.routing import Mount

from core.kit.clock import ManualClock
from meiyue.app import build_app
from meiyue.settings import Settings
from meiyue.wiring import Parts, build
from tests.core.api.client import HOST, served

TABLE = """
GET /                             anyone
GET /chat                         anyone
GET /health                       anyone
GET /ready                        anyone
GET /openapi.json                 anyone
GET /metrics                      anyone
GET /api/web/config               anyone
POST /api/web/sessions            anyone
GET /api/web/messages             chat
POST /api/web/messages            chat
POST /api/web/photos              chat
GET /api/web/files/{ref}          chat
GET /api/web/photos/{name}        unguessable
WS /api/web/ws                    hello
GET /calendar/{token}.ics         unguessable
GET /c/{token}                    unguessable
GET /k/{token}                    unguessable
POST /telegram/{account}/webhook  unguessable
MOUNT /static                     anyone
MOUNT /api                        rules of its own (tests/core/api/test_rules.py)
"""
# anyone: nothing of a person is there; chat: 401 without the token of a chat; unguessable: whoever has no signed or
# random name finds nothing, 404; hello: opens, and shows nothing before it got the token of a chat.
RULES = {" ".join(line.split()[:2]): " ".join(line.split()[2:]) for line in TABLE.strip().splitlines()}
SENT: dict[str, dict[str, Any]] = {
    "/api/web/sessions": {"json": {"language": "zh_CN", "role": "member"}},
    "/api/web/photos": {"files": {"file": ("a.jpg", b"x")}, "data": {"key": "k1"}},
    "/telegram/{account}/webhook": {"json": {"update_id": 1}},
}
FORGED = {
    "ref": "a" * 32,
    "name": "0" * 32 + ".jpg",
    "token": "1-zzzzzz-aaaaaaaaaaaaaaaaaaaa",
    "account": "salon",
}


@pytest.fixture
def parts(garden_url: str, clock: ManualClock, tmp_path: Path) -> Iterator[Parts]:
    """A deployment with everything that adds a route."""
    settings = Settings(
        data=tmp_path,
        database_url=garden_url,
        secret=SecretStr("s" * 64),
        metrics=True,
        telegram_tokens=SecretStr("salon=123456789:" + "A" * 35),
        telegram_webhook="https://salon.example",
    )
    made = build(settings, clock)
    yield made
    made.database.dispose()


@pytest.fixture
def app(parts: Parts) -> FastAPI:
    return build_app(parts)


def _names(route: Any) -> list[str]:
    """Method and path of a route, or of all that a router of its own brought along."""
    if hasattr(route, "effective_candidates"):
        return [name for inner in route.effective_candidates() for name in _names(inner)]
    if isinstance(route, Mount):
        return [f"MOUNT {route.path}"]
    methods = sorted(set(route.methods or ()) - {"HEAD"}) or ["WS"]
    path = route.path or route.original_route.path  # a WebSocket that a router brought along
    return [f"{method} {path}" for method in methods]


def test_every_route_has_a_rule(app: FastAPI) -> None:
    assert {name for route in app.routes for name in _names(route)} == set(RULES)


def test_a_new_route_is_seen(app: FastAPI) -> None:
    app.add_api_route("/members", lambda: None)
    assert [name for route in app.routes for name in _names(route) if name not in RULES] == ["GET /members"]
    assert isinstance(app.routes[-1], APIRoute)


def test_a_stranger_gets_what_the_rule_says(app: FastAPI) -> None:
    """With no token, and with a forged one."""
    wrong = []
    with served(app) as port:
        for name, rule in RULES.items():
            method, path = name.split()
            if method not in {"GET", "POST"}:
                continue
            address = re.sub(r"\{(\w+)\}", lambda found: FORGED[found[1]], path)
            for authorization in ("", "Bearer aaaa.bbbb"):
                headers = {"Authorization": authorization} if authorization else {}
                url = f"http://{HOST}:{port}{address}"
                status = httpx.request(method, url, headers=headers, timeout=60, **SENT.get(path, {})).status_code
                expected = {"anyone": {200, 201}, "chat": {401}, "unguessable": {404}}[rule]
                if status not in expected:
                    wrong.append(f"{name} ({authorization}): {status}, {rule} expected")
    assert wrong == []
