"""排队等位: getting onto the waitlist, seeing it, answering an offer, leaving it by one word (C9)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from bot import waiting
from bot.dialogs.unlisted import tell_unlisted
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import ALTERNATIVES, Option
from bot.texts import formats
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.schemas import Wish
from core.kit.localized import pick
from core.staff import service as staff_service
from core.store import service as stores
from core.store.schemas import StoreOut
from core.waitlist import service as waitlist
from core.waitlist.enums import EntryStatus
from core.waitlist.schemas import EntryOut, Window

DAYS = 14
PARTS = {"all": (0, 1440), "morning": (0, 720), "afternoon": (720, 1080), "evening": (1080, 1440)}

MORE = ("also", "people", "friend", "treatment2", "whom")
"""Said of more than one treatment of the member's own, for which nobody can wait."""


@dialog(
    "join_waitlist",
    hears=("store", "treatment", "variation", "staff", "day", "part", "time", *MORE),
    intents=("join_waitlist",),
    inherits=("store", "treatment", "variation", "staff", "day", "treatment2", "whom"),
    needs_member=True,
)
def join_waitlist(chat: Chat) -> None:
    """Puts the member on the waitlist; what a booking knew already is not asked again."""
    assert chat.person.member_id is not None
    tell_unlisted(chat)
    if any(chat.noted(name) not in {None, "", "1", "me", "none"} for name in MORE):
        chat.say("waitlist.one_only")
    wish = _wanted(chat) or _asked(chat)
    store = stores.get(chat.work, wish.store_id)
    window = _window(chat, store)
    entry = waitlist.join(chat.work, chat.person.member_id, wish, window)
    chat.say(
        "waitlist.joined",
        when=waiting.wished(chat, entry.window),
        what=waiting.what(chat, entry),
        store=pick(entry.store_name, chat.language),
        minutes=store.settings.waitlist.offer_minutes,
    )


@dialog("waitlist", hears=("entry",), intents=("query_waitlist",), command="waitlist", needs_member=True, browses=True)
def my_waitlist(chat: Chat) -> None:
    """What the member waits for, and what can be done about it."""
    (entry,) = _which(chat, "waitlist.entry.ask")
    offer = waitlist.open_offer(chat.work, entry.id)
    if offer is not None:
        chat.go_on_with("answer_offer", offer=str(offer.id))
    stays = entry.status is EntryStatus.lapsed
    todo = chat.choose(
        "todo",
        [
            Option("stay", chat.text("waitlist.stay"), "stay_waitlist" if stays else "", chat.texts.words("yes")),
            Option("leave", chat.text("waitlist.leave"), "leave_waitlist", style="danger"),
        ],
        ask="waitlist.todo.ask",
        line=waiting.line(chat, entry),
    )
    if todo:
        chat.go_on_with(todo, entry=str(entry.id))


@dialog("leave_waitlist", hears=("entry",), intents=("leave_waitlist",), needs_member=True)
def leave_waitlist(chat: Chat) -> None:
    """Leaves by one word; only who waits for several times is asked which."""
    for entry in _which(chat, "waitlist.leave.ask", everything=True):
        waitlist.leave(chat.work, entry.id)
    chat.say("waitlist.left")


@dialog("stay_waitlist", hears=("entry",), needs_member=True)
def stay_waitlist(chat: Chat) -> None:
    """The answer of who let offers pass: they still wait."""
    (entry,) = _which(chat, "waitlist.entry.ask")
    entry = waitlist.stay(chat.work, entry.id)
    chat.say("waitlist.stays", when=waiting.wished(chat, entry.window), what=waiting.what(chat, entry))


@dialog("answer_offer", hears=("offer", "answer"), needs_member=True)
def answer_offer(chat: Chat) -> None:
    """The member's answer to a time that is held for them; too late, they keep their place."""
    offer = waitlist.get_offer(chat.work, int(chat.noted("offer") or 0))
    booking = bookings.get(chat.work, offer.booking_id)
    time = formats.moment(offer.starts_at, booking.zone, chat.language)
    answer = chat.choose(
        "answer",
        [
            Option("accept", chat.text("waitlist.accept"), "accept", chat.texts.words("yes"), style="primary"),
            Option("other", chat.text("waitlist.other"), "other", chat.texts.words("no")),
            Option("leave", chat.text("waitlist.leave"), "leave", style="danger"),
        ],
        ask="waitlist.answer.ask",
        time=time,
    )
    if answer == "leave":
        waitlist.leave(chat.work, offer.entry_id)
        chat.say("waitlist.left")
    elif answer == "other":
        waitlist.decline(chat.work, offer.id)
        chat.say("waitlist.declined", time=time)
    else:
        taken = waitlist.accept(chat.work, offer.id)
        # Where the store confirms at once, the confirmation comes as a notice like every other.
        if taken.status is not BookingStatus.confirmed:
            chat.say(
                "waitlist.taken",
                time=time,
                treatment=pick(taken.treatment_name, chat.language),
                code=taken.code,
            )


