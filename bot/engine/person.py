"""Who is at the other end of a conversation."""

from __future__ import annotations

from dataclasses import dataclass

from core.conversation.service import ConversationOut
from core.kit.work import SYSTEM, Actor, Work
from core.member import service as members
from core.member.schemas import MemberOut
from core.staff import service as staff_service
from core.staff.schemas import StaffOut


@dataclass(slots=True)
class Person:
    """A guest, a member or a colleague, with the language they read."""

    conversation: ConversationOut
    language: str
    staff: StaffOut | None = None
    member_id: int | None = None

    @property
    def actor(self) -> Actor:
        """The person as core knows them."""
        if self.staff is not None:
            return Actor("staff", self.staff.id, self.staff.role.value, self.staff.store_id)
        return Actor("guest") if self.member_id is None else Actor("member", self.member_id)

    @property
    def audience(self) -> str:
        """Whose dialogs are open to them: "staff" or "member"."""
        return "member" if self.staff is None else "staff"

    def member(self, work: Work) -> MemberOut | None:
        """The member's record, read when it is needed."""
        return None if self.member_id is None else members.get(work.acting_as(SYSTEM), self.member_id)

    def name(self, work: Work, fallback: str) -> str:
        """How colleagues call them."""
        member = self.member(work)
        shown = self.conversation.display_name
        return shown or fallback if member is None else member.name or shown or member.code


def person_of(work: Work, conversation: ConversationOut, languages: tuple[str, ...]) -> Person:
    """Who a conversation is with. A colleague who has left the salon is a guest again."""
    language = conversation.language if conversation.language in languages else languages[0]
    assert language is not None
    staff = None if conversation.own_staff_id is None else staff_service.find(work, conversation.own_staff_id)
    return Person(conversation, language, staff, conversation.member_id)
