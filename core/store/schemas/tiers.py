"""What a level takes and gives (G), as a store writes it."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from core.kit.localized import Localized
from core.store.schemas.prices import Fen
from core.store.schemas.strict import Strict

TierName = Literal["silver", "gold", "diamond"]
_UPWARDS: tuple[TierName, ...] = ("silver", "gold", "diamond")
_FEN = Field(ge=1, le=1_000_000_000)
_NUMBER = Field(ge=1, le=10_000_000)


class TierPolicy(Strict):
    """Levels (G1–G5); of a brand with several stores the first one's rules count, but for `discount_percent`, which is
    that of the store one pays in.

    `counts` what is looked at, over the last `months`: `spend` in yuan, `points` earned, or `spend_and_visits`, of
    which both are needed. A level is reached as soon as its threshold is, and kept for `months`; when it is looked at
    again and no longer earned, the member is told `notice_days` before, keeps it for another `grace_days` once, and
    then falls by one level, or with `falls_one_step` false to the one that is earned.

    `perks` are told to members besides the discount and the days that the calendar opens earlier (`booking`).
    """

    counts: Literal["spend", "points", "spend_and_visits"] = "spend"
    months: Annotated[int, Field(ge=1, le=36)] = 12
    spend: dict[TierName, Annotated[Fen, _FEN]] = Field(
        default={"silver": 200_000, "gold": 600_000, "diamond": 1_500_000}, validate_default=False
    )
    points: dict[TierName, Annotated[int, _NUMBER]] = Field(default={"silver": 2_000, "gold": 6_000, "diamond": 15_000})
    visits: dict[TierName, Annotated[int, _NUMBER]] = Field(default={"silver": 4, "gold": 10, "diamond": 20})
    discount_percent: dict[TierName, Annotated[int, Field(ge=0, le=90)]] = Field(default={"gold": 10, "diamond": 15})
    perks: dict[TierName, Annotated[tuple[Localized, ...], Field(max_length=10)]] = Field(
        default={
            "gold": (Localized(zh="新项目优先免费体验", en="First free trials of new treatments"),),
            "diamond": (
                Localized(zh="新项目优先免费体验", en="First free trials of new treatments"),
                Localized(zh="专属护理礼包", en="A care pack of your own"),
            ),
        }
    )
    notice_days: Annotated[int, Field(ge=0, le=90)] = 30
    grace_days: Annotated[int, Field(ge=0, le=365)] = 90
    falls_one_step: bool = True

    @model_validator(mode="after")
    def _rises(self) -> Self:
        for name in ("spend", "points", "visits"):
            values = getattr(self, name)
            steps = [values[tier] for tier in _UPWARDS if tier in values]
            if any(higher <= lower for lower, higher in pairwise(steps)):
                raise ValueError(f"{name} of a higher level must be more than that of a lower one")
        return self
