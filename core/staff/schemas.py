"""People who work in the salon, as values."""

from __future__ import annotations

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
