"""我的预约: what is coming, and changing or calling it off."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot import waiting
from bot.dialogs.finding import (
    choose_day,
    choose_time,
    explain,
    explain_busy,
    moment_of,
    move,
    price_told,
    staff_name,
)
from bot.dialogs.unlisted import tell_unlisted
from bot.dialogs.visiting import once_each, part_line, terms, title
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import ALTERNATIVES, Option
from bot.messages import Card
from bot.texts import formats
from bot.texts.visit import picture_of, way_to
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.errors import MemberBusy, SlotTaken
from core.booking.schemas import AnyWish, BookingOut, Slot, VisitWish, Wish
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.store import service as stores
from core.store.schemas import StoreOut
from core.waitlist import service as waitlist

_MOMENT = "%Y-%m-%dT%H:%MZ"
CHANGEABLE = (BookingStatus.pending, BookingStatus.proposed, BookingStatus.confirmed)


@dialog(
    "my_bookings",
    hears=("booking",),
    intents=("query_appointment",),
    command="bookings",
    in_menu=True,
    needs_member=True,
)
def my_bookings(chat: Chat) -> None:
    """Shows every coming visit as a card, the code to check in with included, and offers what can be done."""
    _say_waiting(chat)
    booking = _which(chat, "my_bookings.booking.ask")
    if not chat.knows("todo"):
        chat.reply.cards.append(card(chat, booking))
    if booking.status not in CHANGEABLE:
        chat.leave()
    todo = chat.choose(
        "todo",
        [
            *_confirmable(chat, booking),
            Option("reschedule", chat.text("my_bookings.reschedule"), "reschedule", chat.texts.words("reschedule")),
            Option("cancel_booking", chat.text("my_bookings.cancel"), "cancel_booking", style="danger"),
            Option("done", chat.text("my_bookings.fine"), "", chat.texts.words("yes")),
        ],
        ask="my_bookings.todo.ask",
    )
    if todo:
        chat.go_on_with(todo, booking=booking.code)


def _confirmable(chat: Chat, booking: BookingOut) -> list[Option[str]]:
    """The word that they come, for who has to give it (C, double confirmation)."""
    is_open = booking.confirm_by is not None and booking.attendance_confirmed_at is None
    if not is_open or booking.status is not BookingStatus.confirmed:
        return []
    return [Option("attend", chat.text("attend.yes"), "attend", style="primary")]


@dialog(
    "reschedule",
    hears=("booking", "day", "time", "part", "same_time", "staff", "shift", "towards"),
    intents=("reschedule_appointment",),
    command="reschedule",
    takes=("booking",),
    needs_member=True,
)
def reschedule(chat: Chat) -> None:
    """Another time for the same visit; the old time is given up only when the new one is got."""
    tell_unlisted(chat)
    booking = _which(chat, "my_bookings.reschedule.ask", changeable=True)
    store = stores.get(chat.work, booking.store_id)
    present = bookings.wish_of(chat.work, booking)
    wish, person = _with_another(chat, booking, present)
    chosen = moment_of(chat.frame.answers.get("time", ""))
    move(chat, chosen or booking.starts_at, booking.zone)
    if chat.noted("same_time"):
        _same_day(chat, booking)
        chat.assume("time", booking.starts_at.strftime(_MOMENT))
    day = choose_day(chat, wish, store, ignoring=booking.id)
    slot = choose_time(chat, wish, store, day, ignoring=booking.id)
    if slot.starts_at == booking.starts_at and wish == present:
        chat.say("my_bookings.same_time")
        chat.retry("time", "day")
    chat.confirm(
        "sure",
        chat.text(
            "my_bookings.reschedule.summary",
            treatment=title(chat, bookings.visit_of(chat.work, booking)),
            old=formats.moment(booking.starts_at, booking.zone, chat.language),
            new=formats.moment(slot.starts_at, booking.zone, chat.language),
        )
        + (f"\n{chat.text('my_bookings.new_staff', name=person)}" if person else "")
        + _price_if_moved(chat, booking, wish, slot)
        + _if_late(chat, booking)
        + _terms_then(chat, booking, store, slot),
        changes=("day", "time"),
    )
    try:
        moved = bookings.reschedule(chat.work, booking.id, wish, slot.starts_at)
    except SlotTaken as taken:
        explain(chat, taken.fields["answer"], wish, store, slot.starts_at)
        chat.retry("time")
    except MemberBusy as busy:
        explain_busy(chat, busy.fields["booking"])
        chat.retry("time")
    chat.say("my_bookings.moved", time=formats.moment(moved.starts_at, moved.zone, chat.language), code=moved.code)


def _same_day(chat: Chat, booking: BookingOut) -> None:
    """ "Same time next week": of a week that is named the day that the visit is on."""
    days = [dt.date.fromisoformat(each) for each in chat.frame.heard.get("day", "").split(ALTERNATIVES) if each]
    weekday = booking.starts_at.astimezone(ZoneInfo(booking.zone)).weekday()
    same = [day for day in days if day.weekday() == weekday]
    if len(days) > 1 and len(same) == 1:
        chat.frame.heard["day"] = same[0].isoformat()


def _with_another(chat: Chat, booking: BookingOut, wish: AnyWish) -> tuple[AnyWish, str]:
    """The wish with the colleague who was asked for, and their name; nobody is asked about it who named none.

    Who only wants another person keeps day and time where these can be had.
    """
    if not isinstance(wish, Wish) or not chat.knows("staff"):
        return wish, ""
    person = chat.choose(
        "staff",
        [
            Option(each.code, pick(each.name, chat.language), each, each.aliases)
            for each in bookings.staff_for(chat.work, wish.store_id, wish.variation_id)
        ],
        ask="book.staff.ask",
        missing=lambda heard: chat.say("book.staff.missing", name=staff_name(chat, heard)),
    )
    if "swap" not in chat.frame.noted and not any(chat.knows(each) for each in ("day", "time", "part")):
        chat.assume("day", booking.starts_at.astimezone(ZoneInfo(booking.zone)).date().isoformat())
        chat.assume("time", booking.starts_at.strftime(_MOMENT))
    chat.frame.noted["swap"] = "seen"  # taken back, they are asked for
    return replace(wish, staff_id=person.id), pick(person.name, chat.language)


def _if_late(chat: Chat, booking: BookingOut) -> str:
    """A line saying that it is late to move, and what follows (C, policy)."""
    if not bookings.is_late_to_cancel(chat.work, booking.id):
        return ""
    percent = bookings.policy_of(chat.work, booking.id).late_cancel_percent
    return "\n" + chat.text("my_bookings.move_late", percent=percent)


def _terms_then(chat: Chat, booking: BookingOut, store: StoreOut, slot: Slot) -> str:
    """What holds for the new time: the policy of today, and whether it has to be confirmed once more (C, policy)."""
    again = bookings.confirm_by(chat.work, booking.member_id, store, slot.starts_at)
    hours = max(1, store.settings.booking.late_cancel_minutes // 60)
    return "\n" + chat.text("my_bookings.new_terms", hours=hours, terms=terms(chat, again, store))


def _price_if_moved(chat: Chat, booking: BookingOut, wish: AnyWish, slot: Slot) -> str:
    """A line with the price at the new time, where it is another one (C3)."""
    if isinstance(wish, VisitWish):
        total = bookings.quote_visit(chat.work, booking.id, slot.starts_at)
        is_same = total == sum(part.price_fen for part in bookings.visit_of(chat.work, booking))
        return "" if is_same else "\n" + chat.text("my_bookings.new_price", price=formats.money(total))
    price = bookings.quote(chat.work, wish, slot.starts_at, booking.id)
    if price.fen == booking.price_fen:
        return ""
    return "\n" + chat.text("my_bookings.new_price", price=price_told(chat, price))


@dialog(
    "cancel_booking",
    hears=("booking",),
    intents=("cancel_appointment",),
    command="cancelbooking",
    takes=("booking",),
    needs_member=True,
)
def cancel_booking(chat: Chat) -> None:
    """Calls a visit off, after saying what the policy kept with the booking says about it."""
    booking = _which(chat, "my_bookings.cancel.ask", changeable=True)
    part = _part_to_cancel(chat, booking)
    late = bookings.is_late_to_cancel(chat.work, (part or booking).id)
    summary = chat.text(
        "my_bookings.cancel.late" if late else "my_bookings.cancel.summary",
        treatment=title(chat, [part] if part else bookings.visit_of(chat.work, booking)),
        time=formats.moment((part or booking).starts_at, booking.zone, chat.language),
        percent=bookings.policy_of(chat.work, booking.id).late_cancel_percent,
    )
    if part is not None and not late:
        summary = chat.text("visit.cancel.one", line=part_line(chat, part))
    chat.confirm("sure", summary, yes="my_bookings.cancel.yes")
    bookings.cancel(chat.work, (part or booking).id, alone=part is not None)
    chat.say("my_bookings.cancelled", time=formats.moment((part or booking).starts_at, booking.zone, chat.language))


def _part_to_cancel(chat: Chat, booking: BookingOut) -> BookingOut | None:
    """The one treatment or person that is to be called off; None for all."""
    parts = bookings.visit_of(chat.work, booking)
    if len(parts) == 1:
        return None
    everything: Option[BookingOut | None] = Option("all", chat.text("visit.all"), None, chat.texts.words("all"))
    singles: list[Option[BookingOut | None]] = [Option(str(part.id), part_line(chat, part), part) for part in parts]
    return chat.choose(
        "part",
        [everything, *singles],
        ask="visit.cancel.ask",
    )


@dialog("answer_proposal", hears=("booking", "answer"), needs_member=True)
def answer_proposal(chat: Chat) -> None:
    """The member's answer to another time that the salon offered; the time is kept until then."""
    booking = _which(chat, "my_bookings.booking.ask")
    answer = chat.choose(
        "answer",
        [
            Option("accept", chat.text("proposal.accept"), "accept", chat.texts.words("yes"), style="primary"),
            Option("other", chat.text("proposal.other"), "other"),
            Option("refuse", chat.text("proposal.refuse"), "refuse", chat.texts.words("no"), style="danger"),
        ],
        ask="proposal.ask",
        time=formats.moment(booking.starts_at, booking.zone, chat.language),
    )
    if answer == "accept":
        # The member reads the confirmation as the notice that everyone concerned gets.
        bookings.accept_proposal(chat.work, booking.id)
    elif answer == "refuse":
        bookings.refuse_proposal(chat.work, booking.id)
        chat.say("proposal.refused")
    else:
        chat.go_on_with("reschedule", booking=booking.code)


