"""What leaves a member's balance is approved by the member, or forced by staff with a reason."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from core.checkout import service
from core.checkout.endpoints.views import OWN, TILL, SaleView, shown
from core.checkout.errors import (
    BillChanged,
    EmptyBill,
    NoChat,
    NoMember,
    ReasonNeeded,
    SaleNotFound,
    WrongSaleStatus,
)
from core.kit.work import Work
from core.operation.fields import Body, PathId, Text
from core.operation.operations import Operations

operations = Operations("Approvals")
Seal = Annotated[str, Field(pattern=r"^[0-9a-f]{10}$", examples=["a1b2c3d4e5"])]
Reason = Annotated[Text, Field(min_length=2, max_length=200, examples=["Signed on paper"])]


class Approved(Body):
    """The bill that is approved, by its seal."""

    seal: Seal


class NotRight(Body):
    """What is wrong with the bill of this seal: the till reads it."""

    seal: Seal
    reason: Reason


class Forced(Body):
    """Why staff approve in the member's place: the member reads it."""

    reason: Reason


@operations.post("/sales/{sale_id}/ask-approval", TILL, SaleNotFound, EmptyBill, NoMember, NoChat, WrongSaleStatus)
def ask_approval(work: Work, sale_id: PathId) -> SaleView:
    """Ask the member.

    In chat, with every amount that would leave their balance. It lapses after the store's `approve_minutes`.
    """
    return shown(service.ask(work, sale_id))


@operations.post("/sales/{sale_id}/approve", OWN, SaleNotFound, BillChanged, WrongSaleStatus)
def approve_sale(work: Work, sale_id: PathId, bill: Approved) -> SaleView:
    """Approve the bill that was shown.

    Where nothing is left to pay, it is completed with it.
    """
    return shown(service.approve(work, sale_id, bill.seal))


@operations.post("/sales/{sale_id}/decline", OWN, SaleNotFound, BillChanged, ReasonNeeded, WrongSaleStatus)
def decline_sale(work: Work, sale_id: PathId, answer: NotRight) -> SaleView:
    """Say that the bill is not right.

    Nothing is taken; staff are told why.
    """
    return shown(service.decline(work, sale_id, answer.seal, answer.reason))


@operations.post("/sales/{sale_id}/force", TILL, SaleNotFound, EmptyBill, ReasonNeeded, WrongSaleStatus)
def force_sale(work: Work, sale_id: PathId, why: Forced) -> SaleView:
    """Approve in the member's place.

    Recorded as forced, and told to the member with the reason. The desk may where the member has no chat; else it
    takes a manager.
    """
    return shown(service.force(work, sale_id, why.reason))
