"""Each guard is taken away in turn, and its story has to notice: a guard no test misses is a guard nobody has."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hmac
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot import desk, gateway
from bot.dialogs.book import book
from bot.engine import actions, chat, options, reading, turn
from bot.engine.chat import Chat
from bot.engine.dialog import Dialog
from bot.staff import requests, takeover
from bot.staff.naming import which
from core.booking import repository as bookings
from core.booking.enums import BookingStatus
from core.booking.service import access, moving
from core.conversation import repository as conversations
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.ids import new_key
from tests.bot.chaos import scenarios
from tests.bot.chaos.scenarios import Stage
from tests.concurrency.storm import drop_guard

Remove = Callable[[pytest.MonkeyPatch, Database], None]
Story = Callable[[Stage], None]


def replaced(target: Any, name: str, value: Any) -> Remove:
    """Takes a guard away by putting something else in its place."""
    return lambda patch, _database: patch.setattr(target, name, value)


def without_unique_keys(patch: pytest.MonkeyPatch, _database: Database) -> None:
    add = conversations.add_all_to_inbox

    def renamed(session: Session, rows: Sequence[tuple[int, str, str]], now: dt.datetime) -> set[int]:
        return add(session, [(id_, new_key(), event) for id_, _key, event in rows], now)

    patch.setattr(conversations, "add_all_to_inbox", renamed)


def without_looking_again(patch: pytest.MonkeyPatch, _database: Database) -> None:
    """What was answered once is believed for ever."""
    believed: dict[tuple[str, str, str], Any] = {}
    choose = Chat.choose

    def trusting(self: Chat, name: str, *args: Any, **options: Any) -> Any:
        answered = (self.frame.key, name, self.frame.answers.get(name, ""))
        if answered in believed:
            return believed[answered]
        value = choose(self, name, *args, **options)
        believed[self.frame.key, name, self.frame.answers.get(name, "")] = value
        return value

    patch.setattr(Chat, "choose", trusting)


def without_compare_and_set(patch: pytest.MonkeyPatch, _database: Database) -> None:
    move = bookings.move
    patch.setattr(bookings, "move", lambda session, id_, _expected, **to: move(session, id_, set(BookingStatus), **to))
    patch.setattr(moving, "FROM", dict.fromkeys(moving.FROM, frozenset(BookingStatus)))


def without_revision(patch: pytest.MonkeyPatch, _database: Database) -> None:
    def option_of(self: turn.Turn, payload: str) -> str | None:
        shown, index = self.state.shown, int(payload.rpartition(":")[2])
        return shown.options[index].key if shown and index < len(shown.options) else None

    patch.setattr(turn.Turn, "_option_of", option_of)


def with_other_dialogs(change: Callable[[Dialog], Dialog]) -> Remove:
    return lambda patch, _database: patch.setattr(desk, "DIALOGS", tuple(change(each) for each in desk.DIALOGS))


def never_needs_a_member(each: Dialog) -> Dialog:
    return dataclasses.replace(each, needs_member=False)


def gives_nothing_back(each: Dialog) -> Dialog:
    return dataclasses.replace(each, dropped=None) if each is book else each


def numbers_confirm(patch: pytest.MonkeyPatch, _database: Database) -> None:
    patch.setattr(reading, "is_number", lambda text: False)
    patch.setattr(reading, "spelled", options.find)


def numbers_are_places(patch: pytest.MonkeyPatch, _database: Database) -> None:
    patch.setattr(options, "named", options.find)


def asks_whatever_the_status(patch: pytest.MonkeyPatch, _database: Database) -> None:
    patch.setattr(requests, "_unanswered", lambda chat, ask, **by: which(chat, requests._pending(chat), ask=ask, **by))


CONSTANT = SimpleNamespace(sha256=lambda data: SimpleNamespace(hexdigest=lambda: "0" * 64))
GULLIBLE = SimpleNamespace(digest=hmac.digest, compare_digest=lambda one, other: True)

GUARDS: dict[str, tuple[Remove, Story]] = {
    "inbox uniqueness": (without_unique_keys, scenarios.the_same_message_again),
    "revision of a button": (without_revision, scenarios.an_old_button),
    "digest of a summary": (replaced(chat, "hashlib", CONSTANT), scenarios.an_old_yes_to_a_new_summary),
    "still on offer": (without_looking_again, scenarios.somebody_chosen_leaves),
    "own booking": (replaced(access, "may_see", lambda work, booking: True), scenarios.somebody_elses_booking),
    "own requests": (replaced(access, "_holds", lambda *args: True), scenarios.somebody_elses_request),
    "permission of a dialog": (replaced(turn, "allowed", lambda *args: True), scenarios.a_command_beyond_the_role),
    "numbers heard are ids": (numbers_are_places, scenarios.a_number_that_is_no_id_of_theirs),
    "key of a request": (replaced(Chat, "key", property(lambda self: new_key())), scenarios.one_wish_one_booking),
    "compare and set": (without_compare_and_set, scenarios.an_answer_to_what_was_answered),
    "overlap refused": (lambda _patch, database: drop_guard(database), scenarios.two_at_one_time),
    "guests are welcomed": (with_other_dialogs(never_needs_a_member), scenarios.a_guest_wants_to_book),
    "bare numbers": (numbers_confirm, scenarios.a_bare_number_at_the_summary),
    "whole words": (replaced(reading, "spelled", options.named), scenarios.a_part_of_yes_at_the_summary),
    "signature of an action": (replaced(actions, "hmac", GULLIBLE), scenarios.a_button_out_of_another_chat),
    "refusals are answers": (replaced(turn, "Refusal", ZeroDivisionError), scenarios.a_refusal_is_an_answer),
    "pending before asking": (asks_whatever_the_status, scenarios.nothing_is_asked_in_vain),
    "lapse": (replaced(turn, "IDLE", dt.timedelta(days=999)), scenarios.hours_later),
    "dropped holds": (with_other_dialogs(gives_nothing_back), scenarios.whoever_leaves_gives_the_time_back),
    "three tries": (replaced(gateway, "MAX_TRIES", 9), scenarios.a_message_that_always_fails),
    "silence for a person": (replaced(takeover, "relay", lambda turn, event: False), scenarios.a_person_is_wanted),
}


@pytest.mark.parametrize("name", GUARDS)
@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_the_story_ends_well(name: str, database: Database, clock: ManualClock) -> None:
    GUARDS[name][1](Stage.build(database, clock))


@pytest.mark.parametrize("name", GUARDS)
@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_without_its_guard_the_story_fails(
    name: str, database: Database, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove, story = GUARDS[name]
    remove(monkeypatch, database)
    stage = Stage.build(database, clock)
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        story(stage)
