"""Session cards and course packs, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from core.card.enums import UseKind
from core.kit.localized import Localized
from core.kit.tender import Tender
from core.store.schemas import Fen, Strict


class PlanValues(Strict):
    """A card as it is sold: `uses` of the treatments it covers (codes of the catalogue) for `price` yuan.

    `term_days`: how long it can be used from the sale on; none: it never ends, as the law of market `cn` wants it.
    `list_price` is what one use costs without the card; it is what used ones count as in a refund by list price.
    """

    name: Localized
    treatments: Annotated[tuple[Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")], ...], Field(min_length=1)]
    uses: Annotated[int, Field(ge=1, le=365)]
    price_fen: Annotated[Fen, Field(ge=1, le=10_000_000, alias="price")]
    list_price_fen: Annotated[Fen, Field(ge=1, le=10_000_000, alias="list_price")]
    term_days: Annotated[int, Field(ge=1, le=3660)] | None = None
    is_course: bool = False


@dataclass(frozen=True, slots=True)
class PlanOut:
    """A card on sale in a store. `is_course`: a course pack (疗程卡), else a session card (次卡)."""

    id: int
    store_id: int
    code: str
    name: dict[str, str]
    treatment_ids: tuple[int, ...]
    uses: int
    price_fen: int
    list_price_fen: int
    term_days: int | None
    is_course: bool
    is_active: bool


@dataclass(frozen=True, slots=True)
class CardOut:
    """A member's card, with what it was sold as: later changes of the plan do not touch it.

    `ends_at`: the first moment (UTC) at which it cannot be used, None: never. `paid_fen`: what was paid for it.
    """

    id: int
    key: str
    member_id: int
    store_id: int
    plan_id: int
    contract_id: int
    name: dict[str, str]
    treatment_ids: tuple[int, ...]
    uses: int
    paid_fen: int
    list_price_fen: int
    is_course: bool
    tender: Tender | None
    reference: str | None
    sold_at: dt.datetime
    ends_at: dt.datetime | None
    uses_left: int

    def is_open(self, now: dt.datetime) -> bool:
        """Whether it can be used."""
        return self.uses_left > 0 and (self.ends_at is None or now < self.ends_at)


@dataclass(frozen=True, slots=True)
class CardUseOut:
    """One row of a card's ledger: signed uses, positive when sold and given back.

    `of_id`: the use that was given back. `because`: the sale, the visit, the approval reference, or that it was forced;
    `reason` is what a colleague wrote. `paid_fen`: money paid in (sell) or out (refund, negative).
    """

    id: int
    key: str
    card_id: int
    kind: UseKind
    uses: int
    of_id: int | None
    paid_fen: int | None
    tender: Tender | None
    reference: str | None
    actor_kind: str
    actor_id: int | None
    because: dict[str, Any]
    at: dt.datetime
    reason: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class CardRefundOffer:
    """What a refund of a card comes to, with everything that explains it; fen and uses."""

    card_id: int
    paid_fen: int
    uses: int
    used: int
    list_price_fen: int
    rule: str
    until: dt.datetime
    pays_fen: int
    tender: Tender | None
