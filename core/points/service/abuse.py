"""Abnormal earning is flagged with its evidence (F15)."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from core.auth.enums import StaffRole
from core.conversation import service as conversations
from core.due import service as due
from core.due.schemas import Plan
from core.kit.work import SYSTEM, Work
from core.points.enums import EntryKind, FlagRule
from core.points.repository import rewards as repository
from core.points.rules import abuse as rules
from core.points.schemas import PointsEntryOut
from core.store import service as stores
from core.store.schemas import StoreOut

LATE = "points_flag.late"
DECIDERS = (StaffRole.owner, StaffRole.manager)
_LATE_FOR = dt.timedelta(days=30)
_MOST_EVIDENCE = 50


def look(work: Work, entry: PointsEntryOut) -> None:
    """Whether this entry makes a member's earning abnormal; whoever runs the store is told once of each kind."""
    store = stores.get(work, entry.store_id)
    policy = store.settings.points.abuse
    recent = repository.entries_since(
        work.session,
        entry.member_id,
        (EntryKind.earn, EntryKind.take_back, EntryKind.adjust),
        work.now - rules.MONTH,
    )
    listed = _evidence(recent, entry, work.now, ZoneInfo(store.zone))
    counts = rules.Counts(
        cap_days=len({_day(row, ZoneInfo(store.zone)) for row in listed[FlagRule.cap]}),
        earnings=len(listed[FlagRule.rush]),
        refunds=len({row.because.get("sale", row.key) for row in listed[FlagRule.refunds]}),
        grants=len(listed[FlagRule.grants]),
    )
    for rule, counted, limit in rules.abnormal(policy, counts):
        before = repository.last_flag(work.session, entry.member_id, rule)
        # What was decided once is evidence no more: only what came since then can raise it again.
        since = before.decided_at if before is not None and before.decided_at is not None else None
        fresh = [row for row in listed[rule] if since is None or row.at > since]
        if len(fresh) == len(listed[rule]) or len(fresh) >= limit:
            _raise(work, store, entry.member_id, rule, counted, limit, fresh)


def _raise(
    work: Work, store: StoreOut, member_id: int, rule: FlagRule, counted: int, limit: int, rows: list[Any]
) -> None:
    decide_by = work.now + dt.timedelta(hours=store.settings.points.abuse.decide_hours)
    earned = [row.key for row in rows if row.kind is not EntryKind.take_back and row.points > 0][-_MOST_EVIDENCE:]
    evidence = {
        "counted": counted,
        "limit": limit,
        "points": sum(row.points for row in rows),
        "entries": [row.id for row in rows][-_MOST_EVIDENCE:],
        "earned": earned,
    }
    flag_id = repository.raise_flag(
        work.session,
        member_id=member_id,
        store_id=store.id,
        rule=rule,
        evidence=evidence,
        raised_at=work.now,
        decide_by=decide_by,
    )
    if flag_id is None:
        return
    due.plan(work, [Plan(LATE, store.id, flag_id, decide_by, decide_by, decide_by + _LATE_FOR)])
    system = work.acting_as(SYSTEM)
    conversations.notify_staff(
        system, "points.flagged", store_id=store.id, roles=DECIDERS, key=f"points.flag:{flag_id}", flag=flag_id
    )


def _evidence(recent: list[Any], entry: PointsEntryOut, now: dt.datetime, zone: ZoneInfo) -> dict[FlagRule, list[Any]]:
    week_ago = now.astimezone(zone).date() - rules.WEEK
    earned = [row for row in recent if row.kind is EntryKind.earn]
    return {
        FlagRule.cap: [row for row in earned if "capped" in row.because and _day(row, zone) > week_ago],
        FlagRule.rush: [row for row in earned if row.counts and row.at > now - rules.HOUR],
        FlagRule.refunds: [row for row in recent if row.kind is EntryKind.take_back and "sale" in row.because],
        FlagRule.grants: [
            row
            for row in recent
            if row.kind is EntryKind.adjust and row.points > 0 and row.staff_id == entry.staff_id is not None
        ],
    }


def _day(row: Any, zone: ZoneInfo) -> dt.date:
    day: dt.date = row.at.astimezone(zone).date()
    return day
