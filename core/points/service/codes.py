"""Codes of both kinds, coupons and what was had for points, looked up under one count of wrong ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from core.audit import service as audit
from core.coupon import service as coupons
from core.coupon.enums import CouponState
from core.coupon.schemas import CouponFound
from core.kit.ids import tidy_code
from core.kit.work import Work
from core.points.repository import catalogue as repository
from core.points.schemas import CodeFound, RedemptionOut

LONGEST = 40
_LISTED = 10


def look_up(work: Work, code: str) -> CodeFound:
    """What a code is to whoever asks; a colleague sees whose it is, a member only their own.

    Nothing is refused by an error, for what was counted has to be kept. Raises NotAllowed.
    """
    return _with_points(work, code, lambda known: coupons.by_code(work, code, is_known_elsewhere=known))


def type_code(work: Work, code: str) -> CodeFound:
    """A member types a code: that of an activity gives them its coupon, any other is looked up. Raises NotAllowed."""
    return _with_points(work, code, lambda known: coupons.redeem_code(work, code, is_known_elsewhere=known))


def _with_points(work: Work, code: str, look: Callable[[bool], CouponFound]) -> CodeFound:
    found = repository.find_by_code(work.session, tidy_code(code[:LONGEST]))
    is_mine = found is not None and (work.actor.kind != "member" or work.actor.id == found.member_id)
    looked = look(is_mine)
    if found is None or looked.state is CouponState.locked:
        return CodeFound(looked)
    if not is_mine:
        return CodeFound(replace(looked, state=CouponState.foreign))
    audit.record(work, "points.look_up", "points_redemption", found.id)
    valid = coupons.list_valid(work, found.member_id)
    return CodeFound(replace(looked, valid=valid), found, _waiting(work, found))


def _waiting(work: Work, found: RedemptionOut) -> tuple[RedemptionOut, ...]:
    listed = repository.list_redemptions(work.session, found.member_id, _LISTED, only_open=True)
    return tuple(each for each in listed if each.id != found.id)
