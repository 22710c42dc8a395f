"""Who may call an operation. Which objects they then see is the service's to decide, in the query that reads them."""

from __future__ import annotations

from dataclasses import dataclass

from core.auth import service as auth
from core.auth.enums import Permission
from core.kit.work import Actor


@dataclass(frozen=True, slots=True)
class Access:
    """The first look at a caller, by kind and role (R1, least privilege).

    `whose` says in words which objects each of them reaches. `staff` is the permission a colleague's role has to
    include, or whether colleagues may at all. What is another's reads like what does not exist.
    """

    whose: str
    guest: bool = False
    member: bool = False
    staff: Permission | bool = False

    def admits(self, actor: Actor) -> bool:
        """Whether the caller passes the first look; who is none of the known kinds does not."""
        if actor.kind == "guest":
            return self.guest
        if actor.kind == "member":
            return self.member
        if actor.kind != "staff":
            return False
        return self.staff if isinstance(self.staff, bool) else auth.allowed(actor, self.staff)


ANYONE = Access("What the salon shows to everybody.", guest=True, member=True, staff=True)