def _mine(chat: Chat) -> tuple[EntryOut, ...]:
    assert chat.person.member_id is not None
    return waitlist.list_for_member(chat.work, chat.person.member_id)


def _which(chat: Chat, ask: str, *, everything: bool = False) -> tuple[EntryOut, ...]:
    """The place meant; the only one there is needs no asking. Several only where `everything` can be meant."""
    listed = _mine(chat)
    if not listed:
        chat.say("waitlist.none")
        chat.leave()
    if len(listed) == 1 and not chat.knows("entry"):
        return listed
    options: list[Option[tuple[EntryOut, ...]]] = [
        Option(str(entry.id), waiting.line(chat, entry), (entry,)) for entry in listed
    ]
    if everything:
        options.append(Option("all", chat.text("waitlist.all"), listed, style="danger"))
    return chat.choose("entry", options, ask=ask)


def _wanted(chat: Chat) -> Wish | None:
    """What a booking that found nothing was looking for: "store.variation.staff", 0 for anyone."""
    said = chat.noted("wanted")
    if said is None:
        return None
    store_id, variation_id, staff_id = (int(part) for part in said.split("."))
    return Wish(store_id, variation_id, staff_id or None)


def _asked(chat: Chat) -> Wish:
    """What and with whom, asked as far as it was not said; nobody in particular unless somebody is named."""
    listed = stores.list_stores(chat.work)
    chat.assume("store", listed[0].code if len(listed) == 1 else _last_store(chat, listed))
    store = chat.choose(
        "store",
        [Option(each.code, pick(each.name, chat.language), each, each.aliases) for each in listed],
        ask="book.store.ask",
    )
    treatment = chat.choose(
        "treatment",
        [
            Option(each.code, pick(each.name, chat.language), each, each.aliases)
            for each in bookings.treatments_on_offer(chat.work, store.id)
        ],
        ask="book.treatment.ask",
    )
    if len(treatment.variations) == 1:
        chat.assume("variation", f"{treatment.code}.{treatment.variations[0].code}")
    variation = chat.choose(
        "variation",
        [
            Option(f"{treatment.code}.{each.code}", pick(each.name, chat.language), each, (str(each.minutes),))
            for each in treatment.variations
        ],
        ask="book.variation.ask",
        treatment=pick(treatment.name, chat.language),
    )
    named = chat.noted("staff")
    able = bookings.staff_for(chat.work, store.id, variation.id)
    person = next((each for each in able if each.code == named), None)
    return Wish(store.id, variation.id, None if person is None else person.id)


def _last_store(chat: Chat, listed: tuple[StoreOut, ...]) -> str | None:
    """The store where the member was last, or else the one where who they named works."""
    assert chat.person.member_id is not None
    last = bookings.last_store(chat.work, chat.person.member_id)
    named = chat.frame.heard.get("staff")
    works_in = {each.store_id for each in staff_service.list_staff(chat.work) if each.code == named}
    wanted = works_in.pop() if len(works_in) == 1 else last
    return next((each.code for each in listed if each.id == wanted), None)


def _window(chat: Chat, store: StoreOut) -> Window:
    """The dates and hours: what was said of them, else a tap each."""
    first, last = _dates(chat, store)
    start, end = _hours(chat)
    return Window(first, last, start, end)


def _dates(chat: Chat, store: StoreOut) -> tuple[dt.date, dt.date]:
    today = chat.work.now.astimezone(ZoneInfo(store.zone)).date()
    days = [today + dt.timedelta(days=n) for n in range(DAYS + 1)]
    said = sorted(dt.date.fromisoformat(part) for part in (chat.noted("day") or "").split(ALTERNATIVES) if part)
    ahead = [on for on in said if on >= today]
    if ahead:
        return ahead[0], ahead[-1]
    if said:
        chat.say("booking.why_not.past", time=formats.day(said[-1], chat.language))
    any_day = Option("any", chat.text("waitlist.any_day"), (days[0], days[-1]), chat.texts.words("anyone"))
    return chat.choose(
        "on",
        [any_day, *(Option(day.isoformat(), formats.day(day, chat.language), (day, day)) for day in days)],
        ask="waitlist.day.ask",
    )


def _hours(chat: Chat) -> tuple[int, int]:
    part, time = chat.noted("part"), chat.noted("time")
    if part is not None:
        first, _, last = part.partition("/")
        start, end = _minute(first, 0), _minute(last, 1440)
        return (start, end) if start < end else (start, 1440)
    if time is not None and time[0].isdigit():
        around = int(waiting.AROUND.total_seconds() // 60)
        return max(0, _minute(time, 0) - around), min(1440, _minute(time, 0) + around)
    return chat.choose(
        "hours",
        [Option(name, chat.text(f"waitlist.part.{name}"), hours) for name, hours in PARTS.items()],
        ask="waitlist.hours.ask",
    )


def _minute(clock: str, otherwise: int) -> int:
    """Minutes of the day of "15:00"; of an open side what is meant by it."""
    hour, colon, minute = clock.partition(":")
    return int(hour) * 60 + int(minute) if colon else otherwise
