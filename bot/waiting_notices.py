"""What the waitlist and time off tell by themselves; facts are read anew at that moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import waiting
from bot.engine.actions import Signer
from bot.engine.chat import Chat
from bot.engine.turn import Notice
from bot.staff.naming import line
from bot.texts import formats
from core.booking import service as bookings
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.staff import service as staff_service
from core.waitlist import service as waitlist
from core.waitlist.enums import EntryStatus, Outcome


class WaitingNotices:
    """The table of these notices; it needs the signer for buttons that live as long as their message."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    def table(self) -> Mapping[str, Notice]:
        """Kind → how it is told. Kinds are written by `core.waitlist` and `core.handlers`."""
        return {
            "waitlist.offered": self._offered,
            "waitlist.lapsed": _lapsed,
            "waitlist.still": self._still,
            "waitlist.expired": self._expired,
            "waitlist.taken": _taken,
            "off.asked": self._off_asked,
            "off.granted": _off_granted,
        }

    def _offered(self, chat: Chat, args: dict[str, Any]) -> None:
        """The time, until when it is kept, and the three answers; an offer that is over already is not made."""
        system = chat.work.acting_as(SYSTEM)
        offer = waitlist.get_offer(system, int(args["offer"]))
        if offer.outcome is not Outcome.open or offer.expires_at <= chat.work.now:
            return
        booking = bookings.get(system, offer.booking_id)
        chat.say(
            "notice.waitlist_offered",
            time=formats.moment(offer.starts_at, booking.zone, chat.language),
            treatment=pick(booking.treatment_name, chat.language),
            staff=pick(booking.staff_name, chat.language),
            store=pick(booking.store_name, chat.language),
            until=formats.clock(offer.expires_at, booking.zone),
        )
        for answer, style in (("accept", "primary"), ("other", "plain"), ("leave", "danger")):
            argument = f"offer={offer.id}&answer={answer}"
            self._button(chat, "answer_offer", argument, f"waitlist.{answer}", style)

    def _still(self, chat: Chat, args: dict[str, Any]) -> None:
        entry = waitlist.get(chat.work.acting_as(SYSTEM), int(args["entry"]))
        if entry.status is not EntryStatus.lapsed:
            return
        chat.say("notice.waitlist_still", when=waiting.wished(chat, entry.window), what=waiting.what(chat, entry))
        self._button(chat, "stay_waitlist", f"entry={entry.id}", "waitlist.stay", "primary")
        self._button(chat, "leave_waitlist", f"entry={entry.id}", "waitlist.leave", "danger")

    def _expired(self, chat: Chat, args: dict[str, Any]) -> None:
        entry = waitlist.get(chat.work.acting_as(SYSTEM), int(args["entry"]))
        chat.say("notice.waitlist_expired", when=waiting.wished(chat, entry.window), what=waiting.what(chat, entry))
        self._button(chat, "book", "", "notice.book_again", "primary")

    def _off_asked(self, chat: Chat, args: dict[str, Any]) -> None:
        person = staff_service.get(chat.work.acting_as(SYSTEM), int(args["staff"]))
        chat.say("notice.off_asked", name=pick(person.name, chat.language), when=args["when"])
        argument = f"staff={person.code}&wish={args['wish']}"
        self._button(chat, "staff_off", argument, "staff.off.grant", "primary")

    def _button(self, chat: Chat, dialog: str, argument: str, label: str, style: Any) -> None:
        here = chat.person.conversation.id
        chat.reply.actions.append(self._signer.button(here, dialog, argument, chat.text(label), style=style))


def _lapsed(chat: Chat, args: dict[str, Any]) -> None:
    system = chat.work.acting_as(SYSTEM)
    offer = waitlist.get_offer(system, int(args["offer"]))
    zone = waitlist.get(system, offer.entry_id).zone
    chat.say("notice.waitlist_lapsed", time=formats.moment(offer.starts_at, zone, chat.language))


def _taken(chat: Chat, args: dict[str, Any]) -> None:
    booking = bookings.get(chat.work.acting_as(SYSTEM), int(args["booking"]))
    chat.say("notice.waitlist_taken", line=line(chat, booking))


def _off_granted(chat: Chat, args: dict[str, Any]) -> None:
    chat.say("notice.off_granted", when=args["when"])
