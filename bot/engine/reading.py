"""From what came in to what it means, the surest reading first and the language model last (dialogs.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from bot.engine.commands import (
    Back,
    Cancel,
    Command,
    Fill,
    Handoff,
    Home,
    Pick,
    Repeat,
    Speak,
    Start,
    Tell,
    Unclear,
)
from bot.engine.dialog import Dialog, Registry
from bot.engine.options import ALTERNATIVES, JOINED, MARKS, find, is_number, spelled
from bot.engine.state import Frame, Shown, State
from bot.texts.catalogue import Texts
from nlu.entities.several import friend_of, split_services
from nlu.reading import Context, Entity, Intent, Reader, Reading

QUESTION_OF = {
    "service": "treatment",
    "staff": "staff",
    "store": "store",
    "date": "day",
    "time": "time",
    "time_range": "part",
    "booking_id": "booking",
    "phone": "phone",
    "birthday": "birthday",
    "allergy": "allergies",
    "avoid": "avoid",
    "like": "like",
    "party_size": "people",
}
"""Which question of a dialog an entity of the NLU answers."""

_SPAN = dt.timedelta(days=31)
"""The most days that "from Saturday on" can mean."""

_READ = {"day", "time", "part", "span"}
"""Words after a slash command that are days and times, however they are written."""

_SURE = 0.5
_INTENT_COMMANDS: dict[str, Command] = {
    "human_handoff": Handoff(),
    "abort_flow": Cancel(),
    "repeat": Repeat(),
    "greet": Tell("engine.hello"),
    "goodbye": Tell("engine.goodbye"),
    "thanks": Tell("engine.welcome"),
}

_ALWAYS: tuple[tuple[str, Command], ...] = (
    ("cancel", Cancel()),
    ("back", Back()),
    ("home", Home()),
    ("person", Handoff()),
    ("repeat", Repeat()),
    ("unsubscribe", Start("unsubscribe")),
    ("leave_waitlist", Start("leave_waitlist")),
    ("chinese", Speak("zh_CN")),
    ("english", Speak("en")),
)
"""Words that mean the same everywhere, by the name of their list in the catalogues."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """Reads text for one audience."""

    registry: Registry
    texts: Texts
    reader: Reader

    def always(self, text: str, audience: str, context: Callable[[], Context]) -> Command | None:
        """Words that mean the same everywhere, in every language, and slash commands."""
        said = text.strip().strip(MARKS).casefold()
        for name, command in _ALWAYS:
            if said in self.texts.words(name):
                return command
        if said in self.texts.words("help") and (helping := self.registry.by_command("help", audience)):
            return Start(helping.name)
        return self._slash(text.strip(), audience, context) if text.startswith(("/", "／")) else None

    def answer(self, shown: Shown | None, text: str) -> Command | None:
        """The option of the question shown that the text names."""
        if shown is None or not shown.options:
            return None
        # A number sent twice must not book, nor must a word that is only a part of "yes, book it".
        if shown.kind == "confirm" and is_number(text):
            return Unclear()
        key = (spelled if shown.kind == "confirm" else find)(shown.options, text)
        return None if key is None else Pick(key)

    def free(self, state: State, text: str, audience: str, context: Context) -> list[Command]:
        """What a sentence means, by the NLU, in the light of the running dialog."""
        if text.strip().strip(MARKS).casefold() in self.texts.words("join_waitlist"):
            return [Start("join_waitlist")]
        return self.commands(state, self.reader.parse(text, context), audience, text)

    def commands(self, state: State, reading: Reading, audience: str, text: str = "") -> list[Command]:
        """Typed commands out of a reading; nothing of it confirms, and every dialog comes from the table."""
        heard = _heard(reading.entities) | _company(text, reading.entities)
        top = state.stack[-1] if state.stack else None
        running = self.registry.get(top.dialog, audience) if top else None
        if top is not None and "adds" in heard and "treatment" in top.answers:
            heard = {name: value for name, value in heard.items() if name not in {"treatment", "also"}}
        sure = [intent for intent in reading.intents if intent.confidence >= _SURE]
        if [intent.name for intent in sure] == ["out_of_scope"]:
            return [Unclear()]  # 「今天天气真好」 names a day, but not for a visit
        found = self._by_intents(sure, heard, running, top, audience)
        if not found and running is not None:
            found.extend(Fill(name, value) for name, value in heard.items() if name in running.hears)
        if not found and any(name in heard for name in ("treatment", "day")):
            booking = self.registry.by_intent("book_appointment", audience)
            found.extend([] if booking is None else [_start(booking, heard)])
        return found or [Unclear()]

    def _by_intents(
        self, intents: list[Intent], heard: dict[str, str], running: Dialog | None, top: Frame | None, audience: str
    ) -> list[Command]:
        found: list[Command] = []
        for intent in intents:
            started = self.registry.by_intent(intent.name, audience)
            if started is not None and running is not None and top is not None and started.name == running.name:
                fills = [Fill(name, value) for name, value in heard.items() if name in running.hears]
                found.extend(fills or [Repeat()])
            elif started is not None:
                found.append(_start(started, heard))
            elif intent.name in _INTENT_COMMANDS:
                found.append(_INTENT_COMMANDS[intent.name])
        # A polite word around a wish is not a wish of its own.
        wishes: list[Command] = [command for command in found if not isinstance(command, Tell)]
        return wishes or found

    def _slash(self, text: str, audience: str, context: Callable[[], Context]) -> Command:
        """`/decline 7KQ2M9 no time` → the dialog, its words by position, days and times wherever they stand."""
        word, _, rest = text[1:].strip().partition(" ")
        named = self.registry.by_command(word.partition("@")[0], audience)
        if named is None:
            return Unclear()
        read = tuple(name for name in named.takes if name in _READ)
        plain = tuple(name for name in named.takes if name not in _READ)
        values = rest.split(maxsplit=max(len(plain) - 1, 0)) if rest.strip() and plain else []
        if read and plain:  # what follows the plain words is for the reader
            values, rest = rest.split()[: len(plain)], " ".join(rest.split()[len(plain) :])
        heard = dict(zip(plain, values, strict=False))
        if read and rest.strip():
            entities = _heard(self.reader.parse(rest, context()).entities)
            heard |= {name: value for name, value in entities.items() if name in named.hears and name not in heard}
        return Start(named.name, heard)


def _company(text: str, entities: tuple[Entity, ...]) -> dict[str, str]:
    """Treatments wanted besides the first (`also`) or besides what was named before (`adds`), and for whom."""
    wanted, friend = split_services(text, entities), friend_of(text)
    heard = {"also": JOINED.join(ALTERNATIVES.join(keys) for keys in wanted.more)} if wanted.more else {}
    if wanted.is_addition:
        heard["adds"] = JOINED.join(ALTERNATIVES.join(keys) for keys in (wanted.first, *wanted.more))
    return heard | ({"friend": friend} if friend else {})


def _start(dialog: Dialog, heard: dict[str, str]) -> Start:
    return Start(dialog.name, {name: value for name, value in heard.items() if name in dialog.hears})


def _heard(entities: tuple[Entity, ...]) -> dict[str, str]:
    """Entities by question; several values of one kind are alternatives, which become a question."""
    heard: dict[str, str] = {}
    for entity in entities:
        name = QUESTION_OF.get(entity.name)
        if name is None:
            continue
        value = _dates(entity.value) if entity.name == "date" else entity.value
        heard[name] = f"{heard[name]}{ALTERNATIVES}{value}" if name in heard and heard[name] != value else value
    return heard


def _dates(value: str) -> str:
    """A date as it is; of a span ("2026-09-19/2026-09-20", ".." for an open side) every day, as alternatives."""
    first, slash, last = value.partition("/")
    if not slash:
        return value
    start = dt.date.fromisoformat(last) - _SPAN if first == ".." else dt.date.fromisoformat(first)
    end = start + _SPAN if last == ".." else dt.date.fromisoformat(last)
    days = min((end - start).days, _SPAN.days) + 1
    return ALTERNATIVES.join((start + dt.timedelta(days=n)).isoformat() for n in range(days))
