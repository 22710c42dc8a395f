"""A Rasa server's `/model/parse` over real HTTP, well or ill in the ways servers are."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Said = dict[str, Any]


def reading(intent: str, confidence: float = 0.9, *, entities: tuple[Said, ...] = (), **others: float) -> Said:
    """What Rasa 3.6 answers: the intent, the ranking with `others` behind it, and entities."""
    ranking = [{"name": name, "confidence": share} for name, share in {intent: confidence, **others}.items()]
    return {"text": "", "intent": ranking[0], "entities": list(entities), "intent_ranking": ranking}


@dataclass
class FakeRasa:
    """What it says to whom; `ill` says something else to everybody, on the bare connection."""

    url: str = ""
    says: Callable[[str], Said] = field(default=lambda _text: reading("chitchat"))
    ill: Callable[[socket.socket], None] | None = None
    asked: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def hangs(self, _connection: socket.socket) -> None:
        """Takes the question and never answers."""
        self.over.wait()

    def drips(self, connection: socket.socket) -> None:
        """A byte now and then: no read ever waits long, and the answer never ends."""
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not self.over.wait(0.05):
            connection.sendall(b" ")

    def drips_its_head(self, connection: socket.socket) -> None:
        """The same before the answer begins."""
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.over.wait(0.05):
            connection.sendall(b"x")


def answers(body: bytes, status: str = "200 OK") -> Callable[[socket.socket], None]:
    """Exactly these bytes, whatever was asked."""
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    return lambda connection: connection.sendall(head + body)


def dies(connection: socket.socket) -> None:
    """Half an answer, then nothing: killed while it spoke."""
    connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 4096\r\n\r\n{"intent_ranking": [{"na')


@contextmanager
def serving(fake: FakeRasa, port: int = 0) -> Iterator[FakeRasa]:
    """The fake listens until the end of the block; the same port again is a server that came back."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["text"]
            fake.asked.append(text)
            if fake.ill is not None:
                self.close_connection = True
                fake.ill(self.connection)
                return
            body = json.dumps(fake.says(text)).encode()
            self.send_response(200 if self.path.startswith("/model/parse") else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Quiet."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_args: object) -> None:
            """Whoever was answered too late has hung up."""

    server = Server(("127.0.0.1", port), Handler)
    fake.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield fake
    finally:
        fake.over.set()
        server.shutdown()
        server.server_close()
