"""Answering requests: /confirm, /decline, /propose, by button, by code or by words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.dialogs.finding import choose_day, choose_time, explain
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.staff.naming import line, my_stores, own_only, which, who
from bot.staff.reasons import tidy_reason
from bot.texts import formats
from core.auth.enums import Permission
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.errors import SlotTaken, WrongStatus
from core.booking.schemas import AnyWish, BookingOut, Wish
from core.store import service as stores

SAID = ("booking", "staff", "time", "day", "words")
DAYS_AHEAD = 31


def _pending(chat: Chat) -> list[BookingOut]:
    return [
        booking
        for store in my_stores(chat)
        for booking in bookings.list_pending(chat.work, store.id)
        if own_only(chat) in {None, booking.staff_id}
    ]


def _unanswered(chat: Chat, *, ask: str, by: Sequence[str] = ("staff", "time", "day")) -> BookingOut:
    """A request that still waits: nobody is asked for a reason or a time in vain. Raises WrongStatus."""
    booking = which(chat, _pending(chat), ask=ask, by=by)
    if booking.status is not BookingStatus.pending:
        raise WrongStatus(booking=booking, action="answer")
    return booking


@dialog("staff_answer", audience="staff", hears=SAID, permission=Permission.answer_own_requests)
def answer(chat: Chat) -> None:
    """One request and the three answers to it."""
    booking = which(chat, _pending(chat), ask="staff.which_request")
    todo = chat.choose(
        "todo",
        [
            Option("staff_confirm", chat.text("staff.confirm"), "staff_confirm", style="primary"),
            Option("staff_propose", chat.text("staff.propose"), "staff_propose"),
            Option("staff_decline", chat.text("staff.decline"), "staff_decline", style="danger"),
        ],
        ask="staff.answer_ask",
        line=line(chat, booking, whole=True),
    )
    chat.go_on_with(todo, booking=str(booking.id))


@dialog(
    "staff_confirm",
    audience="staff",
    command="confirm",
    takes=("booking",),
    hears=SAID,
    intents=("staff_confirm", "affirm"),
    permission=Permission.answer_own_requests,
)
def confirm(chat: Chat) -> None:
    """Says yes; the member is told by the notice that follows from it."""
    booking = which(chat, _pending(chat), ask="staff.which_confirm")
    done = bookings.confirm(chat.work, booking.id)
    chat.say("staff.confirmed", member=who(chat, done), time=formats.moment(done.starts_at, done.zone, chat.language))


@dialog(
    "staff_decline",
    audience="staff",
    command="decline",
    takes=("booking", "reason"),
    hears=(*SAID, "reason"),
    intents=("staff_reject", "deny"),
    permission=Permission.answer_own_requests,
)
def decline(chat: Chat) -> None:
    """Says no, with a reason that the member reads."""
    booking = _unanswered(chat, ask="staff.which_decline")
    presets = [
        Option(name, chat.text(f"reason.{name}"), chat.text(f"reason.{name}"))
        for name in ("staff_away", "full", "device", "closed")
    ]
    reason = chat.ask("reason", ask="staff.reason_ask", check=tidy_reason, options=presets, member=who(chat, booking))
    done = bookings.decline(chat.work, booking.id, reason)
    chat.say("staff.declined", member=who(chat, done), time=formats.moment(done.starts_at, done.zone, chat.language))


@dialog(
    "staff_propose",
    audience="staff",
    command="propose",
    takes=("booking", "day", "time"),
    hears=(*SAID, "part"),
    permission=Permission.answer_own_requests,
)
def propose(chat: Chat) -> None:
    """Offers the member another time, which is kept for them until they answer."""
    booking = _unanswered(chat, ask="staff.which_propose", by=("staff",))
    _offer(chat, booking)


@dialog(
    "staff_move",
    audience="staff",
    command="move",
    takes=("booking", "day", "time"),
    hears=("booking", "staff", "words", "member", "old_day", "old_time", "day", "time", "part"),
    intents=("reschedule_appointment",),
    permission=Permission.answer_own_requests,
)
def move(chat: Chat) -> None:
    """Another time for a visit that stands (把3点那个改到4点): it is kept for the member, who says yes or no to it.

    Without a day it is the same day.
    """
    booking = which(chat, _standing(chat), ask="staff.which_move", by=("staff",))
    chat.assume("day", formats.day_key(booking.starts_at, booking.zone))
    _offer(chat, booking, stands=True)


def _standing(chat: Chat) -> list[BookingOut]:
    return [
        booking
        for store in my_stores(chat)
        for booking in bookings.agenda(
            chat.work,
            store.id,
            chat.work.now.astimezone(ZoneInfo(store.zone)).date(),
            DAYS_AHEAD,
            staff_id=own_only(chat),
        )
        if booking.status in {BookingStatus.pending, BookingStatus.confirmed}
    ]


def _offer(chat: Chat, booking: BookingOut, *, stands: bool = False) -> None:
    """Asks for a time and has it offered to the member; what already stands is given up only after a warning."""
    store = stores.get(chat.work, booking.store_id)
    wish: AnyWish = bookings.wish_of(chat.work, booking)
    if isinstance(wish, Wish):
        wish = replace(wish, staff_id=booking.staff_id)
    day = choose_day(chat, wish, store, ignoring=booking.id)
    slot = choose_time(chat, wish, store, day, ignoring=booking.id)
    if stands:
        old, new = (formats.moment(at, store.zone, chat.language) for at in (booking.starts_at, slot.starts_at))
        chat.confirm(
            "sure", chat.text("staff.move_sure", member=who(chat, booking), old=old, new=new), changes=("time",)
        )
    try:
        offer = bookings.propose_instead if stands else bookings.propose
        done = offer(chat.work, booking.id, slot.starts_at)
    except SlotTaken as taken:
        explain(chat, taken.fields["answer"], wish, store, slot.starts_at)
        chat.retry("time")
    chat.say("staff.proposed", member=who(chat, done), time=formats.moment(done.starts_at, done.zone, chat.language))
