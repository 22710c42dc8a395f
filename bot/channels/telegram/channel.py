"""Sends answers to Telegram: edits the tapped message in place, sends anew after words."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass, field, replace
from html import escape

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramMigrateToChat
from aiogram.types import InlineKeyboardMarkup

from bot.channels.base import Capabilities, Delivery, Outcome
from bot.channels.telegram import keyboards, posting
from bot.channels.telegram.adapter import CHANNEL, Flip
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.render import Part, render
from bot.channels.telegram.trouble import UNEDITABLE, outcome_of
from bot.media import MAX_BYTES, BadPhoto, PhotoStore
from bot.messages import Outgoing, load_outgoing
from bot.texts.catalogue import Texts
from core.conversation import service as conversations
from core.document import service as documents
from core.document.errors import DocumentGone
from core.document.schemas import DocumentOut
from core.kit.db import Database
from core.kit.work import Work
from core.outbox import service as outbox

log = structlog.get_logger()
MAX_TOAST = 200
FETCH_TRIES = 3


@dataclass(slots=True)
class _Begun:
    """An answer on its way. If it breaks off, what has arrived of it is not sent again (but for a restart).

    `unseen` is a passing word that has to be said aloud, `arrived` the messages so far.
    """

    outgoing: Outgoing
    unseen: tuple[str, ...]
    arrived: list[int] = field(default_factory=list)


class TelegramChannel:
    """One bot of the salon. What it must remember is in the database: the outbox knows which message shows what."""

    name = CHANNEL
    capabilities = Capabilities(buttons=True, edits=True, cards=False, max_text=4096, max_image=MAX_BYTES)

    def __init__(
        self, account: str, bot: Bot, database: Database, texts: Texts, photos: PhotoStore, pace: Pace | None = None
    ) -> None:
        self.account, self.bot = account, bot
        self._database, self._texts, self._photos, self._pace = database, texts, photos, pace or Pace()
        self._begun: dict[str, _Begun] = {}

    async def send(self, chat_id: str, outgoing: Outgoing) -> Delivery:
        """Delivers one answer as one or more messages."""
        if (wait := self._pace.wait(chat_id)) > 0:
            return Delivery(Outcome.wait, after=dt.timedelta(seconds=wait))
        try:
            arrived = await self._deliver(chat_id, outgoing)
        except TelegramMigrateToChat as moved:
            await asyncio.to_thread(self._moved, chat_id, str(moved.migrate_to_chat_id))
            return Delivery(Outcome.wait, after=dt.timedelta())
        except (AiogramError, OSError) as wrong:
            delivery = outcome_of(wrong)
            if delivery.outcome is Outcome.wait:
                self._pace.hold(chat_id, delivery.after.total_seconds())
            said = wrong.message if isinstance(wrong, TelegramBadRequest) else type(wrong).__name__
            log.warning("not sent", channel=CHANNEL, account=self.account, outcome=delivery.outcome.value, error=said)
            return delivery
        self._begun.pop(chat_id, None)
        return Delivery(Outcome.sent, str(arrived[-1]) if arrived else None)

    async def flip(self, flip: Flip) -> None:
        """Shows another page of the options a message offers; a message that offers them no longer says so."""
        outgoing = await self._shown(flip.chat_id, flip.message_id)
        options = outgoing.screen.options if outgoing and outgoing.screen else ()
        stale = ""
        if outgoing is None or not options or not options[0].button.startswith(f"{flip.rev}:"):
            stale = self._texts.say(flip.language, "engine.stale")
        else:
            await self._set_keyboard(flip.chat_id, flip.message_id, keyboards.inline(outgoing, flip.page))
        await self._answer(flip.query, stale)

    async def download(self, file_id: str) -> str | None:
        """Fetches a photo into the store and returns its name; None when it cannot be had or is no picture."""
        for _ in range(FETCH_TRIES):
            try:
                file = await self.bot.get_file(file_id)
                content = await self.bot.download_file(file.file_path or "")
                assert content is not None, "without a destination the content is returned"
                return await asyncio.to_thread(self._photos.keep, content.read())
            except (BadPhoto, TelegramBadRequest) as wrong:  # too big, or no picture: it will not get better
                log.info("photo refused", account=self.account, error=type(wrong).__name__)
                return None
            except (AiogramError, OSError) as wrong:
                log.warning("photo not fetched", account=self.account, error=type(wrong).__name__)
        return None

    async def _deliver(self, chat_id: str, outgoing: Outgoing) -> list[int]:
        """Ids of the messages that show the answer now."""
        query, _, message = outgoing.answers.partition(":")
        begun = self._begun.get(chat_id)
        if begun is None or begun.outgoing != outgoing:
            begun = _Begun(outgoing, await self._greet(query, outgoing))
            self._begun[chat_id] = begun
        says = (*begun.unseen, *outgoing.says)
        parts = render(replace(outgoing, says=says), self._texts.say(outgoing.language, "telegram.share_phone"))
        if parts and not begun.arrived and outgoing.edits and message.isdecimal():
            begun.arrived += await self._in_place(chat_id, int(message), parts[0])
        if parts and not begun.arrived and outgoing.about and not outgoing.actions:
            begun.arrived += await self._instead(chat_id, outgoing.about, parts[0])
        for part in parts[len(begun.arrived) :]:
            self._pace.spend(chat_id)
            begun.arrived.append(await self._post(chat_id, part, outgoing.language))
        return begun.arrived

    async def _post(self, chat_id: str, part: Part, language: str) -> int:
        """The id of the message; a file that expired while it waited is excused."""
        document = None
        if part.file is not None:
            try:
                document = await asyncio.to_thread(self._document, part.file.ref)
            except DocumentGone as gone:
                part = replace(part, text=escape(self._texts.explain(language, gone), quote=False))
        return await posting.post(self.bot, chat_id, part, self._photos, document)

    def _document(self, ref: str) -> DocumentOut:
        with self._database.reading() as work:
            return documents.get_sent(work, ref)

    async def _greet(self, query: str, outgoing: Outgoing) -> tuple[str, ...]:
        """Answers the tap with the passing word; what could not be shown that way is to be said."""
        toast = (outgoing.toast or "")[:MAX_TOAST]
        is_shown = bool(query) and await self._answer(query, toast)
        return () if is_shown or not toast else (toast,)

    async def _in_place(self, chat_id: str, message_id: int, part: Part) -> list[int]:
        """Puts the first part where the tapped question was, unless that message holds what should stay readable."""
        shown = await self._shown(chat_id, message_id)
        keyboard = part.keyboard
        if shown is not None and shown.screen and shown.screen.kind == "menu" and (shown.says or shown.cards):
            kept = render(replace(shown, screen=None), "")
            await self._edit(chat_id, message_id, kept[-1].text, None)
        elif part.text and (keyboard is None or isinstance(keyboard, InlineKeyboardMarkup)):
            if await self._edit(chat_id, message_id, part.text, keyboard):
                return [message_id]
        else:
            await self._set_keyboard(chat_id, message_id, None)
        return []

    async def _instead(self, chat_id: str, about: str, part: Part) -> list[int]:
        """Puts what became of a matter where it was asked about."""

        def look() -> str | None:
            with self._database.reading() as work:
                sent = outbox.recently_sent(work, CHANNEL, self.account, chat_id)
            return next((provider_id for payload, provider_id in sent if load_outgoing(payload).about == about), None)

        asked = await asyncio.to_thread(look)
        if asked is not None and await self._edit(chat_id, int(asked), part.text, None):
            return [int(asked)]
        return []

    def _moved(self, chat_id: str, to: str) -> None:
        """A group became a supergroup, which has another id."""

        def move(work: Work) -> None:
            found = conversations.find(work, CHANNEL, self.account, chat_id)
            if found is not None:
                conversations.move_chat(work, found, to)

        self._database.run(move)

    async def _edit(self, chat_id: str, message_id: int, text: str, keyboard: InlineKeyboardMarkup | None) -> bool:
        """Whether the message shows it now; False when it cannot be changed any more."""
        if not text:
            return False
        self._pace.spend(chat_id)
        try:
            await self.bot.edit_message_text(
                text=text, chat_id=int(chat_id), message_id=message_id, reply_markup=keyboard
            )
        except TelegramBadRequest as wrong:
            if any(sign in str(wrong) for sign in UNEDITABLE):
                return False
            if "not modified" not in str(wrong):
                raise
        return True

    async def _set_keyboard(self, chat_id: str, message_id: int, keyboard: InlineKeyboardMarkup | None) -> None:
        try:
            await self.bot.edit_message_reply_markup(chat_id=int(chat_id), message_id=message_id, reply_markup=keyboard)
        except TelegramBadRequest as wrong:  # shown already, or gone: either way there is nothing to do
            log.debug("buttons not changed", account=self.account, error=str(wrong))

    async def _answer(self, query: str, toast: str) -> bool:
        """Ends the spinner of a tap; False when it ended by itself and the toast was not seen."""
        try:
            await self.bot.answer_callback_query(query, text=toast or None)
        except TelegramBadRequest as wrong:
            log.debug("tap not answered", account=self.account, error=str(wrong))
            return False
        return True

    async def _shown(self, chat_id: str, message_id: int) -> Outgoing | None:
        """What a message of ours shows now."""

        def look() -> str | None:
            with self._database.reading() as work:
                return outbox.find_sent(work, CHANNEL, self.account, chat_id, str(message_id))

        payload = await asyncio.to_thread(look)
        return load_outgoing(payload) if payload else None
