"""One process's end of the bell (`core.kit.bell`) on PostgreSQL."""

from __future__ import annotations

import queue
import threading
from collections import defaultdict
from collections.abc import Mapping

import psycopg
import structlog

from core.kit.db import Database
from core.kit.ids import new_key

log = structlog.get_logger()
CHANNEL = "meiyue"
SHARED = frozenset({"outbox"})
"""Always told to the others: who sends or shows a message is often not who wrote it. All else is told only by a process
that has nobody to do it itself; otherwise all would run for what one of them is doing already."""

_CHUNK = 300  # ids in one notification, whose payload has 8,000 bytes at the most
_PAUSE = 1.0  # seconds


class Bell:
    """Rings for this process's commits and hears those of the others, each on a connection and thread of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._address = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._own = new_key()
        self._waiting: queue.SimpleQueue[Mapping[str, set[int]] | None] = queue.SimpleQueue()
        self._stopped = threading.Event()

    def ring(self, signalled: Mapping[str, set[int]]) -> None:
        """Leaves word of a commit; returns at once."""
        told = {topic: ids for topic, ids in signalled.items() if topic in SHARED or not self._database.hears(topic)}
        if told:
            self._waiting.put(told)

    def stop(self) -> None:
        self._stopped.set()
        self._waiting.put(None)

    def ring_out(self) -> None:
        """Tells the others, until stopped."""
        while not self._stopped.is_set():
            try:
                with psycopg.connect(self._address, autocommit=True) as connection:
                    self._ring_on(connection)
            except psycopg.Error as wrong:
                log.warning("bell is silent", error=type(wrong).__name__)
                self._stopped.wait(_PAUSE)

    def _ring_on(self, connection: psycopg.Connection) -> None:
        while (signalled := self._waiting.get()) is not None:
            told: defaultdict[str, set[int]] = defaultdict(set)
            while signalled is not None:  # whatever came meanwhile goes along
                for topic, ids in signalled.items():
                    told[topic] |= ids
                signalled = None if self._waiting.empty() else self._waiting.get()
            for topic, ids in told.items():
                listed = sorted(ids)
                for first in range(0, len(listed), _CHUNK):
                    words = " ".join(map(str, (self._own, topic, *listed[first : first + _CHUNK])))
                    connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, words))

    def listen(self) -> None:
        """Hears the others, until stopped."""
        while not self._stopped.is_set():
            try:
                with psycopg.connect(self._address, autocommit=True) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    while not self._stopped.is_set():
                        for heard in connection.notifies(timeout=_PAUSE / 2):
                            self._hear(heard.payload)
            except psycopg.Error as wrong:
                log.warning("bell is not heard", error=type(wrong).__name__)
                self._stopped.wait(_PAUSE)

    def _hear(self, words: str) -> None:
        who, topic, *ids = words.split(" ")
        if who != self._own:
            self._database.tell({topic: set(map(int, ids))})
