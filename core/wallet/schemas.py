"""Stored value, as values. Amounts are integer fen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from core.kit.tender import Tender
from core.wallet.enums import EntryKind


@dataclass(frozen=True, slots=True)
class WalletBalance:
    """What a member can spend now. Gift money that ended does not count, real money never ends."""

    real_fen: int
    gift_fen: int

    @property
    def fen(self) -> int:
        """All of it."""
        return self.real_fen + self.gift_fen


@dataclass(frozen=True, slots=True)
class WalletEntryOut:
    """One row of the ledger. Amounts are signed: what leaves the wallet (charge, refund, end) is negative.

    `of_id`: the charge that is given back, the top-up that is refunded. `paid_fen`: money that changed hands outside,
    paid in (positive) or out (negative). `because` explains the entry: the rule, the sale, the approval reference, or
    that it was forced; `reason` is what a colleague wrote.
    """

    id: int
    key: str
    member_id: int
    store_id: int
    kind: EntryKind
    real_fen: int
    gift_fen: int
    of_id: int | None
    contract_id: int | None
    paid_fen: int | None
    tender: Tender | None
    reference: str | None
    gift_ends_at: dt.datetime | None
    actor_kind: str
    actor_id: int | None
    because: dict[str, Any]
    at: dt.datetime
    reason: str | None = field(default=None, repr=False)

    @property
    def fen(self) -> int:
        """Real and gift money together, signed."""
        return self.real_fen + self.gift_fen


@dataclass(frozen=True, slots=True)
class MoneyLot:
    """What is left of one top-up."""

    id: int
    real_fen: int
    gift_fen: int
    gift_ends_at: dt.datetime | None = None

    def gift_left(self, now: dt.datetime) -> int:
        """Gift money that has not ended."""
        return self.gift_fen if self.gift_ends_at is None or now < self.gift_ends_at else 0


@dataclass(frozen=True, slots=True)
class Share:
    """So much real and gift money of one top-up."""

    lot_id: int
    real_fen: int
    gift_fen: int

    @property
    def fen(self) -> int:
        """Both together."""
        return self.real_fen + self.gift_fen


@dataclass(frozen=True, slots=True)
class RefundOffer:
    """What a refund of one top-up comes to, with everything that explains it.

    `paid_fen`, `gift_fen`: what came in. `spent_fen`: what was spent of both, of which `spent_real_fen` real money.
    `rule`: "refund_days" (all unspent real money), "proportion" or "list_price". `pays_fen`: what the member gets;
    `gift_lost_fen`: gift money that goes with it.
    """

    top_up_id: int
    at: dt.datetime
    paid_fen: int
    gift_fen: int
    spent_fen: int
    spent_real_fen: int
    rule: str
    until: dt.datetime
    pays_fen: int
    gift_lost_fen: int
    tender: Tender | None
