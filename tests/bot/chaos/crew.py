"""Worker processes of their own: real ones, each with its own connections, told what to do and killed at will."""

from __future__ import annotations

import contextlib
import datetime as dt
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import sqlalchemy as sa

from bot.engine.turn import Engine
from bot.gateway import Gateway
from core.handlers import HANDLERS
from core.kit.clock import ManualClock
from core.kit.db import Database
from tests.keys import KEYRING

PATIENCE = 60.0
# Children start from a server that has imported everything once: a fresh process in some milliseconds, no inherited
# connection.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.bot.chaos.crew", "tests.bot.chaos.salon", "tests.bot.chaos.deployments"])

EngineOf = Callable[[str], Engine]
"""The engine of a deployment by its name; a plain function of a module, so that a process can be told of it."""


@dataclass(frozen=True)
class Task:
    """Turns to do. `dies` kills the process by its own hand right "before" or "after" it commits the first of them."""

    conversations: Sequence[int]
    now: dt.datetime
    deployment: str = "v1"
    dies: str = ""


class Worker:
    """One process; a killed one is replaced when it is needed again."""

    def __init__(self, url: str, engine_of: EngineOf) -> None:
        self._url, self._engine_of = url, engine_of
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def give(self, task: Task) -> None:
        """Hands a task over and does not wait for it."""
        if self._process is None or not self._process.is_alive():
            self._start()
        assert self._pipe is not None
        self._pipe.send(task)

    def join(self) -> bool:
        """Waits until the task is done; False when the process died over it."""
        assert self._pipe is not None
        try:
            assert self._pipe.poll(PATIENCE), "a worker hangs"
            failure = self._pipe.recv()
        except EOFError:
            self.kill()
            return False
        assert failure is None, failure
        return True

    def kill(self) -> None:
        """Ends the process as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None

    def _start(self) -> None:
        self._pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(self._url, self._engine_of, theirs), daemon=True)
        self._process.start()
        theirs.close()


@contextlib.contextmanager
def crew(url: str, engine_of: EngineOf, size: int = 2) -> Iterator[list[Worker]]:
    """Some workers on one database, killed at the end."""
    workers = [Worker(url, engine_of) for _ in range(size)]
    try:
        yield workers
    finally:
        for worker in workers:
            worker.kill()


def race(workers: Sequence[Worker], task: Task) -> None:
    """All workers do the same conversations at the same time."""
    for worker in workers:
        worker.give(task)
    for worker in workers:
        worker.join()


def _serve(url: str, engine_of: EngineOf, pipe: Connection) -> None:
    clock = ManualClock(dt.datetime.now(dt.UTC))
    database = Database(url, handlers=HANDLERS, clock=clock, pool_size=2, keyring=KEYRING)
    gateways = {name: Gateway(database, engine_of(name), echoes=frozenset()) for name in ("v1", "v2")}
    with contextlib.suppress(EOFError):
        while True:
            task: Task = pipe.recv()
            clock.set(task.now)
            if task.dies:
                _die_at_commit(database.engine, task.dies)
            failure = None
            for conversation_id in task.conversations:
                try:
                    gateways[task.deployment].work(conversation_id)
                except Exception as wrong:  # noqa: BLE001 (the test that gave the task has to hear of it)
                    failure = f"{type(wrong).__name__}: {wrong}"
            pipe.send(failure)


def _die_at_commit(engine: sa.Engine, when: str) -> None:
    """No way to tidy up: SIGKILL to oneself in the middle of the commit."""

    def die(*_args: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    if when == "before":
        sa.event.listen(engine, "commit", die)
        return
    original = engine.dialect.do_commit

    def commit(connection: object) -> None:
        original(connection)  # type: ignore[arg-type]
        die()

    engine.dialect.do_commit = commit  # type: ignore[method-assign, assignment]
