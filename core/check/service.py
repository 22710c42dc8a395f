"""Whether the stored data is sound, recomputed from the tables themselves; reads only."""

from __future__ import annotations

import datetime as dt

from core.check import repository
from core.check.rules import RULES
from core.check.schemas import Backlog, Checked
from core.kit.work import Work
from core.resource import service as resource

_GUARD = "the database itself refuses to take a resource twice"


def check(work: Work) -> tuple[Checked, ...]:
    """Every rule with what breaks it, all seen at one moment; to be the first thing its transaction does."""
    repository.one_moment(work.session)
    checked = [
        Checked(
            rule.says,
            tuple(rule.told.format_map(row) for row in repository.rows(work.session, rule.breaches, work.now)),
            rule.is_note,
        )
        for rule in RULES
    ]
    missing = () if resource.is_guarded(work) else ("the guard against double booking is missing or was changed",)
    return (*checked, Checked(_GUARD, missing))


def backlog(work: Work) -> Backlog:
    """What waits to be done or to go out."""
    return Backlog(*repository.backlog(work.session, work.now))


def newest_moment(work: Work) -> dt.datetime | None:
    """When something last came in or was queued, by the clock of then: a clock that is right now is not before it."""
    return repository.newest_moment(work.session)
