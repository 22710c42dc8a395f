"""The best coupons for a bill, using them and giving them back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from core.audit import service as audit
from core.catalog import service as catalog
from core.coupon import repository
from core.coupon.enums import CouponState, Unfit
from core.coupon.errors import (
    BadBill,
    CouponKeyReused,
    CouponNotFound,
    CouponsApart,
    CouponTaken,
    CouponUnfit,
)
from core.coupon.rules import fitting, search
from core.coupon.rules.fitting import Item
from core.coupon.rules.search import Found
from core.coupon.schemas import BillLine, Combination, CouponOut, CouponRedemptionOut
from core.coupon.service.issuing import first_store
from core.kit.work import Work
from core.store import service as stores

MOST_LINES = 30
MOST_FEN = 10_000_000


def best(
    work: Work, member_id: int, store_id: int, lines: Sequence[BillLine], at: dt.datetime
) -> tuple[Combination, ...]:
    """The coupons of a member that together take most off a bill, exactly, and the best way without one of them.

    Best first: none, one or two. Raises BadBill, StoreNotFound.
    """
    store, items = stores.get(work, store_id), _items(work, lines)
    usable = {
        coupon.id: coupon
        for coupon in repository.list_unused(work.session, member_id, at)
        if fitting.unfit(coupon, items, store, at) is None
    }
    found = search.best_and_other(items, {id_: coupon.terms for id_, coupon in usable.items()})
    return tuple(_combination(each, items, usable) for each in found if each.fen)


def why_not(work: Work, coupon: CouponOut, store_id: int, lines: Sequence[BillLine], at: dt.datetime) -> Unfit | None:
    """Why a coupon cannot be used on a bill by itself; None when it can. Raises BadBill, StoreNotFound."""
    items = _items(work, lines)
    reason = fitting.unfit(coupon, items, stores.get(work, store_id), at)
    if reason is None and not search.best(items, {coupon.id: coupon.terms}).fen:
        return Unfit.adds_nothing
    return reason


def cut_of(
    work: Work,
    coupon_ids: Collection[int],
    member_id: int,
    lines: Sequence[BillLine],
    at: dt.datetime,
    *,
    store_id: int | None = None,
) -> Combination:
    """What these coupons of a member take off a bill together; nothing is changed.

    Raises CouponNotFound, CouponUnfit, CouponsApart, BadBill.
    """
    items = _items(work, lines)
    store = first_store(work) if store_id is None else stores.get(work, store_id)
    coupons = _own(work, coupon_ids, member_id)
    for coupon in coupons.values():
        if (why := fitting.unfit(coupon, items, store, at)) is not None:
            raise CouponUnfit(coupon=coupon.code, why=why.value)
    terms = {id_: coupon.terms for id_, coupon in coupons.items()}
    if (pair := search.apart(terms)) is not None:
        raise CouponsApart(one=coupons[pair[0]].code, other=coupons[pair[1]].code)
    found = search.all_of(items, terms)
    if (idle := next((id_ for id_ in terms if id_ not in found.cuts), None)) is not None:
        raise CouponUnfit(coupon=coupons[idle].code, why=Unfit.adds_nothing.value)
    return _combination(found, items, coupons)


def redeem(
    work: Work,
    key: str,
    coupon_ids: Collection[int],
    member_id: int,
    lines: Sequence[BillLine],
    at: dt.datetime,
    *,
    store_id: int | None = None,
) -> CouponRedemptionOut:
    """Uses coupons of a member on a bill; the same key again returns the first result and changes nothing.

    `store_id` decides about coupons of some stores and about local hours; the first store's when it is not said.
    Raises CouponNotFound, CouponUnfit, CouponsApart, CouponTaken, CouponKeyReused, BadBill.
    """
    repository.lock_member(work.session, member_id)
    known = repository.uses_of_key(work.session, key)
    if known:
        if {use.coupon_id for use in known} != set(coupon_ids) or known[0].member_id != member_id:
            raise CouponKeyReused
        coupons = repository.list_by_ids(work.session, coupon_ids)
        return _redemption(key, coupons, {use.coupon_id: use.cuts for use in known})
    cut = cut_of(work, coupon_ids, member_id, lines, at, store_id=store_id)
    with work.session.begin_nested():  # all of them or none, also where a refusal is told and the turn goes on
        for coupon in sorted(cut.coupons, key=lambda each: each.id):
            if not repository.use_up(work.session, coupon.id, at):
                raise CouponTaken(coupon=coupon.code)
            _write(work, coupon, key, 1, cut.by_coupon[coupon.id], store_id)
    return _redemption(key, repository.list_by_ids(work.session, coupon_ids), cut.by_coupon)


def give_back(work: Work, key: str, of_key: str) -> tuple[CouponOut, ...]:
    """Gives the coupons of a redemption back; those that are still valid, which the member can use again.

    Twice, under any key, changes nothing. Raises CouponKeyReused when the key was used for another redemption.
    """
    used = repository.uses_of_key(work.session, of_key)
    if used:
        repository.lock_member(work.session, used[0].member_id)
    known = repository.uses_of_key(work.session, key)
    if known and any(use.of_key != of_key for use in known):
        raise CouponKeyReused
    back = repository.returned_of(work.session, of_key)
    coupons = repository.list_by_ids(work.session, [use.coupon_id for use in used])
    for coupon in sorted(coupons, key=lambda each: each.id):
        if coupon.id not in back and repository.give_back(work.session, coupon.id):
            _write(work, coupon, key, -1, {}, used[0].store_id, of_key)
    still = repository.list_by_ids(work.session, [coupon.id for coupon in coupons])
    return tuple(coupon for coupon in still if coupon.state(work.now) is CouponState.valid)


def floor_fen(work: Work, store_id: int, treatment_id: int | None, category: str, list_fen: int) -> int:
    """The lowest price of a line by the store's settings (H5): a treatment's, its category's, or a share of its list
    price. Raises StoreNotFound."""
    policy = stores.get(work, store_id).settings.coupons
    code = _codes(work).get(treatment_id or 0, "")
    named = policy.floors.get(code, policy.floors.get(category))
    return named if named is not None else list_fen * policy.floor_percent // 100


def _write(
    work: Work,
    coupon: CouponOut,
    key: str,
    change: int,
    cuts: Mapping[str, int],
    store_id: int | None,
    of_key: str | None = None,
) -> None:
    values = {"coupon_id": coupon.id, "member_id": coupon.member_id, "store_id": store_id}
    repository.add_use(work.session, **values, key=key, of_key=of_key, change=change, cuts=dict(cuts), at=work.now)
    audit.record(work, "coupon.use" if change > 0 else "coupon.give_back", "coupon", coupon.id, key=key)


def _own(work: Work, coupon_ids: Collection[int], member_id: int) -> dict[int, CouponOut]:
    found = {coupon.id: coupon for coupon in repository.list_by_ids(work.session, coupon_ids)}
    for id_ in coupon_ids:
        if id_ not in found or found[id_].member_id != member_id:
            raise CouponNotFound(what=str(id_))
    return found


def _codes(work: Work) -> dict[int, str]:
    return {treatment.id: treatment.code for treatment in catalog.list_treatments(work)}


def _items(work: Work, lines: Sequence[BillLine]) -> tuple[Item, ...]:
    ids = {line.id for line in lines}
    if not 0 < len(lines) <= MOST_LINES or len(ids) < len(lines):
        raise BadBill(what="lines")
    if any(not 0 <= line.price_fen <= MOST_FEN or line.floor_fen < 0 for line in lines):
        raise BadBill(what="price")
    return fitting.items_of(lines, _codes(work))


def _combination(found: Found, items: Sequence[Item], coupons: Mapping[int, CouponOut]) -> Combination:
    by_coupon = {number: {items[place].id: fen for place, fen in cuts.items()} for number, cuts in found.cuts.items()}
    return Combination(tuple(coupons[number] for number in found.cuts), _sums(by_coupon), found.fen, by_coupon)


def _redemption(
    key: str, coupons: Sequence[CouponOut], by_coupon: Mapping[int, Mapping[str, int]]
) -> CouponRedemptionOut:
    own = {number: dict(cuts) for number, cuts in by_coupon.items()}
    cuts = _sums(own)
    return CouponRedemptionOut(key, tuple(coupons), cuts, sum(cuts.values()), own)


def _sums(by_coupon: Mapping[int, Mapping[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for cuts in by_coupon.values():
        for line, fen in cuts.items():
            sums[line] = sums.get(line, 0) + fen
    return sums
