"""What a reader takes in and gives back: plain frozen values, the contract every engine keeps.

Engines may differ (keyword rules, embedded classifier, Rasa); dialogs see only these values and
therefore cannot tell which engine ran.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Named:
    """A treatment, staff member or store with everything people call it.

    `key` is the stable id that comes back as an entity's value; `names` holds the Chinese and English
    names and all aliases, in any case and either script.
    """

    key: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The closed sets of one store; what is spoken of outside them comes as an entity that is not known.

    `answers` are the questions that the salon has an answer of its own to, named by ways of asking them.
    """

    treatments: tuple[Named, ...] = ()
    staff: tuple[Named, ...] = ()
    stores: tuple[Named, ...] = ()
    answers: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """Where and when a text was said.

    `language` is "zh_CN" or "en"; `now` is aware and in the store's zone; `question` names the open
    question of the dialog ("day", "party_size", …); `opens` and `closes` are full hours of the salon
    and decide that 「三点」 means 15:00. `hurry`: a lock is held, so nothing may be waited for; a slow reader answers
    from what it has at hand.
    """

    language: str
    now: datetime
    names: Names
    question: str | None = None
    opens: int = 9
    closes: int = 22
    hurry: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """One value found in the text.

    Names: service staff date time time_range party_size phone coupon_code quantity store booking_id amount; of the
    person themselves birthday ("1990-08-15", "lunar:08-15"), allergy (own words), avoid and like (keys of staff).
    `value` is normalised: the key of a `Named`, "2026-09-17" (date), "15:00" or, for a part of the
    day, "12:00/18:00" (time), "15:00/18:00" (time_range; ".." marks an open side), bare digits (phone, party_size,
    quantity), fen (amount), upper case (codes; "#14" where only a figure was said). `text`, `start` and `end` are the
    span in the text as it was typed. `is_known` is false of a service or colleague that the salon does not have: the
    value is then what was said.
    """

    name: str
    value: str
    text: str
    start: int
    end: int
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Intent:
    """What the person wants, with a confidence between 0 and 1."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything understood of one message.

    `intents` are the wishes in it, the one to serve first in front: one, two, or none. `guesses` is what the message
    may be instead, likeliest first, for a question back (「您是想…?」); engines that do not guess leave it empty.
    """

    intents: tuple[Intent, ...]
    entities: tuple[Entity, ...]
    guesses: tuple[Intent, ...] = ()

    def entity(self, name: str) -> Entity | None:
        """The first entity of that name in the text, or None. Two of a closed set are a tie: ask, never guess."""
        return next((entity for entity in self.entities if entity.name == name), None)


class Reader(Protocol):
    """An engine. `slow` says that a call may block on network or take over 20 ms, unless the context is in a hurry: run
    it outside any lock."""

    slow: bool

    def parse(self, text: str, context: Context) -> Reading:
        """Read one message. Never raises on any text, however odd or long."""
        ...
