"""The API over real HTTP, as somebody."""

from __future__ import annotations

import contextlib
import http.client
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import uvicorn
from fastapi import FastAPI

from meiyue.serving import listen

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Got:
    """An answer."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        """The body."""
        return json.loads(self.text)

    @property
    def code(self) -> str | None:
        """The code of a problem; None when there is none."""
        if not self.headers.get("content-type", "").startswith("application/problem+json"):
            return None
        problem = self.json
        assert problem["status"] == self.status
        assert {"type", "title", "detail"} <= set(problem)
        return str(problem["code"])


@dataclass(frozen=True, slots=True)
class Client:
    """Calls with a token, or as a guest without one."""

    port: int
    token: str = ""

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        key: str | None = None,
        raw: bytes | None = None,
        **headers: str,
    ) -> Got:
        """Calls once, on a connection of its own; a POST without a key of its own gets a fresh one."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent.setdefault("accept-language", "en")
        if self.token:
            sent.setdefault("authorization", f"Bearer {self.token}")
        if method == "POST":
            sent.setdefault("idempotency-key", key or str(uuid4()))
        if body is not None or raw is not None:
            sent.setdefault("content-type", "application/json")
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        with contextlib.closing(http.client.HTTPConnection(HOST, self.port, timeout=60)) as connection:
            connection.request(method, f"/api{path}", data, sent)
            answer = connection.getresponse()
            text = answer.read().decode()
            return Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, text)

    def get(self, path: str, **headers: str) -> Got:
        """Reads."""
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, *, key: str | None = None) -> Got:
        """Does something."""
        return self.call("POST", path, body, key=key)


@contextlib.contextmanager
def served(app: FastAPI) -> Iterator[int]:
    """The application on a port of this machine; its workers and clocks do not run."""
    with listen(HOST, 8400, or_next=True) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        try:
            yield int(listening.getsockname()[1])
        finally:
            server.should_exit = True
            serving.join()
