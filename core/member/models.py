"""Tables of members and of the chat contacts they use."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base
from core.kit.sealing import SealedText
from core.member.enums import Tier


class Member(Base):
    """A member of the salon (会员). Skin, needs and allergies are kept only with the consent `health_notes` (A4).

    `phone_verified_at` is when a channel vouched that the phone is theirs; empty for one that was only typed (A11).
    `merged_into_id`: who they turned out to be; everything of theirs is that member's now (`core.merge`).
    What is personal is sealed (R1). The `…_index` columns find a member by the whole name (`member.rules.name_key`),
    the phone or its last four digits without holding any of them.
    """

    __tablename__ = "members"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(12), unique=True)
    name: Mapped[str | None] = mapped_column(SealedText("code"))
    name_index: Mapped[str | None] = mapped_column(sa.String(26), index=True)
    phone: Mapped[str | None] = mapped_column(SealedText("code"))
    phone_index: Mapped[str | None] = mapped_column(sa.String(26), index=True)
    phone_end_index: Mapped[str | None] = mapped_column(sa.String(26), index=True)
    language: Mapped[str] = mapped_column(sa.String(10))
    preferences: Mapped[str | None] = mapped_column(SealedText("code"))
    skin: Mapped[str | None] = mapped_column(SealedText("code"))
    needs: Mapped[str | None] = mapped_column(SealedText("code"))
    allergies: Mapped[str | None] = mapped_column(SealedText("code"))
    joined_at: Mapped[dt.datetime]
    tier: Mapped[Tier] = mapped_column(
        sa.Enum(Tier, native_enum=False, length=10, create_constraint=False),
        sa.CheckConstraint("tier IN ('member', 'silver', 'gold', 'diamond')", "tier"),
        server_default=Tier.member.value,
    )
    phone_verified_at: Mapped[dt.datetime | None]
    merged_into_id: Mapped[int | None] = mapped_column(index=True)


class Contact(Base):
    """A person as one chat channel knows them; several contacts may be one member (A11), one may be a member of
    staff.

    `invite_code` is the friend's code they first came with (E6), `invited_at` when. `language_chosen_at` is when they
    said which language they want; until then it is the one they type in.
    """

    __tablename__ = "contacts"
    __table_args__ = (sa.UniqueConstraint("channel", "account", "external_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(sa.String(20))
    account: Mapped[str] = mapped_column(sa.String(40))
    external_id: Mapped[str] = mapped_column(sa.String(80))
    display_name: Mapped[str | None] = mapped_column(SealedText("channel", "account", "external_id"))
    language: Mapped[str | None] = mapped_column(sa.String(10))
    language_chosen_at: Mapped[dt.datetime | None]
    member_id: Mapped[int | None] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"), index=True)
    staff_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id", ondelete="RESTRICT"), index=True)
    wrong_codes: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[dt.datetime | None]
    invite_code: Mapped[str | None] = mapped_column(sa.String(20))
    invited_at: Mapped[dt.datetime | None]
