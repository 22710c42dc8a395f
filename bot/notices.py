"""What members and colleagues are told by themselves, one small function a kind; facts are read anew at that moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from bot import day_notices
from bot.dialogs.my_bookings import card
from bot.dialogs.visiting import once_each, part_line, title
from bot.engine.actions import Signer
from bot.engine.chat import Chat
from bot.engine.turn import Notice
from bot.messages import Card
from bot.staff import group
from bot.staff.brief import brief_card
from bot.staff.naming import line, record, who
from bot.staff.takeover import name_of
from bot.texts import formats
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.schemas import BookingOut
from core.conversation import service as conversations
from core.kit.localized import pick
from core.kit.work import SYSTEM

_PARTS = ((12, "morning"), (13, "noon"), (18, "afternoon"), (24, "evening"))


class Notices:
    """The table of notices; it needs the signer for buttons that live as long as their message."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    def table(self) -> Mapping[str, Notice]:
        """Kind → how it is told. Kinds are written by `core.handlers` and by the staff commands."""
        return {
            "booking.requested": self._requested,
            "booking.moved": self._requested,
            "booking.confirmed": self._with_card("notice.confirmed", BookingStatus.confirmed),
            "booking.declined": self._declined,
            "booking.proposed": self._proposed,
            "booking.reminder": self._reminded,
            "booking.unconfirmed": self._may_still_come,
            "booking.unconfirmed_for_staff": self._unconfirmed,
            "booking.brief": _briefed,
            "booking.cancelled": self._told("notice.cancelled"),
            "booking.cancelled_by_member": self._told_staff("notice.cancelled_by_member"),
            "booking.accepted_by_member": self._told_staff("notice.accepted_by_member"),
            "booking.checked_in": self._told("notice.checked_in"),
            "booking.completed": self._told("notice.completed"),
            "booking.not_here": self._not_here,
            "daily.agenda": day_notices.agenda,
            "daily.summary": day_notices.summary,
            "check.differs": day_notices.differs,
            "reminders.missed": _unreminded,
            "booking.expired": self._told("notice.expired"),
            "booking.expired_for_staff": self._told_staff("notice.expired_for_staff"),
            "group.requested": self._requested_in_group,
            "group.settled": group.settled,
            "group.lost": group.lost,
            "handoff.requested": self._wanted,
            "handoff.words": self._words,
            "complaint.made": self._complained,
            "feedback.given": _fed_back,
            "booking.late": _late,
            "member.merged": _merged,
            "handoff.joined": _joined,
            "handoff.left": _left,
        }

    def _requested(self, chat: Chat, args: dict[str, Any]) -> None:
        """A request with its three answers; one that is answered already is not asked again."""
        booking = _booking(chat, args)
        if booking.status is not BookingStatus.pending:
            return
        chat.reply.cards.append(_request_card(chat, booking))
        if _may_answer(chat, booking):
            self._buttons(
                chat,
                f"booking={booking.id}",
                ("staff_confirm", "staff.confirm", "primary"),
                ("staff_propose", "staff.propose", "plain"),
                ("staff_decline", "staff.decline", "danger"),
            )
        else:
            chat.say("notice.answered_by_desk")
        if chat.person.staff is not None and chat.person.staff.id == booking.staff_id:
            self._buttons(chat, f"booking={booking.id}", ("staff_brief", "staff.brief", "plain"))

    def _requested_in_group(self, chat: Chat, args: dict[str, Any]) -> None:
        """The same to a group, where what becomes of it will stand in this place."""
        self._requested(chat, args)
        chat.reply.about = group.about(_booking(chat, args))

    def _proposed(self, chat: Chat, args: dict[str, Any]) -> None:
        booking = _booking(chat, args)
        if booking.status is not BookingStatus.proposed or booking.earlier_starts_at is None:
            return
        parts = _visit(chat, booking)
        old = min(part.earlier_starts_at or booking.earlier_starts_at for part in parts)
        chat.say(
            "notice.proposed_person" if old == booking.starts_at else "notice.proposed",
            staff=pick(booking.staff_name, chat.language),
            treatment=title(chat, parts),
            old=formats.moment(old, booking.zone, chat.language),
            new=formats.moment(booking.starts_at, booking.zone, chat.language),
        )
        for answer, style in (("accept", "primary"), ("other", "plain"), ("refuse", "danger")):
            self._buttons(
                chat, f"booking={booking.id}&answer={answer}", ("answer_proposal", f"proposal.{answer}", style)
            )

    def _reminded(self, chat: Chat, args: dict[str, Any]) -> None:
        """A visit ahead (C8), unless it was called off, moved or has begun since it was put on its way."""
        booking = _booking(chat, args)
        starts_at = dt.datetime.fromisoformat(args["starts_at"])
        if (booking.status, booking.starts_at) != (BookingStatus.confirmed, starts_at) or starts_at <= chat.work.now:
            return
        if booking.id != _visit(chat, booking)[0].id:
            return  # a visit is reminded of once, with what comes first
        chat.say("notice.reminder", **_facts(chat, booking), **_when(chat, booking))
        if booking.confirm_by is not None and booking.attendance_confirmed_at is None:
            chat.say("notice.confirm_again", time=formats.moment(booking.confirm_by, booking.zone, chat.language))
        chat.reply.cards.append(card(chat, booking))
        self._buttons(
            chat,
            f"booking={booking.id}",
            ("attend", "attend.yes", "primary"),
            ("reschedule", "my_bookings.reschedule", "plain"),
            ("cancel_booking", "my_bookings.cancel", "danger"),
        )

    def _unconfirmed(self, chat: Chat, args: dict[str, Any]) -> None:
        """A visit that the member has not confirmed again; one they did confirm meanwhile is nobody's question."""
        booking = _booking(chat, args)
        if booking.status is not BookingStatus.confirmed or booking.attendance_confirmed_at is not None:
            return
        chat.say("notice.unconfirmed_for_staff", line=line(chat, booking), record=record(chat, booking.member_id))
        if not _may_answer(chat, booking):
            return
        self._buttons(
            chat,
            f"booking={booking.id}",
            ("staff_keep", "staff.keep", "primary"),
            ("staff_call_off", "staff.call_off", "danger"),
        )

    def _may_still_come(self, chat: Chat, args: dict[str, Any]) -> None:
        booking = _booking(chat, args)
        if booking.status is not BookingStatus.confirmed or booking.attendance_confirmed_at is not None:
            return
        chat.say("notice.unconfirmed", **_facts(chat, booking))
        self._buttons(
            chat,
            f"booking={booking.id}",
            ("attend", "attend.yes", "primary"),
            ("cancel_booking", "my_bookings.cancel", "danger"),
        )

    def _not_here(self, chat: Chat, args: dict[str, Any]) -> None:
        """Whether a member came whom nobody has checked in; one somebody has spoken for is not asked about."""
        booking = _booking(chat, args)
        if booking.status is not BookingStatus.confirmed or booking.starts_at > chat.work.now:
            return
        if booking.id != _visit(chat, booking)[0].id:
            return
        chat.say("notice.not_here", line=line(chat, booking, dated=False, whole=True))
        self._buttons(
            chat,
            f"booking={booking.id}",
            ("staff_check_in", "notice.is_here", "primary"),
            ("staff_no_show", "notice.did_not_come", "danger"),
        )

    def _declined(self, chat: Chat, args: dict[str, Any]) -> None:
        booking = _booking(chat, args)
        chat.say("notice.declined", **_facts(chat, booking), reason=booking.reason or "")
        self._buttons(chat, "", ("book", "notice.book_again", "primary"), ("person", "engine.person", "plain"))

    def _with_card(self, key: str, status: BookingStatus) -> Notice:
        def tell(chat: Chat, args: dict[str, Any]) -> None:
            booking = _booking(chat, args)
            if booking.status is not status:
                return
            chat.say(key, **_facts(chat, booking))
            chat.reply.cards.append(card(chat, booking))
            self._buttons(
                chat,
                f"booking={booking.id}",
                ("calendar", "calendar.add", "primary"),
                ("reschedule", "my_bookings.reschedule", "plain"),
                ("cancel_booking", "my_bookings.cancel", "danger"),
            )

        return tell

    @staticmethod
    def _told(key: str) -> Notice:
        def tell(chat: Chat, args: dict[str, Any]) -> None:
            chat.say(key, **_facts(chat, _booking(chat, args)))

        return tell

    @staticmethod
    def _told_staff(key: str) -> Notice:
        def tell(chat: Chat, args: dict[str, Any]) -> None:
            chat.say(key, line=line(chat, _booking(chat, args), whole=True))

        return tell

    def _wanted(self, chat: Chat, args: dict[str, Any]) -> None:
        conversation = conversations.get(chat.work, int(args["conversation"]))
        if conversation is None or conversation.handed_at is None or conversation.staff_id is not None:
            return
        chat.say("notice.person_wanted", name=name_of(chat.work, conversation, chat.text("handoff.guest")))
        self._take_button(chat, conversation.id)

    def _words(self, chat: Chat, args: dict[str, Any]) -> None:
        chat.say("notice.member_words", name=args["name"], words=args["words"])
        self._take_button(chat, int(args["conversation"]))

    def _complained(self, chat: Chat, args: dict[str, Any]) -> None:
        chat.say("notice.complaint", name=args["name"], words=args["words"])
        self._take_button(chat, int(args["conversation"]))

    def _take_button(self, chat: Chat, conversation_id: int) -> None:
        self._buttons(chat, f"conversation={conversation_id}", ("staff_take", "staff.take", "primary"))

    def _buttons(self, chat: Chat, argument: str, *buttons: tuple[str, str, Any]) -> None:
        here = chat.person.conversation.id
        for dialog, label, style in buttons:
            chat.reply.actions.append(self._signer.button(here, dialog, argument, chat.text(label), style=style))


