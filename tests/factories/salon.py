"""A small salon for tests of booking: two stores, a handful of people, two beds, one laser."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from core.auth.enums import StaffRole
from core.booking.schemas import Wish
from core.catalog import repository as catalog
from core.kit.work import Actor, Work
from core.member import service as members
from core.resource import service as resource
from core.resource.enums import ResourceKind
from core.staff import service as staff
from core.staff.schemas import ShiftOut
from core.store import service as stores
from core.store.schemas import BookingPolicy, StoreSettings, StoreValues, Weekday

ALL_WEEK = tuple(ShiftOut(weekday=day, start_minute=10 * 60, end_minute=21 * 60) for day in range(7))
WEEKDAYS = ALL_WEEK[:5]


def both(text: str) -> dict[str, str]:
    return {"zh": text, "en": text}


@dataclass
class Salon:
    """Ids of all there is, by code."""

    zone: ZoneInfo
    store: int
    other_store: int
    staff: dict[str, int] = field(default_factory=dict)
    rooms: dict[str, int] = field(default_factory=dict)
    variations: dict[str, int] = field(default_factory=dict)
    members: list[int] = field(default_factory=list)

    def wish(self, variation: str = "facial", who: str | None = None) -> Wish:
        return Wish(self.store, self.variations[variation], self.staff[who] if who else None)

    def at(self, day: int, clock: str, month: int = 9) -> dt.datetime:
        """A moment of September 2026 by the store's clock; the 16th, a Wednesday, is today."""
        hour, minute = clock.split(":")
        return dt.datetime(2026, month, day, int(hour), int(minute), tzinfo=self.zone).astimezone(dt.UTC)

    def member(self, number: int = 0) -> Actor:
        return Actor("member", self.members[number])

    def works_as(self, who: str, role: StaffRole, store: int | None = None) -> Actor:
        return Actor("staff", self.staff[who], role.value, store or self.store)

    @property
    def desk(self) -> Actor:
        return self.works_as("desk", StaffRole.receptionist)

    @property
    def manager(self) -> Actor:
        return self.works_as("desk", StaffRole.manager)


def open_store(work: Work, code: str, zone: str, policy: dict[str, Any], hours: tuple[str, ...]) -> int:
    name = both(code)
    settings = StoreSettings(hours=dict.fromkeys(Weekday, hours), booking=BookingPolicy(**policy))
    texts = {"name": name, "address": name, "directions": name, "phone": "021", "market": "CN"}
    return stores.put(work, code, StoreValues.model_validate({**texts, "zone": zone, "settings": settings})).id


def employ(
    work: Work,
    store_id: int,
    code: str,
    skills: tuple[str, ...],
    shifts: tuple[ShiftOut, ...],
    role: StaffRole = StaffRole.beautician,
) -> int:
    return staff.put(
        work,
        store_id=store_id,
        resource_id=resource.add(work, store_id, ResourceKind.staff, code, both(code)),
        code=code,
        name=both(code),
        aliases=(),
        about=both(code),
        role=role,
        skills=skills,
        shifts=shifts,
    )


def offer(work: Work, code: str, segments: list[tuple[str, int]], **values: Any) -> int:
    """A treatment with one variation; the variation's id."""
    category = catalog.put_category(work.session, "all", name=both("all"), position=1)
    texts = {name: both(code) for name in ("name", "description", "suitability", "pain", "aftercare")}
    needs = {"skill": code, "needs_bed": True, "device": None, **values}
    treatment = catalog.put_treatment(
        work.session, code, category_id=category, aliases=[], position=1, duration_note=None, **texts, **needs
    )
    return catalog.put_variation(
        work.session,
        treatment,
        "single",
        name=both("single"),
        price_fen=29800,
        segments=[{"kind": kind, "minutes": minutes} for kind, minutes in segments],
        position=1,
    )


def build(
    work: Work,
    zone: str = "Asia/Shanghai",
    hours: tuple[str, ...] = ("10:00-21:00",),
    is_bea_always_there: bool = False,
    **policy: Any,
) -> Salon:
    """amy and bea do facials and laser (bea not at the weekend), eve massages only; the desk does nothing itself."""
    store = open_store(work, "one", zone, policy, hours)
    salon = Salon(ZoneInfo(zone), store, open_store(work, "two", zone, policy, hours))
    full = ("facial", "laser", "mask")
    salon.staff["amy"] = employ(work, store, "amy", full, ALL_WEEK)
    salon.staff["bea"] = employ(work, store, "bea", full, ALL_WEEK if is_bea_always_there else WEEKDAYS)
    salon.staff["eve"] = employ(work, store, "eve", ("massage",), ALL_WEEK)
    salon.staff["desk"] = employ(work, store, "desk", (), ALL_WEEK, StaffRole.receptionist)
    salon.staff["far"] = employ(work, salon.other_store, "far", full, ALL_WEEK)
    for code, kind, model in (("bed1", "bed", None), ("bed2", "bed", None), ("laser1", "device", "laser")):
        salon.rooms[code] = resource.add(work, store, ResourceKind(kind), code, both(code), model)
    salon.variations["facial"] = offer(work, "facial", [("prepare", 60), ("clean_up", 10)])
    salon.variations["laser"] = offer(work, "laser", [("prepare", 30), ("clean_up", 15)], device="laser")
    salon.variations["mask"] = offer(work, "mask", [("prepare", 20), ("process", 40), ("finish", 10)])
    salon.variations["massage"] = offer(work, "massage", [("prepare", 60)], needs_bed=False)
    salon.variations["nails"] = offer(work, "nails", [("prepare", 60)], needs_bed=False)
    salon.members = [members.register(work, name=f"member {number}").id for number in range(4)]
    return salon
