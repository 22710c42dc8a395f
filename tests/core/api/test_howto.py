"""The calls of docs/howto/api.md work as they stand there."""

from __future__ import annotations

import json
import shlex

from tests.architecture.sources import ROOT
from tests.core.api.client import Client
from tests.core.api.conftest import Cast

WHO = {"Bearer $MEMBER": "wang", "Bearer $DESK": "zhou"}


def _calls() -> list[list[str]]:
    text = (ROOT / "docs" / "howto" / "api.md").read_text(encoding="utf-8")
    return [shlex.split(line) for line in text.splitlines() if line.startswith("curl ")]


def _client(cast: Cast, words: list[str]) -> Client:
    shown = [who for header, who in WHO.items() if f"Authorization: {header}" in words]
    return cast.as_(shown[0] if shown else "guest")


def test_the_calls_of_the_page(cast: Cast) -> None:
    calls = _calls()
    assert len(calls) >= 8
    for words in calls:
        body = json.loads(words[words.index("--json") + 1]) if "--json" in words else None
        method = "POST" if body is not None or "-X" in words else "GET"
        path = words[-1].removeprefix("$SALON/api")
        got = _client(cast, words).call(method, path, body)
        assert got.status in {200, 201}, f"{words}: {got.text}"