def _merged(chat: Chat, _args: dict[str, Any]) -> None:
    chat.say("notice.merged")


def _late(chat: Chat, args: dict[str, Any]) -> None:
    booking = _booking(chat, args)
    at, staff = formats.moment(booking.starts_at, booking.zone, chat.language), pick(booking.staff_name, chat.language)
    chat.say("notice.late", name=args["name"], minutes=args["minutes"], time=at, staff=staff)


def _fed_back(chat: Chat, args: dict[str, Any]) -> None:
    chat.say("notice.feedback", name=args["name"], words=args["words"])


def _request_card(chat: Chat, booking: BookingOut) -> Card:
    """What staff need for an answer, to be read at a glance between two clients."""
    language, parts = chat.language, _visit(chat, booking)
    earlier = min((part.earlier_starts_at for part in parts if part.earlier_starts_at), default=None)
    treatment = f"{pick(booking.treatment_name, language)} · {pick(booking.variation_name, language)}"
    staff = pick(booking.staff_name, language)
    lines = [
        formats.moment(booking.starts_at, booking.zone, language),
        f"{who(chat, booking)} · {treatment}",
        chat.text("notice.any_staff", name=staff) if booking.is_any_staff else staff,
    ]
    if len(parts) > 1:
        lines[1:] = [f"{who(chat, booking)} · {title(chat, parts)}", *(part_line(chat, part) for part in parts)]
    price = formats.money(sum(part.price_fen for part in parts))
    if earlier is not None:
        lines.insert(1, chat.text("notice.moved_from", old=formats.moment(earlier, booking.zone, language)))
    if told := record(chat, booking.member_id):
        lines.append(told)
    footer = f"{pick(booking.store_name, language)} · {price} · {booking.code}"
    return Card(chat.text("notice.requested" if earlier is None else "notice.moved"), tuple(lines), footer)


