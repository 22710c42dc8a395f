"""Why a member's level is what it is."""

from enum import StrEnum


class ChangeWhy(StrEnum):
    """What a row of a member's levels is about."""

    spend = "spend"  # a threshold was reached
    refund = "refund"  # what reached it was given back
    hand = "hand"  # a colleague decided it
    review = "review"  # earned again: kept for another year
    grace = "grace"  # not earned again, kept once more for a while
    lowered = "lowered"  # not earned again, and the grace is over
