"""The demo salon 花间美肤: two stores from their files, and a seeded year of members and visits."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import sqlalchemy as sa

from core.auth.enums import StaffRole
from core.booking.enums import BookingStatus
from core.booking.models import Booking
from core.catalog.files import import_catalog
from core.consent.enums import ConsentKind
from core.consent.models import Consent
from core.coupon.files import import_coupons
from core.kit.db import Database
from core.kit.work import Work
from core.member import service as members
from core.member.models import Member
from core.profile import service as profiles
from core.resource.enums import OccupancyReason
from core.resource.models import Occupancy
from core.salon_file.service import import_store
from core.staff import service as staff
from core.staff.schemas import StaffOut
from core.store import service as stores
from meiyue.demo import regular
from meiyue.demo.diary import Diary
from meiyue.demo.people import DemoMember, Material, booking_codes, make_members
from meiyue.demo.points import add_points
from meiyue.demo.prepaid import sell_in_advance
from meiyue.demo.reviews import add_reviews
from meiyue.demo.visits import AHEAD_DAYS, YEAR, DemoVisit, Year

FOLDER = Path(__file__).parent
MEMBERS = 200
MAIN_STORE = "jingan"
_STORES = (MAIN_STORE, "xuhui")
_TEXT_VERSION = "demo"
_consents: sa.Table = Consent.__table__  # type: ignore[assignment]
_bookings: sa.Table = Booking.__table__  # type: ignore[assignment]
_occupancies: sa.Table = Occupancy.__table__  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class DemoFigures:
    """What a load made; all zero when the salon was there already."""

    members: int = 0
    completed: int = 0
    cancelled: int = 0
    no_shows: int = 0
    confirmed: int = 0
    pending: int = 0


def load_demo(database: Database, seed: int = 7) -> DemoFigures:
    """Fills an empty database; one that has members is left as it is.

    The same seed and the same time give the same salon. Nothing in it is or looks like a real person's: phones are of
    the row 139 0000 xxxx.
    """
    with database.transaction() as work:
        if work.session.scalar(sa.select(Member.id).limit(1)) is not None:
            return DemoFigures()
        menu = import_catalog(work, (FOLDER / "catalog.yaml").read_text(encoding="utf-8"))
        for code in _STORES:
            import_store(work, (FOLDER / "stores" / f"{code}.yaml").read_text(encoding="utf-8"))
        random = Random(seed)
        now = work.now.replace(second=0, microsecond=0)
        people = make_members(Material(FOLDER / "people.yaml"), random, now, MEMBERS)
        import_coupons(work, (FOLDER / "coupons.yaml").read_text(encoding="utf-8"))
        visits = Year(random, now, _diaries(work), menu).visits(people)
        main = stores.get_by_code(work, MAIN_STORE)
        ann = regular.choose(people, visits, main)
        member_ids = _store_members(work, people)
        codes = booking_codes(random, len(visits))
        booking_ids = _store_visits(work, member_ids, visits, codes)
        others = [(visit, code) for visit, code in zip(visits, codes, strict=True) if visit.member != ann]
        add_points(work, [(member_ids[visit.member], visit, code) for visit, code in others])
        prices = {item.code: min(each.price_fen for each in item.variations) for item in menu}
        sell_in_advance(work, MAIN_STORE, [id_ for id_ in member_ids if id_ != member_ids[ann]], prices)
        hers = [each for each in zip(booking_ids, visits, strict=True) if each[1].member == ann]
        done = [each for each in hers if each[1].status is BookingStatus.completed]
        done.sort(key=lambda each: each[1].changed_at)
        regular.fill_purse(work, main, member_ids[ann], done)
        treatments = {each.id: item.id for item in menu for each in item.variations}
        told = [(member_ids[each.member], each) for each in visits]
        add_reviews(work, random, told, treatments, member_ids[ann])
    counts = Counter(visit.status for visit in visits)
    return DemoFigures(
        members=len(people),
        completed=counts[BookingStatus.completed],
        cancelled=counts[BookingStatus.cancelled],
        no_shows=counts[BookingStatus.no_show],
        confirmed=counts[BookingStatus.confirmed],
        pending=counts[BookingStatus.pending],
    )


def demo_staff(database: Database) -> StaffOut:
    """The owner, whom the staff side of the demo is shown as: requests to every store reach them."""
    with database.reading() as work:
        people = staff.list_staff(work, stores.get_by_code(work, MAIN_STORE).id)
    return next(person for person in people if person.role is StaffRole.owner)


def demo_members(database: Database) -> dict[str, int]:
    """As whom the member side of the demo may begin, by the word that asks for it; nobody in a salon that was filled
    before there was such a member."""
    with database.reading() as work:
        found = work.session.scalar(sa.select(Member.id).where(Member.code == regular.CODE))
    return {} if found is None else {regular.START: found}


def _diaries(work: Work) -> list[Diary]:
    first_on = (work.now - YEAR).date() - dt.timedelta(days=1)
    last_on = work.now.date() + dt.timedelta(days=AHEAD_DAYS + 1)
    return [Diary(work, stores.get_by_code(work, code), first_on, last_on) for code in _STORES]


def _store_members(work: Work, people: Sequence[DemoMember]) -> list[int]:
    ids = members.add_many(work, [person.row for person in people])
    profiles.add_many(work, {member_id: person.profile for member_id, person in zip(ids, people, strict=True)})
    consents = [
        {
            "member_id": member_id,
            "kind": kind,
            "text_version": _TEXT_VERSION,
            "channel": "desk",
            "granted_at": person.joined_at,
            "withdrawn_at": None,
        }
        for member_id, person in zip(ids, people, strict=True)
        for kind, agreed in (
            (ConsentKind.terms, True),
            (ConsentKind.health_notes, person.agreed_health),
            (ConsentKind.marketing, person.agreed_marketing),
        )
        if agreed
    ]
    work.session.connection().execute(sa.insert(_consents), consents)
    return ids


def _store_visits(
    work: Work, member_ids: Sequence[int], visits: Sequence[DemoVisit], codes: Sequence[str]
) -> list[int]:
    insert = sa.insert(_bookings).returning(_bookings.c.id, sort_by_parameter_order=True)
    rows = [
        visit.row | {"member_id": member_ids[visit.member], "code": code, "key": f"demo:{code}"}
        for visit, code in zip(visits, codes, strict=True)
    ]
    ids = list(work.session.connection().execute(insert, rows).scalars())
    taken = [
        {
            "resource_id": span.resource_id,
            "start_minute": span.start_minute,
            "end_minute": span.end_minute,
            "reason": OccupancyReason.booking,
            "booking_id": booking_id,
            "held_until": None,
            "note": None,
        }
        for booking_id, visit in zip(ids, visits, strict=True)
        if visit.takes_time
        for span in visit.place.spans
    ]
    work.session.connection().execute(sa.insert(_occupancies), taken)
    return ids
