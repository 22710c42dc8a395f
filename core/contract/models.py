"""Table of written contracts on what is paid for ahead."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.contract.enums import AcceptedHow, ContractKind, ContractStatus
from core.kit.db import Base


class Contract(Base):
    """One written contract 【law】 with the very text that was shown, and who agreed to it when and how.

    `offered_by` is the colleague who offered it, empty when the member asked by themselves; `recorded_by` the one who
    recorded a signed paper, with its number in `paper_reference`. What is agreed to stays; only its status moves on.
    """

    __tablename__ = "contracts"
    __table_args__ = (
        sa.Index("ix_contracts_member_id_status", "member_id", "status"),
        sa.Index("ix_contracts_store_id_status", "store_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(80), unique=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"))
    store_id: Mapped[int] = mapped_column(sa.ForeignKey("stores.id", ondelete="RESTRICT"))
    kind: Mapped[ContractKind] = mapped_column(
        sa.Enum(ContractKind, native_enum=False, length=10, create_constraint=True, name="kind")
    )
    terms: Mapped[dict[str, Any]]
    status: Mapped[ContractStatus] = mapped_column(
        sa.Enum(ContractStatus, native_enum=False, length=10, create_constraint=True, name="status")
    )
    version: Mapped[str] = mapped_column(sa.String(20))
    language: Mapped[str] = mapped_column(sa.String(10))
    text: Mapped[str] = mapped_column(sa.Text)
    text_hash: Mapped[str] = mapped_column(sa.String(64))
    offered_at: Mapped[dt.datetime]
    lapses_at: Mapped[dt.datetime]
    offered_by: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id", ondelete="RESTRICT"))
    accepted_at: Mapped[dt.datetime | None]
    accepted_how: Mapped[AcceptedHow | None] = mapped_column(
        sa.Enum(AcceptedHow, native_enum=False, length=10, create_constraint=True, name="accepted_how")
    )
    accepted_channel: Mapped[str | None] = mapped_column(sa.String(20))
    recorded_by: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id", ondelete="RESTRICT"))
    paper_reference: Mapped[str | None] = mapped_column(sa.String(60))
    fulfilled_at: Mapped[dt.datetime | None]
