"""Members and chat contacts."""

from __future__ import annotations

from itertools import count

from core.kit.work import Work
from core.member import service as members
from core.member.schemas import ContactOut, MemberOut

_numbers = count(1)


def member(work: Work, name: str = "王芳", phone: str | None = None) -> MemberOut:
    """A registered member; without a phone of their own one of the fictional row 139 0000."""
    return members.register(work, name=name, phone=phone or f"1390000{next(_numbers):04d}")


def contact(work: Work) -> ContactOut:
    """Somebody who wrote for the first time."""
    return members.ensure_contact(work, "telegram", "salon", f"u{next(_numbers)}")
