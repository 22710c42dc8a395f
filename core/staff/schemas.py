"""People who work in the salon, as values."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, ConfigDict

from core.auth.enums import StaffRole


class StaffOut(BaseModel):
    """Somebody who works in a store; `resource_id` is their time as bookings take it."""

    model_config = ConfigDict(frozen=True)
    id: int
    store_id: int
    resource_id: int
    code: str
    name: dict[str, str]
    aliases: tuple[str, ...]
    about: dict[str, str]
    role: StaffRole
    skills: tuple[str, ...]


class ShiftOut(BaseModel):
    """A weekly shift: weekday (0 = Monday), local minutes of the day, and the dates between which it holds."""

    model_config = ConfigDict(frozen=True)
    weekday: int
    start_minute: int
    end_minute: int
    from_on: dt.date | None = None
    until_on: dt.date | None = None
