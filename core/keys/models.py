"""Table of the keys that personal data was ever sealed with."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base


class SealingKey(Base):
    """A key this database was used with: "1", "2", … or "index". Never the key itself, only what tells it from another.

    So a process that is given wrong keys, or none, says so before it seals anything nobody can open.
    """

    __tablename__ = "sealing_keys"

    name: Mapped[str] = mapped_column(sa.String(10), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(sa.String(16))
    since: Mapped[dt.datetime]
