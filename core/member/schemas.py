"""Members and contacts, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from core.member.enums import Tier


@dataclass(frozen=True, slots=True)
class MemberOut:
    """A member. What is personal stays out of logs: only id and code are shown by `repr`."""

    id: int
    code: str
    name: str | None = field(repr=False)
    phone: str | None = field(repr=False)
    language: str
    preferences: str | None = field(repr=False)
    skin: str | None = field(repr=False)
    needs: str | None = field(repr=False)
    allergies: str | None = field(repr=False)
    joined_at: dt.datetime
    tier: Tier = Tier.member
    phone_verified_at: dt.datetime | None = None
    merged_into_id: int | None = None


@dataclass(frozen=True, slots=True)
class ContactOut:
    """A person as one chat channel knows them."""

    id: int
    channel: str
    account: str
    external_id: str = field(repr=False)
    display_name: str | None = field(repr=False)
    language: str | None
    member_id: int | None
    staff_id: int | None
    wrong_codes: int
    locked_until: dt.datetime | None
    invite_code: str | None
    invited_at: dt.datetime | None
    language_chosen_at: dt.datetime | None = None
