"""When members are reminded of what they paid for in advance, and who is offered a small top-up (I1, B9). Pure."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from core.due.schemas import Plan
from core.store.schemas import StoreOut

LOW, OFFER = "wallet.low", "wallet.offer"
"""Kinds of due rows whose subject is a member."""

CARD_LOW, CARD_TERM = "card.low", "card.term"
"""Kinds whose subject is a card; of a term the days before it follow: "card.term_30"."""

GIFT_ENDS = "gift.ends"
"""Whose subject is a top-up."""

GIFT_DAYS = (30, 7)
"""How many days before gift money ends its owner hears of it."""

MARKETING = frozenset({LOW, OFFER, CARD_LOW})
"""Prompts to buy: only to members who agreed to marketing. What is about to be lost is told to everybody."""

_EPOCH = dt.date(1970, 1, 1)
_DAY = dt.timedelta(days=1)
_MORNING = dt.time(10)
_WORTH = dt.timedelta(days=3)


def once_in(days: int, kind: str, store: StoreOut, subject_id: int, now: dt.datetime) -> Plan:
    """A prompt for tomorrow morning, the only one of its kind in a stretch of days: such rows share their occasion."""
    zone = ZoneInfo(store.zone)
    today = now.astimezone(zone).date()
    stretch = _EPOCH + (today - _EPOCH).days // days * days * _DAY
    due_at = _at(today + _DAY, zone)
    return Plan(kind, store.id, subject_id, _at(stretch, dt.UTC), due_at, due_at + _WORTH)


def before(kind: str, days: tuple[int, ...], store: StoreOut, subject_id: int, ends_at: dt.datetime) -> list[Plan]:
    """A reminder in the morning so many days before something ends, worth telling until it has ended."""
    zone = ZoneInfo(store.zone)
    last_on = ends_at.astimezone(zone).date()
    plans = (
        Plan(f"{kind}_{each}", store.id, subject_id, ends_at, _at(last_on - each * _DAY, zone), ends_at)
        for each in days
    )
    return [plan for plan in plans if plan.due_at < plan.expires_at]


def in_time(plans: list[Plan], now: dt.datetime) -> list[Plan]:
    """Those whose moment is still to come: a card of five days is not announced as ending in thirty."""
    return [plan for plan in plans if plan.due_at > now]


def _at(on: dt.date, zone: dt.tzinfo) -> dt.datetime:
    return dt.datetime.combine(on, _MORNING, zone).astimezone(dt.UTC)
