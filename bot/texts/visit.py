"""A visit outside the chat: its picture to scan, the way to it, its place in a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bot import ics
from bot.links import Links
from bot.texts.catalogue import Texts
from core.booking.enums import BookingStatus
from core.booking.schemas import BookingOut
from core.kit.localized import pick
from core.store import service as stores
from core.store.schemas import StoreOut

_OFF = {BookingStatus.cancelled, BookingStatus.declined, BookingStatus.expired, BookingStatus.no_show}
_OPEN = {BookingStatus.held, BookingStatus.pending, BookingStatus.proposed}
_SHOWN_AFTER = dt.timedelta(hours=12)
_EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""A sequence has 31 bits; the seconds since then will do until 2094."""


def calendar_file(texts: Texts, language: str, parts: Sequence[BookingOut], store: StoreOut) -> bytes:
    """A visit, all its treatments, as a calendar file. Every change makes the sequence grow, so that a newer file wins.

    Alarms are the store's reminders (C8).
    """
    standing = [part for part in parts if part.status not in _OFF] or list(parts)
    treatments = " + ".join(dict.fromkeys(pick(part.treatment_name, language) for part in standing))
    joint = "、" if language == "zh_CN" else ", "
    staff = joint.join(dict.fromkeys(pick(part.staff_name, language) for part in standing))
    changed_at = max(part.changed_at for part in parts)
    return ics.write(
        ics.Entry(
            uid=f"booking-{min(part.id for part in parts)}.{store.code}@meiyue",
            sequence=max(0, int((changed_at - _EPOCH).total_seconds())),
            stamp=changed_at,
            starts_at=min(part.starts_at for part in standing),
            ends_at=max(part.ends_at for part in standing),
            status=_status(standing[0].status),
            summary=f"{treatments} · {pick(store.name, language)}",
            description=texts.say(
                language, "calendar.description", staff=staff, code=standing[0].code, phone=store.phone
            ),
            location=pick(store.address, language),
            url=stores.map_link(store, language),
            place=store.settings.place,
            alarms=store.settings.booking.reminder_minutes,
        )
    )


def calendar_name(booking: BookingOut, language: str) -> str:
    """A name for the file that says what it is."""
    on = booking.starts_at.astimezone(dt.UTC)
    return f"{pick(booking.treatment_name, language)}-{on:%Y%m%d}.ics"


def picture_of(links: Links, booking: BookingOut) -> str:
    """What the picture of a visit carries (C11): a link that ends with its day, without an address the bare code."""
    return links.scan("ci", links.token("ci", booking.id, booking.ends_at + _SHOWN_AFTER)) or booking.code


def way_to(texts: Texts, language: str, store: StoreOut) -> tuple[str, str]:
    """Label and address of the link that opens a store in the phone's map."""
    return texts.say(language, "about.map"), stores.map_link(store, language)


def _status(status: BookingStatus) -> ics.Status:
    if status in _OFF:
        return "CANCELLED"
    return "TENTATIVE" if status in _OPEN else "CONFIRMED"
