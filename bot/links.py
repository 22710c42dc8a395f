"""Signed links that leave the chat: nobody can make one up, each ends by itself, and opening one changes nothing."""

from __future__ import annotations

import base64
import datetime as dt
import hmac
from typing import Literal
from urllib.parse import quote

from core.kit.errors import NotFound

Kind = Literal["cal", "ci", "at"]
"""What a link is for: a visit as a calendar file, a visit to check in, a store's counter to check in at."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SIGNATURE = 20


class LinkUnknown(NotFound):
    """The link is not ours, or it was cut or changed on its way."""

    code = "link.unknown"


class LinkExpired(NotFound):
    """The link was ours; its time is over."""

    code = "link.expired"
    status = 410


class Links:
    """Makes and reads links. `base` is the public https address, empty where there is none.

    `telegram` is the name of a bot that people may go on with; it is known once that bot has answered.
    """

    def __init__(self, secret: bytes, base: str = "") -> None:
        self._secret, self._base = secret, base.rstrip("/")
        self.telegram = ""

    def token(self, kind: Kind, about: int, until: dt.datetime) -> str:
        """A token about a booking or a store; letters, digits and "-" only, so that it fits a start payload too."""
        body = f"{_base36(about)}-{_base36(int(until.timestamp()))}"
        return f"{body}-{self._sign(kind, body)}"

    def read(self, kind: Kind, token: str, now: dt.datetime) -> int:
        """What the token is about. Raises LinkUnknown, LinkExpired."""
        body, _, signature = token.rpartition("-")
        about, _, until = body.partition("-")
        if not hmac.compare_digest(signature.encode(), self._sign(kind, body).encode()) or not (about and until):
            raise LinkUnknown
        if now.timestamp() >= int(until, 36):
            raise LinkExpired
        return int(about, 36)

    def scan(self, kind: Kind, token: str) -> str | None:
        """What a picture carries that phones scan: a page of ours, else the bot itself; None where neither is there."""
        page = {"cal": "calendar", "ci": "c", "at": "k"}[kind]
        return self._base + f"/{page}/{token}" if self._base else self.telegram_start(f"{kind}_{token}")

    def address(self, path: str, channel: str) -> str | None:
        """The address of a path of ours: in full, on our own pages also without a public one; None where none helps."""
        if self._base:
            return self._base + path
        return path if channel == "web" else None

    def telegram_start(self, payload: str) -> str | None:
        """The deep link that opens the bot with a payload."""
        return f"https://t.me/{quote(self.telegram)}?start={payload}" if self.telegram else None

    def _sign(self, kind: Kind, body: str) -> str:
        digest = hmac.digest(self._secret, f"link:{kind}:{body}".encode(), "sha256")
        return base64.b32encode(digest).decode().lower()[:_SIGNATURE]


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits or "0"
