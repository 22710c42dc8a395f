"""Scripted conversations against processes that are killed with SIGKILL at random moments and started again."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import sqlalchemy as sa

from bot.messages import Event, Opened, Outgoing, Said, Tapped, dump_event, load_outgoing
from core.conversation.models import Conversation
from core.kit.db import Database
from core.outbox.models import OutboxItem
from tests.bot.chaos.salon import text_of
from tests.keys import payload_of

_ANSWER = OutboxItem.id, OutboxItem.conversation_id, OutboxItem.created_at, OutboxItem.payload


ROOT = Path(__file__).parents[3]
PATIENCE = 120.0
AT_ONCE = 16
LONGEST_FUSE = 0.04  # seconds between a message and the kill it triggers: a turn takes some milliseconds
WAY = {"terms": "同意", "home": "预约护理", "store": "one", "category": "all", "treatment": "laser", "staff": "都可以"}


class Server:
    """One process, its pipe and what it acknowledged."""

    def __init__(self, url: str, start: str) -> None:
        self._command = (sys.executable, "-m", "tests.bot.chaos.server", url, start)
        self.acknowledged: set[str] = set()
        self.errors = ""
        self._buffer = b""
        self.start()

    def start(self) -> None:
        pipe = subprocess.PIPE
        # A file and no pipe: a server that has much to complain about must not block on nobody reading it.
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the process)
        self.process = subprocess.Popen(self._command, stdin=pipe, stdout=pipe, stderr=self._complaints, cwd=ROOT)
        assert self.process.stdout is not None
        os.set_blocking(self.process.stdout.fileno(), False)

    def send(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n".encode())
        self.process.stdin.flush()

    def listen(self) -> None:
        """Takes in what was acknowledged since the last time."""
        assert self.process.stdout is not None
        self._buffer += self.process.stdout.read() or b""
        *lines, self._buffer = self._buffer.split(b"\n")
        self.acknowledged.update(line.decode() for line in lines)

    def kill(self) -> None:
        """A power cut, and what it still had acknowledged before."""
        self.process.kill()
        self.process.wait()
        self.listen()
        self._buffer = b""
        self._close()

    def stop(self) -> None:
        """The ordinary end."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self._close()

    def _close(self) -> None:
        self._complaints.seek(0)
        self.errors += self._complaints.read().decode()
        for pipe in (self.process.stdin, self.process.stdout, self._complaints):
            assert pipe is not None
            pipe.close()


@dataclass
class Client:
    """A member's page: sends one thing, sends it again under its key until it is acknowledged, waits for the answer."""

    name: str
    random: Random
    sent: int = 0
    answered: int = 0
    line: str = ""
    key: str = ""
    server: Server | None = None
    outcome: str = ""
    struck_at: float | None = None

    def next(self, answer: Outgoing | None) -> Event | None:
        """What to do about an answer; None when the conversation has come to its end."""
        if answer is None:
            return Opened()
        text, screen = text_of(answer), answer.screen
        if "已申请" in text:
            self.outcome = "booked"
        elif screen is None or "约满" in screen.text:
            self.outcome = "refused"
        if self.outcome or screen is None:
            return None
        if screen.question == "name":
            return Said(f"客人{self.name}")
        if screen.question == "sure":
            wanted = "确认预约"
        elif screen.question in WAY:
            wanted = WAY[screen.question]
        else:
            wanted = self.random.choice(screen.options[:12]).label
        button = next(option for option in screen.options if option.label.startswith(wanted))
        return Tapped(button.button, button.label)


@dataclass
class Siege:
    """All clients and servers of one run, and what was measured."""

    database: Database
    servers: list[Server]
    random: Random
    kill_every: int
    clients: dict[str, Client] = field(default_factory=dict)
    backs: list[float] = field(default_factory=list)
    kills: int = 0
    _seen: int = 0
    _fuse: tuple[float, Server] | None = None

    def run(self, count: int) -> None:
        """Plays all conversations to their end, some at a time."""
        waiting = [Client(f"m{number}", Random(number)) for number in range(count)]
        self.clients = {client.name: client for client in waiting}
        busy: list[Client] = []
        deadline = time.monotonic() + PATIENCE
        with selectors.DefaultSelector() as selector:
            while waiting or busy:
                assert time.monotonic() < deadline, f"stuck: {[(c.name, c.key, c.sent) for c in busy]}"
                while waiting and len(busy) < AT_ONCE:
                    busy.append(waiting.pop())
                    self._act(busy[-1], None)
                self._burn()
                self._hear(selector)
                for client, answer in self._answers():
                    self._act(client, answer)
                    deadline = time.monotonic() + PATIENCE
                busy = [client for client in busy if not client.outcome]

    def _act(self, client: Client, answer: Outgoing | None) -> None:
        if client.struck_at is not None:
            self.backs.append(time.monotonic() - client.struck_at)
            client.struck_at = None
        event = client.next(answer)
        if event is None:
            return
        client.sent += 1
        client.key = f"{client.name}:{client.sent}"
        client.line = json.dumps([client.name, client.key, dump_event(event)])
        self._send(client)

    def _send(self, client: Client) -> None:
        client.server = self.random.choice(self.servers)
        client.server.send(client.line)
        if self._fuse is None and self.random.random() < 1 / self.kill_every:
            self._fuse = (time.monotonic() + self.random.uniform(0, LONGEST_FUSE), client.server)

    def _burn(self) -> None:
        if self._fuse is None or time.monotonic() < self._fuse[0]:
            return
        (_, server), self._fuse = self._fuse, None
        server.kill()
        self.kills += 1
        server.start()
        now = time.monotonic()
        for client in self.clients.values():
            if client.server is not server or client.outcome or client.sent == client.answered:
                continue
            client.struck_at = now
            if client.key not in server.acknowledged:
                self._send(client)  # as a page does that never heard its message was kept

    def _hear(self, selector: selectors.BaseSelector) -> None:
        """Waits a moment for acknowledgements, or for the fuse."""
        for server in self.servers:
            selector.register(server.process.stdout or 0, selectors.EVENT_READ)
        selector.select(0.005)
        for server in self.servers:
            selector.unregister(server.process.stdout or 0)
            server.listen()

    def _answers(self) -> Iterator[tuple[Client, Outgoing]]:
        statement = (
            sa.select(*_ANSWER, Conversation.chat_id)
            .join(Conversation, Conversation.id == OutboxItem.conversation_id)
            .where(OutboxItem.id > self._seen - 50)  # ids of several writers may come in another order
            .order_by(OutboxItem.id)
        )
        with self.database.reading() as work:
            rows = work.session.execute(statement).all()
        for row in rows:
            client = self.clients.get(row.chat_id)
            if client is None or row.id in self._known:
                continue
            self._known.add(row.id)
            self._seen = max(self._seen, row.id)
            client.answered += 1
            yield client, load_outgoing(payload_of(row))

    def __post_init__(self) -> None:
        self._known: set[int] = set()


@contextmanager
def siege(database: Database, url: str, start: str, servers: int, kill_every: int) -> Iterator[Siege]:
    """Servers under siege, ended with the test."""
    processes = [Server(url, start) for _ in range(servers)]
    try:
        yield Siege(database, processes, Random(7), kill_every)
    finally:
        for server in processes:
            server.stop()