@dialog("attend", hears=("booking",), needs_member=True)
def attend(chat: Chat) -> None:
    """The member's answer to a reminder: they will come (C8)."""
    booking = _which(chat, "my_bookings.booking.ask")
    bookings.attend(chat.work, booking.id)
    chat.say("attend.thanks", time=formats.moment(booking.starts_at, booking.zone, chat.language))


def card(chat: Chat, booking: BookingOut) -> Card:
    """A booking as the member carries it: what, when, where, with whom, and the code for checking in (C11)."""
    language, parts = chat.language, bookings.visit_of(chat.work.acting_as(SYSTEM), booking)
    shows_code = booking.status in {BookingStatus.confirmed, BookingStatus.checked_in}
    if len(parts) > 1 or booking.guest_name:
        total = chat.text("visit.total", price=formats.money(sum(part.price_fen for part in parts)))
        when = formats.moment(booking.starts_at, booking.zone, language)
        where = pick(booking.store_name, language)
        lines: tuple[str, ...] = (when, *(part_line(chat, part) for part in parts), f"{where} · {total}")
    else:
        lines = _lines_of_one(chat, booking)
    return Card(
        title=title(chat, parts),
        lines=lines,
        footer=chat.text("card.footer", status=chat.text(f"status.{booking.status.value}"), code=booking.code),
        qr=picture_of(chat.links, booking) if shows_code else None,
        link=way_to(chat.texts, language, stores.get(chat.work, booking.store_id)),
    )


