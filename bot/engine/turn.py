"""One turn: an event and a state become an answer and the next state. No I/O but through the unit of work."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.engine.actions import PREFIX, Signer
from bot.engine.chat import Again, Ask, Chat, Left
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
from bot.engine.options import ALTERNATIVES, Offered, Option, spelled
from bot.engine.person import Person
from bot.engine.reading import Understanding, is_taken_as_it_is
from bot.engine.reply import Reply
from bot.engine.state import Frame, Shown, State
from bot.engine.weighing import MEANT
from bot.links import Links
from bot.messages import Button, Card, Event, Noticed, Opened, Relayed, Said, Screen, Sent, Shared, Tapped
from bot.texts.catalogue import Texts
from core.auth.service import allowed
from core.conversation import service as conversations
from core.kit.errors import Refusal
from core.kit.work import Work
from core.member import service as members
from nlu.entities.script import language_typed
from nlu.reading import Context

MAX_DEPTH, MAX_RUNS, MISSES_BEFORE_HELP = 3, 12, 2
IDLE = dt.timedelta(hours=2)
"""A dialog lapses after this; computed from the clock at the next message, never by a timer a restart would lose."""
HANDED_IDLE = dt.timedelta(minutes=30)
"""A conversation handed to a person comes back to the bot when nobody wrote for this long."""

Notice = Callable[[Chat, dict[str, Any]], None]
"""Tells something from inside; it may say, show cards and add actions, but asks nothing."""
Relay = Callable[["Turn", Event], bool]
ContextOf = Callable[[Work, Person, State], Context]


class Unsettled(RuntimeError):
    """A dialog that runs again and again without asking: a defect of that dialog, set aside with an apology."""


@dataclass(frozen=True, slots=True)
class Engine:
    """Everything a turn needs that is the same for all turns."""

    registry: Registry
    understanding: Understanding
    texts: Texts
    signer: Signer
    notices: Mapping[str, Notice]
    relay: Relay
    context_of: ContextOf
    links: Links

    def turn(
        self, work: Work, person: Person, state: State, event: Event, *, read: Sequence[Command] | None = None
    ) -> Reply:
        """Runs one event. `read` are the commands of a text that a slow reader understood before the lock was taken."""
        turn = Turn(self, work, person, state, Reply())
        turn.run(event, read)
        return turn.reply


@dataclass(slots=True)
class Turn:
    """One event on its way through the engine."""

    engine: Engine
    work: Work
    person: Person
    state: State
    reply: Reply

    def run(self, event: Event, read: Sequence[Command] | None) -> None:
        """Leaves the answer in `reply` and the next state in `state`."""
        self._lapse()
        if isinstance(event, Tapped):
            self.reply.answers = event.ref
        if isinstance(event, Noticed):
            self._tell(event)
        elif isinstance(event, Relayed):
            self._relay(event)
        elif not self.engine.relay(self, event):
            commands = self._read(event, read)
            if commands is not None:
                self._leave_a_list(commands, typed=isinstance(event, Said))
                asked, self.state.topic = self.state.shown, None
                for command in commands:
                    self._apply(command)
                if isinstance(event, Said) and Unclear() in commands:
                    self.reply.unclear = (event.text, None)
                self.state.told = ()
                self._settle()
                is_for_later = self.state.shown == asked and all(isinstance(each, Fill) for each in commands)
                if commands and is_for_later and not self.reply.says:
                    self.say("engine.noted")  # asking the same again without a word would look deaf

    def begin(self, start: Start) -> None:
        """Begins a dialog as its person would."""
        self._apply(start)
        self._settle()

    # -- what it means ---------------------------------------------------------------------------------------------

    def _read(self, event: Event, read: Sequence[Command] | None) -> Sequence[Command] | None:
        """The commands of an event, or None when it is answered already (an old button)."""
        match event:
            case Tapped():
                return self._tapped(event.button)
            case Said():
                return self._said(event.text, read)
            case Opened(start):
                if not self.state.stack:
                    self.state.shown = None  # who opens the chat is greeted, not asked for anything more
                return [Start("open", {"start": start})] if start else [Repeat()]
            case Sent():
                return self._sent(event)
            case Shared(phone):
                # Not an answer picked: that could have been typed as well, and this one the channel vouches for.
                return [Start("phone", {"phone": phone, "vouched": phone})]
        return []

    def _sent(self, event: Sent) -> Sequence[Command] | None:
        kind = event.kind.value
        if self.state.shown is not None and self.state.shown.kind == kind and event.ref:
            return [Pick(event.ref), *self._caption(event)]
        if event.ref and kind in self._hears():  # sent before it was asked for
            return [Fill(kind, event.ref), *self._caption(event)]
        return None if event.follows else [Tell(f"media.{event.kind.value}")]

    def _caption(self, event: Sent) -> list[Command]:
        return [Fill("words", event.caption)] if event.caption and "words" in self._hears() else []

    def _hears(self) -> tuple[str, ...]:
        top = self.state.stack[-1] if self.state.stack else None
        dialog = None if top is None else self.engine.registry.get(top.dialog, self.person.audience)
        return () if dialog is None else dialog.hears

    def _tapped(self, payload: str) -> Sequence[Command] | None:
        if payload.startswith(PREFIX):
            started = self.engine.signer.read(self.person.conversation.id, payload)
            if started is not None:
                return [started]
        elif (key := self._option_of(payload)) is not None:
            self.reply.edits = True
            return [Pick(key)]
        self._stale()
        return None

    def _option_of(self, payload: str) -> str | None:
        """The option behind "revision:index" of the question shown now; none for a button of an earlier one."""
        rev, _, index = payload.partition(":")
        shown = self.state.shown
        if shown is None or rev != str(self.state.rev) or not index.isdecimal() or len(index) > 3:
            return None
        return shown.options[int(index)].key if int(index) < len(shown.options) else None

    def _stale(self) -> None:
        """An old button changes nothing; who tapped it is told."""
        self.reply.toast = self._text("engine.stale")

    def _said(self, text: str, read: Sequence[Command] | None) -> Sequence[Command] | None:
        shown, audience = self.state.shown, self.person.audience
        command, told = self.engine.understanding.always(text, audience, self.context), spelled(self.state.told, text)
        if command is None and (command := self.engine.understanding.saying(shown, text, audience, self.context)):
            self._begin_anew(command)
        if command is None and (self.state.stack or told is None):  # else nothing is asked but what the notice asks
            command = self.engine.understanding.answer(shown, text)
            command = command or (Pick(text) if is_taken_as_it_is(shown, text) else None)
        if command is not None:
            return [command]
        if told is not None:
            return self._tapped(told)
        self._follow(text)
        if self.state.stack and self.state.stack[-1].dialog == MEANT:
            self.state.stack.pop()  # said in other words: the question back has done its work
            if self.state.stack and self.state.under is not None:
                self.state.shown = self.state.under
                if (under := self.engine.understanding.beneath(self.state.shown, text)) is not None:
                    return [under]
        if read is not None:
            return read
        return self.engine.understanding.free(self.state, text, audience, self.context())

    def _begin_anew(self, command: Command) -> None:
        """A whole command in words is no answer to what the same dialog asked before, nor to 「您是想…?」."""
        if not isinstance(command, Start):
            return
        if self.state.stack and self.state.stack[-1].dialog == MEANT:
            self.state.stack.pop()
        if self.person.audience == "staff":
            self._drop([frame for frame in self.state.stack if frame.dialog == command.dialog])

    def context(self) -> Context:
        """What a reader needs to know of here and now; in a turn the conversation's lock is held."""
        return replace(self.engine.context_of(self.work, self.person, self.state), hurry=True)

    def _follow(self, text: str) -> None:
        """Answers in the language that is typed, until one is chosen (A1); a browser or phone only guesses."""
        typed = language_typed(text)
        if typed in {None, self.person.language} or self.person.conversation.language_chosen_at is not None:
            return
        assert typed is not None
        members.follow_language(self.work, self.person.conversation.contact_id, typed)
        self.person.language = typed

    # -- what it does ----------------------------------------------------------------------------------------------

    def _leave_a_list(self, commands: Sequence[Command], *, typed: bool) -> None:
        """Whoever goes from a list they only look at to something else is not asked about the list again; nor is a
        colleague about a command they gave nothing for yet, and typed another instead."""
        top = self.state.stack[-1] if self.state.stack else None
        dialog = None if top is None else self.engine.registry.get(top.dialog, self.person.audience)
        begun = {each.dialog for each in commands if isinstance(each, Start)}
        if top is None or dialog is None or not begun - {top.dialog}:
            return
        begins_only = not top.answers and (dialog.lists or (typed and dialog.audience == "staff"))
        if dialog.browses or begins_only or begun & set(dialog.leads_to):
            self.state.stack.remove(top)

    def _apply(self, command: Command) -> None:
        stack, top = self.state.stack, self.state.stack[-1] if self.state.stack else None
        missed = False
        match command:
            case Start(name, heard):
                self._start(name, heard)
            case Fill(name, text) if top:
                _hear(top, {name: text})
            case Pick(key):
                self._pick(key, top)
            case Cancel():
                self.say("engine.cancelled" if top else f"engine.nothing_open.{self.person.audience}")
                self._drop(stack[-1:])
            case Home():
                self._drop(stack)
            case Back():
                self._back(top)
            case Handoff():
                self._start("person", {})
            case Speak(language):
                self._speak(language)
            case Tell(key, args):
                self.say(key, **{name: self._in_words(value) for name, value in args.items()})
            case Unclear():
                missed = True
                self.say("engine.unclear_again" if self.state.misses + 1 >= MISSES_BEFORE_HELP else "engine.unclear")
        self.state.misses = self.state.misses + 1 if missed else 0

    def _start(self, name: str, heard: dict[str, str]) -> None:
        dialog = self.engine.registry.get(name, self.person.audience)
        if dialog is None:
            self.say("engine.unclear")
            return
        stack = self.state.stack
        at = next((i for i, frame in enumerate(stack) if frame.dialog == name), None)
        if at is not None:  # begun already: come back to it with what was said now
            stack.append(stack.pop(at))
        else:
            if stack:
                known = {name: stack[-1].answers[name] for name in dialog.inherits if name in stack[-1].answers}
                heard = known | heard
            self._drop(stack[MAX_DEPTH - 1 :])
            stack.append(Frame(name))
        self._note_treatment(heard.get("treatment", ""))
        if dialog.at_once or "topic" in dialog.hears:
            self.state.topic = (name, heard)
        _hear(stack[-1], {key: value for key, value in heard.items() if value})

    def _note_treatment(self, code: str) -> None:
        if code and ALTERNATIVES not in code:
            self.state.spoken = code

    def _pick(self, key: str, top: Frame | None) -> None:
        if key == "handoff":
            self._start("person", {})
        elif top is None:  # the menu
            self._start(key, {})
        elif key == "cancel":
            self.say("engine.cancelled")
            self._drop([top])
        elif key.startswith("change:"):
            top.answers.pop(key.removeprefix("change:"), None)
        elif self.state.shown is not None:
            if self.state.shown.question == "treatment":
                self._note_treatment(key)
            top.answers[self.state.shown.question] = key

    def _back(self, top: Frame | None) -> None:
        if top is None:
            return
        if top.answers:
            top.answers.popitem()
        else:
            self._drop([top])

    def _drop(self, frames: Sequence[Frame]) -> None:
        """Leaves dialogs half-way and gives back what they had taken."""
        for frame in tuple(frames):
            self.state.stack.remove(frame)
            dialog = self.engine.registry.get(frame.dialog, self.person.audience)
            if dialog is not None and dialog.dropped is not None:
                dialog.dropped(self.work.acting_as(self.person.actor), frame.key)

    def _speak(self, language: str) -> None:
        members.set_contact_language(self.work, self.person.conversation.contact_id, language)
        self.person.language = language
        self.say("engine.language_set")

    # -- what it answers -------------------------------------------------------------------------------------------

    def say(self, key: str, **args: Any) -> None:
        """Adds a sentence to the answer."""
        self.reply.say(self.engine.texts.say(self.person.language, key, **args))

    def _relay(self, event: Relayed) -> None:
        """Words and pictures of the person at the other side, as theirs."""
        self.reply.person_name = event.name
        self.reply.say(event.text)
        if event.picture is not None:
            self.reply.cards.append(Card("", picture=event.picture))

    def _tell(self, event: Noticed) -> None:
        """A notice says its word and, where a question was open, shows that question again below it.

        The dialog is not run for it: what a dialog does, it does at the person's own word, never because something else
        happened in the meantime.
        """
        tell = self.engine.notices.get(event.kind)
        if tell is None:
            return
        tell(self._chat(Frame(event.kind)), event.args)
        if self.reply.named:
            labels = {button.button: button.label for button in self.reply.actions}
            self.state.told = tuple(Offered(key, labels[key], words) for key, words in self.reply.named.items())
        anything = self.reply.says or self.reply.cards or self.reply.files
        if anything and self.state.stack and self.person.conversation.handed_at is None:
            self._show_again()

    def _settle(self) -> None:
        """Runs the top dialog until it asks or nothing is left, then shows that question, or the menu."""
        for _ in range(MAX_RUNS):
            if not self.state.stack:
                self._show(self._menu())
                return
            frame = self.state.stack[-1]
            dialog = self.engine.registry.get(frame.dialog, self.person.audience)
            if dialog is None:  # gone in a deployment
                self.state.stack.pop()
                self.say("engine.renewed")
                continue
            if dialog.needs_member and self.person.member_id is None:
                begun = next((each for each in self.state.stack if each.dialog == "welcome"), None)
                if begun is not None:
                    self.state.stack.remove(begun)
                self.state.stack.append(begun or Frame("welcome"))
                continue
            if self._run(dialog, frame):
                return
        raise Unsettled(self.state.stack[-1].dialog)

    def _run(self, dialog: Dialog, frame: Frame) -> bool:
        """Runs a dialog once; True when it asked something and the turn is over."""
        if dialog.permission is not None and not allowed(self.person.actor, dialog.permission):
            self.say("not_allowed")
            self.reply.refused.append("not_allowed")
            self.state.stack.remove(frame)
            return False
        chat = self._chat(frame)
        try:
            dialog.run(chat)
        except Ask as ask:
            self._show(ask)
            return True
        except Again:
            return False
        except Left as left:
            if left.everything:
                self._drop(self.state.stack)
            if left.then is not None:
                self.state.stack.remove(frame)
                self._start(left.then.dialog, left.then.heard)
                return False
        except Refusal as refusal:
            chat.explain(refusal)
            self._drop([frame])
        if frame in self.state.stack:
            self.state.stack.remove(frame)
        # With a person at the other end there is no menu and no next question: the bot has said its word.
        return self.person.conversation.handed_at is not None

    def _chat(self, frame: Frame) -> Chat:
        return Chat(self.work, self.person, frame, self.reply, self.engine.texts, self.engine.links)

    def _menu(self) -> Ask:
        audience = self.person.audience
        options = [
            Option(dialog.name, self._text(f"menu.{dialog.name}"), None)
            for dialog in self.engine.registry.menu(audience)
            if dialog.permission is None or allowed(self.person.actor, dialog.permission)
        ]
        return Ask("home", "menu", self._text(f"menu.{audience}" if self.state.shown is None else "menu.more"), options)

    def _show(self, ask: Ask) -> None:
        options = list(ask.options)
        top = self.state.stack[-1] if self.state.stack else None
        asked = (top and (top.key, sorted(top.answers.items())), ask.question, [option.key for option in options])
        digest = hashlib.sha256(repr(asked).encode()).hexdigest()[:12]
        # Offered below the others and not part of what is asked: their buttons live on.
        if self.state.misses >= MISSES_BEFORE_HELP and all(
            option.key not in {"handoff", "person"} for option in options
        ):
            options.append(Option("handoff", self._text("engine.person"), None))
        is_back = top is not None and top.dialog == MEANT
        self.state.under = (self.state.under or self.state.shown) if is_back else None
        self.state.rev += digest != self.state.asked
        self.state.asked = digest
        offered = (Offered(option.key, option.label, option.words, option.hint, option.style) for option in options)
        self.state.shown = Shown(ask.question, ask.kind, ask.text, tuple(offered))
        self._show_again()

    def _show_again(self) -> None:
        shown = self.state.shown
        if shown is None:
            return
        buttons = tuple(
            Button(f"{self.state.rev}:{i}", option.label, option.hint, option.style)
            for i, option in enumerate(shown.options)
        )
        self.reply.screen = Screen(shown.question, shown.kind, shown.text, buttons)

    def _in_words(self, value: str | int) -> str | int:
        """A wish as people call it; numbers as they are."""
        return self._text(f"wish.{value}") if isinstance(value, str) else value

    def _text(self, key: str) -> str:
        return self.engine.texts.say(self.person.language, key)

    # -- what time does --------------------------------------------------------------------------------------------

    def _lapse(self) -> None:
        idle = self.work.now - self.person.conversation.active_at
        if idle > IDLE:
            self.state.spoken = ""
        if self.state.stack and idle > IDLE:
            self._drop(self.state.stack)
            self.state.shown, self.state.asked = None, ""
            self.state.rev += 1
            self.say("engine.lapsed")
        if self.person.conversation.handed_at is not None and idle > HANDED_IDLE:
            conversations.give_back(self.work, self.person.conversation.id)
            self.person.conversation = conversations.get(self.work, self.person.conversation.id) or (
                self.person.conversation
            )
            self.say("handoff.idle")


_RIVALS = {"part": "time", "time": "part", "anyone": "staff"}
"""「改到上午」 takes back the time chosen in the afternoon, 「四点」 the afternoon, and 「谁都行」 the colleague."""


def _hear(frame: Frame, heard: dict[str, str]) -> None:
    for name, text in heard.items():
        for outdated in {name, _RIVALS.get(name, name)} - (heard.keys() - {name}):  # said again: a correction
            frame.answers.pop(outdated, None)
            frame.noted.pop(outdated, None)
            frame.heard.pop(outdated, None)
        frame.heard[name] = text
