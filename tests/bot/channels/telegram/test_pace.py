"""Telegram's limits, over any course of messages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.pace import Pace

CHATS = ("1", "2", "-100")
STEPS = st.lists(st.tuples(st.sampled_from(CHATS), st.floats(0, 0.7)), max_size=300)


@given(STEPS)
def test_no_limit_is_broken(steps: list[tuple[str, float]]) -> None:
    seconds = [0.0]
    pace = Pace(now=lambda: seconds[0])
    sent: list[tuple[str, float]] = []
    for chat, pause in steps:
        seconds[0] += pause
        if pace.wait(chat) == 0:
            pace.spend(chat)
            sent.append((chat, seconds[0]))
    for _, since in sent:
        assert sum(since <= at < since + 1 for _, at in sent) <= 30
        assert sum(since <= at < since + 60 for chat, at in sent if chat == "-100") <= 20
        for chat in CHATS[:2]:
            assert sum(since <= at < since + 10 for other, at in sent if other == chat) <= 13


@given(STEPS)
def test_whoever_waits_as_long_as_told_may_send(steps: list[tuple[str, float]]) -> None:
    seconds = [0.0]
    pace = Pace(now=lambda: seconds[0])
    for chat, pause in steps:
        seconds[0] += pause + pace.wait(chat) + 1e-6
        assert pace.wait(chat) == 0
        pace.spend(chat)


def test_one_chats_wait_is_nobody_elses() -> None:
    pace = Pace(now=lambda: 0.0)
    pace.hold("1", 30)
    assert (pace.wait("1"), pace.wait("2")) == (30, 0)


def test_a_group_gets_twenty_a_minute_and_hardly_fewer() -> None:
    seconds, sent = [0.0], list[float]()
    pace = Pace(now=lambda: seconds[0])
    while seconds[0] < 300:
        if pace.wait("-100") == 0:
            pace.spend("-100")
            sent.append(seconds[0])
        seconds[0] += 0.1
    counts = [sum(since <= at < since + 60 for at in sent) for since in sent if since < 240]
    assert max(counts) <= 20
    assert min(counts) >= 16
