"""两方核销: what leaves a member's balance is approved by the member in chat, or forced by staff with a reason."""

from __future__ import annotations

import datetime as dt

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.checkout import repository
from core.checkout.enums import Approval, SaleStatus
from core.checkout.errors import BillChanged, EmptyBill, NoChat, NoMember, WrongSaleStatus
from core.checkout.events import ApprovalAsked, ApprovalLapsed, SaleApproved, SaleDeclined, SaleForced
from core.checkout.repository import Stored
from core.checkout.rules import bill as rules
from core.checkout.rules.moves import FROM, TO, Move
from core.checkout.rules.words import reason_of
from core.checkout.schemas import Draft, SaleOut
from core.checkout.service import access, completing, pricing, showing
from core.conversation import service as conversations
from core.kit.errors import NotAllowed
from core.kit.work import SYSTEM, Work
from core.store import service as stores

_SWEEP = 200


def ask(work: Work, sale_id: int) -> SaleOut:
    """Asks the member in chat whether what leaves their balance is right; asking again shows them the bill again.

    Raises WrongSaleStatus, EmptyBill, NoMember, NoChat, and what the ledgers refuse with: nobody is asked in vain.
    """
    sale = access.locked(work, sale_id)
    _require(work, sale, Move.ask)
    seal = _sealed(work, sale)
    if sale.member_id is None:
        raise NoMember
    if not conversations.has_chat(work, sale.member_id):
        raise NoChat(sale=showing.show(work, sale))
    minutes = stores.get(work, sale.store_id).settings.checkout.approve_minutes
    _move(work, sale, Move.ask, seal=seal, respond_by=work.now + dt.timedelta(minutes=minutes), reason=None)
    work.emit(ApprovalAsked(sale.id, seal))
    return showing.show(work, access.find_seen(work, sale_id))


def approve(work: Work, sale_id: int, seal: str) -> SaleOut:
    """The member says yes to the bill of this seal. Twice is harmless. Where nothing is left to pay, it is completed.

    Raises SaleNotFound, NotAllowed, WrongSaleStatus, BillChanged for any other bill than the one shown.
    """
    sale = _members(work, sale_id)
    if sale.status in {SaleStatus.approved, SaleStatus.completed} and sale.seal == seal:
        return showing.show(work, sale)
    _require(work, sale, Move.approve)
    if sale.seal != seal or _sealed(work, sale) != seal:
        raise BillChanged(sale=showing.show(work, sale))
    _move(work, sale, Move.approve, approval=Approval.member, respond_by=None)
    work.emit(SaleApproved(sale.id))
    return _completed_if_paid(work, sale_id)


def decline(work: Work, sale_id: int, seal: str, reason: str) -> SaleOut:
    """The member says that it is not right; staff are told why, and the bill is open again.

    Raises SaleNotFound, NotAllowed, WrongSaleStatus, BillChanged, ReasonNeeded.
    """
    said = reason_of(reason)
    sale = _members(work, sale_id)
    _require(work, sale, Move.decline)
    if sale.seal != seal:
        raise BillChanged(sale=showing.show(work, sale))
    _move(work, sale, Move.decline, seal=None, respond_by=None, reason=said)
    work.emit(SaleDeclined(sale.id, said))
    return showing.show(work, access.find_seen(work, sale_id))


def force(work: Work, sale_id: int, reason: str) -> SaleOut:
    """Approves in the member's place, which is recorded as forced and told to the member with the reason.

    The desk may where the member has no chat to be asked in; else it takes `force_redemptions`. Raises ReasonNeeded,
    NotAllowed, WrongSaleStatus, EmptyBill, and what the ledgers refuse with.
    """
    said = reason_of(reason)
    sale = access.locked(work, sale_id)
    if sale.member_id is not None and conversations.has_chat(work, sale.member_id):
        auth.require(work.actor, Permission.force_redemptions, sale.store_id)
    _require(work, sale, Move.force)
    seal = _sealed(work, sale)
    _move(work, sale, Move.force, approval=Approval.forced, seal=seal, respond_by=None, reason=said)
    work.emit(SaleForced(sale.id))
    return _completed_if_paid(work, sale_id)


def lapse_due(work: Work) -> int:
    """Opens sales again whose member did not answer in time, and tells staff; how many. The scheduler calls it."""
    found = repository.lapsed(work.session, work.now, _SWEEP)
    for sale_id in found:
        sale = access.locked_by_anybody(work, sale_id)
        if sale.status is SaleStatus.awaiting_approval and sale.respond_by and sale.respond_by <= work.now:
            _move(work, sale, Move.lapse, seal=None, respond_by=None)
            work.emit(ApprovalLapsed(sale.id))
    return len(found)


def _members(work: Work, sale_id: int) -> Stored:
    """The member's own sale, locked. Raises SaleNotFound, NotAllowed for everybody else."""
    sale = access.locked_by_anybody(work, sale_id)
    if work.actor.kind != "member":
        raise NotAllowed(permission=Permission.run_till.value)
    return sale


def _sealed(work: Work, sale: Stored) -> str:
    """The seal of the bill as it is now, if it could be paid."""
    draft = Draft.model_validate(sale.draft)
    if not draft.lines:
        raise EmptyBill
    bill = pricing.price(work, sale, draft)
    pricing.check_balance(work, sale, draft, bill)
    return rules.seal(draft, bill)


def _completed_if_paid(work: Work, sale_id: int) -> SaleOut:
    """Where the balance pays all of it, nobody has to do anything more."""
    sale = access.find_seen(work, sale_id)
    shown = showing.show(work, sale)
    if shown.bill.rest_fen:
        return shown
    completing.complete(work.acting_as(SYSTEM) if work.actor.kind == "member" else work, sale_id, ())
    return showing.show(work, access.find_seen(work, sale_id))


def _require(work: Work, sale: Stored, move: Move) -> None:
    if sale.status not in FROM[move]:
        raise WrongSaleStatus(sale=showing.show(work, sale), action=move.value)


def _move(work: Work, sale: Stored, move: Move, **values: object) -> None:
    if not repository.move(work.session, sale, FROM[move], status=TO[move], changed_at=work.now, **values):
        raise RuntimeError(f"sale {sale.id} changed under its lock")
    audit.record(work, f"sale.{move.value}", "sale", sale.id, forced=move is Move.force)
