"""The product's web server on a port of its own, and a plain client for it."""

from __future__ import annotations

import contextlib
import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import uvicorn

from meiyue.app import build_app
from meiyue.serving import listen
from meiyue.wiring import Parts

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The body, read."""
        return json.loads(self.body)


@contextlib.contextmanager
def served(parts: Parts) -> Iterator[str]:
    """The address of the running server. Its workers do not run: a test does the work by `parts.gateway.work`."""
    with listen(HOST, 8000, or_next=True) as listening:
        server = uvicorn.Server(uvicorn.Config(build_app(parts), log_level="error", lifespan="off"))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        try:
            yield f"http://{HOST}:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            serving.join()


def call(url: str, *, token: str = "", body: Any = None, **headers: str) -> Answer:
    """Asks for an address; with a body it is a POST of JSON. A refusal is an answer like any other."""
    sent = {each.replace("_", "-"): value for each, value in headers.items()}
    if token:
        sent["Authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    if data is not None:
        sent["Content-Type"] = "application/json"
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, sent), timeout=30) as answer:
            return Answer(answer.status, _lower(answer.headers), answer.read())
    except urllib.error.HTTPError as refused:
        return Answer(refused.code, _lower(refused.headers), refused.read())


def _lower(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
