"""A port for a process that a test starts."""

from __future__ import annotations

import socket


def unused_port() -> int:
    """A port that nothing listens on, chosen by the system: two tests at once hardly get the same."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])
