"""Writing to the ledger: one entry with its parts, audited."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.audit import service as audit
from core.kit.ledger import split_reason
from core.kit.work import Work
from core.store import service as stores
from core.store.schemas import StoreOut
from core.wallet import repository
from core.wallet.schemas import Share, WalletEntryOut


def add(work: Work, shares: Iterable[Share], *, because: dict[str, Any], **values: Any) -> WalletEntryOut:
    """Stores one entry of these parts; `because` explains it, a colleague's words in it are sealed."""
    listed = list(shares)
    told, words = split_reason(because)
    values["reason"] = values.get("reason") or words
    entry = repository.add(
        work.session,
        listed,
        real_fen=sum(share.real_fen for share in listed),
        gift_fen=sum(share.gift_fen for share in listed),
        because=told,
        actor_kind=work.actor.kind,
        actor_id=work.actor.id,
        at=work.now,
        **values,
    )
    audit.record(work, f"wallet.{entry.kind.value}", "member", entry.member_id, entry=entry.id)
    return entry


def store_of(work: Work, store_id: int | None, lot_id: int) -> StoreOut:
    """Whose rules count: the store named, the colleague's, or where the money was paid in."""
    wanted = store_id or work.actor.store_id
    if wanted is None:
        lot = repository.find(work.session, lot_id)
        assert lot is not None, "a lot is an entry"
        wanted = lot.store_id
    return stores.get(work, wanted)


def positive(share: Share) -> Share:
    """A part as it is told when money has left: ledger rows of it are negative."""
    return Share(share.lot_id, -share.real_fen, -share.gift_fen)
