"""How a store runs its till (K)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from core.store.schemas.prices import Fen
from core.store.schemas.strict import Strict


class CheckoutPolicy(Strict):
    """The till (K). A member has `approve_minutes` to say whether what leaves their balance is right; then staff are
    told, and may ask again or force it with a reason.

    With `tier_on_products` a level's discount is for products too. A sale can be refunded for `refund_days` after it
    was paid. `refund_limits` are the yuan that a role may refund of one sale in all; a role that is not named may
    refund nothing, owners any amount.
    """

    approve_minutes: Annotated[int, Field(ge=1, le=120)] = 10
    tier_on_products: bool = True
    refund_days: Annotated[int, Field(ge=0, le=1095)] = 90
    refund_limits: dict[Literal["manager", "receptionist", "beautician"], Annotated[Fen, Field(ge=0)]] = Field(
        default={"manager": 500_000, "receptionist": 50_000}, validate_default=False
    )
