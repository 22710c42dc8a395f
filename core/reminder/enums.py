"""States of what falls due."""

from enum import StrEnum


class DueStatus(StrEnum):
    """Where a due row stands."""

    scheduled = "scheduled"
    done = "done"  # told, once
    missed = "missed"  # its time ran out before anybody looked, or there was no chat to tell it in
    dropped = "dropped"  # no longer wanted: the visit was called off, moved, or has begun
