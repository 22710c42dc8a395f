"""From Telegram's updates to what came in. What is nobody's business here (edits, other bots, groups) is nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiogram.types import CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User

from bot.channels.telegram.keyboards import FLIP
from bot.messages import Address, Blocked, Event, Grouped, Incoming, MediaKind, Opened, Said, Sent, Shared, Tapped

CHANNEL = "telegram"
WANTED = ("message", "callback_query", "my_chat_member")
"""Updates that are asked for. Edited messages are not: what was said stays said (dialogs.md 33)."""

_MEDIA = {
    "voice": MediaKind.voice,
    "audio": MediaKind.voice,
    "video": MediaKind.video,
    "video_note": MediaKind.video,
    "animation": MediaKind.video,
    "sticker": MediaKind.sticker,
    "location": MediaKind.location,
    "venue": MediaKind.location,
    "document": MediaKind.file,
    "contact": MediaKind.other,
    "poll": MediaKind.other,
    "dice": MediaKind.other,
    "game": MediaKind.other,
    "story": MediaKind.other,
}
"""Fields of a message by what they are to us. The rest (pins, titles, timers) is the app talking, not a person."""
_GROUPS = {"group", "supergroup"}
_PICTURES = {"image/jpeg", "image/png", "image/webp"}


@dataclass(frozen=True, slots=True)
class Arrived:
    """Something for the inbox. `photo` is a file still to be fetched; `album` names the album it is a part of."""

    incoming: Incoming
    photo: str | None = None
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Flip:
    """A tap on ‹ or ›: other options of the same question. Nothing the dialog needs to know of."""

    chat_id: str
    message_id: int
    query: str
    rev: str
    page: int
    language: str


def read(raw: dict[str, Any], account: str) -> Arrived | Flip | None:
    """What an update means, None when it is not for us. Raises pydantic's ValidationError when it is no update."""
    update = Update.model_validate(raw)
    if update.callback_query is not None:
        return _tap(update.callback_query, account, update.update_id)
    if update.message is not None:
        return _message(update.message, account, update.update_id)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member, account, update.update_id)
    return None


def language_of(code: str | None) -> str:
    """The catalogue for a language code of Telegram: "zh-hans" and its kin are Chinese, all others read English."""
    return "zh_CN" if (code or "").lower().partition("-")[0] == "zh" else "en"


def _tap(query: CallbackQuery, account: str, update_id: int) -> Arrived | Flip | None:
    message, data = query.message, query.data
    if message is None or data is None or query.from_user.is_bot:
        return None
    if message.chat.type in _GROUPS:  # who taps acts as themselves: in their own conversation, not in the group's
        label = _label(message, data) if isinstance(message, Message) else ""
        tapped = Tapped(data, label, f"{query.id}:", str(message.chat.id))
        return Arrived(_incoming(account, update_id, str(query.from_user.id), tapped, query.from_user))
    if message.chat.type != "private":
        return None
    chat_id = str(message.chat.id)
    if data.startswith(FLIP):
        rev, _, page = data.removeprefix(FLIP).partition(":")
        number = int(page) if page.isdecimal() else 0
        language = language_of(query.from_user.language_code)
        return Flip(chat_id, message.message_id, query.id, rev, number, language)
    label = _label(message, data) if isinstance(message, Message) else ""
    tapped = Tapped(data, label, f"{query.id}:{message.message_id}")
    return Arrived(_incoming(account, update_id, chat_id, tapped, query.from_user))


def _message(message: Message, account: str, update_id: int) -> Arrived | None:
    sender = message.from_user
    if message.chat.type in _GROUPS:
        return _in_group(message, account, update_id)
    if sender is None or sender.is_bot or message.chat.type != "private":
        return None
    found = _event(message, sender)
    if found is None:
        return None
    event, photo = found
    incoming = _incoming(account, update_id, str(message.chat.id), event, sender)
    return Arrived(incoming, photo, message.media_group_id)


def _in_group(message: Message, account: str, update_id: int) -> Arrived | None:
    """All that is heard of a group is /here and its move to another id; what people talk there is theirs."""
    if message.migrate_to_chat_id is not None:
        event = Grouped("moved", str(message.migrate_to_chat_id))
    elif (message.text or "").strip().partition("@")[0] == "/here" and message.from_user is not None:
        event = Grouped("here", str(message.from_user.id))
    else:
        return None
    return Arrived(_of_group(message.chat, account, update_id, event))


def _of_group(chat: Chat, account: str, update_id: int, event: Event) -> Incoming:
    chat_id = str(chat.id)
    return Incoming(
        Address(CHANNEL, account, chat_id), f"tg:{update_id}", event, chat_id, _clean(chat.title or "")[:80]
    )


def _event(message: Message, sender: User) -> tuple[Event, str | None] | None:
    """The event of a message, and the file of its photo."""
    caption = _clean(message.caption or "")
    if message.text is not None:
        return _words(_clean(message.text)), None
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return Sent(MediaKind.photo, None, caption), largest.file_id
    if message.document is not None and message.document.mime_type in _PICTURES:
        return Sent(MediaKind.photo, None, caption), message.document.file_id
    contact = message.contact
    if contact is not None and contact.user_id == sender.id:  # somebody else's card proves nothing
        digits = contact.phone_number.lstrip("+")
        return Shared(f"+{digits}"), None
    for field, kind in _MEDIA.items():
        if getattr(message, field) is not None:
            return Sent(kind, None, caption), None
    return None


def _words(text: str) -> Event:
    command, _, payload = text.partition(" ")
    return Opened(payload.strip()[:64]) if command.partition("@")[0] == "/start" else Said(text)


def _membership(changed: ChatMemberUpdated, account: str, update_id: int) -> Arrived | None:
    status = changed.new_chat_member.status
    if changed.chat.type in _GROUPS and status in {"kicked", "left", "member", "administrator"}:
        gone = Blocked(status in {"kicked", "left"})
        return Arrived(_of_group(changed.chat, account, update_id, gone))
    if changed.chat.type != "private" or status not in {"kicked", "member"}:
        return None
    event = Blocked(status == "kicked")
    return Arrived(_incoming(account, update_id, str(changed.chat.id), event, changed.from_user))


def _incoming(account: str, update_id: int, chat_id: str, event: Event, sender: User) -> Incoming:
    return Incoming(
        Address(CHANNEL, account, chat_id),
        f"tg:{update_id}",
        event,
        str(sender.id),
        _clean(sender.full_name)[:80],
        language_of(sender.language_code),
    )


def _label(message: Message, data: str) -> str:
    """What the tapped button says."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else []
    return next((button.text for row in rows for button in row if button.callback_data == data), "")[:80]


def _clean(text: str) -> str:
    """Text that every database takes: JSON may carry NUL and half characters, PostgreSQL refuses both."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
