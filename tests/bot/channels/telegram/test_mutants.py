"""Telegram's own failures (dialogs.md 26, 27, 28, 33, 38): each guard is taken away, and its story has to notice."""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.channels.base import Delivery, Outcome
from bot.channels.telegram import channel, receiver
from bot.channels.telegram.channel import TelegramChannel
from bot.engine.turn import Turn
from bot.messages import Button, Screen, Sent
from core.conversation import service as conversations
from tests.bot.channels.telegram import salon as salons
from tests.bot.channels.telegram import test_delivery as delivery
from tests.bot.channels.telegram import test_media as media
from tests.bot.channels.telegram import test_people as people
from tests.bot.channels.telegram import test_screens as screens
from tests.bot.channels.telegram.conftest import Theatre
from tests.fakes.telegram.user import User

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
Remove = Callable[[pytest.MonkeyPatch], None]
Story = Callable[[Theatre], Awaitable[None]]
SOON = 5.0
"""Seconds a story without its guard may wait for what will not come about."""


async def a_long_question_is_shown(theatre: Theatre) -> None:
    """26: what a button carries is a place in the question, however long its words are."""
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        amy.says("我想找小丽做个脸")
        await salon.settle()
        assert salon.statuses(amy)[-1] == "sent"
        assert not any(code == 400 for _, code in salon.bot.refused)


def words_in_buttons(patch: pytest.MonkeyPatch) -> None:
    def show(self: Turn) -> None:
        shown = self.state.shown
        assert shown is not None
        long = [Button(f"{option.key}:{option.label * 9}", option.label, option.hint) for option in shown.options]
        self.reply.screen = Screen(shown.question, shown.kind, shown.text, tuple(long))

    patch.setattr(Turn, "_show_again", show)


def taps_are_not_answered(patch: pytest.MonkeyPatch) -> None:
    async def ignore(self: TelegramChannel, query: str, toast: str) -> bool:
        return True

    patch.setattr(TelegramChannel, "_answer", ignore)


def an_old_query_is_a_failure(patch: pytest.MonkeyPatch) -> None:
    async def answer(self: TelegramChannel, query: str, toast: str) -> bool:
        await self.bot.answer_callback_query(query, text=toast or None)
        return True

    patch.setattr(TelegramChannel, "_answer", answer)


def not_modified_is_a_failure(patch: pytest.MonkeyPatch) -> None:
    async def edit(self: TelegramChannel, chat_id: str, message_id: int, text: str, keyboard: Any) -> bool:
        await self.bot.edit_message_text(text=text, chat_id=int(chat_id), message_id=message_id, reply_markup=keyboard)
        return True

    patch.setattr(TelegramChannel, "_edit", edit)


def each_photo_of_an_album_is_answered(patch: pytest.MonkeyPatch) -> None:
    sent = Turn._sent
    patch.setattr(Turn, "_sent", lambda self, event: sent(self, dataclasses.replace(event, follows=False)))
    assert Sent.__dataclass_fields__["follows"], "an album's other photos say that they follow"


def an_edit_is_a_message(patch: pytest.MonkeyPatch) -> None:
    read = receiver.read

    def reading(raw: dict[str, Any], account: str) -> Any:
        edited = raw.get("edited_message")
        return read({"update_id": raw["update_id"], "message": edited} if edited else raw, account)

    patch.setattr(receiver, "read", reading)


def a_shut_chat_is_tried_again(patch: pytest.MonkeyPatch) -> None:
    outcome_of = channel.outcome_of

    def trusting(wrong: Exception) -> Delivery:
        found = outcome_of(wrong)
        return Delivery(Outcome.refused) if found.outcome is Outcome.blocked else found

    patch.setattr(channel, "outcome_of", trusting)


def who_leaves_is_not_noted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(conversations, "set_blocked", lambda *_args: None)


async def left_alone(theatre: Theatre) -> None:
    await delivery.test_who_blocks_the_bot_is_left_alone_until_they_return(theatre, "polling")


GUARDS: dict[str, tuple[Remove, Story]] = {
    "26 places in buttons": (words_in_buttons, a_long_question_is_shown),
    "27 the spinner ends": (taps_are_not_answered, screens.test_the_spinner_always_ends),
    "27 too old": (an_old_query_is_a_failure, screens.test_a_tap_whose_spinner_has_ended_is_done_all_the_same),
    "27 not modified": (not_modified_is_a_failure, delivery.test_a_lost_edit_is_harmless),
    "28 an album is one": (each_photo_of_an_album_is_answered, media.test_an_album_is_answered_once),
    "33 edits": (an_edit_is_a_message, people.test_an_edited_message_is_not_answered_as_new),
    "38 refused": (a_shut_chat_is_tried_again, delivery.test_a_refused_message_shows_that_the_chat_is_shut),
    "38 blocked": (who_leaves_is_not_noted, left_alone),
}


async def test_a_long_question_goes_out(theatre: Theatre) -> None:
    await a_long_question_is_shown(theatre)


@pytest.mark.parametrize("name", GUARDS)
async def test_without_its_guard_the_story_fails(name: str, theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    remove, story = GUARDS[name]
    monkeypatch.setattr(salons, "PATIENCE", SOON)
    remove(monkeypatch)
    with pytest.raises(AssertionError):
        await story(theatre)
