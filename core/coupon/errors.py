"""Refusals of coupons; each code is a text key."""

from core.kit.errors import BadInput, NotFound, Refusal


class CouponNotFound(NotFound):
    """No such coupon, kind of coupon or pack for this person. Field: `what`, as it was named."""

    code = "coupon.not_found"


class CouponKeyReused(Refusal):
    """The key was used before for something else. Nothing was changed."""

    code = "coupon.key_reused"


class CouponsGone(Refusal):
    """All coupons of a kind are given away, or the kind is no longer offered."""

    code = "coupon.gone"


class CouponLimit(Refusal):
    """The member had as many of a kind as each may have. Field: `limit`."""

    code = "coupon.limit"


class CouponUnfit(Refusal):
    """A coupon cannot be used on this bill. Fields: `coupon` (its code), `why` (an `Unfit`)."""

    code = "coupon.unfit"


class CouponsApart(Refusal):
    """Two coupons do not go together. Fields: `one`, `other` (their codes)."""

    code = "coupon.apart"


class CouponTaken(Refusal):
    """A coupon was used by somebody else in the same moment. Field: `coupon` (its code)."""

    code = "coupon.taken"


class BadBill(BadInput):
    """Lines that cannot be a bill: none or too many, of the same id, of a negative or huge price."""

    code = "coupon.bad_bill"


class GrantRefused(Refusal):
    """A colleague's role may not give this. Fields: `why` ("role", "worth", "a_day"), `limit`."""

    code = "coupon.grant_refused"
    status = 403


class RequestOver(Refusal):
    """The question was answered, or its time is over. Field: `status`."""

    code = "coupon.request_over"


class BadTemplate(BadInput):
    """A kind of coupon that cannot be meant. Field: `what` is wrong with it."""

    code = "coupon.bad_template"


class GiftUnclear(BadInput):
    """Neither a kind of coupon nor a pack was named, or both."""

    code = "coupon.which_gift"


class CodesLocked(Refusal):
    """Too many wrong codes, or too many in a minute: none is looked at for a while. Field: `minutes`."""

    code = "coupon.codes_locked"
    status = 429
