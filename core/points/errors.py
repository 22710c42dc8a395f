"""What can go wrong with points."""

from core.kit.errors import BadInput, NotFound, Refusal


class BadPoints(BadInput):
    """A number of points, or a spend, that cannot be meant. Field: `most`."""

    code = "points.bad_points"


class PointsKeyReused(Refusal):
    """The key stands for another movement of points."""

    code = "points.key_reused"


class PointsOff(Refusal):
    """This store gives no points."""

    code = "points.off"


class NotEnoughPoints(Refusal):
    """More points than there are. Fields: `points` asked for, `left`."""

    code = "points.not_enough"


class BelowThreshold(Refusal):
    """Fewer points than are needed to redeem any (F14). Fields: `threshold`, `left`, `missing`."""

    code = "points.below_threshold"


class WindowClosed(Refusal):
    """Points cannot be redeemed today (F10). Fields: `first_day`, `last_day` of a month."""

    code = "points.window_closed"


class NotExchangeable(Refusal):
    """Points of this tier, or for so small a sum, are no money (F9)."""

    code = "points.not_exchangeable"


class PointsNotFound(NotFound):
    """No movement of points of this kind under this key."""

    code = "points.entry_not_found"


class TooManyPointsBack(Refusal):
    """More would go back than was moved. Fields: `points` asked for, `left`."""

    code = "points.too_much_back"


class BadReason(BadInput):
    """A reason is missing or too long. Field: `longest`."""

    code = "points.bad_reason"


class AdjustLimit(Refusal):
    """More points by hand than the colleague's role may move in a day. Fields: `limit`, `left`."""

    code = "points.adjust_limit"


class CheckInOff(Refusal):
    """There is no daily check-in here."""

    code = "points.check_in_off"


class ItemNotFound(NotFound):
    """Nothing of this name is to be had for points."""

    code = "points.item_not_found"


class ItemSoldOut(Refusal):
    """The last one is gone. Field: `item`, its code."""

    code = "points.sold_out"


class ItemLimit(Refusal):
    """The member had as many as each may have. Field: `limit`."""

    code = "points.item_limit"


class ItemAbove(Refusal):
    """For members of a higher tier. Field: `tier`."""

    code = "points.item_above"


class BadItem(BadInput):
    """Something to be had for points is described wrongly. Field: `what`."""

    code = "points.bad_item"


class RedemptionNotFound(NotFound):
    """No redemption of this code, which is counted as a guess."""

    code = "points.redemption_not_found"
    keeps_work = True


class RedemptionSettled(Refusal):
    """A redemption was handed over or cancelled already. Field: `was`."""

    code = "points.redemption_settled"


class CashMissing(Refusal):
    """Money is to be paid besides the points, and nobody said how it was. Field: `yuan`."""

    code = "points.cash_missing"


class FlagNotFound(NotFound):
    """No such flag, or it is decided already."""

    code = "points.flag_not_found"


class MarketForbids(Refusal):
    """The law of the store's market, or the store itself, gives no points for this. Field: `rule`."""

    code = "points.market_forbids"
