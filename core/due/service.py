"""One mechanism for all that falls due: planned with a unique key, claimed once, missed after its time.

A higher domain plans rows of its family and claims them in a job of the clock. To be late is decided by the row itself
(`expires_at`), which its planner sets by the rule of its kind.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from core.due import repository
from core.due.schemas import Due, Plan
from core.kit.work import Work

SWEEP = 500
"""Rows claimed in one transaction, so that it stays short; the clock calls again until nothing is left."""


def plan(work: Work, plans: Sequence[Plan]) -> int:
    """Plans rows; how many are new. Twice is harmless; what was dropped is taken up again."""
    # Not dataclasses.asdict: it copies every moment, which took longer than all the rest.
    rows = [{name: getattr(each, name) for name in Plan.__dataclass_fields__} for each in plans]
    return repository.add(work.session, rows, work.now)


def drop(work: Work, subject_id: int, families: Iterable[str]) -> int:
    """Drops what is open of a subject in some families of kinds; how many."""
    return repository.drop(work.session, subject_id, families, work.now)


def claim(
    work: Work,
    family: str,
    *,
    but_stores: Collection[int] = (),
    after: dt.datetime | None = None,
    limit: int = SWEEP,
) -> list[Due]:
    """Takes rows that are due and still in time, oldest first, and marks them done: two never have the same.

    `after`: only those that fell due since then.
    """
    return repository.claim(work.session, family, but_stores, work.now, limit, after)


def miss(work: Work, family: str, *, but_stores: Collection[int] = (), limit: int = 20 * SWEEP) -> list[Due]:
    """Gives up rows whose time ran out, and hands each of them out once, to be told of where it matters."""
    return repository.miss(work.session, family, but_stores, work.now, limit)


def mark_unheard(work: Work, row_ids: Sequence[int]) -> None:
    """Notes that claimed rows reached nobody: there is no chat."""
    repository.mark_unheard(work.session, row_ids)


def count_late(work: Work, by: dt.timedelta) -> int:
    """How many rows have been due for longer than that and are still open."""
    return repository.count_late(work.session, work.now - by)
