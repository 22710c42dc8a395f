"""The birthday pack (H5): given by itself, once a year, to every member who told when their birthday is."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from core.coupon.service.issuing import birthday, first_store
from core.due import service as due
from core.due.schemas import Due, Plan
from core.kit.work import Work
from core.profile import service as profiles
from core.store import service as stores
from core.store.schemas import StoreOut

FAMILY = "birthday"
_KIND = f"{FAMILY}.pack"
PAGE = 1000
"""Members looked at for a row: birthdays are sealed, so they are opened one by one."""
_LOOKS = 5
_NOON = dt.time(12)


def plan_birthdays(work: Work) -> int:
    """Plans to look who has their birthday soon, once for each day; how many days are new.

    After a downtime, or when the pack is first named, days that are still to come are made up for.
    """
    listed = stores.list_stores(work)
    if not listed or listed[0].settings.coupons.birthday_pack is None:
        return 0
    store, before = listed[0], listed[0].settings.coupons.birthday_days_before
    today = work.now.astimezone(ZoneInfo(store.zone)).date()
    days = (today + dt.timedelta(days=ahead) for ahead in range(before + 1))
    return due.plan(work, [_plan(store, day, 0) for day in days])


def give_birthdays(work: Work) -> int:
    """Gives the packs that are due, `PAGE` members a row; how many rows were dealt with. Twice gives nothing more.

    In the quiet hours nothing is claimed.
    """
    quiet = [store.id for store in stores.list_stores(work) if store.quiet.span_of(work.now)]
    missed = due.miss(work, FAMILY)
    claimed = due.claim(work, FAMILY, but_stores=quiet, limit=_LOOKS)
    for row in claimed:
        _give(work, row)
    return len(missed) + len(claimed)


def _give(work: Work, row: Due) -> None:
    store = first_store(work)
    day = row.occasion_at.astimezone(ZoneInfo(store.zone)).date()
    page = profiles.list_birthdays(work, row.subject_id, PAGE)
    for member_id, born in page:
        if profiles.next_birthday(born, day) == day:
            birthday(work, member_id, day.year)
    if len(page) == PAGE:
        due.plan(work, [_plan(store, day, page[-1][0])])


def _plan(store: StoreOut, day: dt.date, after: int) -> Plan:
    """A look at the members with a number above `after`; the day itself is over for it at its midnight."""
    policy, zone = store.settings.coupons, ZoneInfo(store.zone)
    at = dt.time.fromisoformat(policy.birthday_at)
    due_at = dt.datetime.combine(day - dt.timedelta(days=policy.birthday_days_before), at, zone)
    ends_at = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone)
    # Noon is there on every day in every zone.
    noon = dt.datetime.combine(day, _NOON, zone)
    return Plan(_KIND, store.id, after, *(each.astimezone(dt.UTC) for each in (noon, due_at, ends_at)))
