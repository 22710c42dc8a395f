"""Rasa as a reader: it ranks the intents, everything else is done as the embedded engine does it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import structlog
from rapidfuzz import fuzz

from nlu.breaker import Breaker
from nlu.embedded.classifier import Ranked
from nlu.embedded.reader import LONGEST_CLASSIFIED, EmbeddedReader
from nlu.normalise import key_of, normalise
from nlu.rasa.client import SECONDS, Answer, NoAnswer, RasaClient
from nlu.reading import Context, Entity, Named, Reading

log = structlog.get_logger()

_ALIKE = 75
"""Of 100: what Rasa calls a treatment and we do not know must look like a name we know to be taken for it."""


class RasaReader:
    """Asks Rasa, and answers from the embedded engine when it is away, late or talks nonsense.

    Names, times and codes are found by our own finders whichever engine ranks, so that no dialog can tell the two
    apart; of Rasa's extractor only a treatment counts that ours did not find.
    """

    slow = True

    def __init__(
        self,
        url: str,
        embedded: EmbeddedReader,
        *,
        seconds: float = SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Raises ValueError when `url` is no http address. `seconds` bound the wait, `monotonic` tells the time."""
        embedded.rank(["你好"], [Reading((), ())])  # loads the encoder, a second that nobody shall wait besides Rasa's
        self._client = RasaClient(url, seconds=seconds)
        self._embedded = embedded
        self._breaker = Breaker(monotonic)
        self.missed = 0
        """Messages that were answered without Rasa; of several threads, roughly."""

    def parse(self, text: str, context: Context) -> Reading:
        """Read one message, in little more than `seconds` at most. Never raises on any text."""
        if context.hurry:
            return self._embedded.parse(text, context)
        if not self._breaker.lets_through():
            self.missed += 1
            return self._embedded.parse(text, context)
        answers: list[Answer] = []

        def rank(texts: Sequence[str], _readings: Sequence[Reading]) -> list[Ranked]:
            answers.extend(self._client.ask(texts, self._embedded.taught))
            return [answer.ranked for answer in answers]

        try:
            reading = self._embedded.read_by(rank, text, context)
        except NoAnswer as why:
            self.missed += 1
            was_open = self._breaker.is_open
            self._breaker.failed()
            if self._breaker.is_open and not was_open:
                log.warning("Rasa does not answer, the embedded engine reads", why=str(why))
            return self._embedded.parse(text, context)
        if answers:
            if self._breaker.is_open:
                log.info("Rasa answers again")
            self._breaker.answered()
            return _with_treatment(reading, answers[0], text, context)
        return reading


def _with_treatment(reading: Reading, answer: Answer, text: str, context: Context) -> Reading:
    """The reading with a treatment that only Rasa saw; a tie of names stays one, and becomes a question."""
    if reading.entity("service") is not None:
        return reading
    whole = normalise(text)
    shift = len(whole.text[:LONGEST_CLASSIFIED]) - len(whole.text[:LONGEST_CLASSIFIED].lstrip())
    for mark in answer.marks:
        if mark.name != "service":
            continue
        start, end = whole.span(mark.start + shift, mark.end + shift)
        if any(start < other.end and other.start < end for other in reading.entities):
            continue
        word = whole.text[mark.start + shift : mark.end + shift]
        found = [Entity("service", key, text[start:end], start, end) for key in _alike(word, context.names.treatments)]
        if found:
            entities = sorted([*reading.entities, *found], key=lambda entity: (entity.start, entity.end))
            return replace(reading, entities=tuple(entities))
    return reading


def _alike(word: str, treatments: Sequence[Named]) -> list[str]:
    """Keys of the treatments whose names look most like the word; several when they look so equally."""
    scores = {
        each.key: max((fuzz.ratio(word, key_of(name)) for name in each.names), default=0.0) for each in treatments
    }
    best = max(scores.values(), default=0.0)
    return [key for key, score in scores.items() if score == best >= _ALIKE]
