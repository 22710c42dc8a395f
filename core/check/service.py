"""Whether the stored data is sound, recomputed from the tables themselves; reads only."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from core.auth.enums import StaffRole
from core.check import repository
from core.check.rules import RULES
from core.check.schemas import Backlog, Checked
from core.conversation import service as conversations
from core.due import service as due
from core.due.schemas import Plan
from core.kit.work import Work
from core.resource import service as resource
from core.store import service as stores

_FAMILY = "check"
_NIGHT = dt.time(4)
_STILL_TONIGHT = dt.timedelta(hours=3)
_MOST_TOLD = 10
_GUARD = "the database itself refuses to take a resource twice"


def check(work: Work) -> tuple[Checked, ...]:
    """Every rule with what breaks it, all seen at one moment; to be the first thing its transaction does."""
    repository.one_moment(work.session)
    return _checked(work)


def check_nightly(work: Work) -> int:
    """Once a night, at four by the clock of the brand's first store: recomputes everything, and tells owner and
    managers of what differs, by name; how many nights were dealt with. The scheduler calls it.
    """
    listed = stores.list_stores(work)
    if not listed:
        return 0
    store = listed[0]
    night = dt.datetime.combine(work.now.astimezone(ZoneInfo(store.zone)).date(), _NIGHT, ZoneInfo(store.zone))
    plan = Plan(f"{_FAMILY}.night", store.id, store.id, night, night, night + _STILL_TONIGHT)
    due.plan(work, [plan] if night <= work.now < plan.expires_at else [])
    due.miss(work, _FAMILY)
    nights = due.claim(work, _FAMILY)
    for row in nights:
        found = [told for each in _checked(work) if each.is_broken for told in each.found]
        if found:
            conversations.notify_staff(
                work,
                "check.differs",
                store_id=None,
                roles=(StaffRole.owner, StaffRole.manager),
                key=f"due:{row.id}",
                count=len(found),
                found=found[:_MOST_TOLD],
            )
    return len(nights)


def _checked(work: Work) -> tuple[Checked, ...]:
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
