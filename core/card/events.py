"""What happens to session cards."""

from __future__ import annotations

from dataclasses import dataclass

from core.kit.events import Event


@dataclass(frozen=True, slots=True)
class CardEvent(Event):
    """Something happened to a card."""

    card_id: int
    member_id: int
    store_id: int


@dataclass(frozen=True, slots=True)
class CardSold(CardEvent):
    """A member has a new card."""


@dataclass(frozen=True, slots=True)
class CardUsed(CardEvent):
    """Uses left a card."""


@dataclass(frozen=True, slots=True)
class CardRefunded(CardEvent):
    """A card was given back for money."""
