"""What happens by itself: a table of jobs, each one transaction that finds out what is due; twice changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.booking import service as bookings
from core.document import service as documents
from core.kit.work import Work
from core.reminder import service as reminders


@dataclass(frozen=True, slots=True)
class Job:
    """A job and how often it is woken, in seconds."""

    name: str
    every: int
    run: Callable[[Work], int]


JOBS = (
    Job("bookings.expire_due", 15, bookings.expire_due),
    Job("reminders.send_due", 15, reminders.send_due),
    Job("documents.drop_expired", 600, documents.drop_expired),
)
