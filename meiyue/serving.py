"""Serving the application: on a port that is free, told when it really answers."""

from __future__ import annotations

import contextlib
import errno
import socket

import typer
import uvicorn
from fastapi import FastAPI

MAX_FRAME = 2 * 1024 * 1024
NEIGHBOURS = 100
"""How many ports above the wished one are tried."""


class PortTaken(Exception):
    """Another program listens there."""


def listen(host: str, port: int, *, or_next: bool) -> socket.socket:
    """A listening socket on the port; with `or_next` on the next free one when it is taken. Raises PortTaken."""
    last = min(port + NEIGHBOURS, 65535) if or_next else port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, last + 1):
        try:
            return socket.create_server((host, candidate), family=family, backlog=2048)
        except OSError as wrong:
            if wrong.errno != errno.EADDRINUSE:
                raise
    raise PortTaken(f"{host}:{port}")


def serve(app: FastAPI, listening: socket.socket) -> None:
    """Serves until Ctrl+C or a signal ends it."""
    host, port = listening.getsockname()[:2]
    config = uvicorn.Config(app, log_level="warning", ws_max_size=MAX_FRAME)
    with contextlib.suppress(KeyboardInterrupt):
        _Server(config, f"http://{host}:{port}").run(sockets=[listening])


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:  # before that, whoever opens the address would find it closed
            typer.echo(f"\n  Meiyue 美约 is open:  {self._address}\n  Ctrl+C closes it.\n")
