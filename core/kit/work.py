"""What a service is handed: the open transaction, the time, and who is acting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Literal

from sqlalchemy.orm import Session

from core.kit.events import Event, Handlers

ActorKind = Literal["system", "guest", "member", "staff"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is acting. `role` and `store_id` are set for staff; `owner` acts in every store of the brand."""

    kind: ActorKind
    id: int | None = None
    role: str | None = None
    store_id: int | None = None


SYSTEM = Actor("system")
SIGNALS = "signals"
"""Where a session keeps what is to be told after its commit: topic → ids."""


@dataclass(frozen=True, slots=True)
class Work:
    """One unit of work. Services read and write through `session` and never commit; the edge does, once."""

    session: Session
    now: dt.datetime
    actor: Actor = SYSTEM
    handlers: Handlers = field(default_factory=dict)

    def emit(self, event: Event) -> None:
        """Hands an event to its handlers, in this transaction: if one fails, nothing happened."""
        for handle in self.handlers.get(type(event), ()):
            handle(self, event)

    def signal(self, topic: str, about: int) -> None:
        """Leaves word for whoever listens to `Database.on_commit`: told after the commit, never for what was rolled
        back."""
        self.session.info.setdefault(SIGNALS, {}).setdefault(topic, set()).add(about)

    def acting_as(self, actor: Actor) -> Work:
        """The same unit of work for another actor, such as the system in the middle of a member's turn."""
        return replace(self, actor=actor)
