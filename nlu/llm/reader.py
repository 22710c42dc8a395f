"""The embedded engine with a language model behind it, asked only where the engine is not sure."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import structlog

from nlu.breaker import Breaker
from nlu.llm.client import ChatClient, NoAnswer
from nlu.llm.commands import entities, hidden, intents, system
from nlu.reading import Context, Reader, Reading

log = structlog.get_logger()

SECONDS = 1.5
"""For the model's answer; with the embedded engine before it a member waits less than two."""

_SURE = 0.6
_LONGEST = 300
_FAILURES, _PAUSE = 3, 30.0


class LlmReader:
    """Reads with another reader first; the model's reading fills in where that one is not sure.

    After three failures in a row nobody waits for the endpoint; one message every 30 s tries it again.
    """

    slow = True

    def __init__(self, first: Reader, client: ChatClient, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._first = first
        self._client = client
        self._breaker = Breaker(monotonic, failures=_FAILURES, pause=_PAUSE)

    def parse(self, text: str, context: Context) -> Reading:
        """Read one message. Never raises on any text; phones and codes in it are struck out before it is sent."""
        reading = self._first.parse(text, context)
        if context.hurry or not text.strip() or any(intent.confidence >= _SURE for intent in reading.intents):
            return reading
        if not self._breaker.lets_through():
            return reading
        shown = hidden(text)[:_LONGEST]
        try:
            answer = self._client.ask(system(context), shown)
        except NoAnswer as why:
            self._breaker.failed()
            log.warning("the language model did not answer", why=str(why))
            return reading
        self._breaker.answered()
        return _joined(reading, answer, shown, context)


def _joined(reading: Reading, answer: dict[str, object], shown: str, context: Context) -> Reading:
    """The model's wishes, and of its names those where nothing was found."""
    found = [
        each
        for each in entities(answer, shown, context)
        if reading.entity(each.name) is None
        and not any(each.start < other.end and other.start < each.end for other in reading.entities)
    ]
    merged = sorted([*reading.entities, *found], key=lambda entity: (entity.start, entity.end))
    return replace(reading, intents=intents(answer) or reading.intents, entities=tuple(merged))


def with_llm(first: Reader, url: str, key: str, model: str) -> Reader:
    """`first` with a model behind it, or as it is without an endpoint. Raises ValueError for a bad address."""
    return LlmReader(first, ChatClient(url, key, model, seconds=SECONDS)) if url and model else first
