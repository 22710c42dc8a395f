"""Table of stores."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base


class Store(Base):
    """A shop (门店) of the brand. `settings` holds a validated `StoreSettings` as JSON."""

    __tablename__ = "stores"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    name: Mapped[dict[str, str]]
    aliases: Mapped[list[str]]
    address: Mapped[dict[str, str]]
    directions: Mapped[dict[str, str]]
    phone: Mapped[str] = mapped_column(sa.String(40))
    zone: Mapped[str] = mapped_column(sa.String(60))
    market: Mapped[str] = mapped_column(sa.String(10))
    settings: Mapped[dict[str, Any]]
    is_active: Mapped[bool] = mapped_column(default=True)
