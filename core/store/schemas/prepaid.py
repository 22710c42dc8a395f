"""How a store takes money in advance: stored value and session cards (I)."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from core.kit.localized import Localized
from core.store.schemas.prices import Fen
from core.store.schemas.strict import Strict

RefundBy = Literal["proportion", "list_price"]
"""What spent money or used sessions count in a refund after the days in which everything unspent comes back: as they
were paid (`proportion`), or at the full price without what the salon gave (`list_price`)."""


class TopUpStep(Strict):
    """Who pays `pay` yuan gets `gift` yuan of gift money."""

    pay_fen: Annotated[Fen, Field(ge=100, le=10_000_000, alias="pay")]
    gift_fen: Annotated[Fen, Field(ge=0, le=10_000_000, alias="gift")]


def _checked_steps(steps: tuple[TopUpStep, ...]) -> tuple[TopUpStep, ...]:
    if any(left.pay_fen >= right.pay_fen for left, right in pairwise(steps)):
        raise ValueError("the steps are not in the order of what is paid")
    return steps


class WalletPolicy(Strict):
    """Stored value (I1), in yuan: a top-up is at least `least`, and no balance, gift money included, may exceed `most`.
    The highest of `steps` that a top-up reaches gives its gift money, which ends after `gift_months` (0: never).

    `spend_order`: whether real and gift money of a top-up leave in the `proportion` they came in, or one of them first.
    Within `refund_days` all unspent real money comes back; afterwards `refund_by` says what the spent counts as. The
    desk refunds up to `desk_refund` by itself, more needs a manager. Below `low_balance` a member is reminded, once in
    `remind_days`. Who pays less than `low_spend` for a visit and holds nothing is offered a top-up of `offer`, once in
    that time as well (0: nobody). `contract` is the salon's own wording in place of the standard one.
    """

    least_fen: Annotated[Fen, Field(ge=100, le=10_000_000, alias="least")] = 10_000
    most_fen: Annotated[Fen, Field(ge=100, le=10_000_000, alias="most")] = 500_000
    steps: Annotated[tuple[TopUpStep, ...], Field(max_length=20), AfterValidator(_checked_steps)] = ()
    gift_months: Annotated[int, Field(ge=0, le=120)] = 0
    spend_order: Literal["proportion", "real_first", "gift_first"] = "proportion"
    refund_days: Annotated[int, Field(ge=0, le=365)] = 7
    refund_by: RefundBy = "proportion"
    desk_refund_fen: Annotated[Fen, Field(ge=0, le=10_000_000, alias="desk_refund")] = 50_000
    low_balance_fen: Annotated[Fen, Field(ge=0, le=10_000_000, alias="low_balance")] = 10_000
    remind_days: Annotated[int, Field(ge=7, le=365)] = 30
    offer_fen: Annotated[Fen, Field(ge=0, le=10_000_000, alias="offer")] = 20_000
    low_spend_fen: Annotated[Fen, Field(ge=0, le=10_000_000, alias="low_spend")] = 30_000
    contract: Localized | None = None


class CardPolicy(Strict):
    """Session cards and course packs (I1): none costs more than `most` yuan.

    Within `refund_days` what was not used comes back as it was paid; afterwards `refund_by` says what the used counts
    as. The desk refunds up to `desk_refund` yuan by itself. A card with `low_uses` left, or `term_days` before its term
    ends, is reminded of. `contract` is the salon's own wording in place of the standard one.
    """

    most_fen: Annotated[Fen, Field(ge=100, le=10_000_000, alias="most")] = 500_000
    refund_days: Annotated[int, Field(ge=0, le=365)] = 7
    refund_by: RefundBy = "proportion"
    desk_refund_fen: Annotated[Fen, Field(ge=0, le=10_000_000, alias="desk_refund")] = 50_000
    low_uses: Annotated[int, Field(ge=0, le=20)] = 1
    term_days: Annotated[tuple[Annotated[int, Field(ge=1, le=365)], ...], Field(max_length=5)] = (30, 7)
    contract: Localized | None = None
