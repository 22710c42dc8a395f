"""What pages do, apart from HTTP: open a chat, write into it, read on."""

from __future__ import annotations

from typing import Any

from bot.channels.webchat.render import message
from bot.channels.webchat.sessions import ACCOUNT, CHANNEL, Sessions
from bot.gateway import Gateway
from bot.media import PhotoStore
from bot.messages import Address, Event, Incoming, MediaKind, Opened, Said, Sent, Tapped
from bot.texts.catalogue import LANGUAGES
from core.conversation import service as conversations
from core.document import service as documents
from core.document.schemas import DocumentOut
from core.kit.errors import BadInput
from core.kit.ids import new_key
from core.kit.work import Work
from core.member import service as members
from core.outbox import service as outbox

MAX_KEY = 60


class WebChat:
    """The channel's business, synchronous; the endpoints call it in threads."""

    def __init__(self, gateway: Gateway, sessions: Sessions, photos: PhotoStore) -> None:
        self._gateway, self._sessions, self.photos = gateway, sessions, photos

    def open(self, language: str, start: str, staff_id: int | None = None, member_id: int | None = None) -> str:
        """Begins a chat and returns its token. `staff_id` makes it a colleague's, `member_id` a member's whom the salon
        knows: for the demo page only."""
        if language not in LANGUAGES:
            language = LANGUAGES[0]
        chat_id = self._sessions.new_chat()
        if staff_id is not None or member_id is not None:
            self._gateway.database.run(lambda work: _link(work, chat_id, language, staff_id, member_id))
        self._receive(chat_id, "open", Opened(start[:64]), language)
        return self._sessions.token(chat_id)

    def go_on(self, chat_id: str, conversation_id: int, language: str, start: str) -> None:
        """Goes on with a chat where a link points, or else in another language, which its page has a button for."""

        def speak(work: Work) -> bool:
            conversation = conversations.get(work, conversation_id)
            if conversation is None or language not in LANGUAGES or conversation.language == language:
                return False
            members.set_contact_language(work, conversation.contact_id, language)
            return True

        has_changed = not start and self._gateway.database.run(speak)
        if start or has_changed:
            self._receive(chat_id, f"open:{new_key()}", Opened(start[:64]))

    def conversation_of(self, token: str) -> tuple[str, int] | None:
        """Chat and conversation of a token; None when it is not ours or of a database that is gone."""
        chat_id = self._sessions.chat_of(token)
        if chat_id is None:
            return None
        with self._gateway.database.reading() as work:
            found = conversations.find(work, CHANNEL, ACCOUNT, chat_id)
        return None if found is None else (chat_id, found)

    def write(self, chat_id: str, frame: dict[str, Any]) -> str:
        """Keeps what a page sent and returns its key. Raises BadInput for a frame that cannot be meant."""
        key = frame.get("key")
        if not isinstance(key, str) or not 0 < len(key) <= MAX_KEY:
            raise BadInput(what="key")
        self._receive(chat_id, f"web:{key}", _event(frame))
        return key

    def bring(self, chat_id: str, key: str, data: bytes) -> None:
        """Keeps a photo. Raises BadPhoto, BadInput."""
        if not 0 < len(key) <= MAX_KEY:
            raise BadInput(what="key")
        with self._gateway.database.reading() as work:
            known = conversations.find(work, CHANNEL, ACCOUNT, chat_id)
            if known is not None and conversations.is_noted(work, known, f"web:{key}"):
                return  # brought again because the page did not hear: the photo is here already
        self._receive(chat_id, f"web:{key}", Sent(MediaKind.photo, self.photos.keep(data)))

    def file(self, conversation_id: int, ref: str) -> DocumentOut:
        """A file that was sent to this chat. Raises DocumentGone."""
        with self._gateway.database.reading() as work:
            return documents.get(work, ref, conversation_id)

    def read(self, conversation_id: int, after: int) -> list[dict[str, Any]]:
        """What is new behind an id, oldest first, and notes that the page has it."""
        with self._gateway.database.reading() as work:
            lines = outbox.read_after(work, conversation_id, after)
        if lines:
            self._gateway.database.run(lambda work: outbox.mark_fetched(work, conversation_id, lines[-1].id))
        return [_with_page_key(message(line)) for line in lines]

    def _receive(self, chat_id: str, key: str, event: Event, language: str | None = None) -> None:
        address = Address(CHANNEL, ACCOUNT, chat_id)
        self._gateway.receive(Incoming(address, key, event, chat_id, None, language))


def _event(frame: dict[str, Any]) -> Event:
    text, button = frame.get("text"), frame.get("button")
    if frame.get("type") == "say" and isinstance(text, str):
        return Said(text.replace("\x00", ""))
    if frame.get("type") == "tap" and isinstance(button, str) and len(button) <= 64:
        return Tapped(button, str(frame.get("label") or "")[:80])
    raise BadInput(what="frame")


def _with_page_key(shown: dict[str, Any]) -> dict[str, Any]:
    """Pages know their own keys without our prefix."""
    if shown["key"]:
        shown["key"] = shown["key"].removeprefix("web:")
    return shown


def _link(work: Work, chat_id: str, language: str, staff_id: int | None, member_id: int | None) -> None:
    conversation_id = conversations.open_conversation(work, CHANNEL, ACCOUNT, chat_id, chat_id, None, language)
    conversation = conversations.get(work, conversation_id)
    assert conversation is not None
    if staff_id is not None:
        members.link_staff(work, conversation.contact_id, staff_id)
    if member_id is not None:
        members.link(work, conversation.contact_id, member_id)
