"""One person, several accounts (A11): joined by a phone that was vouched for, or by staff, and taken apart again.

Every row that says whose it is follows the member who is kept, the one who joined first; what a member may have only
one of stays with who had it. Each change is noted, so that undoing is exact: what came in afterwards stays where it is.
"""

from __future__ import annotations

import datetime as dt

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.consent import service as consents
from core.consent.enums import ConsentKind
from core.conversation import service as conversations
from core.kit.locks import Lockable, lock
from core.kit.work import SYSTEM, Work
from core.member import service as members
from core.member.enums import Tier
from core.member.schemas import MemberOut
from core.merge import repository
from core.merge.errors import LaterMerge, MergeNotFound, NotToMerge
from core.merge.rules import HEALTH, MEMBERS, OF_MEMBER, higher, owners
from core.merge.schemas import MergeOut, Moved
from core.privacy import service as privacy
from core.privacy.rules import TABLES

_LATE = dt.timedelta(hours=1)
_SWEEP = 50
_PROFILES = "profiles"


def merge_verified(work: Work, member_id: int) -> MemberOut | None:
    """Joins a member whose channel vouched for the phone with all others of that phone; who they are now, or None.

    Others count whose channel vouched for it too, and those without any chat, which staff wrote down. Whoever merely
    typed the number keeps an account of their own: they would read what is another's.
    """
    me = members.get(work, member_id)
    if me.phone is None or me.phone_verified_at is None:
        return None
    now: MemberOut | None = None
    for other in members.list_by_phone(work, me.phone):
        is_theirs = other.phone_verified_at is not None or not members.has_chat(work, other.id)
        here = now or me
        if other.id == here.id or not is_theirs or _why_not(work, here, other):
            continue
        conversations.notify_member(work, other.id, "member.merged", f"merged:{here.id}:{other.id}")
        now = _merge(work, here, other)
    return now


def merge(work: Work, one: int, other: int) -> MemberOut:
    """Staff say that two are one person; who is kept. Raises NotAllowed, NotToMerge."""
    auth.require(work.actor, Permission.merge_members)
    first, second = members.get(work, one), members.get(work, other)
    why = _why_not(work, first, second, by_staff=True)
    if why:
        raise NotToMerge(why=why)
    kept = _merge(work, first, second)
    conversations.notify_member(work, kept.id, "member.merged")
    return kept


def unmerge(work: Work, merge_id: int) -> MergeOut:
    """Takes two members apart again: what was one's is theirs, what came in since stays with who was kept.

    Raises NotAllowed, MergeNotFound, LaterMerge.
    """
    auth.require(work.actor, Permission.merge_members)
    found = next((each for each in repository.list_all(work.session, [merge_id])), None)
    if found is None or found.undone_at is not None:
        raise MergeNotFound
    _lock(work, found.kept_id, found.merged_id)
    if members.get(work, found.kept_id).merged_into_id is not None:
        raise LaterMerge
    if not repository.end(work.session, merge_id, work.now):
        raise MergeNotFound
    changed = repository.noted(work.session, merge_id)
    owned = [each for each in changed if each.before is not None and each.column != "tier"]
    count = repository.give_back(work.session, owned, found.kept_id)
    for each in changed:
        if each not in owned:
            repository.put(work.session, each, None if each.before is None else Tier(each.before))
    audit.record(work, "member.unmerge", "member", found.kept_id, merge=merge_id, merged=found.merged_id, rows=count)
    return found


def list_standing(work: Work, member_id: int) -> tuple[MergeOut, ...]:
    """With whom a member was joined, the latest first. Raises NotAllowed."""
    auth.require(work.actor, Permission.merge_members)
    return tuple(repository.list_standing(work.session, member_id))


def follow_up(work: Work) -> int:
    """Gives over what a turn that had begun before a merge stored after it; how many rows. The clock calls it."""
    late = repository.list_since(work.session, work.now - _LATE, _SWEEP)
    return sum(len(_give_all(work.acting_as(SYSTEM), each.id, each.kept_id, each.merged_id)) for each in late)


def _why_not(work: Work, one: MemberOut, other: MemberOut, *, by_staff: bool = False) -> str:
    """Why two cannot be joined; who staff took apart are only joined again by staff."""
    if one.id == other.id:
        return "same"
    if one.merged_into_id is not None or other.merged_into_id is not None:
        return "merged"
    system = work.acting_as(SYSTEM)
    if any(privacy.find_erasure(system, each.id) for each in (one, other)):
        return "erasure"
    return "" if by_staff or not repository.list_between(work.session, one.id, other.id) else "undone"


def _merge(work: Work, one: MemberOut, other: MemberOut) -> MemberOut:
    kept, merged = sorted((one, other), key=lambda each: (each.joined_at, each.id))
    _lock(work, kept.id, merged.id)
    merge_id = repository.add(work.session, kept.id, merged.id, work.now)
    moved = _give_all(work, merge_id, kept.id, merged.id)
    moved += repository.fill(work.session, MEMBERS, kept.id, merged.id, OF_MEMBER)
    if kept.phone == merged.phone:  # written down here, vouched for there
        moved += repository.fill(work.session, MEMBERS, kept.id, merged.id, (("phone_verified_at",),))
    words = tuple((column,) for column in sorted(TABLES[_PROFILES].personal))
    moved += repository.fill(work.session, _PROFILES, kept.id, merged.id, words)
    if consents.has(work, kept.id, ConsentKind.health_notes):
        moved += repository.fill(work.session, MEMBERS, kept.id, merged.id, tuple((each,) for each in HEALTH))
    if higher(kept.tier, merged.tier) is not kept.tier:
        raised = Moved(MEMBERS, "tier", f"[{kept.id}]", kept.tier.value)
        repository.put(work.session, raised, merged.tier)
        moved.append(raised)
    repository.note(work.session, merge_id, moved)
    audit.record(work, "member.merge", "member", kept.id, merge=merge_id, merged=merged.id, rows=len(moved))
    return members.get(work, kept.id)


def _give_all(work: Work, merge_id: int, kept_id: int, merged_id: int) -> list[Moved]:
    moved = [
        each
        for table, column in (*owners().items(), (MEMBERS, "merged_into_id"))
        for each in repository.give(work.session, table, column, merged_id, kept_id)
    ]
    repository.note(work.session, merge_id, moved)
    return moved


def _lock(work: Work, *member_ids: int) -> None:
    lock(work.session, [(Lockable.member, each) for each in member_ids])
