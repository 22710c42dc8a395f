"""Types of what callers send: bounded and strict, so that nothing unheard-of reaches a service or the database."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

MOST_ID = 2**53 - 1
"""The largest whole number that every JSON reader keeps exactly."""

_DIGITS = re.compile(r"[0-9]{1,16}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9:.]{5,15}([Zz]|[+-][0-9]{2}:?[0-9]{2})")
_FIRST, _LAST = dt.date(2000, 1, 1), dt.date(2199, 12, 31)
_LEGIBLE_SIGNS = {"\n", "\t"}


def _whole(value: Any) -> Any:
    """A path and a query know text only: digits and nothing else are a number there."""
    if isinstance(value, str) and not _DIGITS.fullmatch(value):
        raise ValueError("must be a whole number")
    return value


def _written_day(value: Any) -> Any:
    if not isinstance(value, dt.date) and not (isinstance(value, str) and _DAY.fullmatch(value)):
        raise ValueError("must be a date such as 2026-09-17")
    return value


def _written_moment(value: Any) -> Any:
    if not isinstance(value, dt.datetime) and not (isinstance(value, str) and _MOMENT.fullmatch(value)):
        raise ValueError("must be a moment with its offset such as 2026-09-17T14:00:00+08:00")
    return value


def _near(day: dt.date) -> dt.date:
    if not _FIRST <= day <= _LAST:
        raise ValueError(f"must lie between {_FIRST} and {_LAST}")
    return day


def _near_moment(moment: dt.datetime) -> dt.datetime:
    _near(moment.date())
    return moment


def legible(text: str) -> str:
    """The text, if it holds only what a keyboard writes. Raises ValueError for control signs and half characters."""
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in _LEGIBLE_SIGNS for sign in text):
        raise ValueError("holds signs that cannot be written")
    return text


Id = Annotated[int, Field(strict=True, ge=1, le=MOST_ID, examples=[1])]
"""The number of something, in a body."""

PathId = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=MOST_ID, examples=[1])]
"""The number of something, in a path or a query."""

Limit = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=100, examples=[20])]
"""How many entries of a list at most."""

Days = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=31, examples=[1])]
"""A number of days."""

Day = Annotated[
    dt.date,
    BeforeValidator(_written_day, json_schema_input_type=dt.date),
    AfterValidator(_near),
    Field(examples=["2026-09-17"]),
]
"""A date by the store's calendar."""

Moment = Annotated[
    AwareDatetime,
    BeforeValidator(_written_moment, json_schema_input_type=AwareDatetime),
    AfterValidator(_near_moment),
    Field(examples=["2026-09-17T14:00:00+08:00"]),
]
"""A moment with its offset from UTC."""

Text = Annotated[str, AfterValidator(legible)]
"""Words of a person; the field that uses it bounds them."""


class Body(BaseModel):
    """What a caller sends: a field that is not known is a typing error, not a wish."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class View(BaseModel):
    """What a caller is shown: named fields, so that nothing new of the inside is shown by accident."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class Words(View):
    """One text in both languages."""

    zh: str = Field(examples=["水光护理"])
    en: str = Field(examples=["Hydrating care"])
