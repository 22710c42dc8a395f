"""How a store hands out coupons and takes them (H); what coupons there are stands in a file of its own."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from core.store.schemas.clock import ClockTime
from core.store.schemas.prices import Fen, Item
from core.store.schemas.strict import Strict
from core.store.schemas.tiers import TierName

PackCode = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]


def _in_order(days: tuple[int, ...]) -> tuple[int, ...]:
    if len(set(days)) < len(days):
        raise ValueError("the same day is there twice")
    return tuple(sorted(days, reverse=True))


class GrantLimit(Strict):
    """What a role may give by its own hand: so many coupons a local day, none worth more yuan than `worth`.

    `worth` null: of any worth, also coupons of which nobody can say what they are worth.
    """

    a_day: Annotated[int, Field(ge=0, le=1000)]
    worth_fen: Annotated[Fen, Field(ge=0)] | None = Field(alias="worth")


class CouponPolicy(Strict):
    """Coupons and packs (H1–H5); of a brand with several stores the first one's rules count, but for floors.

    Packs by the code of the coupon file, given by themselves: `newcomer_pack` to who becomes a member, `birthday_pack`
    so many days before the birthday at `birthday_at`, `upgrade_packs` with a level. Null: none. A member is reminded
    `remind_days` before a coupon ends.

    `floors` are the lowest prices in yuan, by treatment ("facial", "facial.60") or category, that no coupon breaks;
    for what is not named `floor_percent` of the list price is. `wrong_codes` wrong codes within an hour lock whoever
    typed them out for `lock_minutes`, and the managers are told; `looks_a_minute` codes are looked up at the most.
    `approve_minutes` a member has to approve a coupon that staff redeem without a bill.
    """

    newcomer_pack: PackCode | None = None
    birthday_pack: PackCode | None = None
    birthday_days_before: Annotated[int, Field(ge=0, le=30)] = 3
    birthday_at: ClockTime = "10:00"
    upgrade_packs: dict[TierName, PackCode] = Field(default={})
    remind_days: Annotated[
        tuple[Annotated[int, Field(ge=1, le=60)], ...], Field(max_length=3), AfterValidator(_in_order)
    ] = (3,)
    floors: dict[Item, Annotated[Fen, Field(ge=0)]] = Field(default={})
    floor_percent: Annotated[int, Field(ge=0, le=100)] = 0
    wrong_codes: Annotated[int, Field(ge=3, le=20)] = 10
    lock_minutes: Annotated[int, Field(ge=5, le=1440)] = 60
    looks_a_minute: Annotated[int, Field(ge=1, le=120)] = 20
    approve_minutes: Annotated[int, Field(ge=1, le=120)] = 15
    grants: dict[Literal["owner", "manager", "receptionist", "beautician"], GrantLimit] = Field(
        default={
            "owner": GrantLimit.model_validate({"a_day": 1000, "worth": None}),
            "manager": GrantLimit.model_validate({"a_day": 50, "worth": None}),
            "receptionist": GrantLimit.model_validate({"a_day": 10, "worth": 100}),
        }
    )
