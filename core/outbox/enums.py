"""States and purposes of what goes out."""

from enum import StrEnum


class OutboxStatus(StrEnum):
    """Where an outgoing message stands."""

    queued = "queued"
    sending = "sending"  # a sender took it; found again after a crash, its outcome is unknown
    sent = "sent"
    unknown = "unknown"  # may or may not have arrived; shown to staff when it may not be repeated
    dropped = "dropped"  # no longer wanted: expired, or staff took the conversation over
    dead = "dead"  # refused for good by the provider


class Purpose(StrEnum):
    """Why a message goes out: decides routes, limits and whether an unknown outcome is sent again."""

    reply = "reply"
    service = "service"  # about a booking or money: at least once
    person = "person"  # a colleague's own words
    marketing = "marketing"  # at most once
