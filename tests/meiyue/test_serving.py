"""A port that is in use is no reason to fail the first start."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from meiyue.serving import PortTaken, listen

HOST = "127.0.0.1"


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.create_server((HOST, 0)) as other:
        yield other.getsockname()[1]


def test_next_free_port_is_used_when_the_wished_one_is_taken(taken: int) -> None:
    with listen(HOST, taken, or_next=True) as listening:
        assert taken < listening.getsockname()[1] <= taken + 100


def test_taken_port_is_refused_where_others_rely_on_it(taken: int) -> None:
    with pytest.raises(PortTaken, match=str(taken)):
        listen(HOST, taken, or_next=False)


def test_free_port_is_taken_as_wished(taken: int) -> None:
    with listen(HOST, taken, or_next=True) as first:
        free = first.getsockname()[1]
    with listen(HOST, free, or_next=False) as listening:
        assert listening.getsockname()[1] == free