def _unreminded(chat: Chat, args: dict[str, Any]) -> None:
    """Whose reminder came to nothing, as far as they are still to come; the rest is a number."""
    listed = [bookings.get(chat.work.acting_as(SYSTEM), int(each)) for each in args["bookings"]]
    ahead = [each for each in listed if each.status is BookingStatus.confirmed and each.starts_at > chat.work.now]
    if not ahead:
        return
    more = int(args["count"]) - len(listed)
    lines = [line(chat, each, whole=True) for each in once_each(ahead)]
    if more > 0:
        lines.append(chat.text("notice.and_more", count=more))
    chat.say("notice.unreminded")
    chat.reply.cards.append(
        Card(chat.text("notice.unreminded_title", count=len(once_each(ahead)) + more), tuple(lines))
    )


def _briefed(chat: Chat, args: dict[str, Any]) -> None:
    """What to know of who comes next (A7), unless the visit is off or elsewhere since it was put on its way."""
    booking, starts_at = _booking(chat, args), dt.datetime.fromisoformat(args["starts_at"])
    is_ahead = booking.status in {BookingStatus.confirmed, BookingStatus.checked_in}
    if is_ahead and booking.starts_at == starts_at and chat.person.staff is not None:
        chat.say("brief.coming", clock=formats.clock(booking.starts_at, booking.zone), member=who(chat, booking))
        chat.reply.cards.append(brief_card(chat, booking))


def _joined(chat: Chat, args: dict[str, Any]) -> None:
    chat.say("handoff.joined", name=pick(args["staff"], chat.language))


def _left(chat: Chat, _args: dict[str, Any]) -> None:
    chat.say("handoff.left")


def _booking(chat: Chat, args: dict[str, Any]) -> BookingOut:
    # The notice was written for this very reader; what they may do with it is checked when they tap.
    return bookings.get(chat.work.acting_as(SYSTEM), int(args["booking"]))


def _may_answer(chat: Chat, booking: BookingOut) -> bool:
    """A part of a visit is not answered for by whoever does that part; in a group whoever taps is asked then."""
    return chat.person.staff is None or bookings.may_answer(chat.work, booking)


def _visit(chat: Chat, booking: BookingOut) -> tuple[BookingOut, ...]:
    return bookings.visit_of(chat.work.acting_as(SYSTEM), booking)


def _when(chat: Chat, booking: BookingOut) -> dict[str, str]:
    """A visit's time as one says it: how far its day is by the store's calendar, the part of that day, the clock."""
    zone = ZoneInfo(booking.zone)
    local = booking.starts_at.astimezone(zone)
    away = (local.date() - chat.work.now.astimezone(zone).date()).days
    return {
        "day": {0: "today", 1: "tomorrow"}.get(away, "later"),
        "date": formats.day(local.date(), chat.language),
        "part": next(part for until, part in _PARTS if local.hour < until),
        "clock": formats.clock(booking.starts_at, booking.zone),
    }


def _facts(chat: Chat, booking: BookingOut) -> dict[str, str]:
    return {
        "treatment": title(chat, _visit(chat, booking)),
        "time": formats.moment(booking.starts_at, booking.zone, chat.language),
        "store": pick(booking.store_name, chat.language),
        "staff": pick(booking.staff_name, chat.language),
        "code": booking.code,
        "member": who(chat, booking),
    }
