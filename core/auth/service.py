"""Asking whether an actor may do something. A check that cannot decide refuses."""

from __future__ import annotations

from core.auth.enums import Permission, StaffRole
from core.auth.rules import may
from core.kit.errors import NotAllowed
from core.kit.work import Actor


def allowed(actor: Actor, permission: Permission, store_id: int | None = None) -> bool:
    """Whether the actor holds the permission, in that store when one is named; an owner acts in every store."""
    if actor.kind == "system":
        return True
    if actor.kind != "staff" or not may(actor.role, permission):
        return False
    return store_id is None or actor.role == StaffRole.owner or actor.store_id == store_id


def require(actor: Actor, permission: Permission, store_id: int | None = None) -> None:
    """Raises NotAllowed unless `allowed`."""
    if not allowed(actor, permission, store_id):
        raise NotAllowed(permission=permission.value)


def sees_member(actor: Actor, member_id: int) -> bool:
    """Whether the actor may read what belongs to a member: the member themself, or a colleague who sees members."""
    if actor.kind == "member":
        return actor.id == member_id
    return allowed(actor, Permission.see_members)


def require_sees_member(actor: Actor, member_id: int) -> None:
    """Raises NotAllowed unless `sees_member`."""
    if not sees_member(actor, member_id):
        raise NotAllowed(permission=Permission.see_members.value)
