"""Codes that people type: one's own coupons, those of activities, and nobody's.

Guessing is hopeless: 31^10 codes, so many looks a minute, an hour's pause after ten wrong ones, all of it on record,
and the managers are told. Nothing is refused by an error here: what was counted has to be kept.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission, StaffRole
from core.conversation import service as conversations
from core.coupon import repository
from core.coupon.enums import CouponSource, CouponState
from core.coupon.errors import CouponLimit, CouponsGone
from core.coupon.schemas import CouponFound, CouponOut, PromotionOut
from core.coupon.service.issuing import issue, new_coupon_code, policy_of
from core.coupon.service.reading import get_template
from core.kit.errors import BadInput, NotAllowed
from core.kit.ids import tidy_code
from core.kit.work import Work

_MINUTE, _HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
_LONGEST = 40


def find_by_code(work: Work, code: str) -> CouponOut | None:
    """The coupon of a code, uncounted; for callers who have it from a signed picture, or who counted the try."""
    return repository.find_by_code(work.session, tidy_code(code[:_LONGEST]))


def by_code(work: Work, code: str, *, is_known_elsewhere: bool = False) -> CouponFound:
    """What a code is to whoever asks: a colleague sees whose it is; a member their own, and of others only that they
    are not theirs. `is_known_elsewhere`: it is a code of another kind, so a try that finds nothing here is not wrong.

    Raises NotAllowed.
    """
    _require_known(work)
    who = _who(work)
    tries = dict(repository.tries_of(work.session, who, work.now))
    until = _blocked_until(work, tries)
    if until is not None:
        return CouponFound(CouponState.locked, until=until)
    found = _look(work, code)
    audit.record(work, "coupon.look_up", "coupon", found.coupon.id if found.coupon else None, state=found.state.value)
    is_wrong = found.state is CouponState.unknown and not is_known_elsewhere
    if found.state is CouponState.foreign and work.actor.kind == "member":
        is_wrong = True
    return _counted(work, who, tries, found, is_wrong=is_wrong)


def locked_until(work: Work) -> dt.datetime | None:
    """Until when no code of any kind is looked at for who asks; None when the next one is."""
    return _blocked_until(work, dict(repository.tries_of(work.session, _who(work), work.now)))


def count_wrong(work: Work) -> CouponFound:
    """Writes down that a code of another kind stood for nothing: guessing those is counted with guessing ours.

    How many more are taken, or until when none is.
    """
    tries = dict(repository.tries_of(work.session, _who(work), work.now))
    audit.record(work, "coupon.look_up", "coupon", None, state=CouponState.unknown.value)
    return _counted(work, _who(work), tries, CouponFound(CouponState.unknown), is_wrong=True)


def _who(work: Work) -> str:
    return f"{work.actor.kind}:{work.actor.id}"


def _require_known(work: Work) -> None:
    if work.actor.kind == "staff":
        auth.require(work.actor, Permission.redeem_coupons)
    elif work.actor.kind != "member":
        raise NotAllowed(permission=Permission.redeem_coupons.value)


def _blocked_until(work: Work, tries: dict[str, Any]) -> dt.datetime | None:
    """Until when nothing is looked at for somebody: after too many wrong codes, or too many looks in this minute."""
    if tries["locked_until"] is not None and tries["locked_until"] > work.now:
        locked: dt.datetime = tries["locked_until"]
        return locked
    fresh: dt.datetime = tries["looks_since"] + _MINUTE
    return fresh if fresh > work.now and tries["looks"] >= policy_of(work).looks_a_minute else None


def _look(work: Work, code: str) -> CouponFound:
    tidy = tidy_code(code[:_LONGEST])
    coupon = repository.find_by_code(work.session, tidy)
    member_id = work.actor.id if work.actor.kind == "member" else None
    if coupon is None:
        promotion = repository.find_promotion(work.session, tidy)
        return CouponFound(CouponState.unknown) if promotion is None else _promoted(work, promotion, member_id)
    if member_id is not None and coupon.member_id != member_id:
        return CouponFound(CouponState.foreign)
    return CouponFound(coupon.state(work.now), coupon)


def _promoted(work: Work, promotion: PromotionOut, member_id: int | None) -> CouponFound:
    if member_id is not None:
        had = repository.find_by_key(work.session, _key(promotion, member_id))
        if had is not None:
            return CouponFound(CouponState.had, had, promotion)
    if work.now >= promotion.ends_at:
        return CouponFound(CouponState.expired, promotion=promotion)
    if work.now < promotion.starts_at:
        return CouponFound(CouponState.not_yet, promotion=promotion)
    state = CouponState.valid if promotion.taken < promotion.total else CouponState.sold_out
    return CouponFound(state, promotion=promotion)


def _counted(work: Work, who: str, tries: dict[str, Any], found: CouponFound, *, is_wrong: bool) -> CouponFound:
    """Writes the try down; ten wrong ones lock whoever made them out, and the managers hear of it."""
    policy = policy_of(work)
    is_same_minute = tries["looks_since"] + _MINUTE > work.now
    values: dict[str, Any] = {
        "looks": tries["looks"] + 1 if is_same_minute else 1,
        "looks_since": tries["looks_since"] if is_same_minute else work.now,
    }
    mine = work.actor.id if work.actor.kind == "member" else found.coupon.member_id if found.coupon else None
    valid = () if mine is None else repository.list_unused(work.session, mine, work.now)
    if not is_wrong:
        repository.put_tries(work.session, who, **values)
        return CouponFound(found.state, found.coupon, found.promotion, valid)
    is_same_hour = tries["wrong_since"] + _HOUR > work.now
    wrong = tries["wrong"] + 1 if is_same_hour else 1
    values |= {"wrong": wrong, "wrong_since": tries["wrong_since"] if is_same_hour else work.now}
    if wrong < policy.wrong_codes:
        repository.put_tries(work.session, who, **values)
        return CouponFound(found.state, valid=valid, left=policy.wrong_codes - wrong)
    until = work.now + dt.timedelta(minutes=policy.lock_minutes)
    repository.put_tries(work.session, who, **values | {"wrong": 0, "locked_until": until})
    _alarm(work, until)
    return CouponFound(CouponState.locked, valid=valid, until=until)


def _alarm(work: Work, until: dt.datetime) -> None:
    audit.record(work, "coupon.guessing", work.actor.kind, work.actor.id)
    conversations.notify_staff(
        work,
        "coupon.guessing",
        store_id=work.actor.store_id,
        roles=(StaffRole.owner, StaffRole.manager),
        who=work.actor.kind,
        person=work.actor.id,
        until=until.isoformat(),
    )


def redeem_code(work: Work, code: str, *, is_known_elsewhere: bool = False) -> CouponFound:
    """A member types a code: that of an activity gives them its coupon, their own says what it is.

    `is_known_elsewhere`: as for `by_code`. Raises NotAllowed.
    """
    if work.actor.kind != "member" or work.actor.id is None:
        raise NotAllowed(permission=Permission.redeem_coupons.value)
    member_id = work.actor.id
    repository.lock_member(work.session, member_id)
    found = by_code(work, code, is_known_elsewhere=is_known_elsewhere)
    if found.state is not CouponState.valid or found.promotion is None:
        return found
    promotion = found.promotion
    try:
        # Nothing is counted as taken by who gets nothing.
        with work.session.begin_nested():
            if not repository.take_promotion(work.session, promotion.id, work.now):
                raise CouponsGone
            coupon = issue(
                work,
                _key(promotion, member_id),
                promotion.template_id,
                member_id,
                source=CouponSource.promotion,
                because={"promotion": promotion.id},
            )
    except CouponsGone:
        return CouponFound(CouponState.sold_out, promotion=promotion, valid=found.valid)
    except CouponLimit:
        return CouponFound(CouponState.had, promotion=promotion, valid=found.valid)
    return CouponFound(CouponState.valid, coupon, promotion, found.valid)


def _key(promotion: PromotionOut, member_id: int) -> str:
    return f"promotion:{promotion.id}:{member_id}"


def open_promotion(
    work: Work, template: int | str, *, total: int, starts_at: dt.datetime, ends_at: dt.datetime
) -> PromotionOut:
    """A fresh code of an activity that `total` members together may type, each once.

    Raises NotAllowed, CouponNotFound, BadInput for a span or number that cannot be meant.
    """
    auth.require(work.actor, Permission.change_settings)
    if not 0 < total <= 1_000_000 or ends_at <= starts_at or ends_at <= work.now:
        raise BadInput(what="promotion")
    kind = get_template(work, template)
    made = repository.add_promotion(
        work.session,
        code=new_coupon_code(work),
        template_id=kind.id,
        total=total,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    audit.record(work, "coupon.promote", "coupon_promotion", made.id, template=kind.code, total=total)
    return made
