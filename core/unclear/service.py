"""Learning from what was not understood: only of members who agreed to it, no longer than the store's rule says."""

from __future__ import annotations

import datetime as dt

from core.audit import service as audit
from core.consent import service as consents
from core.consent.enums import ConsentKind
from core.kit.errors import NotAllowed
from core.kit.work import SYSTEM, Work
from core.store import service as stores
from core.unclear import repository
from core.unclear.schemas import UnclearOut

LONGEST = 300
"""Characters kept of a sentence: what is longer is a pasted text, and teaches nothing."""
_SWEEP = 200


def keep(work: Work, member_id: int, text: str, intent: str | None = None) -> bool:
    """Keeps a sentence for review where its member agreed to that; whether it was kept.

    `text` comes without phones and codes; `intent` is what they then chose of what was offered. Of a brand with several
    stores the first one's rule says how long.
    """
    said = text.strip()[:LONGEST]
    if not said or not consents.has(work, member_id, ConsentKind.learning):
        return False
    days = stores.list_stores(work)[0].settings.privacy.learn_days
    until = work.now + dt.timedelta(days=days)
    repository.add(work.session, member_id=member_id, text=said, said_at=work.now, intent=intent, expires_at=until)
    return True


def list_waiting(work: Work, limit: int = 100) -> tuple[UnclearOut, ...]:
    """The oldest sentences nobody has looked at. Raises NotAllowed to all but the machine's own command line."""
    _require_system(work)
    return repository.listed(work.session, work.now, limit)


def settle(work: Work, sentence_id: int, intent: str | None) -> bool:
    """Forgets a sentence: it was labelled with an intent, or teaches nothing (None); False when it was gone.

    Raises NotAllowed.
    """
    _require_system(work)
    if not repository.drop(work.session, sentence_id):
        return False
    audit.record(work, "unclear.settled", "unclear", sentence_id, intent=intent)
    return True


def drop_due(work: Work) -> int:
    """Forgets what is older than the rule allows, and all of members who took their consent back; how many."""
    return repository.drop_due(work.session, work.now, _SWEEP)


def _require_system(work: Work) -> None:
    if work.actor != SYSTEM:
        raise NotAllowed
