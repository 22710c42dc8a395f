"""Who may spend whose points."""

from __future__ import annotations

from core.auth.enums import Permission
from core.kit.errors import NotAllowed
from core.kit.work import Work


def require_spent(work: Work, member_id: int) -> None:
    """Raises NotAllowed for another member and for a guest; colleagues act for members at the till."""
    if work.actor.kind == "guest" or (work.actor.kind == "member" and work.actor.id != member_id):
        raise NotAllowed(permission=Permission.see_members.value)
