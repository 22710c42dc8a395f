"""What happened to members; `core.handlers` tells those who care."""

from __future__ import annotations

from dataclasses import dataclass

from core.kit.events import Event


@dataclass(frozen=True, slots=True)
class MemberJoined(Event):
    """Somebody became a member; with a chat they already are reached by it."""

    member_id: int
