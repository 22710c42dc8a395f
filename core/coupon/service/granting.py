"""Coupons and packs that colleagues give by their own hand, within what their role may (H1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.coupon import repository
from core.coupon.enums import CouponSource
from core.coupon.errors import GrantRefused
from core.coupon.rules import fitting
from core.coupon.schemas import CouponOut, TemplateOut
from core.coupon.service.issuing import first_store, get_pack, issue, issue_pack, tell
from core.coupon.service.reading import get_template, list_templates
from core.kit.errors import BadInput
from core.kit.work import Work
from core.store.schemas import GrantLimit

LONGEST_REASON = 200


def grant(work: Work, key: str, template: int | str, member_id: int, reason: str) -> CouponOut:
    """Gives a member a coupon, who is told; the reason stays in the audit log.

    Raises NotAllowed, GrantRefused, BadInput, and what `issue` raises.
    """
    kind, why = get_template(work, template), _reason(reason)
    if (known := repository.find_by_key(work.session, key)) is None:
        _require(work, [kind])
    given = issue(work, key, kind.id, member_id, source=CouponSource.hand, because=_by(work))
    if known is None:
        audit.record(work, "coupon.grant", "member", member_id, coupon=given.id, template=kind.code, reason=why)
        tell(work, member_id, [given], CouponSource.hand, key)
    return given


def grant_pack(work: Work, key: str, pack: str, member_id: int, reason: str) -> tuple[CouponOut, ...]:
    """Gives a member a pack, who is told once; the reason stays in the audit log.

    Raises NotAllowed, GrantRefused, BadInput, CouponNotFound, CouponKeyReused, MemberNotFound.
    """
    found, why = get_pack(work, pack), _reason(reason)
    kinds = [get_template(work, code) for code, count in found.items for _ in range(count)]
    is_new = repository.find_by_key(work.session, f"{key}:{min(found.items)[0]}:0") is None
    if is_new:
        _require(work, kinds)
    given = issue_pack(work, key, pack, member_id, source=CouponSource.hand, because=_by(work))
    if is_new:
        audit.record(work, "coupon.grant_pack", "member", member_id, pack=pack, reason=why)
    return given


def may_grant(work: Work) -> tuple[TemplateOut, ...]:
    """The kinds of coupons that the acting colleague's role may give; how many are left today is seen when they do."""
    limit = _limit(work)
    return tuple(each for each in list_templates(work) if limit is not None and _is_within(each, limit))


def _require(work: Work, kinds: Sequence[TemplateOut]) -> None:
    """Raises GrantRefused when the acting colleague's role may not give these, or not so many today."""
    auth.require(work.actor, Permission.grant_coupons)
    if work.actor.kind == "system":
        return
    limit = _limit(work)
    if limit is None:
        raise GrantRefused(why="role", limit=0)
    if not all(_is_within(kind, limit) for kind in kinds):
        raise GrantRefused(why="worth", limit=(limit.worth_fen or 0) // 100)
    zone = ZoneInfo(first_store(work).zone)
    today = dt.datetime.combine(work.now.astimezone(zone).date(), dt.time(), zone)
    given = repository.granted_since(work.session, work.actor.id or 0, today)
    if given + len(kinds) > limit.a_day:
        raise GrantRefused(why="a_day", limit=limit.a_day)


def _limit(work: Work) -> GrantLimit | None:
    limits = dict(first_store(work).settings.coupons.grants.items())
    return next((limit for role, limit in limits.items() if role == work.actor.role), None)


def _is_within(kind: TemplateOut, limit: GrantLimit) -> bool:
    worth = kind.worth_fen if kind.worth_fen is not None else fitting.worth(kind.terms)
    return limit.worth_fen is None or (worth is not None and worth <= limit.worth_fen)


def _reason(text: str) -> str:
    reason = " ".join(text.split())
    if not 0 < len(reason) <= LONGEST_REASON:
        raise BadInput(what="reason")
    return reason


def _by(work: Work) -> dict[str, int | None]:
    return {"staff": work.actor.id if work.actor.kind == "staff" else None}
