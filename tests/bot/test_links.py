"""Links that leave the chat: only ours are read, each for what it was made for, until its time is over."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links import LinkExpired, Links, LinkUnknown

NOW = dt.datetime(2026, 9, 16, 2, 0, tzinfo=dt.UTC)
UNTIL = NOW + dt.timedelta(hours=1)
LINKS = Links(b"a secret of the tests", "https://salon.example/")


@given(st.integers(0, 2**53))
def test_a_token_is_read_and_fits_a_start_payload(about: int) -> None:
    token = LINKS.token("ci", about, UNTIL)
    assert LINKS.read("ci", token, NOW) == about
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", f"ci_{token}")


def test_a_token_ends() -> None:
    token = LINKS.token("ci", 7, UNTIL)
    assert LINKS.read("ci", token, UNTIL - dt.timedelta(seconds=1)) == 7
    with pytest.raises(LinkExpired):
        LINKS.read("ci", token, UNTIL)


def test_a_token_is_good_for_one_thing_only() -> None:
    with pytest.raises(LinkUnknown):
        LINKS.read("at", LINKS.token("ci", 7, UNTIL), NOW)
    with pytest.raises(LinkUnknown):
        Links(b"another secret").read("ci", LINKS.token("ci", 7, UNTIL), NOW)


@given(st.text(max_size=60), st.integers(0, 40))
def test_nothing_made_up_or_changed_is_read(made_up: str, at: int) -> None:
    good = LINKS.token("ci", 7, UNTIL)
    other = "a" if good[at % len(good)] != "a" else "b"
    changed = good[: at % len(good)] + other + good[at % len(good) + 1 :]
    for token in {made_up, changed, "", "--", good[:-1], f"{good}x"} - {good}:
        with pytest.raises(LinkUnknown):
            LINKS.read("ci", token, NOW)


def test_where_there_is_no_address_the_bot_is_scanned_and_else_nothing() -> None:
    bare = Links(b"s")
    assert bare.scan("ci", "t") is None
    assert bare.address("/calendar/t.ics", "telegram") is None
    assert bare.address("/calendar/t.ics", "web") == "/calendar/t.ics"
    bare.telegram = "salon_bot"
    assert bare.scan("ci", "t") == "https://t.me/salon_bot?start=ci_t"
    assert LINKS.scan("at", "t") == "https://salon.example/k/t"
