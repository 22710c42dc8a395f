"""What happened to a review; `core.handlers` tells those who care."""

from __future__ import annotations

from dataclasses import dataclass

from core.kit.events import Event


@dataclass(frozen=True, slots=True)
class ReviewGiven(Event):
    """A review is there, once for each visit however often it is changed later (F5)."""

    review_id: int


@dataclass(frozen=True, slots=True)
class LowScoreGiven(Event):
    """A score fell to what reaches a person at once (J5)."""

    review_id: int


@dataclass(frozen=True, slots=True)
class LowScoreRaised(Event):
    """A low score was changed to one that is not: a slip of the thumb, or somebody made it good."""

    review_id: int


@dataclass(frozen=True, slots=True)
class LowScoreExplained(Event):
    """To a low score came tags, words or a photo."""

    review_id: int
