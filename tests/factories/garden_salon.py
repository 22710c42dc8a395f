"""The salon of the conversation tests: two stores out of files like a salon's own, and three members."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import sqlalchemy as sa

from core.booking.enums import BookingStatus
from core.booking.models import Booking
from core.catalog import service as catalog
from core.catalog.files import import_catalog
from core.consent import service as consents
from core.consent.enums import ConsentKind
from core.kit.work import Work
from core.member import service as members
from core.salon_file.service import import_store
from core.staff import service as staff
from core.store import service as stores

FOLDER = Path(__file__).parent / "garden"
MEMBERS = {"王芳": "13900000001", "李娜": "13900000002", "Anna": "13900000003"}
"""Registered members, who agreed to the terms, by name with their phone."""


def load(work: Work) -> None:
    """Fills an empty database."""
    import_catalog(work, (FOLDER / "catalog.yaml").read_text(encoding="utf-8"))
    for store in ("garden", "river"):
        import_store(work, (FOLDER / f"{store}.yaml").read_text(encoding="utf-8"))
    for name, phone in MEMBERS.items():
        member = members.register(work, name=name, phone=phone, language="en" if name.isascii() else "zh_CN")
        consents.grant(work, member.id, ConsentKind.terms, text_version="test", channel="desk")


def staff_id(work: Work, code: str) -> int:
    """A colleague by code."""
    return next(person.id for person in staff.list_staff(work) if person.code == code)


def member_id(work: Work, name: str) -> int:
    """One of `MEMBERS`."""
    return members.search(work, MEMBERS[name])[0].id


def add_visits(work: Work, name: str, count: int, status: BookingStatus = BookingStatus.completed) -> None:
    """Visits of a member to lily, completed or missed, one a week, the latest a week ago at 15:00 in Shanghai."""
    treatment = catalog.list_treatments(work)[0]
    latest = work.now.replace(hour=7, minute=0, second=0, microsecond=0)
    for week in range(1, count + 1):
        at = latest - dt.timedelta(weeks=week)
        times = {"starts_at": at, "ends_at": at + dt.timedelta(hours=1)}
        stamps = dict.fromkeys(("requested_at", "created_at", "changed_at"), at - dt.timedelta(days=2))
        work.session.execute(
            sa.insert(Booking).values(
                code=f"{status.name[0].upper()}{member_id(work, name)}X{week}",
                key=f"{status}:{name}:{week}",
                store_id=stores.get_by_code(work, "garden").id,
                member_id=member_id(work, name),
                variation_id=treatment.variations[0].id,
                staff_id=staff_id(work, "lily"),
                is_any_staff=False,
                status=status,
                price_fen=29800,
                policy={},
                **times,
                **stamps,
            )
        )
