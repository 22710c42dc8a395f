"""Whom and what the acting member likes, as booking goes by it (A3)."""

from __future__ import annotations

from collections.abc import Mapping

from core.booking.rules.ranking import Likes
from core.booking.schemas import Wish
from core.booking.service import history
from core.kit.work import Work
from core.profile import service as profiles


def likes(work: Work, stated: Mapping[int, bool] | None = None) -> Likes:
    """What the acting member stated and what their visits say; nothing for staff and the system, who ask for others.

    `stated` is whom they want or do not, where somebody has looked it up before.
    """
    if work.actor.kind != "member" or work.actor.id is None:
        return Likes()
    habits = history.habits(work, work.actor.id)
    if stated is None:
        stated = profiles.stated_staff(work, work.actor.id)
    wanted = [id_ for id_, is_liked in stated.items() if is_liked]
    # What was said counts more than what was done: habit only where nothing was said against it.
    if habits.staff_id is not None and stated.get(habits.staff_id, True):
        wanted.insert(0, habits.staff_id)
    return Likes(tuple(dict.fromkeys(wanted)), habits)


def wanted(work: Work, wish: Wish) -> tuple[int, ...]:
    """Who is to have a booking with "anyone" if they can, the most wanted first; nobody where somebody was named."""
    return likes(work).staff_ids if wish.staff_id is None else ()
