"""A store as it is stored, and as others see it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from core.kit.localized import Localized
from core.kit.quiet import Quiet
from core.store.schemas.market import breaches
from core.store.schemas.settings import StoreSettings
from core.store.schemas.strict import Strict


def _checked_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as wrong:
        raise ValueError(f"{name!r} is not a time zone like Asia/Shanghai") from wrong
    return name


class StoreProfile(Strict):
    """What a salon says of a store, besides its code and settings."""

    name: Localized
    aliases: tuple[Annotated[str, Field(min_length=1, max_length=80)], ...] = ()
    address: Localized
    directions: Localized
    phone: Annotated[str, Field(max_length=40)]
    zone: Annotated[str, Field(max_length=60), AfterValidator(_checked_zone)]
    market: Annotated[str, Field(min_length=1, max_length=10)]


class StoreValues(StoreProfile):
    """All that is stored of a store under its code; what its market's law forbids is refused by the rule's name."""

    settings: StoreSettings

    @model_validator(mode="after")
    def _is_lawful(self) -> Self:
        if forbidden := breaches(self.market, self.settings):
            raise ValueError("; ".join(forbidden))
        return self


class StoreOut(BaseModel):
    """A store as other domains and channels see it."""

    model_config = ConfigDict(frozen=True)
    id: int
    code: str
    name: dict[str, str]
    aliases: tuple[str, ...]
    address: dict[str, str]
    directions: dict[str, str]
    phone: str
    zone: str
    market: str
    settings: StoreSettings

    @property
    def quiet(self) -> Quiet:
        """When nobody here is sent what can wait."""
        hours = (dt.time.fromisoformat(at) for at in (self.settings.quiet_from, self.settings.quiet_until))
        return Quiet(ZoneInfo(self.zone), *hours)
