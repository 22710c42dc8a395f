"""The chat was opened by a link: its payload says what for ("store_jingan", "book_deep_cleanse")."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from core.kit.errors import NotFound
from core.store import service as stores


@dialog("open", audience="anyone", hears=("start",))
def open_link(chat: Chat) -> None:
    """Goes where the link points; an unknown payload is simply a hello."""
    kind, _, value = chat.frame.heard.pop("start", "").partition("_")
    heard = {"store": {"store": value}, "book": {"treatment": value}}.get(kind)
    if heard is None or not value:
        return
    if kind == "store":
        try:
            stores.get_by_code(chat.work, value)
        except NotFound:
            return
    chat.go_on_with("book", **heard)
