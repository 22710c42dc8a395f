"""The same request under the same key is done once and answered the same, however often it comes."""

from __future__ import annotations

from collections.abc import Callable

from core.idempotency import repository
from core.idempotency.errors import KeyReused
from core.idempotency.rules import KEPT_FOR, seal, unseal
from core.idempotency.schemas import Answered, Asked
from core.kit.work import Work

_SWEEP = 500  # rows removed in one go, so that one sweep stays a short transaction


def once(work: Work, asked: Asked, answer: Callable[[], Answered]) -> tuple[Answered, bool]:
    """Calls `answer` and keeps what it gives, or gives what was kept; and whether it was kept before.

    Key, business and answer are one transaction: of two at once the second waits for the first and reads its answer; if
    the first fails, nothing is kept and the second does it. Raises KeyReused when the key stands for another request.
    """
    place = f"{asked.token_id}:{asked.key_hash}"
    claimed = repository.claim(
        work.session,
        token_id=asked.token_id,
        key_hash=asked.key_hash,
        request_hash=asked.request_hash,
        status=None,
        answer=None,
        asked_at=work.now,
    )
    if claimed is not None:
        given = answer()
        repository.keep(work.session, claimed, given.status, seal(given.body, asked.token, place))
        return given, False
    known = repository.find(work.session, asked.token_id, asked.key_hash)
    if known is None or known[0] != asked.request_hash:
        raise KeyReused
    _, status, sealed = known
    assert status is not None, "whoever claimed the key has committed, and with it the answer"
    assert sealed is not None
    return Answered(status, unseal(sealed, asked.token, place)), True


def forget_old(work: Work) -> int:
    """Removes answers that nobody may ask for again, a few hundred at once; how many. The scheduler calls it."""
    return repository.forget(work.session, work.now - KEPT_FOR, _SWEEP)
