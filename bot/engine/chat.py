"""What a dialog sees: the answers so far, and the way to ask for the next."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, NoReturn, TypeVar

from bot.engine.options import Option, among, find
from bot.engine.person import Person
from bot.engine.reply import Reply
from bot.engine.state import Frame
from bot.links import Links
from bot.messages import Attachment
from bot.texts.catalogue import Texts
from core.document import service as documents
from core.kit.errors import BadInput, Refusal
from core.kit.work import Work

T = TypeVar("T")


class Ask(BaseException):
    """Stops a dialog at the first question that has no answer yet."""

    def __init__(self, question: str, kind: str, text: str, options: Sequence[Option[Any]] = ()) -> None:
        super().__init__(question)
        self.question, self.kind, self.text, self.options = question, kind, text, tuple(options)


class Again(BaseException):
    """Runs the dialog again, because an answer it had is gone."""


class Left(BaseException):
    """Leaves the dialog; `everything` also those beneath it; `then` is the dialog that takes its place."""

    def __init__(self, *, everything: bool = False, then: Frame | None = None) -> None:
        super().__init__()
        self.everything, self.then = everything, then


class Chat:
    """One run of one dialog in one turn."""

    def __init__(self, work: Work, person: Person, frame: Frame, reply: Reply, texts: Texts, links: Links) -> None:
        self.work = work.acting_as(person.actor)
        self.person = person
        self.frame = frame
        self.reply = reply
        self.texts = texts
        self.links = links
        self.trail: list[str] = []

    @property
    def key(self) -> str:
        """Idempotency key of this dialog's effect: the same for every run until it is done."""
        return self.frame.key

    @property
    def language(self) -> str:
        """The language this person reads."""
        return self.person.language

    def text(self, key: str, **args: Any) -> str:
        """A sentence of the catalogue in the person's language."""
        return self.texts.say(self.language, key, **args)

    def say(self, key: str, **args: Any) -> None:
        """Adds a sentence to the answer."""
        self.reply.say(self.text(key, **args))

    def send_file(self, name: str, mime: str, content: bytes, *, lasting: dt.timedelta = documents.LASTING) -> None:
        """Adds a file to the answer, once; it can be fetched for `lasting`. Raises DocumentTooLarge."""
        digest = hashlib.sha256(name.encode() + b"\n" + content).hexdigest()
        if digest in self.reply.files:
            return
        kept = documents.keep(self.work, self.person.conversation.id, name, mime, content, lasting)
        self.reply.files[digest] = Attachment(kept.ref, kept.name, kept.mime, len(content))

    def explain(self, refusal: Refusal) -> None:
        """Adds the kind sentence that belongs to a refusal."""
        self.reply.say(self.texts.explain(self.language, refusal))
        if refusal.code not in self.reply.refused:  # a dialog that ran twice in a turn refused once
            self.reply.refused.append(refusal.code)

    def choose(
        self,
        name: str,
        options: Iterable[Option[T]] | Callable[[], Iterable[Option[T]]],
        *,
        kind: str = "choice",
        ask: str | None = None,
        known: Callable[[str], T | None] | None = None,
        missing: Callable[[str], None] | None = None,
        none: str | None = None,
        also: Callable[[bool], Sequence[Option[Any]]] | None = None,
        indifferent: bool = False,
        **args: Any,
    ) -> T:
        """The value chosen; asks for it when there is none, or when the one there was is no longer on offer.

        `ask`: text key of the question, "<dialog>.<name>.ask" unless given. `known`: a quick look whether an answer
        given
        earlier still holds, so that a long list of options is not made again for every later question. `missing`:
        explains
        why something wished is not on offer. `none`: text key for when nothing is on offer at all. `also`: told whether
        nothing is on offer, what is shown below the rest; the dialog itself looks whether it was chosen.
        `indifferent`: whoever does not mind (「都可以」) gets the first one shown, as a colleague would propose it.
        """
        self.trail.append(name)
        answers = self.frame.answers
        if name in answers:
            self.frame.heard.pop(name, None)  # alternatives the person has chosen among since
        if name in answers and known is not None:
            value = known(answers[name])
            if value is not None:
                return value
        listed = tuple(options() if callable(options) else options)
        if name in answers:
            for option in listed:
                if option.key == answers[name]:
                    return option.value
            del answers[name]
            self.say("engine.gone", what=self.text(f"question.{name}"))
        narrowed: Sequence[Option[T]] = listed
        if name in self.frame.heard:
            heard = self.frame.heard.pop(name)
            meant = among(listed, heard)
            if len(meant) == 1:
                answers[name] = meant[0].key
                return meant[0].value
            if not meant and listed:
                self._not_offered(heard, missing)
                listed = tuple(options()) if callable(options) else listed  # what comes near is told first
            if len(meant) > 1:
                self.frame.heard[name] = heard  # still open: whatever is said next, the same few are on offer
            narrowed = meant or listed
        if indifferent and narrowed:
            first = narrowed[0]
            narrowed = [replace(first, words=(*first.words, *self.texts.words("anyone"))), *narrowed[1:]]
        besides = tuple(also(not listed)) if also else ()
        if not listed:
            raise Ask(name, "choice", self.text(none or "engine.nothing", **args), (*besides, *self._ways_out()))
        raise Ask(name, kind, self.text(ask or f"{self.frame.dialog}.{name}.ask", **args), (*narrowed, *besides))

    def assume(self, name: str, key: str | None) -> None:
        """Answers a question before it is asked, when neither an answer nor a wish is there; the person can change
        it."""
        if key is not None and name not in self.frame.answers and name not in self.frame.heard:
            self.frame.answers[name] = key

    def noted(self, name: str) -> str | None:
        """Something said along the way that no question asks for."""
        if name in self.frame.heard:
            self.frame.noted[name] = self.frame.heard.pop(name)
        return self.frame.noted.get(name)

    def speaks_of(self, topic: str) -> bool:
        """Whether what began the dialog is about one topic of several that the same readings stand for.

        The dialog hears "words"; the topic's words are the catalogue's list `about_<topic>`.
        """
        said = (self.noted("words") or "").casefold()
        return any(word in said for word in self.texts.words(f"about_{topic}"))

    def knows(self, name: str) -> bool:
        """Whether a question is answered, or was spoken of."""
        return name in self.frame.answers or name in self.frame.heard

    def forget(self, *names: str) -> None:
        """Takes answers back; they are asked for again when the dialog comes to them."""
        for name in names:
            self.frame.answers.pop(name, None)

    def ask(
        self,
        name: str,
        *,
        kind: str = "text",
        ask: str | None = None,
        check: Callable[[str], str] = str.strip,
        options: Sequence[Option[str]] = (),
        **args: Any,
    ) -> str:
        """Words typed by the person. `check` tidies them or raises BadInput; `options` are answers to tap instead."""
        self.trail.append(name)
        if name in self.frame.heard and name not in self.frame.answers:
            self.frame.answers[name] = self.frame.heard.pop(name)
        if name in self.frame.answers:
            said = self.frame.answers[name]
            found = find(options, said) if options else None
            if found is not None:
                return next(option.value for option in options if option.key == found)
            try:
                return check(said)
            except BadInput as refusal:
                del self.frame.answers[name]
                self.explain(refusal)
        raise Ask(name, kind, self.text(ask or f"{self.frame.dialog}.{name}.ask", **args), options)

    def confirm(
        self,
        name: str,
        summary: str,
        *,
        changes: Iterable[str] = (),
        yes: str = "engine.yes",
        besides: Iterable[Option[Any]] = (),
    ) -> None:
        """Passes only for a yes to this very summary: the answer is its digest, so an old yes fits no new summary.

        What is offered `besides` is the dialog's to take out of the answers before it asks again.
        """
        seal = hashlib.sha256(f"{self.key}\n{summary}".encode()).hexdigest()[:12]
        if self.frame.answers.pop(name, None) == seal:
            return
        self.frame.heard.pop(name, None)
        raise Ask(
            name,
            "confirm",
            summary,
            (
                Option(seal, self.text(yes), None, self.texts.words("yes"), style="primary"),
                *self.changes(changes),
                *besides,
                Option("cancel", self.text("engine.no"), None, self.texts.words("no"), style="danger"),
            ),
        )

    def changes(self, names: Iterable[str]) -> list[Option[None]]:
        """Buttons that take an answer back."""
        return [Option(f"change:{name}", self.text(f"change.{name}"), None) for name in names]

    def retry(self, *names: str) -> NoReturn:
        """Takes answers back and asks for them again."""
        self.forget(*names)
        raise Again

    def leave(self, *, everything: bool = False) -> NoReturn:
        """Ends the dialog here."""
        raise Left(everything=everything)

    def go_on_with(self, dialog: str, **heard: str) -> NoReturn:
        """Ends the dialog here; another one takes its place with what is known already."""
        raise Left(then=Frame(dialog, heard=heard))

    def _not_offered(self, heard: str, missing: Callable[[str], None] | None) -> None:
        if missing is None:
            self.say("engine.not_offered", what=heard)
        else:
            missing(heard)

    def _ways_out(self) -> list[Option[None]]:
        taken = (name for name in self.trail[:-1] if name in self.frame.answers)
        # Lengths of further treatments have no button of their own: who changes the treatment is asked for its length.
        earlier = [name for name in taken if self.texts.has(self.language, f"change.{name}")]
        return [
            *self.changes(reversed(earlier)),
            *([Option("handoff", self.text("engine.person"), None)] if self.person.staff is None else []),
            Option("cancel", self.text("engine.no"), None, self.texts.words("no"), style="danger"),
        ]
