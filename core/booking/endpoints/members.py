"""Members: themselves, and as colleagues know them (product.md A)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.booking import service as bookings
from core.kit.work import Work
from core.member import service
from core.member.enums import Tier
from core.member.errors import BadLanguage, BadName, BadNote, BadPhone, MemberNotFound
from core.member.schemas import MemberOut
from core.operation.access import Access
from core.operation.fields import Body, PathId, Text, View
from core.operation.operations import Operations

operations = Operations("Members")
_SEEN = Access(
    "A member: themselves. Colleagues: members their store had a booking of, or who booked nowhere yet, phones by "
    "their last four digits; the front desk: whole.",
    member=True,
    staff=Permission.see_members,
)
_DESK = Access("The front desk.", staff=Permission.answer_requests)
_FOUND = Access("Colleagues: members they know, others by their whole phone or code.", staff=Permission.see_members)
_CHANGED = Access(
    "A member: themselves. The front desk: members it knows.", member=True, staff=Permission.answer_requests
)
_ENDING = 4
Name = Annotated[Text, Field(min_length=1, max_length=80, examples=["Anna"])]
Phone = Annotated[Text, Field(min_length=5, max_length=30, examples=["13900000003"])]
Language = Literal["zh_CN", "en"]


class MemberView(View):
    """A member. Skin and allergies are the consent's matter and not shown here."""

    id: int = Field(examples=[9])
    code: str = Field(examples=["K7M2QX4P"])
    name: str | None = Field(examples=["Anna"])
    phone: str | None = Field(examples=["+8613900000003"], description="Whole for the front desk and oneself.")
    language: str = Field(examples=["en"])
    preferences: str | None = Field(examples=["A window seat"])
    tier: Tier = Field(examples=["silver"])
    joined_at: dt.datetime = Field(examples=["2026-01-05T04:00:00Z"])


class NewMember(Body):
    """Somebody at the desk who becomes a member."""

    name: Name
    phone: Annotated[Phone | None, Field(examples=["13900000003"])] = None
    language: Language = "zh_CN"


class ChangedMember(Body):
    """What changes; what is left out stays. Members change their phone in chat, where it can be vouched for."""

    name: Annotated[Name | None, Field(examples=["Anna"])] = None
    phone: Annotated[Phone | None, Field(examples=["13900000003"])] = None
    language: Language | None = None
    preferences: Annotated[Text | None, Field(max_length=500, examples=["A window seat"])] = None


@operations.get("/members", _FOUND)
def find_members(
    work: Work, text: Annotated[Text, Field(min_length=1, max_length=80, examples=["Anna"])]
) -> list[MemberView]:
    """Find members.

    By name, code, or at least the last four digits of the phone; twenty at most. Who is known to other stores only is
    found by the whole phone or the code, and shown without the phone.
    """
    return [_view(work, member) for member in bookings.find_members(work, text)]


@operations.get("/members/{member_id}", _SEEN, MemberNotFound)
def get_member(work: Work, member_id: PathId) -> MemberView:
    """One member.

    To another member nobody else exists, nor to a colleague who is known to other stores only.
    """
    require_seen(work, member_id)
    return _view(work, service.get(work, member_id))


@operations.post("/members", _DESK, BadName, BadPhone, status=201)
def register_member(work: Work, person: NewMember) -> MemberView:
    """Register a member.

    Their agreements are recorded by themselves, in chat or with a token of their own.
    """
    made = service.register(work, name=person.name, phone=person.phone, language=person.language)
    audit.record(work, "member.register", "member", made.id)
    return _view(work, made)


@operations.patch("/members/{member_id}", _CHANGED, MemberNotFound, BadName, BadPhone, BadLanguage, BadNote)
def change_member(work: Work, member_id: PathId, changes: ChangedMember) -> MemberView:
    """Change what is known of a member.

    Only the fields sent. An empty `preferences` takes it away.
    """
    require_seen(work, member_id)
    if changes.phone is not None:
        auth.require(work.actor, Permission.answer_requests)
        service.set_phone(work, member_id, changes.phone)
    if changes.name is not None:
        service.set_name(work, member_id, changes.name)
    if changes.language is not None:
        service.set_language(work, member_id, changes.language)
    if "preferences" in changes.model_fields_set:
        service.set_preferences(work, member_id, changes.preferences or "")
    audit.record(work, "member.change", "member", member_id, fields=sorted(changes.model_fields_set))
    return _view(work, service.get(work, member_id))


def require_seen(work: Work, member_id: int) -> None:
    """Raises MemberNotFound to who may not know the member, as if there were none."""
    if not bookings.knows(work, member_id):
        raise MemberNotFound(id=member_id)


def _view(work: Work, member: MemberOut) -> MemberView:
    view = MemberView.model_validate(member)
    is_own = work.actor.kind == "member" and work.actor.id == member.id
    is_desks = auth.allowed(work.actor, Permission.answer_requests) and bookings.knows(work, member.id)
    if is_own or member.phone is None or is_desks:
        return view
    return view.model_copy(update={"phone": f"···{member.phone[-_ENDING:]}"})
