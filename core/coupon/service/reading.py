"""What coupons there are, and what a member holds."""

from __future__ import annotations

from collections.abc import Collection

from core.coupon import repository
from core.coupon.errors import CouponNotFound
from core.coupon.schemas import CouponOut, PackOut, TemplateOut, UseOut
from core.kit.work import Work

_OVER = 20


def list_templates(work: Work) -> tuple[TemplateOut, ...]:
    """The kinds of coupons that are given, in the order of the file."""
    return tuple(each for each in repository.list_templates(work.session) if each.is_active)


def get_template(work: Work, template: int | str) -> TemplateOut:
    """A kind of coupon by id or code, also one that is given no more. Raises CouponNotFound."""
    found = repository.find_template(work.session, template)
    if found is None:
        raise CouponNotFound(what=str(template))
    return found


def list_packs(work: Work) -> tuple[PackOut, ...]:
    """The packs that are given, in the order of the file."""
    return tuple(each for each in repository.list_packs(work.session) if each.is_active)


def list_valid(work: Work, member_id: int) -> tuple[CouponOut, ...]:
    """What a member can use now or later, what ends first first."""
    return repository.list_unused(work.session, member_id, work.now)


def list_over(work: Work, member_id: int) -> tuple[CouponOut, ...]:
    """The last coupons that a member used or let end, latest first."""
    return repository.list_over(work.session, member_id, work.now, _OVER)


def get_coupon(work: Work, member_id: int, coupon_id: int) -> CouponOut:
    """One of a member's own coupons. Raises CouponNotFound."""
    found = next(iter(repository.list_by_ids(work.session, [coupon_id])), None)
    if found is None or found.member_id != member_id:
        raise CouponNotFound(what=str(coupon_id))
    return found


def by_ids(work: Work, coupon_ids: Collection[int]) -> tuple[CouponOut, ...]:
    """Coupons by id, what ends first first; for callers who know whose they are."""
    return repository.list_by_ids(work.session, coupon_ids)


def record_of(work: Work, coupon_id: int) -> tuple[UseOut, ...]:
    """When a coupon was used and given back, oldest first (H2)."""
    return repository.uses_of_coupon(work.session, coupon_id)
