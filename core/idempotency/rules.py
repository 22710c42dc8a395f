"""Sealing answers, and telling requests apart. Pure: no database, no clock."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEPT_FOR = dt.timedelta(hours=48)
"""How long an answer is kept at least; clients are promised 24 hours."""

_NONCE_BYTES = 12


def hash_of(*parts: bytes) -> str:
    """One hash of several parts; where one ends and the next begins counts."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def seal(body: bytes, token: str, place: str) -> str:
    """A body that only who has the token can read, bound to its place."""
    nonce = os.urandom(_NONCE_BYTES)
    return base64.b64encode(nonce + _cipher(token).encrypt(nonce, body, place.encode())).decode()


def unseal(sealed: str, token: str, place: str) -> bytes:
    """The body `seal` was given. Raises cryptography's InvalidTag for another token or place."""
    raw = base64.b64decode(sealed)
    return _cipher(token).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], place.encode())


def _cipher(token: str) -> AESGCM:
    # The token has 256 random bits of its own; the label keeps this key apart from the hash that is stored.
    return AESGCM(hmac.digest(token.encode(), b"meiyue kept answer", "sha256"))
