"""Whose turn it is, which times suit, how long an offer stands, and the written table of what may become of a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.kit.quiet import Quiet
from core.waitlist.enums import EntryStatus as S
from core.waitlist.schemas import EntryOut, Window


class Move(StrEnum):
    """One step of a place on the waitlist."""

    offer = "offer"
    take = "take"
    decline = "decline"
    lapse = "lapse"
    pause = "pause"
    stay = "stay"
    leave = "leave"
    expire = "expire"


FROM: dict[Move, frozenset[S]] = {
    Move.offer: frozenset({S.waiting}),
    Move.take: frozenset({S.offered}),
    Move.decline: frozenset({S.offered}),
    Move.lapse: frozenset({S.offered}),
    Move.pause: frozenset({S.offered}),
    Move.stay: frozenset({S.lapsed}),
    Move.leave: frozenset({S.waiting, S.offered, S.lapsed}),
    # An offer that stands is answered or lapses first, even where the wished time ends meanwhile.
    Move.expire: frozenset({S.waiting, S.lapsed}),
}
"""From which statuses a move is allowed."""

TO: dict[Move, S] = {
    Move.offer: S.offered,
    Move.take: S.taken,
    Move.decline: S.waiting,
    Move.lapse: S.waiting,
    Move.pause: S.lapsed,
    Move.stay: S.waiting,
    Move.leave: S.left,
    Move.expire: S.expired,
}
"""To which status a move leads."""

ACTIVE = frozenset({S.waiting, S.offered, S.lapsed})
"""These have a place on the waitlist."""

SHORTEST = dt.timedelta(minutes=5)
"""Less is no offer: nobody reads and answers faster."""

AHEAD = dt.timedelta(days=62)
"""How far ahead one may wait for a time; further than most stores take bookings, because calendars open day by day."""

LOOK_AGAIN = dt.timedelta(minutes=5)
"""Time also becomes free without a word: a new shift, a hold given back, a calendar that opens another day."""


def in_turn(entries: Iterable[EntryOut]) -> list[EntryOut]:
    """Highest tier first (C9), then who has waited longest."""
    return sorted(entries, key=lambda entry: (-entry.rank, entry.joined_at, entry.id))


def suits(window: Window, zone: ZoneInfo, starts_at: dt.datetime) -> bool:
    """Whether a start lies in the wished dates and hours."""
    local = starts_at.astimezone(zone)
    minute = local.hour * 60 + local.minute
    return window.first_on <= local.date() <= window.last_on and window.from_minute <= minute < window.until_minute


def window_end(window: Window, zone: ZoneInfo) -> dt.datetime:
    """The UTC moment from which on no start can suit."""
    midnight = dt.datetime.combine(window.last_on, dt.time(), zone)
    return (midnight + dt.timedelta(minutes=window.until_minute)).astimezone(dt.UTC)


def is_sound(window: Window, today: dt.date, now: dt.datetime, zone: ZoneInfo) -> bool:
    """Whether somebody can wait for it: in order, not over, and not further ahead than `AHEAD`."""
    in_order = window.first_on <= window.last_on and 0 <= window.from_minute < window.until_minute <= 1440
    return in_order and window_end(window, zone) > now and window.last_on <= today + AHEAD


def is_clear(starts_at: dt.datetime, ends_at: dt.datetime, avoided: Iterable[tuple[dt.datetime, dt.datetime]]) -> bool:
    """Whether a visit touches none of the times the member had before and does not want, or is busy at."""
    return all(ends_at <= begin or end <= starts_at for begin, end in avoided)


def offer_until(
    now: dt.datetime, starts_at: dt.datetime, offer_minutes: int, urgent_minutes: int, quiet: Quiet
) -> dt.datetime | None:
    """Until when a time is held for the one whose turn it is; None when now is not the moment to ask them.

    `offer_minutes`, but no more than a quarter of the time that is left: the next one has to have a chance too. Quiet
    hours end an offer and begin none, unless the visit begins within `urgent_minutes`: who waits for a time this
    morning wants to be woken for it.
    """
    left = starts_at - now
    until = now + max(SHORTEST, min(dt.timedelta(minutes=offer_minutes), left / 4))
    if until >= starts_at:
        return None
    if left <= dt.timedelta(minutes=urgent_minutes):
        return until
    if quiet.span_of(now) is not None:
        return None
    begin = quiet.next_begin(now)
    until = until if begin is None else min(until, begin)
    return until if until - now >= SHORTEST else None


def after_lapse(lapses: int, lapses_before_asking: int) -> Move:
    """What follows when an offer was not answered, `lapses` counting this one: back in turn, or asked first."""
    return Move.pause if lapses >= lapses_before_asking else Move.lapse
