"""加入日历: a visit as a file for the phone's calendar, and as a link where phones can reach us."""

from __future__ import annotations

import datetime as dt

from bot import ics
from bot.dialogs.visiting import once_each
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Card
from bot.texts import formats
from bot.texts.visit import calendar_file, calendar_name
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.schemas import BookingOut
from core.kit.localized import pick
from core.store import service as stores

AFTERWARDS = dt.timedelta(days=30)
"""How long after the visit its link still answers, so that a calendar may look once more."""


@dialog("calendar", hears=("booking",), command="calendar", takes=("booking",), needs_member=True)
def calendar(chat: Chat) -> None:
    """The visit as it stands now; of one that was called off a file that takes it out of the calendar again."""
    booking = _which(chat)
    store = stores.get(chat.work, booking.store_id)
    content = calendar_file(chat.texts, chat.language, bookings.visit_of(chat.work, booking), store)
    is_off = booking.status is BookingStatus.cancelled
    chat.say("calendar.off" if is_off else "calendar.file")
    chat.send_file(calendar_name(booking, chat.language), ics.MIME, content)
    token = chat.links.token("cal", booking.id, booking.ends_at + AFTERWARDS)
    address = chat.links.address(f"/calendar/{token}.ics?lang={chat.language}", chat.person.conversation.channel)
    if address is not None and not is_off:
        at = formats.moment(booking.starts_at, booking.zone, chat.language)
        title = pick(booking.treatment_name, chat.language)
        chat.reply.cards.append(Card(title, (at,), link=(chat.text("calendar.open"), address)))


def _which(chat: Chat) -> BookingOut:
    """The booking of the button, also one called off meanwhile; else one that is ahead."""
    said = chat.frame.heard.get("booking", "")
    if said.isdecimal():
        return bookings.get(chat.work, int(said))
    assert chat.person.member_id is not None
    listed = once_each(bookings.list_for_member(chat.work, chat.person.member_id, upcoming=True))
    if not listed:
        chat.say("my_bookings.none")
        chat.leave()
    if len(listed) == 1:
        return listed[0]
    options = [
        Option(
            booking.code,
            chat.text(
                "my_bookings.line",
                time=formats.moment(booking.starts_at, booking.zone, chat.language),
                treatment=pick(booking.treatment_name, chat.language),
            ),
            booking,
        )
        for booking in listed
    ]
    return chat.choose("booking", options, ask="my_bookings.booking.ask")
