"""What happens to members who turn out to be one."""

from __future__ import annotations

from dataclasses import dataclass

from core.kit.events import Event


@dataclass(frozen=True, slots=True)
class MembersMerged(Event):
    """Everything of one member became the other's."""

    kept_id: int
    merged_id: int


@dataclass(frozen=True, slots=True)
class MembersParted(Event):
    """Staff took two members apart again."""

    kept_id: int
    merged_id: int
