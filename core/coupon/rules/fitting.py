"""Whether a coupon may be used on a bill at a moment, and on which lines of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.coupon.enums import CouponKind, CouponState, Unfit
from core.coupon.schemas import BillLine, CouponOut, Terms
from core.store.schemas import PriceDay, StoreOut, parse_span

_UNFIT_STATES = {
    CouponState.used: Unfit.used,
    CouponState.expired: Unfit.expired,
    CouponState.not_yet: Unfit.not_yet,
}
_WEEK = tuple(PriceDay)


@dataclass(frozen=True, slots=True)
class Item:
    """A line as coupons look at it: the treatment's code is None for products."""

    id: str
    treatment: str | None
    category: str
    is_product: bool
    price_fen: int
    floor_fen: int

    @property
    def room_fen(self) -> int:
        """The most that may be taken off: the floor price is never broken (H5)."""
        return max(self.price_fen - max(self.floor_fen, 0), 0)


def items_of(lines: Sequence[BillLine], codes: Mapping[int, str]) -> tuple[Item, ...]:
    """Lines with the codes of their treatments."""
    return tuple(
        Item(
            line.id,
            None if line.treatment_id is None else codes.get(line.treatment_id, ""),
            line.category,
            line.product_id is not None,
            line.price_fen,
            line.floor_fen,
        )
        for line in lines
    )


def is_for(terms: Terms, item: Item) -> bool:
    """Whether a coupon is for a line, whatever it costs."""
    if terms.on != "everything" and (terms.on == "products") is not item.is_product:
        return False
    if not terms.treatments and not terms.categories:
        return True
    return item.treatment in terms.treatments or item.category in terms.categories


def eligible(terms: Terms, items: Sequence[Item]) -> int:
    """The lines a coupon is for, as bits."""
    return sum(1 << place for place, item in enumerate(items) if is_for(terms, item))


def unfit(coupon: CouponOut, items: Sequence[Item], store: StoreOut, at: dt.datetime) -> Unfit | None:
    """Why a coupon cannot be used on a bill in a store at a moment; None when it can, as far as it goes alone."""
    state = _UNFIT_STATES.get(coupon.state(at))
    if state is not None:
        return state
    terms = coupon.terms
    if terms.stores and store.code not in terms.stores:
        return Unfit.store
    if (when := _wrong_time(terms, store, at)) is not None:
        return when
    fitting = [item for item in items if is_for(terms, item)]
    if len(fitting) < (2 if terms.kind is CouponKind.bogo else 1):
        return Unfit.scope
    return Unfit.minimum if sum(item.price_fen for item in fitting) < terms.minimum_fen else None


def _wrong_time(terms: Terms, store: StoreOut, at: dt.datetime) -> Unfit | None:
    local = at.astimezone(ZoneInfo(store.zone))
    is_holiday = store.settings.is_holiday(local.date())
    day = PriceDay.holiday if is_holiday else _WEEK[local.weekday()]
    if terms.days and day not in terms.days:
        return Unfit.day
    minute = local.hour * 60 + local.minute
    spans = [parse_span(span) for span in terms.hours]
    return Unfit.hours if spans and not any(start <= minute < end for start, end in spans) else None


def worth(terms: Terms) -> int | None:
    """What a coupon is worth at most, in fen; None where its terms do not say."""
    return {CouponKind.fixed: terms.amount_fen, CouponKind.percent: terms.cap_fen}.get(terms.kind)
