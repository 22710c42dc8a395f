"""What a text says, by the questions that dialogs ask: values of the reader, and words that no entity is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bot.engine.before import weekdays_in
from bot.engine.options import ALTERNATIVES, JOINED
from nlu.entities.asked import asks_for_all, asks_who_somebody_is, minutes_late, needs_of, topics_of
from nlu.entities.called import friend_name, own_name
from nlu.entities.house import asks_terms
from nlu.entities.offhand import minutes_wanted, wants_anyone, wants_other_store, wants_same_time, wants_the_same_again
from nlu.entities.otherwise import towards
from nlu.entities.rating import stars_of
from nlu.entities.several import friend_of, split_services
from nlu.reading import Entity

QUESTION_OF = {
    "service": "treatment",
    "staff": "staff",
    "store": "store",
    "date": "day",
    "time": "time",
    "time_range": "part",
    "booking_id": "booking",
    "coupon_code": "code",
    "phone": "phone",
    "birthday": "birthday",
    "allergy": "allergies",
    "avoid": "avoid",
    "like": "like",
    "party_size": "people",
    "amount": "fen",
    "answer": "answer",
}
"""Which question of a dialog an entity of the NLU answers."""

MOST_WORDS = 500
"""Characters of what somebody said that a dialog is handed."""

_SPAN = dt.timedelta(days=31)
"""The most days that "from Saturday on" can mean."""


def heard_in(text: str, entities: tuple[Entity, ...]) -> dict[str, str]:
    """All that a text answers, by question."""
    return values_of(entities) | _company(text, entities) | _rated(text) | _offhand(text, entities)


def values_of(entities: tuple[Entity, ...]) -> dict[str, str]:
    """Entities by question; several values of one kind are alternatives, which become a question."""
    heard: dict[str, str] = {}
    for entity in entities:
        name = _question_of(entity)
        if name is None:
            continue
        value = _dates(entity.value) if entity.name == "date" else entity.value
        heard[name] = f"{heard[name]}{ALTERNATIVES}{value}" if name in heard and heard[name] != value else value
    return heard


def _question_of(entity: Entity) -> str | None:
    """下午 is a time to people, and several hours to a dialog."""
    is_part = entity.name == "time" and "/" in entity.value
    return "part" if is_part else QUESTION_OF.get(entity.name)


def _dates(value: str) -> str:
    """A date as it is; of a span ("2026-09-19/2026-09-20", ".." for an open side) every day, as alternatives."""
    first, slash, last = value.partition("/")
    if not slash:
        return value
    start = dt.date.fromisoformat(last) - _SPAN if first == ".." else dt.date.fromisoformat(first)
    end = start + _SPAN if last == ".." else dt.date.fromisoformat(last)
    days = min((end - start).days, _SPAN.days) + 1
    return ALTERNATIVES.join((start + dt.timedelta(days=n)).isoformat() for n in range(days))


def _rated(text: str) -> dict[str, str]:
    stars = stars_of(text)
    return {} if stars is None else {"score": str(stars)}


def _offhand(text: str, entities: Sequence[Entity]) -> dict[str, str]:
    """What no name and no treatment says: whom, where, how long (「90 分钟的」), what calling off costs."""
    is_named = any(each.name == "staff" for each in entities)
    heard = {"anyone": "yes"} if not is_named and wants_anyone(text) else {}
    if is_named and asks_who_somebody_is(text):
        heard["about"] = "yes"
    if wants_same_time(text):
        heard["same_time"] = "yes"
    if wants_the_same_again(text):
        heard["again"] = "yes"
    if wants_other_store(text) and not any(each.name == "store" for each in entities):
        heard["other_store"] = "yes"
    if (way := towards(text)) is not None:
        heard["towards"] = way
    if (friend := friend_name(text)) is not None:
        heard["friend_name"] = friend
    elif (name := own_name(text)) is not None:
        heard["name"] = name
    if asks_terms(text):
        heard["terms"] = "yes"
    minutes = minutes_wanted(text)
    return heard if minutes is None else heard | {"minutes": str(minutes)}


def _company(text: str, entities: tuple[Entity, ...]) -> dict[str, str]:
    """Treatments wanted besides the first (`also`) or besides what was named before (`adds`), and for whom."""
    wanted, friend = split_services(text, entities), friend_of(text)
    heard = {"also": JOINED.join(ALTERNATIVES.join(keys) for keys in wanted.more)} if wanted.more else {}
    if wanted.is_addition:
        heard["adds"] = JOINED.join(ALTERNATIVES.join(keys) for keys in (wanted.first, *wanted.more))
    return heard | ({"friend": friend} if friend else {})


def about(text: str, intent: str) -> dict[str, str]:
    """What only some dialogs want to know of a text, beside its entities."""
    late = minutes_late(text)
    return {
        "intent": intent,
        "words": text.strip()[:MOST_WORDS],
        "topic": ALTERNATIVES.join(topics_of(text)),
        "need": ALTERNATIVES.join(needs_of(text)),
        "late": "" if late is None else str(late),
        "all": "yes" if asks_for_all(text) else "",
    } | weekdays_in(text)
