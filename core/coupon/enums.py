"""Kinds of coupons, where they come from, and what can be said of one."""

from enum import StrEnum


class CouponKind(StrEnum):
    """What a coupon does (H4, H5)."""

    fixed = "fixed"  # an amount off
    percent = "percent"  # a share off, up to a cap
    free = "free"  # one treatment for nothing
    trial = "trial"  # one treatment to try, for a small price
    bogo = "bogo"  # buy one, get the cheaper one
    price = "price"  # one treatment for a fixed price


LINE_KINDS = frozenset({CouponKind.free, CouponKind.trial, CouponKind.bogo, CouponKind.price})
"""Kinds that make one line special; the others take something off the sum."""


class CouponSource(StrEnum):
    """By what a coupon came to a member (H1, H2)."""

    hand = "hand"  # a colleague gave it
    tier = "tier"  # with a level
    points = "points"  # exchanged
    newcomer = "newcomer"
    birthday = "birthday"
    promotion = "promotion"  # a code of an activity
    campaign = "campaign"


class CouponState(StrEnum):
    """What a coupon, or a code that somebody named, is at a moment."""

    valid = "valid"
    used = "used"
    expired = "expired"
    not_yet = "not_yet"
    foreign = "foreign"  # somebody else's
    unknown = "unknown"  # no coupon has this code
    sold_out = "sold_out"  # of an activity whose coupons are all taken
    had = "had"  # of an activity that this member had their share of
    locked = "locked"  # too many wrong codes: none is looked at for a while


class Unfit(StrEnum):
    """Why a coupon cannot be used on a bill."""

    used = "used"
    expired = "expired"
    not_yet = "not_yet"
    store = "store"
    day = "day"
    hours = "hours"
    scope = "scope"
    minimum = "minimum"
    adds_nothing = "adds_nothing"  # what it would take off is taken off already, or the floor price stands


class RequestStatus(StrEnum):
    """Where a redemption stands that staff began without a bill and the member has to approve."""

    open = "open"
    approved = "approved"
    declined = "declined"
    lapsed = "lapsed"
