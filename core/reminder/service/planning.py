"""Planning what a confirmed visit makes fall due; with its confirmation, or later for visits that have none."""

from __future__ import annotations

import datetime as dt

from core.booking.schemas import BookingOut
from core.due import service as due
from core.due.schemas import Plan
from core.kit.quiet import Quiet
from core.kit.work import Work
from core.reminder import repository, rules
from core.store import service as stores
from core.store.schemas import StoreOut

FAMILIES = ("reminder", "arrival", "brief", "attendance")
_SWEEP = 500  # visits planned in one go


def plan(work: Work, booking: BookingOut) -> int:
    """Plans what falls due for a confirmed visit by its store's present settings; how many rows are new.

    Twice is harmless.
    """
    store = stores.get(work, booking.store_id)
    return due.plan(work, _plans(work, store, store.quiet, booking.id, booking.starts_at, booking.confirm_by))


def plan_missing(work: Work) -> int:
    """Plans for visits ahead that have nothing planned (made by the demo, or before there were reminders); how many
    rows.

    To be called until it says 0.
    """
    found = repository.unplanned(work.session, rules.ASK, work.now, _SWEEP)
    of_id = {store.id: (store, store.quiet) for store in stores.list_stores(work)}
    plans = [
        each for row in found for each in _plans(work, *of_id[row.store_id], row.id, row.starts_at, row.confirm_by)
    ]
    return due.plan(work, plans)


def drop(work: Work, booking_id: int) -> int:
    """Drops what is still to come of a visit: it is off, elsewhere, or the member is here; how many rows."""
    return due.drop(work, booking_id, FAMILIES)


def _plans(
    work: Work, store: StoreOut, quiet: Quiet, booking_id: int, starts_at: dt.datetime, confirm_by: dt.datetime | None
) -> list[Plan]:
    """Its reminders, the brief, the end of the time to confirm again where there is one, and the question whether the
    member came, which every visit has: it marks a visit as planned."""
    policy = store.settings.booking
    brief = rules.brief(starts_at, work.now, policy.brief_minutes, quiet)
    planned = [
        *rules.plan(starts_at, work.now, policy.reminder_minutes, quiet),
        *([brief] if brief else []),
        rules.question(starts_at, quiet.zone, policy.no_show_minutes),
    ]
    if confirm_by is not None and work.now < confirm_by < starts_at:
        planned.append(rules.Planned(rules.CONFIRM, confirm_by, starts_at))
    return [Plan(each.kind, store.id, booking_id, starts_at, each.due_at, each.expires_at) for each in planned]
