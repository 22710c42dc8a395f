"""Who works in the salon: as members choose them, and as their managers know them."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from core.auth import service as auth
from core.auth.enums import Permission, StaffRole
from core.kit.work import Work
from core.operation.access import ANYONE, Access
from core.operation.fields import PathId, View, Words
from core.operation.operations import Operations
from core.staff import service
from core.staff.errors import StaffNotFound
from core.store import service as stores
from core.store.errors import StoreNotFound

operations = Operations("Staff")
_TEAM = Access("The team of the own store; an owner's: of every store.", staff=Permission.invite_staff)


class StaffView(View):
    """A colleague as members choose them."""

    id: int = Field(examples=[3])
    store_id: int = Field(examples=[1])
    name: Words
    about: Words
    skills: list[str] = Field(examples=[["facial", "hydra"]])


class ShiftView(View):
    """A weekly shift by the store's clock: weekday (0 = Monday) and minutes of the day."""

    weekday: int = Field(examples=[1])
    start_minute: int = Field(examples=[600])
    end_minute: int = Field(examples=[1140])
    from_on: dt.date | None = Field(examples=[None])
    until_on: dt.date | None = Field(examples=[None])


class ColleagueView(StaffView):
    """A colleague as their manager knows them."""

    code: str = Field(examples=["lily"])
    role: StaffRole = Field(examples=["beautician"])
    shifts: list[ShiftView]


class InvitationView(View):
    """A code that makes the chat it is typed into this colleague's."""

    code: str = Field(examples=["7KQ2M9WXYZ"])
    hours: int = Field(examples=[48], description="How long it holds; it serves once.")


@operations.get("/stores/{store_id}/staff", ANYONE, StoreNotFound)
def list_staff(work: Work, store_id: PathId) -> list[StaffView]:
    """Who treats members in a store.

    Colleagues with a skill, in the order they came.
    """
    stores.get(work, store_id)
    return [StaffView.model_validate(each) for each in service.list_staff(work, store_id) if each.skills]


@operations.get("/stores/{store_id}/team", _TEAM, StoreNotFound)
def list_team(work: Work, store_id: PathId) -> list[ColleagueView]:
    """Everybody who works in a store.

    With roles and weekly shifts, for who leads the store.
    """
    stores.get(work, store_id)
    auth.require(work.actor, Permission.invite_staff, store_id)
    shifts = service.list_shifts(work, store_id)
    return [
        ColleagueView(
            **each.model_dump(exclude={"aliases", "resource_id"}),
            shifts=[ShiftView.model_validate(shift) for shift in shifts.get(each.id, ())],
        )
        for each in service.list_staff(work, store_id)
    ]


@operations.post("/staff/{staff_id}/invitation", _TEAM, StaffNotFound, status=201)
def invite(work: Work, staff_id: PathId) -> InvitationView:
    """Invite a colleague into chat.

    A fresh one-time code, to be sent as `/staff CODE`; it ends an older one.
    """
    return InvitationView(code=service.invite(work, staff_id), hours=48)
