"""到店签到 from the member's side: the picture to show, and what scanning a picture at the salon does (C11)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.messages import Card
from bot.texts import formats
from bot.texts.visit import picture_of, way_to
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.schemas import BookingOut
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.store import service as stores

SHOWN = (BookingStatus.confirmed, BookingStatus.checked_in)


@dialog("check_in_code", command="code", needs_member=True)
def check_in_code(chat: Chat) -> None:
    """签到码: the next visit with its picture, which the desk scans."""
    booking = next((each for each in _ahead(chat) if each.status in SHOWN), None)
    if booking is None:
        chat.say("check_in.none")
        return
    chat.say("check_in.show")
    store = stores.get(chat.work, booking.store_id)
    title = pick(booking.treatment_name, chat.language)
    at = formats.moment(booking.starts_at, booking.zone, chat.language)
    way = way_to(chat.texts, chat.language, store)
    chat.reply.cards.append(Card(title, (at,), booking.code, qr=picture_of(chat.links, booking), link=way))


@dialog("member_scan", hears=("token",), needs_member=True)
def scan(chat: Chat) -> None:
    """The member scanned the counter's picture: whoever has a confirmed visit in this store today is checked in."""
    store = stores.get(chat.work, chat.links.read("at", chat.noted("token") or "", chat.work.now))
    name = pick(store.name, chat.language)
    if not store.settings.counter_check_in:
        chat.say("check_in.counter_off", store=name)
        return
    zone = ZoneInfo(store.zone)
    today = chat.work.now.astimezone(zone).date()
    here = [each for each in _ahead(chat) if each.store_id == store.id and _on(each, zone) == today]
    due = next((each for each in here if each.status is BookingStatus.confirmed), None)
    if due is None:
        is_here = any(each.status in {BookingStatus.checked_in, BookingStatus.in_service} for each in here)
        chat.say("check_in.already" if is_here else "check_in.none_today", store=name)
        return
    bookings.check_in(chat.work.acting_as(SYSTEM), due.id)
    chat.say("check_in.done", time=formats.clock(due.starts_at, due.zone), store=name)


def _ahead(chat: Chat) -> tuple[BookingOut, ...]:
    assert chat.person.member_id is not None
    return tuple(bookings.list_for_member(chat.work, chat.person.member_id, upcoming=True))


def _on(booking: BookingOut, zone: ZoneInfo) -> object:
    return booking.starts_at.astimezone(zone).date()
