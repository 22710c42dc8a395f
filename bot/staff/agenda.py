"""/today and /agenda: who comes when, and what waits for an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.dialogs.visiting import once_each
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import ALTERNATIVES
from bot.messages import Card
from bot.staff.naming import line, my_stores, own_only
from bot.texts import formats
from core.auth.enums import Permission
from core.booking import service as bookings
from core.booking.schemas import BookingOut
from core.kit.localized import pick
from core.staff import service as staff_service
from core.store.schemas import StoreOut

DAYS_AHEAD = 7


@dialog("today", audience="staff", command="today", in_menu=True, permission=Permission.see_own_agenda)
def today(chat: Chat) -> None:
    """Today's visits of the colleague's store, or the colleague's own, and how many requests wait."""
    for store in my_stores(chat):
        on = chat.work.now.astimezone(ZoneInfo(store.zone)).date()
        listed = bookings.list_for_day(chat.work, store.id, on, staff_id=own_only(chat))
        _show(chat, store, on, listed)
    waiting = _waiting(chat)
    chat.say("staff.waiting", count=len(waiting)) if waiting else chat.say("staff.none_waiting")


@dialog(
    "agenda",
    audience="staff",
    command="agenda",
    hears=("day", "staff"),
    takes=("day",),
    intents=("staff_schedule", "query_appointment"),
    in_menu=True,
    permission=Permission.see_own_agenda,
)
def agenda(chat: Chat) -> None:
    """The coming days, or the one day that was named; requests that wait are listed first."""
    whose = _whose(chat)
    waiting = [] if whose else _waiting(chat)
    if waiting:
        chat.reply.cards.append(
            Card(
                chat.text("staff.waiting_title", count=len(waiting)),
                tuple(line(chat, each, whole=True) for each in waiting),
            )
        )
    wished = _date(chat.frame.heard.pop("day", ""))
    for store in my_stores(chat):
        first = wished or chat.work.now.astimezone(ZoneInfo(store.zone)).date()
        days = 1 if wished else DAYS_AHEAD
        listed = bookings.agenda(chat.work, store.id, first, days, staff_id=own_only(chat))
        listed = tuple(each for each in listed if not whose or each.staff_id in whose)
        for on in (first + dt.timedelta(days=n) for n in range(days)):
            that_day = [each for each in listed if formats.day_key(each.starts_at, each.zone) == on.isoformat()]
            if that_day or (wished and not whose):
                _show(chat, store, on, that_day)
    if not chat.reply.cards:
        chat.say("staff.free_day" if whose else "staff.nothing_ahead", days=DAYS_AHEAD)


@dialog("pending", audience="staff", command="pending", in_menu=True, permission=Permission.answer_own_requests)
def pending(chat: Chat) -> None:
    """Requests that wait, to be answered one after the other."""
    listed = _waiting(chat)
    if not listed:
        chat.say("staff.none_waiting")
        chat.leave()
    chat.go_on_with("staff_answer")


def _show(chat: Chat, store: StoreOut, on: dt.date, listed: Sequence[BookingOut]) -> None:
    title = chat.text(
        "staff.day_title", store=pick(store.name, chat.language), day=formats.day(on, chat.language), count=len(listed)
    )
    chat.reply.cards.append(
        Card(title, tuple(line(chat, each, dated=False) for each in listed) or (chat.text("staff.free_day"),))
    )


def _waiting(chat: Chat) -> list[BookingOut]:
    return once_each(
        booking
        for store in my_stores(chat)
        for booking in bookings.list_pending(chat.work, store.id)
        if own_only(chat) in {None, booking.staff_id}
    )


def _whose(chat: Chat) -> set[int]:
    """The colleagues whose visits were asked for: 「小丽今天几个客人」."""
    wished = chat.frame.heard.pop("staff", "").split(ALTERNATIVES)
    return {each.id for each in staff_service.list_staff(chat.work) if each.code in wished}


def _date(heard: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(heard)
    except ValueError:
        return None
