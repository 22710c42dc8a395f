"""What happens to points."""

from enum import StrEnum


class EntryKind(StrEnum):
    """What a row of the ledger did."""

    earn = "earn"
    spend = "spend"
    give_back = "give_back"  # spent points returned to their lots: what they paid was refunded or called off
    take_back = "take_back"  # earned points left again: what earned them was refunded
    expire = "expire"
    adjust = "adjust"  # by a colleague, for a reason


class LotState(StrEnum):
    """Where a lot stands; derived from its rows and the time, never stored."""

    pending = "pending"  # earned, to be spent later
    active = "active"
    spent = "spent"
    expired = "expired"
    reversed = "reversed"  # taken back as a whole


class ItemKind(StrEnum):
    """What can be had for points (F16)."""

    goods = "goods"
    treatment = "treatment"
    perk = "perk"  # virtual, such as priority booking
    partner = "partner"  # a partner's coupon


class Perk(StrEnum):
    """What a virtual perk does."""

    priority = "priority"  # the calendar opens as early as for gold (C9)


class RedemptionStatus(StrEnum):
    """Where a redemption stands."""

    open = "open"
    done = "done"  # handed over
    cancelled = "cancelled"  # the points went back


class FlagRule(StrEnum):
    """What is abnormal about somebody's earning (F15)."""

    cap = "cap"  # the daily cap was reached again and again
    rush = "rush"  # many earnings within an hour
    refunds = "refunds"  # sales that are refunded again and again
    grants = "grants"  # one colleague gives one member points again and again


class FlagStatus(StrEnum):
    """Where a flag stands."""

    open = "open"
    cleared = "cleared"  # all is well
    confirmed = "confirmed"  # it was abuse: the points went back
