"""Personal data at rest (R1): AES-256-GCM under keys that can be replaced, and a keyed index to find it again.

A sealed value reads "2.bm9uY2U…": the id of its key, then nonce, cipher text and tag in base64. It is bound to the
table, column and row it was sealed for, so that a value moved to another row is refused, not shown.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
import secrets
import time
from collections.abc import Callable, Iterable, Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_KEY_BYTES = 32
_NONCE_BYTES = 12
LOOK_EVERY = 1.0
"""Seconds after which a process that runs seals with a new key, at the latest."""
_INDEX = "index"
_INDEX_BYTES = 16  # of HMAC-SHA256's 32: no two phones of a salon meet by chance


class Unreadable(Exception):
    """A sealed value that is not shown to anybody, for one of the two reasons below."""


class KeyMissing(Unreadable):
    """The key a value was sealed with is not in the ring: `meiyue doctor` says which, and where it belongs."""


class Tampered(Unreadable):
    """The value was not sealed for this place: changed, cut short, written in plain, or moved from another row."""


class BadKeys(ValueError):
    """The keys of a file or setting cannot be used. The message says why, and never holds a key."""


class Sealed(str):
    """A text that was sealed: the only kind a column of personal data takes."""

    __slots__ = ()


class Keyring:
    """The keys of a deployment: the current one, which seals, older ones, which still open, and one for the index.

    `reload` is asked for the keys once a second, and when a value was sealed with a key that is not here: another
    process may have put a new one on the ring.
    """

    def __init__(
        self, keys: Mapping[int, bytes], index_key: bytes, reload: Callable[[], Mapping[int, bytes]] | None = None
    ) -> None:
        """Raises BadKeys for none, for one of the wrong length, and for an id outside 1–255."""
        self._index_key = _require_key(_INDEX, index_key)
        self._reload, self._looked_at = reload, time.monotonic()
        self._use(keys)

    def __repr__(self) -> str:
        return f"Keyring({', '.join(map(str, self.ids))})"

    def _use(self, keys: Mapping[int, bytes]) -> None:
        if not keys:
            raise BadKeys("there is no key to seal with")
        for key_id in keys:
            if not 1 <= key_id <= 255:
                raise BadKeys(f"{key_id} is no id of a key: 1 to 255")
        ciphers = {key_id: AESGCM(_require_key(str(key_id), key)) for key_id, key in keys.items()}
        self._keys, self._ciphers, self.current = dict(keys), ciphers, max(keys)

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of all keys; the highest is the current one's."""
        return tuple(sorted(self._keys))

    def seal(self, text: str, place: str) -> Sealed:
        """Seals a text for a place such as "members.name:K7M2QX4P" under the current key."""
        if self._reload is not None and time.monotonic() - self._looked_at > LOOK_EVERY:
            self.refresh()
        nonce = os.urandom(_NONCE_BYTES)
        sealed = nonce + self._ciphers[self.current].encrypt(nonce, text.encode(), place.encode())
        return Sealed(f"{self.current}.{binascii.b2a_base64(sealed, newline=False).decode()}")

    def unseal(self, sealed: str, place: str) -> str:
        """The text sealed for a place. Raises KeyMissing, Tampered: what cannot be proved right is not shown."""
        key_id, _, body = sealed.partition(".")
        if not key_id.isascii() or not key_id.isdigit():
            raise Tampered(place.partition(":")[0])
        cipher = self._ciphers.get(int(key_id)) or self._look_again(int(key_id))
        try:
            raw = binascii.a2b_base64(body, strict_mode=True)
            return cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], place.encode()).decode()
        except (InvalidTag, ValueError) as wrong:
            raise Tampered(place.partition(":")[0]) from wrong

    def index(self, text: str, place: str) -> str:
        """What equal texts of a place have in common and nobody without the key can compute; for look-ups.

        Keyed, because all phone numbers of a country are tried against a plain hash within hours.
        """
        digest = hmac.digest(self._index_key, f"{place}:{text}".encode(), "sha256")
        return base64.b32encode(digest[:_INDEX_BYTES]).decode().rstrip("=")

    def fingerprints(self) -> dict[str, str]:
        """For each key by id, and the index key, what tells it from another key without telling the key."""
        keys = {_INDEX: self._index_key, **{str(key_id): key for key_id, key in self._keys.items()}}
        return {name: hmac.digest(key, b"meiyue fingerprint", "sha256")[:8].hex() for name, key in keys.items()}

    def refresh(self) -> None:
        """Takes over keys that another process has put on the ring since."""
        self._looked_at = time.monotonic()
        if self._reload is not None:
            self._use({**self._keys, **self._reload()})

    def _look_again(self, key_id: int) -> AESGCM:
        self.refresh()
        try:
            return self._ciphers[key_id]
        except KeyError:
            raise KeyMissing(f"key {key_id}") from None


def new_key() -> bytes:
    """A fresh key of 256 random bits."""
    return secrets.token_bytes(_KEY_BYTES)


def dump_keys(keys: Mapping[int, bytes], index_key: bytes) -> str:
    """Keys as a file holds them: one a line, "index=…" and "1=…", in hexadecimal digits."""
    lines = {_INDEX: index_key, **{str(key_id): keys[key_id] for key_id in sorted(keys)}}
    return "".join(f"{name}={key.hex()}\n" for name, key in lines.items())


def load_keys(text: str) -> tuple[dict[int, bytes], bytes]:
    """The keys and the index key of a file, or of a setting with commas for line ends. Raises BadKeys."""
    found: dict[str, bytes] = {}
    for place, entry in enumerate(_entries(text), 1):
        name, equals, digits = (part.strip() for part in entry.partition("="))
        if not equals or not (name == _INDEX or name.isdigit()):
            raise BadKeys(f'entry {place} does not read "1=…" or "index=…"')
        if name in found:
            raise BadKeys(f"there are two keys of the name {name}")
        try:
            found[name] = _require_key(name, bytes.fromhex(digits))
        except ValueError as wrong:
            raise BadKeys(f"the key {name} must have 64 hexadecimal digits") from wrong
    if _INDEX not in found:
        raise BadKeys('there is no entry "index=…"')
    index_key = found.pop(_INDEX)
    return {int(name): key for name, key in found.items()}, index_key


def _entries(text: str) -> Iterable[str]:
    return (entry.strip() for line in text.splitlines() for entry in line.split(",") if entry.strip())


def _require_key(name: str, key: bytes) -> bytes:
    if len(key) != _KEY_BYTES:
        raise BadKeys(f"the key {name} must have {_KEY_BYTES} bytes")
    return key
