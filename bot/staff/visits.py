"""Running a visit: /checkin, /start, /done, /noshow."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from bot.dialogs.visiting import part_line, title
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.staff.naming import is_booking, my_stores, own_only, which, who
from bot.texts import formats
from core.auth.enums import Permission
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.schemas import BookingOut
from core.kit.work import SYSTEM, Work

SAID = ("booking", "staff", "time", "day", "words", "member")


def _today(chat: Chat, *statuses: BookingStatus) -> list[BookingOut]:
    return [
        booking
        for store in my_stores(chat)
        for booking in bookings.list_for_day(
            chat.work, store.id, chat.work.now.astimezone(ZoneInfo(store.zone)).date(), staff_id=own_only(chat)
        )
        if booking.status in statuses
    ]


def _act(
    chat: Chat,
    statuses: tuple[BookingStatus, ...],
    move: Callable[[Work, int], BookingOut],
    said: str,
    *,
    whole: bool = True,
) -> None:
    booking = which(chat, _today(chat, *statuses), ask="staff.which_visit", whole=whole)
    if not whole:
        booking = _treatment(chat, booking, statuses)
    done = move(chat.work, booking.id)
    chat.say(
        said,
        member=who(chat, done),
        treatment=title(chat, bookings.visit_of(chat.work.acting_as(SYSTEM), done) if whole else (done,)),
        time=formats.clock(done.starts_at, done.zone),
    )


def _treatment(chat: Chat, booking: BookingOut, statuses: tuple[BookingStatus, ...]) -> BookingOut:
    """The treatment meant: a code is the whole visit's, of which one is begun or done at a time."""
    said = chat.frame.answers.get("booking") or chat.frame.heard.get("booking") or ""
    mine = own_only(chat)
    parts = [
        part
        for part in bookings.visit_of(chat.work, booking)
        if part.status in statuses and mine in {None, part.staff_id}
    ]
    if said.isdecimal() or not parts:
        return booking
    if len(parts) == 1:
        return parts[0]
    return chat.choose(
        "part", [Option(str(part.id), part_line(chat, part), part) for part in parts], ask="visit.which_part"
    )


@dialog(
    "staff_check_in",
    audience="staff",
    command="checkin",
    takes=("booking",),
    hears=(*SAID, "code"),
    intents=("staff_redeem", "checkin"),
    in_menu=True,
    permission=Permission.run_visits,
)
def check_in(chat: Chat) -> None:
    """The member is here; the code is read from their phone or typed (C11). Of a coupon's code it is that coupon."""
    if not chat.knows("booking") and (code := chat.noted("code")) is not None:
        if not is_booking(chat, code):
            chat.go_on_with("staff_redeem", code=code)
        chat.frame.heard["booking"] = code
    _act(chat, (BookingStatus.confirmed,), bookings.check_in, "staff.checked_in")


@dialog(
    "staff_start",
    audience="staff",
    command="start_visit",
    takes=("booking",),
    hears=SAID,
    permission=Permission.run_visits,
)
def start(chat: Chat) -> None:
    """The treatment begins."""
    _act(chat, (BookingStatus.checked_in,), bookings.start, "staff.started", whole=False)


@dialog(
    "staff_done",
    audience="staff",
    command="done",
    takes=("booking",),
    hears=SAID,
    in_menu=True,
    permission=Permission.run_visits,
)
def done(chat: Chat) -> None:
    """The visit is over; what time is left of it becomes free."""
    _act(chat, (BookingStatus.checked_in, BookingStatus.in_service), bookings.complete, "staff.done", whole=False)


@dialog(
    "staff_no_show",
    audience="staff",
    command="noshow",
    takes=("booking",),
    hears=SAID,
    permission=Permission.mark_no_show,
)
def no_show(chat: Chat) -> None:
    """The member did not come."""
    _act(chat, (BookingStatus.confirmed,), bookings.mark_no_show, "staff.no_show")
