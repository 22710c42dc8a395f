"""Points of all members together, for who runs the salon (F18, F22)."""

from __future__ import annotations

import datetime as dt

from core.auth import service as auth
from core.auth.enums import Permission
from core.kit.work import Work
from core.points.enums import EntryKind
from core.points.repository import report as repository
from core.points.rules.redeeming import rate_of, worth
from core.points.schemas import PointsReport
from core.points.service import ledger

_SHOWN = 10


def report(work: Work, days: int = 30) -> PointsReport:
    """What members hold and what it is worth at the till, by the first store's rates; what was earned, spent and had
    most in the last days. Points are the brand's, so it is for whoever runs one of its stores. Raises NotAllowed."""
    auth.require(work.actor, Permission.run_points)
    policy = ledger.store_of(work, None).settings.points
    active, pending, debt, members = repository.held(work.session, work.now)
    since = work.now - dt.timedelta(days=days)
    moved = repository.moved_since(work.session, since)
    return PointsReport(
        members=members,
        active=sum(active.values()),
        pending=pending,
        debt=debt,
        worth_fen=sum(worth(points, rate_of(policy, tier)) for tier, points in active.items()),
        days=days,
        earned=moved.get(EntryKind.earn, 0) + moved.get(EntryKind.take_back, 0),
        spent=-moved.get(EntryKind.spend, 0) - moved.get(EntryKind.give_back, 0),
        expired=-moved.get(EntryKind.expire, 0),
        most=repository.most_redeemed(work.session, since, _SHOWN),
    )
