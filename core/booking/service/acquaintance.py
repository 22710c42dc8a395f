"""Which members a store's colleagues know: whose visits are elsewhere is no business of theirs (R1)."""

from __future__ import annotations

from core.auth import service as auth
from core.auth.enums import Permission, StaffRole
from core.booking import repository
from core.kit.work import Work
from core.member import service as members
from core.member.schemas import MemberOut

_FOUND_AT_MOST = 20
_LOOKED_THROUGH = 500


def knows(work: Work, member_id: int) -> bool:
    """Whether the actor may read of a member: their own record, or one their store ever had a booking of.

    Who has not booked anywhere yet is no store's, and known to all; an owner knows everybody (docs/decisions/0014).
    """
    actor = work.actor
    if actor.kind == "member":
        return actor.id == member_id
    return auth.allowed(actor, Permission.see_members) and member_id not in _elsewhere(work, [member_id])


def find_members(work: Work, text: str) -> tuple[MemberOut, ...]:
    """Members for staff to choose from, as `members.search`: those the actor knows, and whoever is named exactly.

    A member's code or whole phone is what a guest of another store tells at the desk; a name or four digits find only
    the known. Twenty at most. Raises NotAllowed.
    """
    found = members.search(work, text, _LOOKED_THROUGH)
    elsewhere = _elsewhere(work, [each.id for each in found])
    seen = [each for each in found if each.id not in elsewhere or members.is_named(each, text)]
    return tuple(seen[:_FOUND_AT_MOST])


def _elsewhere(work: Work, member_ids: list[int]) -> set[int]:
    """Of some members those who are other stores' alone."""
    actor = work.actor
    if actor.kind == "system" or actor.role == StaffRole.owner:
        return set()
    if actor.store_id is None:
        return set(member_ids)
    return repository.only_elsewhere(work.session, member_ids, actor.store_id)
