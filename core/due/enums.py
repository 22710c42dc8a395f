"""States of what falls due."""

from enum import StrEnum


class DueStatus(StrEnum):
    """Where a due row stands."""

    scheduled = "scheduled"
    done = "done"  # dealt with, once
    missed = "missed"  # its time ran out before anybody looked, or there was no chat to tell it in
    dropped = "dropped"  # no longer wanted: what it was about was called off, moved, or has begun


class MissedWhy(StrEnum):
    """Why a due row was missed."""

    late = "late"  # nobody looked in time
    no_chat = "no_chat"  # there was nowhere to tell it
