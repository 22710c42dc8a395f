"""Letting several wishes of several members pass together."""

from __future__ import annotations

from collections.abc import Iterable

from core.booking.schemas import Wish
from core.booking.service import search as searching
from core.kit.errors import NotFound
from core.kit.locks import Lockable, lock
from core.kit.work import Work
from core.resource import service as resource


def lock_for(work: Work, wishes: Iterable[tuple[int, Wish]]) -> None:
    """Takes, in the one order there is, all locks that holding these (member, wish) one after the other will need."""
    listed = set(wishes)
    wanted = [(Lockable.member, member_id) for member_id, _ in listed]
    for wish in {wish for _, wish in listed}:
        try:
            wanted += resource.locks(searching.prepare(work, wish).resource_ids)
        except NotFound:  # the store closed or the treatment is no longer there: nothing of it can be held
            continue
    lock(work.session, wanted)
