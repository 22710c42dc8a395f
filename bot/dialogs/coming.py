"""A member on the way, and colleagues on duty: who comes when (product.md C7)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from bot.dialogs.finding import next_weekdays
from bot.dialogs.unlisted import tell_unlisted
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import ALTERNATIVES, Option
from bot.texts import formats
from core.auth.enums import StaffRole
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.schemas import BookingOut
from core.conversation import service as conversations
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.staff import service as staff_service
from core.staff.schemas import StaffOut
from core.store import service as stores
from core.store.schemas import StoreOut

_AWAITED = (BookingStatus.pending, BookingStatus.confirmed)
_ON_THE_WAY = dt.timedelta(hours=12)
_MOST_DAYS = 3


@dialog("late", intents=("late_notice",), hears=("late",), needs_member=True)
def late(chat: Chat) -> None:
    """Who is late says so once: the store and the beautician hear of it, and the member how it goes on (C10)."""
    booking = _next_visit(chat)
    if booking is None:
        chat.say("late.no_visit")
        chat.leave()
    minutes = chat.noted("late") or chat.choose(
        "minutes",
        [Option(str(each), chat.text("late.minutes", minutes=each), str(each)) for each in (10, 20, 30)],
        ask="late.minutes.ask",
    )
    name = chat.person.name(chat.work, booking.code)
    conversations.notify_staff(
        chat.work,
        "booking.late",
        store_id=booking.store_id,
        roles=(StaffRole.manager, StaffRole.receptionist),
        staff_ids=(booking.staff_id,),
        key=f"late:{booking.id}:{minutes}",
        booking=booking.id,
        minutes=int(minutes),
        name=name,
    )
    store = stores.get(chat.work, booking.store_id)
    chat.say(
        "late.told",
        staff=pick(booking.staff_name, chat.language),
        time=formats.clock(booking.starts_at, booking.zone),
        minutes=int(minutes),
        phone=store.phone,
    )


def _next_visit(chat: Chat) -> BookingOut | None:
    """The visit somebody can be late for: the next one of these hours, or one that has just begun."""
    assert chat.person.member_id is not None
    ahead = bookings.list_for_member(chat.work.acting_as(SYSTEM), chat.person.member_id, upcoming=True)
    near = [each for each in ahead if each.status in _AWAITED and each.starts_at - chat.work.now <= _ON_THE_WAY]
    return min(near, key=lambda each: each.starts_at, default=None)


@dialog("roster", audience="anyone", hears=("staff", "day", "store", "weekdays"), at_once=True)
def roster(chat: Chat) -> None:
    """When a colleague works on the days named, or who works then; today when none was named (C7)."""
    asked = chat.frame.heard.keys() & {"staff", "day"}
    tell_unlisted(chat)
    if asked == {"staff"} and "staff" not in chat.frame.heard:
        chat.leave()
    wished = chat.frame.heard.get("staff", "").split(ALTERNATIVES)
    everybody = [each for each in staff_service.list_staff(chat.work) if each.skills]
    named = [each for each in everybody if each.code in wished]
    places = chat.frame.heard.get("store", "").split(ALTERNATIVES)
    for store in stores.list_stores(chat.work):
        here = [each for each in named or everybody if each.store_id == store.id]
        if here and (store.code in places or places == [""]):
            for on in _days(chat.frame.heard.get("day", ""), chat, store):
                _tell(chat, store, on, here, is_named=bool(named))
    if chat.person.staff is None:
        chat.say("roster.book")


@dialog("colleague", hears=("staff",), at_once=True)
def colleague(chat: Chat) -> None:
    """Who somebody is, in the salon's own words: 「小丽手法怎么样」."""
    tell_unlisted(chat)
    wished = chat.frame.heard.get("staff", "").split(ALTERNATIVES)
    for person in staff_service.list_staff(chat.work):
        if person.code in wished and person.about:
            chat.say("colleague.about", name=pick(person.name, chat.language), about=pick(person.about, chat.language))


def _tell(chat: Chat, store: StoreOut, on: dt.date, people: list[StaffOut], *, is_named: bool) -> None:
    midnight = dt.datetime.combine(on, dt.time(), ZoneInfo(store.zone))
    spans = staff_service.shift_spans(chat.work, store.id, on, on)
    day, place = formats.day(on, chat.language), pick(store.name, chat.language)
    working: list[str] = []
    for person in people:
        name, shifts = pick(person.name, chat.language), spans.get(person.id, [])
        hours = " / ".join(f"{_clock(start, midnight)}–{_clock(end, midnight)}" for start, end in shifts)
        if hours:
            working.append(chat.text("roster.one", name=name, hours=hours))
        elif is_named:
            chat.say("roster.off", name=name, day=day, store=place)
    if working:
        joined = "、".join(working) if chat.language == "zh_CN" else ", ".join(working)
        chat.say("roster.works", day=day, store=place, people=joined)
    elif not is_named:
        chat.say("roster.nobody", day=day, store=place)


def _clock(minute: int, midnight: dt.datetime) -> str:
    """An epoch minute as the store's clock shows it."""
    return dt.datetime.fromtimestamp(minute * 60, midnight.tzinfo).strftime("%H:%M")


def _days(heard: str, chat: Chat, store: StoreOut) -> list[dt.date]:
    today = chat.work.now.astimezone(ZoneInfo(store.zone)).date()
    if habit := next_weekdays(chat.frame.heard.get("weekdays", ""), today):
        return habit
    return [dt.date.fromisoformat(each) for each in heard.split(ALTERNATIVES) if each][:_MOST_DAYS] or [today]
