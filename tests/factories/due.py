"""Many visits at once with nothing planned for them, as a salon chain has them; written straight into the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from core.booking.enums import BookingStatus
from core.booking.models import Booking
from core.conversation.models import Conversation
from core.kit.work import Work
from core.member.models import Contact, Member
from core.store.schemas import BookingPolicy
from tests.factories.salon import Salon


def visits(work: Work, salon: Salon, moments: Sequence[dt.datetime]) -> None:
    """Confirmed visits at given moments, each of a member with a chat; the guard against overlaps knows nothing of
    them."""
    now, session = work.now, work.session
    numbers = range(1, len(moments) + 1)
    members = _add(session, Member, [{"code": f"Z{n}", "language": "zh_CN", "joined_at": now} for n in numbers])
    contacts = _add(
        session,
        Contact,
        [
            {
                "channel": "web",
                "account": "site",
                "external_id": f"z{n}",
                "member_id": member,
                "language": "zh_CN",
                "wrong_codes": 0,
            }
            for n, member in zip(numbers, members, strict=True)
        ],
    )
    _add(
        session,
        Conversation,
        [
            {"channel": "web", "account": "site", "chat_id": f"z{n}", "contact_id": contact, "active_at": now}
            for n, contact in zip(numbers, contacts, strict=True)
        ],
    )
    common = {
        "store_id": salon.store,
        "variation_id": salon.variations["facial"],
        "staff_id": salon.staff["amy"],
        "is_any_staff": False,
        "status": BookingStatus.confirmed,
        "price_fen": 29800,
        "policy": BookingPolicy().model_dump(mode="json"),
        "requested_at": now,
        "created_at": now,
        "changed_at": now,
    }
    _add(
        session,
        Booking,
        [
            common
            | {"code": f"Z{n}", "key": f"z{n}", "member_id": member}
            | {"starts_at": starts_at, "ends_at": starts_at + dt.timedelta(hours=1)}
            for n, member, starts_at in zip(numbers, members, moments, strict=True)
        ],
    )


def _add(session: Any, model: Any, rows: list[dict[str, Any]]) -> list[int]:
    statement = sa.insert(model).returning(model.id, sort_by_parameter_order=True)
    return list(session.scalars(statement, rows))
