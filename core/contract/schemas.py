"""Contracts as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from core.contract.enums import AcceptedHow, ContractKind, ContractStatus


@dataclass(frozen=True, slots=True)
class ContractText:
    """What is shown: the whole text with its figures, the version of its wording, and the SHA-256 of the text."""

    version: str
    text: str
    text_hash: str


@dataclass(frozen=True, slots=True)
class ContractOut:
    """A contract. `terms`: what it is about, in fen and numbers ("real_fen", "gift_fen"; "plan_id", "price_fen")."""

    id: int
    key: str
    member_id: int
    store_id: int
    kind: ContractKind
    terms: dict[str, Any]
    status: ContractStatus
    version: str
    language: str
    text: str
    text_hash: str
    offered_at: dt.datetime
    lapses_at: dt.datetime
    offered_by: int | None
    accepted_at: dt.datetime | None
    accepted_how: AcceptedHow | None
    accepted_channel: str | None
    recorded_by: int | None
    paper_reference: str | None
    fulfilled_at: dt.datetime | None
