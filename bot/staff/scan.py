"""Checking in by a picture (C11): the member's, scanned by a colleague, and the counter's, scanned by the member."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Card
from bot.staff.naming import my_stores, who
from bot.texts import formats
from core.auth.enums import Permission
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.kit.localized import pick


@dialog("staff_scan", audience="staff", hears=("token",), permission=Permission.run_visits)
def scan(chat: Chat) -> None:
    """A colleague opened the link of a member's picture: they see whose it is, and one tap checks in.

    Who may is decided by who they are, never by the link: a member who opens it is told to show it at the desk.
    """
    booking_id = chat.links.read("ci", chat.noted("token") or "", chat.work.now)
    booking = bookings.get(chat.work, booking_id)
    said = {
        "member": who(chat, booking),
        "treatment": pick(booking.treatment_name, chat.language),
        "time": formats.moment(booking.starts_at, booking.zone, chat.language),
    }
    if booking.status is BookingStatus.confirmed:
        chat.confirm("sure", chat.text("check_in.sure", **said), yes="check_in.yes")
    bookings.check_in(chat.work, booking.id)  # refuses with the reason: here already, called off, not today
    chat.say("staff.checked_in", **said | {"time": formats.clock(booking.starts_at, booking.zone)})


@dialog("staff_counter", audience="staff", command="counter", permission=Permission.run_visits)
def counter(chat: Chat) -> None:
    """The picture for the counter: members scan it and are checked in. It is another one every day."""
    store = chat.choose("store", [Option(each.code, pick(each.name, chat.language), each) for each in my_stores(chat)])
    zone = ZoneInfo(store.zone)
    today = chat.work.now.astimezone(zone).date()
    tomorrow = dt.datetime.combine(today + dt.timedelta(days=1), dt.time(), zone)
    address = chat.links.scan("at", chat.links.token("at", store.id, tomorrow))
    if address is None:
        chat.say("counter.no_address")
        return
    title = chat.text("counter.title", store=pick(store.name, chat.language))
    on = formats.day(today, chat.language)
    chat.reply.cards.append(Card(title, (on,), chat.text("counter.footer"), qr=address, link=(on, address)))
