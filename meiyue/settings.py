"""Settings of a deployment, from the environment (MEIYUE_…) or a .env file; a salon's own live in its database."""

from __future__ import annotations

import hmac
import secrets
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Where the data is and how the processes listen."""

    model_config = SettingsConfigDict(env_prefix="MEIYUE_", env_file=".env", extra="ignore")

    data: Path = Field(default=Path("data"), description="Folder of the SQLite file, photos and the secret.")
    database_url: str = Field(default="", description="PostgreSQL or SQLite URL; empty: an SQLite file in `data`.")
    secret: SecretStr | None = Field(default=None, description="Signs tokens and buttons; empty: a file in `data`.")
    keys: SecretStr | None = Field(
        default=None, description="Keys of personal data, 1=…,index=… (64 hexadecimal digits each); empty: a file."
    )
    key_file: Path | None = Field(default=None, description="The file of those keys; empty: personal.keys in `data`.")
    rasa_url: str = Field(
        default="http://localhost:5005",
        pattern="^https?://[^/]",
        description="Where the Rasa server listens, for MEIYUE_READER=rasa.",
    )
    reader: Literal["embedded", "rules", "rasa"] = Field(
        default="embedded",
        description="What understands people: the trained classifier, keyword rules (lighter), or a Rasa server.",
    )
    host: str = Field(default="127.0.0.1", description="Address the web server listens on.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port the web server listens on.")
    demo: bool = Field(default=False, description="Loads the demo salon and opens the staff pane to anyone.")
    telegram_tokens: SecretStr = Field(
        default=SecretStr(""), description="Bot tokens, separated by commas; name=token names the account."
    )
    telegram_api: str = Field(default="", description="A Bot API server of one's own; empty: Telegram's.")
    telegram_webhook: str = Field(default="", description="This server's public https address; empty: long polling.")
    public_url: str = Field(
        default="", description="The https address phones reach this server by; empty: the webhook's, if there is one."
    )
    telegram_secret: SecretStr | None = Field(
        default=None, description="What Telegram sends along to the webhook; empty: made of the secret."
    )
    metrics: bool = Field(default=False, description="Serves figures for Prometheus at /metrics.")
    metrics_port: int | None = Field(
        default=None, ge=1, le=65535, description="Serves the same at a port of its own, for processes without a page."
    )
    api_per_second: float = Field(default=20, gt=0, description="Calls of the API a second for each token.")
    api_burst: int = Field(default=200, ge=1, description="Calls of the API at once for each token.")
    api_guest_per_second: float = Field(default=5, gt=0, description="The same without a token, for each address.")
    api_guest_burst: int = Field(default=100, ge=1, description="The same without a token, for each address.")
    log_level: Literal["debug", "info", "warning"] = Field(
        default="info", description="From which level on something is logged; at debug every turn is."
    )
    llm_url: str = Field(
        default="", description="An OpenAI-compatible endpoint (…/v1) asked about what is not understood; empty: none."
    )
    llm_key: SecretStr = Field(default=SecretStr(""), description="Its key.")
    llm_model: str = Field(default="", description="The model asked there.")
    log_json: bool = Field(default=False, description="Logs as JSON lines instead of readable ones.")

    @property
    def url(self) -> str:
        """The database's URL."""
        return self.database_url or f"sqlite:///{self.data / 'meiyue.sqlite3'}"

    @property
    def public_address(self) -> str:
        """Where links that leave the chat begin; empty when phones cannot reach this server."""
        return (self.public_url or self.telegram_webhook).rstrip("/")

    @property
    def key_path(self) -> Path:
        """The file of the keys for personal data."""
        return self.key_file or self.data / "personal.keys"

    @property
    def photos(self) -> Path:
        """The folder of photos."""
        return self.data / "photos"

    @property
    def files(self) -> Path:
        """The folder of files that were sent to somebody at a terminal."""
        return self.data / "files"

    @property
    def bots(self) -> list[str]:
        """The entries of `telegram_tokens`."""
        return [entry for entry in self.telegram_tokens.get_secret_value().split(",") if entry.strip()]

    def webhook_secret(self) -> str:
        """What proves to the webhook that Telegram is calling; only letters, digits, _ and - are allowed there."""
        if self.telegram_secret is not None:
            return self.telegram_secret.get_secret_value()
        return hmac.digest(self.secret_bytes(), b"telegram webhook", "sha256").hex()

    def secret_bytes(self) -> bytes:
        """The secret; without one in the settings it is made once and kept in `data`, readable by its owner only."""
        if self.secret is not None:
            return self.secret.get_secret_value().encode()
        path = self.data / "secret.key"
        if not path.exists():
            self.data.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(32))
        return path.read_text().strip().encode()
