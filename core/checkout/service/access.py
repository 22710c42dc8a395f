"""Who may run the till, and see which sale."""

from __future__ import annotations

from core.auth import service as auth
from core.auth.enums import Permission, StaffRole
from core.checkout import repository
from core.checkout.errors import RefundBeyondRole, SaleNotFound
from core.checkout.repository import Stored
from core.kit.locks import Lockable, lock
from core.kit.work import Work
from core.store import service as stores


def may_see(work: Work, sale: Stored) -> bool:
    """A member's own; those of the stores where the actor runs the till."""
    if work.actor.kind == "member":
        return sale.member_id is not None and sale.member_id == work.actor.id
    return auth.allowed(work.actor, Permission.run_till, sale.store_id)


def find_seen(work: Work, sale_id: int) -> Stored:
    """The sale, if the actor may see it. Raises SaleNotFound for others and for none: they read alike."""
    return _seen(work, repository.find(work.session, sale_id))


def _seen(work: Work, sale: Stored | None) -> Stored:
    if sale is None or not may_see(work, sale):
        raise SaleNotFound(code=None)
    return sale


def locked(work: Work, sale_id: int) -> Stored:
    """The sale with its member and itself locked, for staff of its store. Raises SaleNotFound, NotAllowed.

    The member is locked first: every ledger of theirs that the sale touches is behind that lock.
    """
    sale = locked_by_anybody(work, sale_id)
    auth.require(work.actor, Permission.run_till, sale.store_id)
    return sale


def locked_by_anybody(work: Work, sale_id: int) -> Stored:
    """As `locked`, for the member it is about as well."""
    sale = find_seen(work, sale_id)
    if sale.member_id is not None:
        lock(work.session, [(Lockable.member, sale.member_id)])
    return _seen(work, repository.lock(work.session, sale_id))


def require_refund(work: Work, sale: Stored, fen: int) -> None:
    """Raises RefundBeyondRole unless the actor's role may have refunded so much of one sale in all."""
    if work.actor.kind == "system" or work.actor.role == StaffRole.owner:
        return
    limits = stores.get(work, sale.store_id).settings.checkout.refund_limits
    limit = limits.get(work.actor.role or "", 0)  # type: ignore[call-overload]  # the role of an actor is any text
    if not auth.allowed(work.actor, Permission.refund_sales, sale.store_id) or fen > limit:
        raise RefundBeyondRole(limit_fen=limit)
