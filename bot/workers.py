"""Threads that do what waits in the inbox: woken by commits, and by a slow pulse for what others left."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import structlog

from bot.gateway import AWAY, Gateway

log = structlog.get_logger()
PULSE = 1.0
"""Seconds between looks for work that this process was not told of: posted by another one, or left by a crash."""


class Workers:
    """Does turns; one conversation is never in two threads of this process at once."""

    def __init__(self, gateway: Gateway, count: int | None = None) -> None:
        self._gateway = gateway
        # SQLite has one writer: more threads would only queue for it.
        self._pool = ThreadPoolExecutor(count or (1 if gateway.database.is_sqlite else 4), "turn")
        self._lock = threading.Lock()
        self._running: set[int] = set()
        self._again: set[int] = set()
        self._stopped = threading.Event()
        self._pulse = threading.Thread(target=self._beat, name="pulse", daemon=True)
        gateway.database.on_commit("inbox", self.wake)

    def start(self) -> None:
        """Begins; whatever a crash left undone is done first."""
        self._pulse.start()

    def stop(self) -> None:
        """Finishes the turns that run and takes no more."""
        with self._lock:
            self._stopped.set()
        self._pool.shutdown(wait=True)
        self._pulse.join()

    def wake(self, conversation_ids: Iterable[int]) -> None:
        """There is something to do in these conversations."""
        with self._lock:
            if self._stopped.is_set():
                return
            for conversation_id in conversation_ids:
                if conversation_id in self._running:
                    self._again.add(conversation_id)
                else:
                    self._running.add(conversation_id)
                    self._pool.submit(self._work, conversation_id)

    def _work(self, conversation_id: int) -> None:
        while True:
            try:
                self._gateway.work(conversation_id)
            except AWAY as wrong:
                # Nothing is lost: the message is in the inbox, or was never acknowledged. The next pulse tries again.
                log.warning("database away", error=type(wrong).__name__)
            except Exception:  # not even its failure could be noted: the next pulse tries again, the others go on
                log.exception("conversation failed", conversation=conversation_id)
            with self._lock:
                if conversation_id not in self._again or self._stopped.is_set():
                    self._running.discard(conversation_id)
                    self._again.discard(conversation_id)
                    return
                self._again.discard(conversation_id)

    def _beat(self) -> None:
        while not self._stopped.is_set():
            try:
                self.wake(self._gateway.undone())
            except AWAY as wrong:
                log.warning("database away", error=type(wrong).__name__)
            self._stopped.wait(PULSE)
