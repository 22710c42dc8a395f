"""Answers, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """A request under a key: which token shows it (number and text), and hashes of the key and of what is asked."""

    token_id: int
    token: str
    key_hash: str
    request_hash: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered: HTTP status and body."""

    status: int
    body: bytes
