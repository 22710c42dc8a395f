"""Telling staff once a day: planned as due rows, one for each store, local day and person, so never twice."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from core.auth.enums import StaffRole
from core.conversation import service as conversations
from core.daily import rules
from core.due import service as due
from core.due.schemas import Due
from core.kit.work import Work
from core.staff import service as staff
from core.store import service as stores

_FRESH = dt.timedelta(minutes=30)


def plan_days(work: Work) -> int:
    """Plans what is due today in every store, and what of yesterday is still worth telling; how many rows are new."""
    everybody = staff.list_staff(work)
    plans = []
    for store in stores.list_stores(work):
        people = [each for each in everybody if each.store_id == store.id or each.role is StaffRole.owner]
        for on in rules.days(store, work.now):
            shifts = staff.shift_spans(work, store.id, on, on, store.zone)
            plans += rules.plans(store, on, people, shifts, work.now)
    return due.plan(work, plans)


def tell_due(work: Work) -> int:
    """Tells staff their agenda and summary; how many were dealt with. What they are told is read when they are told.

    The store sets these hours itself, so its quiet hours do not hold them back; only what is late waits for their end.
    """
    quiet = [store.id for store in stores.list_stores(work) if store.quiet.span_of(work.now)]
    missed = due.miss(work, "daily")
    claimed = due.claim(work, "daily", but_stores=quiet) or due.claim(work, "daily", after=work.now - _FRESH)
    for row in claimed:
        _tell(work, row)
    return len(missed) + len(claimed)


def _tell(work: Work, row: Due) -> None:
    store = stores.get(work, row.store_id)
    told = conversations.notify_staff(
        work,
        row.kind,
        store_id=store.id,
        staff_ids=(row.subject_id,),
        key=f"due:{row.id}",
        store=store.id,
        day=row.occasion_at.astimezone(ZoneInfo(store.zone)).date().isoformat(),
    )
    if not told:
        due.mark_unheard(work, [row.id])
