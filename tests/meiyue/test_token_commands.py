"""`meiyue token` as an owner types it: made once, listed without itself, ended at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from core.kit.db import Database
from core.token import service as tokens
from core.token.errors import TokenUnknown
from meiyue.cli import cli
from tests.keys import KEYRING


@pytest.fixture
def types(garden_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Runs `meiyue token …`."""
    monkeypatch.setitem(os.environ, "MEIYUE_DATABASE_URL", garden_url)
    monkeypatch.setitem(os.environ, "MEIYUE_DATA", str(tmp_path))

    def run(*words: str) -> Result:
        return CliRunner().invoke(cli, ["token", *words])

    before = structlog.get_config()  # the command logs to the stream it was run with
    yield run
    structlog.configure(**before)


def test_a_token_is_made_listed_and_ended(types: object, garden_url: str) -> None:
    assert callable(types)
    made = types("create", "Front desk", "--staff", "garden/zhou", "--read-only", "--days", "7")
    assert made.exit_code == 0, made.output
    text = made.output.strip()
    database = Database(garden_url, keyring=KEYRING)
    with database.reading() as work:
        token, actor = tokens.authenticate(work, text)
    assert (actor.kind, actor.role, token.scope.value) == ("staff", "receptionist", "read")
    listed = types("list").output
    assert "Front desk" in listed
    assert "never used" in listed
    assert text not in listed
    ended = types("revoke", str(token.id))
    assert (ended.exit_code, ended.output) == (0, f"Token {token.id} holds no more.\n")
    with database.reading() as work, pytest.raises(TokenUnknown):
        tokens.authenticate(work, text)
    assert "revoked" in types("list").output
    database.dispose()


@pytest.mark.parametrize(
    "words",
    [
        ("create", "x"),
        ("create", "x", "--staff", "garden/nobody"),
        ("create", "x", "--staff", "nowhere/zhou"),
        ("create", "x", "--member", "999999"),
        ("create", "x", "--staff", "garden/zhou", "--member", "1"),
        ("create", "x", "--staff", "garden/zhou", "--days", "0"),
        ("revoke", "999999"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_made(types: object, words: tuple[str, ...]) -> None:
    assert callable(types)
    refused = types(*words)
    assert refused.exit_code in {1, 2}
    assert refused.exception is None or isinstance(refused.exception, SystemExit)
    assert types("list").output == ""
