"""What about somebody's earning is abnormal (F15), by counts of the ledger."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core.points.enums import FlagRule
from core.store.schemas.points import AbusePolicy

WEEK, HOUR, MONTH = dt.timedelta(days=7), dt.timedelta(hours=1), dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Counts:
    """What the ledger says of one member: days of the last seven on which the cap cut something, earnings but for
    visits within the last hour, refunded sales and points by the same colleague within 30 days."""

    cap_days: int = 0
    earnings: int = 0
    refunds: int = 0
    grants: int = 0


def abnormal(policy: AbusePolicy, counts: Counts) -> list[tuple[FlagRule, int, int]]:
    """Which rules are broken, each with what was counted and the limit; 0 as a limit: is not looked for."""
    looked_for = (
        (FlagRule.cap, counts.cap_days, policy.cap_days),
        (FlagRule.rush, counts.earnings, policy.earnings_an_hour),
        (FlagRule.refunds, counts.refunds, policy.refunds_a_month),
        (FlagRule.grants, counts.grants, policy.grants_a_month),
    )
    return [(rule, counted, limit) for rule, counted, limit in looked_for if limit and counted >= limit]
