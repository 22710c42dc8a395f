"""/block: keeping time free of bookings."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from bot.dialogs.finding import staff_name
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.staff.naming import line, my_stores
from bot.staff.spans import WHOLE_DAY, tidy_span
from bot.texts import formats
from core.auth.enums import Permission
from core.auth.service import allowed
from core.booking import service as bookings
from core.booking.errors import TimeHasBookings
from core.kit.localized import pick
from core.staff import service as staff_service
from core.staff.schemas import StaffOut
from core.store import service as stores

DAYS_AHEAD = 14
HOUR = dt.timedelta(hours=1)


@dialog(
    "staff_block",
    audience="staff",
    command="block",
    takes=("day", "part", "time"),
    hears=("staff", "day", "part", "time"),
    intents=("staff_leave",),
    in_menu=True,
    permission=Permission.block_own_time,
)
def block(chat: Chat) -> None:
    """Blocks a span of a day; time that is booked is not blocked, the bookings in the way are named instead."""
    person = _whom(chat)
    zone = stores.get(chat.work, person.store_id).zone
    on = _day(chat, zone)
    first, last = _span(chat)
    is_whole = first == last
    starts_at = dt.datetime.combine(on, first, ZoneInfo(zone))
    ends_at = dt.datetime.combine(on + dt.timedelta(days=is_whole), last, ZoneInfo(zone))
    when = (
        f"{formats.day(on, chat.language)} {chat.text('staff.repair.all_day')}"
        if is_whole
        else f"{formats.moment(starts_at, zone, chat.language)}–{formats.clock(ends_at, zone)}"
    )
    chat.confirm("sure", chat.text("staff.block.summary", name=pick(person.name, chat.language), when=when))
    try:
        bookings.block_time(chat.work, person.id, starts_at, ends_at)
    except TimeHasBookings as busy:
        chat.say("staff.block.booked", lines="\n".join(line(chat, each) for each in busy.fields["bookings"]))
        chat.leave()
    chat.say("staff.block.done", name=pick(person.name, chat.language), when=when)


def _whom(chat: Chat) -> StaffOut:
    """The colleague themselves, or somebody named by who may block for others."""
    own = chat.person.staff
    assert own is not None
    if not allowed(chat.person.actor, Permission.block_any_time):
        chat.noted("staff")
        return own
    people = [person for store in my_stores(chat) for person in staff_service.list_staff(chat.work, store.id)]
    chat.assume("staff", own.code)
    return chat.choose(
        "staff",
        [Option(person.code, pick(person.name, chat.language), person, person.aliases) for person in people],
        ask="staff.block.whom",
        missing=lambda heard: chat.say("engine.not_offered", what=staff_name(chat, heard)),
    )


def _day(chat: Chat, zone: str) -> dt.date:
    today = chat.work.now.astimezone(ZoneInfo(zone)).date()
    days = [today + dt.timedelta(days=n) for n in range(DAYS_AHEAD)]
    if chat.knows("part") or chat.knows("time"):
        chat.assume("day", today.isoformat())  # 「我下午要提前走」
    return chat.choose(
        "day",
        [Option(on.isoformat(), formats.day(on, chat.language), on) for on in days],
        kind="day",
        ask="staff.block.day",
    )


def _span(chat: Chat) -> tuple[dt.time, dt.time]:
    """From and to: "14:00-16:00", a part of the day as the reader gives it, or one hour from a single time; a whole day
    from midnight to midnight."""
    time = chat.noted("time")
    if time is not None and not chat.knows("part"):
        start = dt.datetime.combine(dt.date.min, dt.time.fromisoformat(time))
        chat.assume("part", f"{time}/{start + HOUR:%H:%M}")
    whole = Option(WHOLE_DAY, chat.text("staff.repair.all_day"), WHOLE_DAY, chat.texts.words("all_day"))
    said = chat.ask("part", ask="staff.block.span", check=tidy_span, options=[whole])
    if said == WHOLE_DAY:
        return dt.time.min, dt.time.min
    first, _, last = said.partition("/")
    return dt.time.fromisoformat(first), dt.time.fromisoformat(last)


@dialog(
    "staff_unblock",
    audience="staff",
    command="unblock",
    hears=("staff", "block"),
    permission=Permission.block_own_time,
)
def unblock(chat: Chat) -> None:
    """Gives time that was blocked back to bookings."""
    person = _whom(chat)
    zone = stores.get(chat.work, person.store_id).zone
    now = chat.work.now
    listed = bookings.list_blocks(chat.work, person.id, now, now + dt.timedelta(days=DAYS_AHEAD))
    if not listed:
        chat.say("staff.unblock.none", name=pick(person.name, chat.language))
        chat.leave()
    told = {
        each.id: f"{formats.moment(each.starts_at, zone, chat.language)}–{formats.clock(each.ends_at, zone)}"
        for each in listed
    }
    block_id = chat.choose(
        "block", [Option(str(key), when, key) for key, when in told.items()], ask="staff.unblock.ask"
    )
    bookings.unblock(chat.work, person.id, block_id)
    chat.say("staff.unblock.done", name=pick(person.name, chat.language), when=told[block_id])
