"""Asks a Rasa server what sentences mean, in a bounded time and trusting nothing it says."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import urlsplit

from nlu.embedded.classifier import Ranked
from nlu.reading import Intent

SECONDS = 1.2
"""For all sentences of a message together: with the embedded engine behind it a member waits less than two."""

FALLBACK = "nlu_fallback"
"""What Rasa's FallbackClassifier puts in front when it is not sure: no intent, the others follow it."""

_LONGEST_ANSWER = 1_000_000  # bytes


class NoAnswer(Exception):
    """The server is away, late, or said something that is no reading; the text says which."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the sentence sent that Rasa's extractor takes for an entity."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What Rasa makes of one sentence."""

    ranked: Ranked
    marks: tuple[Mark, ...]


class RasaClient:
    """Speaks to one server; several threads may use it at once.

    `url` is where `rasa run --enable-api` listens, with `?token=…` when it was given one. Raises ValueError for
    anything that is no http address.
    """

    def __init__(self, url: str, *, seconds: float = SECONDS) -> None:
        address = urlsplit(url)
        if address.scheme not in {"http", "https"} or not address.hostname:
            raise ValueError(f"no http address of a Rasa server: {address.scheme}://{address.hostname or ''}")
        self._connects = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
        self._host, self._port = address.hostname, address.port
        self._path = f"{address.path.rstrip('/')}/model/parse" + (f"?{address.query}" if address.query else "")
        self._seconds = seconds

    def ask(self, texts: Sequence[str], known: frozenset[str]) -> list[Answer]:
        """An answer for each text; `known` are the intents there are. Raises NoAnswer in time, whatever happens."""
        connection = self._connects(self._host, self._port, timeout=self._seconds)
        outcome: SimpleQueue[list[Answer] | NoAnswer] = SimpleQueue()
        # A thread of its own: looking up a name, and a server that sends a byte a second, obey no socket's timeout.
        threading.Thread(target=self._asking, args=(connection, texts, known, outcome), daemon=True).start()
        try:
            found = outcome.get(timeout=self._seconds)
        except Empty:
            _break_off(connection)
            raise NoAnswer(f"nothing within {self._seconds} s") from None
        if isinstance(found, NoAnswer):
            raise found
        return found

    def _asking(
        self,
        connection: http.client.HTTPConnection,
        texts: Sequence[str],
        known: frozenset[str],
        outcome: SimpleQueue[list[Answer] | NoAnswer],
    ) -> None:
        try:
            outcome.put([_answer(self._post(connection, text), text, known) for text in texts])
        except NoAnswer as why:
            outcome.put(why)
        # ValueError: not UTF-8, not JSON; RecursionError: a million opening brackets.
        except (OSError, http.client.HTTPException, ValueError, RecursionError) as why:
            outcome.put(NoAnswer(f"{type(why).__name__}"))
        finally:
            connection.close()

    def _post(self, connection: http.client.HTTPConnection, text: str) -> object:
        body = json.dumps({"text": _sent(text)}).encode()
        connection.request("POST", self._path, body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        content = response.read(_LONGEST_ANSWER + 1)
        if response.status != http.client.OK:
            raise NoAnswer(f"status {response.status}")
        if len(content) > _LONGEST_ANSWER:
            raise NoAnswer("too long an answer")
        return json.loads(content)


def _break_off(connection: http.client.HTTPConnection) -> None:
    """Wakes the thread that still waits, so that it ends."""
    if connection.sock is not None:
        with contextlib.suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def _sent(text: str) -> str:
    """To Rasa 「/greet」 is no text but an order to read the intent greet, and an empty text is an error."""
    return text.lstrip("/ ") or "."


def _answer(said: object, text: str, known: frozenset[str]) -> Answer:
    if not isinstance(said, dict):
        raise NoAnswer("no object")
    ranking = said.get("intent_ranking")
    intents = [_intent(each, known) for each in ranking] if isinstance(ranking, list) else []
    ranked = sorted((intent for intent in intents if intent is not None), key=lambda intent: -intent.confidence)
    if not ranked or not ranked[0].confidence:
        raise NoAnswer("no intents")
    entities = said.get("entities")
    before = len(text) - len(text.lstrip("/ "))
    marks = [_mark(each, text, before) for each in entities] if isinstance(entities, list) else []
    return Answer(Ranked(tuple(ranked)), tuple(mark for mark in marks if mark is not None))


def _intent(said: Any, known: frozenset[str]) -> Intent | None:
    """One of the ranking; none for Rasa's own fallback. Another model's intents make the whole answer worthless."""
    name, confidence = (said.get("name"), said.get("confidence")) if isinstance(said, dict) else (None, None)
    if name == FALLBACK:
        return None
    if not isinstance(name, str) or name not in known:
        raise NoAnswer("an intent that is none of ours")
    if not isinstance(confidence, int | float) or not 0 <= confidence <= 1:  # NaN is neither
        raise NoAnswer("a confidence that is none")
    return Intent(name, float(confidence))


def _mark(said: Any, text: str, before: int) -> Mark | None:
    if not isinstance(said, dict):
        return None
    name, start, end = said.get("entity"), said.get("start"), said.get("end")
    if not (isinstance(name, str) and isinstance(start, int) and isinstance(end, int)):
        return None
    start, end = start + before, end + before
    return Mark(name, start, end) if before <= start < end <= len(text) else None
