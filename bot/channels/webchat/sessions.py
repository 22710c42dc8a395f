"""Who a browser is: a signed token that names its chat, and nothing else."""

from __future__ import annotations

import base64
import hmac
import secrets

ACCOUNT = "site"
CHANNEL = "web"


class Sessions:
    """Makes and reads tokens; a token cannot be guessed, made up, or turned into another chat's."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def new_chat(self) -> str:
        """The id of a fresh chat."""
        return secrets.token_hex(12)

    def token(self, chat_id: str) -> str:
        """The token of a chat."""
        return f"{chat_id}.{self._sign(chat_id)}"

    def chat_of(self, token: str) -> str | None:
        """The chat of a token, None when the token is not ours."""
        chat_id, _, signature = token.partition(".")
        return chat_id if hmac.compare_digest(signature.encode(), self._sign(chat_id).encode()) else None

    def _sign(self, chat_id: str) -> str:
        digest = hmac.digest(self._secret, f"web:{chat_id}".encode(), "sha256")
        return base64.urlsafe_b64encode(digest[:18]).decode()
