"""An answer as the page reads it (the protocol is written down in docs/howto/web-chat-protocol.md)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import segno

from bot.messages import Attachment, Button, Card, Outgoing, load_outgoing
from core.outbox.service import LogLine


def message(line: LogLine) -> dict[str, Any]:
    """One line of the log as a message of the page."""
    outgoing = load_outgoing(line.payload)
    return {"id": line.id, "at": _instant(line.created_at), **_body(outgoing)}


def _body(outgoing: Outgoing) -> dict[str, Any]:
    screen = outgoing.screen
    return {
        "by": outgoing.by,
        "key": outgoing.key,
        "name": outgoing.name,
        "says": list(outgoing.says),
        "cards": [_card(card) for card in outgoing.cards],
        "files": [_file(file) for file in outgoing.files],
        "screen": screen
        and {
            "question": screen.question,
            "kind": screen.kind,
            "text": screen.text,
            "options": [_button(option) for option in screen.options],
        },
        "actions": [_button(action) for action in outgoing.actions],
        "toast": outgoing.toast,
        "lang": outgoing.language,
    }


def _button(button: Button) -> dict[str, str]:
    return {"button": button.button, "label": button.label, "hint": button.hint, "style": button.style}


def _card(card: Card) -> dict[str, Any]:
    return {
        "title": card.title,
        "lines": list(card.lines),
        "footer": card.footer,
        "picture": card.picture and f"/api/web/photos/{card.picture}",
        "qr": card.qr and segno.make(card.qr, error="m").svg_data_uri(scale=4, border=2, dark="#3b2b33"),
        "link": card.link and {"label": card.link[0], "href": card.link[1]},
    }


def _file(file: Attachment) -> dict[str, Any]:
    """The address gives nothing to whoever has no token of this chat."""
    return {"name": file.name, "mime": file.mime, "size": file.size, "href": f"/api/web/files/{file.ref}"}


def _instant(at: dt.datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
