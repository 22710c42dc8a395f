"""What a visit makes fall due (C8), until when that is worth it, and when nobody wants to hear of it (N)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.kit.quiet import Quiet

MORNING_LEAD = dt.timedelta(hours=1)
"""A reminder put off to the end of the quiet hours comes at least this long before the visit."""

EVENING_LEAD = dt.timedelta(minutes=15)
"""One that cannot wait for the morning is sent this long before the quiet hours, so that it is read before them."""

ASK, CLOSE = "arrival.ask", "arrival.close"
"""The question to the desk whether a member came, and what follows when nobody answered it."""

CONFIRM = "attendance.confirm"
"""The end of the time in which a member who missed visits has to say once more that they come."""

BRIEF = "brief.before"
"""What whoever does the treatment should know of the member (A7)."""

USEFUL_UNTIL = ((6 * 60, dt.timedelta(hours=3)), (0, dt.timedelta()))
"""After a downtime: a reminder planned at least so many minutes ahead is worth sending until so long before the
visit. The one of the day before until three hours before, the one of two hours before until the start."""

LEAST = dt.timedelta(minutes=5)
"""How long at the least anything may be late."""

ANSWERABLE = dt.timedelta(hours=2)
"""How long after the start of a visit near midnight the desk has at the least to answer."""

CLOSABLE = dt.timedelta(days=7)
"""After a longer downtime nobody remembers who came: the visit is left for people to settle."""

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """Something due at a moment, and pointless from another on; both UTC."""

    kind: str
    due_at: dt.datetime
    expires_at: dt.datetime


def plan(starts_at: dt.datetime, now: dt.datetime, minutes: Iterable[int], quiet: Quiet) -> tuple[Planned, ...]:
    """The reminders of a visit that are still to come, soonest first; `minutes` are counted back from its start.

    Two that quiet hours push onto the same moment are one: the one meant to be nearer to the visit. A late one gives
    way to the next, so that after a downtime nobody is reminded twice at once.
    """
    starts_at = starts_at.astimezone(dt.UTC)
    found: dict[dt.datetime, int] = {}
    for before in sorted(minutes, reverse=True):
        wished = starts_at - dt.timedelta(minutes=before)
        due_at = audible(wished, starts_at, quiet)
        if min(wished, due_at) > now:
            found[due_at] = before
    moments = sorted(found)
    return tuple(
        Planned(
            f"reminder.{found[due_at]}",
            due_at,
            min(following, max(useful_until(found[due_at], starts_at), due_at + LEAST)),
        )
        for due_at, following in zip(moments, [*moments, starts_at][1:], strict=True)
    )


def audible(wished: dt.datetime, starts_at: dt.datetime, quiet: Quiet) -> dt.datetime:
    """The wished moment, or out of the quiet hours: their end if the visit is an hour away then, else before them."""
    span = quiet.span_of(wished)
    if span is None:
        return wished
    begin, end = span
    return end if end + MORNING_LEAD <= starts_at else begin - EVENING_LEAD


def useful_until(before: int, starts_at: dt.datetime) -> dt.datetime:
    """Until when a reminder planned some minutes before a visit is worth sending (`USEFUL_UNTIL`)."""
    return starts_at - next(lead for at_least, lead in USEFUL_UNTIL if before >= at_least)


def brief(starts_at: dt.datetime, now: dt.datetime, minutes: int, quiet: Quiet) -> Planned | None:
    """When whoever does the treatment is briefed (A7): `minutes` before it, and at once for a visit nearer than that.

    What would come in the quiet hours comes when the day begins, or before them if the visit is earlier still. None
    when the store wants no briefs, and for a visit that has begun.
    """
    starts_at = starts_at.astimezone(dt.UTC)
    if not minutes or starts_at <= now:
        return None
    wished = starts_at - dt.timedelta(minutes=minutes)
    span = quiet.span_of(wished)
    if span is not None:
        wished = span[1] if span[1] + LEAST <= starts_at else span[0] - EVENING_LEAD
    return Planned(BRIEF, max(wished, now), max(starts_at, now + LEAST))


def question(starts_at: dt.datetime, zone: ZoneInfo, minutes: int) -> Planned:
    """When the desk is asked whether a member came, and the end of that local day, when it is no longer asked."""
    starts_at = starts_at.astimezone(dt.UTC)
    due_at = starts_at + dt.timedelta(minutes=minutes)
    return Planned(ASK, due_at, max(_day_end(starts_at, zone), due_at + LEAST))


def closing(starts_at: dt.datetime, zone: ZoneInfo) -> Planned:
    """When a visit nobody said anything about counts as missed: the end of its local day, however late that is seen."""
    day_end = _day_end(starts_at, zone)
    return Planned(CLOSE, max(day_end, starts_at + ANSWERABLE), day_end + CLOSABLE)


def _day_end(moment: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    on = moment.astimezone(zone).date() + _DAY
    return dt.datetime.combine(on, dt.time(), zone).astimezone(dt.UTC)
