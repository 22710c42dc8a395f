"""Buttons that live as long as their message: signed commands, never positions in a list.

A payload reads "a:<dialog>:<argument>:<signature>" and stays under 64 bytes. The signature binds it to one
conversation, so a
payload copied into another chat, or made up, is nobody's.
"""

from __future__ import annotations

import base64
import hmac

from bot.engine.commands import Start
from bot.messages import Button, Style

PREFIX = "a:"


class Signer:
    """Signs and reads action payloads with the deployment's secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def button(self, conversation_id: int, dialog: str, argument: str, label: str, *, style: Style = "plain") -> Button:
        """A long-lived button that starts a dialog; `argument` is "question=value" pairs joined by "&"."""
        body = f"{dialog}:{argument}"
        payload = f"{PREFIX}{body}:{self._sign(conversation_id, body)}"
        if len(payload.encode()) > 64:
            raise ValueError(f"{payload} is longer than 64 bytes")
        return Button(payload, label, style=style)

    def read(self, conversation_id: int, payload: str) -> Start | None:
        """The command of a payload; None for one this conversation was never given."""
        body, colon, signature = payload.removeprefix(PREFIX).rpartition(":")
        if not colon or not hmac.compare_digest(signature.encode(), self._sign(conversation_id, body).encode()):
            return None
        dialog, _, argument = body.partition(":")
        heard = dict(pair.split("=", 1) for pair in argument.split("&") if "=" in pair)
        return Start(dialog, heard)

    def _sign(self, conversation_id: int, body: str) -> str:
        digest = hmac.digest(self._secret, f"{conversation_id}:{body}".encode(), "sha256")
        return base64.b32encode(digest[:10]).decode().rstrip("=")[:12]
