"""What a check of the stored data found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Checked:
    """One rule and where the data breaks it.

    `is_note`: what is found is for a person to look at; the data is sound all the same.
    """

    rule: str
    found: tuple[str, ...]
    is_note: bool = False

    @property
    def is_broken(self) -> bool:
        """Whether the data differs from the rule."""
        return bool(self.found) and not self.is_note


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits: messages to go out, messages to be done, and of both those that have waited too long."""

    outbox: int
    outbox_late: int
    inbox: int
    inbox_late: int
