"""Tables of stored value: an append-only ledger and which top-up each entry touches."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.append_only import append_only
from core.kit.db import Base
from core.kit.sealing import SealedText
from core.kit.tender import Tender
from core.wallet.enums import EntryKind


class WalletEntry(Base):
    """One movement of a member's money; `core.wallet.schemas.WalletEntryOut` says what its columns mean.

    `key` makes a repeated call harmless; `asked` is the digest of what was asked under it. Rows are only ever added,
    which the database sees to as well.
    """

    __tablename__ = "wallet_entries"
    __table_args__ = (
        sa.Index("ix_wallet_entries_member_id_id", "member_id", "id"),
        sa.Index("ix_wallet_entries_of_id", "of_id"),
        sa.UniqueConstraint("contract_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(120), unique=True)
    asked: Mapped[str] = mapped_column(sa.String(64))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"))
    store_id: Mapped[int] = mapped_column(sa.ForeignKey("stores.id", ondelete="RESTRICT"))
    kind: Mapped[EntryKind] = mapped_column(
        sa.Enum(EntryKind, native_enum=False, length=10, create_constraint=True, name="kind")
    )
    real_fen: Mapped[int]
    gift_fen: Mapped[int]
    of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("wallet_entries.id", ondelete="RESTRICT"))
    contract_id: Mapped[int | None] = mapped_column(sa.ForeignKey("contracts.id", ondelete="RESTRICT"))
    paid_fen: Mapped[int | None]
    tender: Mapped[Tender | None] = mapped_column(
        sa.Enum(Tender, native_enum=False, length=10, create_constraint=True, name="tender")
    )
    reference: Mapped[str | None] = mapped_column(sa.String(80))
    gift_ends_at: Mapped[dt.datetime | None]
    actor_kind: Mapped[str] = mapped_column(sa.String(10))
    actor_id: Mapped[int | None]
    because: Mapped[dict[str, Any]]
    reason: Mapped[str | None] = mapped_column(SealedText("key"))
    at: Mapped[dt.datetime]


class WalletPart(Base):
    """How much of an entry belongs to which top-up (`lot_id` is its entry), signed as the entry is."""

    __tablename__ = "wallet_parts"
    __table_args__ = (
        sa.Index("ix_wallet_parts_lot_id", "lot_id"),
        sa.UniqueConstraint("entry_id", "lot_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("wallet_entries.id", ondelete="RESTRICT"))
    lot_id: Mapped[int] = mapped_column(sa.ForeignKey("wallet_entries.id", ondelete="RESTRICT"))
    real_fen: Mapped[int]
    gift_fen: Mapped[int]


append_only(WalletEntry.__table__, but=["reason"])  # type: ignore[arg-type]  # a table, typed as anything one can select
append_only(WalletPart.__table__)  # type: ignore[arg-type]
