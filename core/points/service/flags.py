"""The review queue of abnormal earning: decided by staff before its deadline (F15)."""

from __future__ import annotations

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission, StaffRole
from core.conversation import service as conversations
from core.due import service as due
from core.kit.work import Work
from core.points.enums import FlagStatus
from core.points.errors import FlagNotFound
from core.points.repository import rewards as repository
from core.points.schemas import FlagOut
from core.points.service.abuse import DECIDERS
from core.points.service.earning import take_back


def list_flags(work: Work) -> tuple[FlagOut, ...]:
    """What waits for a decision in the actor's store, the most urgent first; an owner sees all. Raises NotAllowed."""
    auth.require(work.actor, Permission.run_points)
    everywhere = work.actor.kind == "system" or work.actor.role == StaffRole.owner
    return repository.open_flags(work.session, None if everywhere else work.actor.store_id)


def decide(work: Work, flag_id: int, *, is_abuse: bool) -> FlagOut:
    """Clears a flag, or confirms it: then the points of its evidence are taken back. Stands in the audit log.

    Raises NotAllowed, FlagNotFound also for one that is decided already.
    """
    flag = repository.find_flag(work.session, flag_id)
    if flag is None or not auth.allowed(work.actor, Permission.run_points, flag.store_id):
        auth.require(work.actor, Permission.run_points)
        raise FlagNotFound
    status = FlagStatus.confirmed if is_abuse else FlagStatus.cleared
    if not repository.settle_flag(work.session, flag_id, status, _staff_id(work), work.now):
        raise FlagNotFound
    if is_abuse:
        for key in flag.evidence["earned"]:
            take_back(work, f"flag:{flag_id}:{key}"[:120], key)
    due.drop(work, flag_id, ["points_flag"])
    audit.record(work, "points.decide_flag", "member", flag.member_id, flag=flag_id, status=status.value)
    decided = repository.find_flag(work.session, flag_id)
    assert decided is not None
    return decided


def remind_of_flags(work: Work) -> int:
    """Tells whoever runs a store of flags past their deadline, once; how many were dealt with."""
    missed, claimed = due.miss(work, "points_flag"), due.claim(work, "points_flag")
    for row in claimed:
        conversations.notify_staff(
            work, "points.flag_late", store_id=row.store_id, roles=DECIDERS, key=f"due:{row.id}", flag=row.subject_id
        )
    return len(missed) + len(claimed)


def find_flag(work: Work, flag_id: int) -> FlagOut | None:
    """One flag, for a notice that was written for its reader."""
    return repository.find_flag(work.session, flag_id)


def _staff_id(work: Work) -> int | None:
    return work.actor.id if work.actor.kind == "staff" else None
