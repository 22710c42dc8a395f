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
