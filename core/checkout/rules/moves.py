"""Which moves of a sale are allowed from where. Pure: no database, no clock."""

from __future__ import annotations

from enum import StrEnum

from core.checkout.enums import SaleStatus


class Move(StrEnum):
    """What can be done to a sale; the audit log calls it "sale.<value>"."""

    change = "change"  # of lines, coupons, points, stored value, cards
    ask = "ask"
    approve = "approve"
    decline = "decline"
    lapse = "lapse"
    force = "force"
    complete = "complete"
    cancel = "cancel"


_UNPAID = frozenset({SaleStatus.open, SaleStatus.awaiting_approval, SaleStatus.approved})
FROM: dict[Move, frozenset[SaleStatus]] = {
    Move.change: _UNPAID,  # whatever was asked or approved was another bill
    Move.ask: frozenset({SaleStatus.open, SaleStatus.awaiting_approval}),
    Move.approve: frozenset({SaleStatus.awaiting_approval}),
    Move.decline: frozenset({SaleStatus.awaiting_approval}),
    Move.lapse: frozenset({SaleStatus.awaiting_approval}),
    Move.force: frozenset({SaleStatus.open, SaleStatus.awaiting_approval}),
    Move.complete: frozenset({SaleStatus.open, SaleStatus.approved}),
    Move.cancel: _UNPAID,
}
TO: dict[Move, SaleStatus] = {
    Move.change: SaleStatus.open,
    Move.ask: SaleStatus.awaiting_approval,
    Move.approve: SaleStatus.approved,
    Move.decline: SaleStatus.open,
    Move.lapse: SaleStatus.open,
    Move.force: SaleStatus.approved,
    Move.complete: SaleStatus.completed,
    Move.cancel: SaleStatus.cancelled,
}