def _lines_of_one(chat: Chat, booking: BookingOut) -> tuple[str, ...]:
    language = chat.language
    return (
        formats.moment(booking.starts_at, booking.zone, language),
        chat.text(
            "card.with",
            staff=pick(booking.staff_name, language),
            store=pick(booking.store_name, language),
        ),
        chat.text(
            "card.price", variation=pick(booking.variation_name, language), price=formats.money(booking.price_fen)
        ),
    )


def _say_waiting(chat: Chat) -> None:
    """What the member waits for belongs to what they look for here, though it is no booking yet."""
    assert chat.person.member_id is not None
    for entry in waitlist.list_for_member(chat.work, chat.person.member_id):
        chat.say("my_bookings.waiting", line=waiting.line(chat, entry))


def _which(chat: Chat, ask: str, *, changeable: bool = False) -> BookingOut:
    """The booking meant; the only one there is needs no asking."""
    assert chat.person.member_id is not None
    listed = [
        booking
        for booking in once_each(bookings.list_for_member(chat.work, chat.person.member_id, upcoming=True))
        if not changeable or booking.status in CHANGEABLE
    ]
    if not listed:
        if "booking" in chat.frame.heard:
            chat.say("booking.not_found", code=chat.frame.heard["booking"])
        chat.say("my_bookings.none")
        chat.leave()
    if len(listed) == 1 and not chat.knows("booking"):
        return listed[0]
    return chat.choose(
        "booking",
        [
            Option(
                booking.code,
                chat.text(
                    "my_bookings.line",
                    time=formats.moment(booking.starts_at, booking.zone, chat.language),
                    treatment=title(chat, bookings.visit_of(chat.work, booking)),
                ),
                booking,
                (str(booking.id),),
                hint=chat.text(f"status.{booking.status.value}"),
            )
            for booking in listed
        ],
        ask=ask,
        missing=lambda heard: chat.say("booking.not_found", code=heard),
    )
