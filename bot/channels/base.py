"""What every channel is to the rest: a place to send to, and what it can do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.messages import Outgoing


class Outcome(StrEnum):
    """How a delivery ended."""

    sent = "sent"
    wait = "wait"  # not tried: the platform's pace allows it only after a while
    retry = "retry"  # surely not arrived; worth another try after a while
    unknown = "unknown"  # the answer was lost: it may have arrived
    refused = "refused"  # will never arrive: malformed, or the chat is gone
    blocked = "blocked"  # the person lets nothing through until they come back


@dataclass(frozen=True, slots=True)
class Delivery:
    """The outcome of one sending; `after` is how long to wait, or at least to wait, before the next."""

    outcome: Outcome
    provider_id: str | None = None
    after: dt.timedelta = dt.timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a channel can show: decides how an answer is rendered, never what it says."""

    buttons: bool
    edits: bool
    cards: bool
    max_text: int
    max_image: int


class Channel(Protocol):
    """A chat platform and one account of the salon on it."""

    name: str
    account: str
    capabilities: Capabilities

    async def send(self, chat_id: str, outgoing: Outgoing) -> Delivery:
        """Delivers one answer. Raises nothing: whatever happens is an outcome."""
        ...
