"""Prices by time (C3), as a store writes them."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from core.kit.localized import Localized
from core.kit.money import fen_from_yuan
from core.store.schemas.clock import Spans
from core.store.schemas.strict import Strict


class PriceDay(StrEnum):
    """Days as prices tell them apart: a holiday is no weekday."""

    mon = "mon"
    tue = "tue"
    wed = "wed"
    thu = "thu"
    fri = "fri"
    sat = "sat"
    sun = "sun"
    holiday = "holiday"


def _fen(amount: object) -> int:
    if isinstance(amount, bool) or not isinstance(amount, int | float | str):
        raise ValueError("is not an amount in yuan")
    fen = fen_from_yuan(amount)
    if abs(fen) > _MOST_FEN:
        raise ValueError(f"{amount} yuan cannot be meant")
    return fen


def _yuan(fen: int) -> int | float:
    return fen // 100 if fen % 100 == 0 else fen / 100


_MOST_FEN = 100_000_000  # a million yuan: more is a typing error
Fen = Annotated[int, BeforeValidator(_fen), PlainSerializer(_yuan, when_used="json")]
"""Fen in the program, yuan in files and in what is stored."""

Item = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}(\.[a-z0-9_]{1,40})?$")]
"""A treatment by its code, or one length of it: "facial", "facial.60"."""


class PriceRule(Strict):
    """A price for some times (C3), published and the same for every member; the first of the list that matches counts.

    When: the visit begins, by the store's clock, on one of `days`, within `hours`, between two dates; what is left out
    does not matter. On a day of `holidays` only `holiday` is the day. For what: `treatments` and whole `categories`,
    everything when neither is named. How much: `percent` of the list price, `add` yuan (negative: less), or `price`.
    """

    name: Localized
    days: tuple[PriceDay, ...] = ()
    hours: Spans = ()
    first_on: dt.date | None = Field(default=None, alias="from")
    last_on: dt.date | None = Field(default=None, alias="to")
    categories: tuple[Item, ...] = ()
    treatments: tuple[Item, ...] = ()
    percent: Annotated[int, Field(ge=1, le=300)] | None = None
    add_fen: Fen | None = Field(default=None, alias="add")
    price_fen: Fen | None = Field(default=None, alias="price")

    @model_validator(mode="after")
    def _means_one_thing(self) -> Self:
        if sum(amount is not None for amount in (self.percent, self.add_fen, self.price_fen)) != 1:
            raise ValueError("needs exactly one of percent, add and price")
        if self.price_fen is not None and (self.price_fen < 0 or not self.treatments or self.categories):
            raise ValueError("a fixed price needs the treatments it is for, and cannot be negative")
        if self.first_on and self.last_on and self.last_on < self.first_on:
            raise ValueError("the last day is before the first")
        return self

    @model_serializer(mode="wrap")
    def _without_what_was_left_out(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in handler(self).items() if value not in (None, (), [])}
