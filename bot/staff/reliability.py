"""/waive a no-show or a late cancel; /keep or /calloff a visit the member has not confirmed again."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.staff.naming import my_stores, which, who
from bot.staff.reasons import tidy_reason
from bot.texts import formats
from core.auth.enums import Permission
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.schemas import BookingOut

SAID = ("booking", "staff", "time", "day", "words", "member")
DAYS_AHEAD = 31


def _standing(chat: Chat, *statuses: BookingStatus, days: int = 1) -> list[BookingOut]:
    return [
        booking
        for store in my_stores(chat)
        for booking in bookings.agenda(chat.work, store.id, chat.work.now.astimezone(ZoneInfo(store.zone)).date(), days)
        if booking.status in statuses
    ]


def _told(chat: Chat, key: str, booking: BookingOut) -> None:
    time = formats.moment(booking.starts_at, booking.zone, chat.language)
    chat.say(key, member=who(chat, booking), time=time)


@dialog(
    "staff_waive",
    audience="staff",
    command="waive",
    takes=("booking", "reason"),
    hears=(*SAID, "reason"),
    permission=Permission.answer_requests,
)
def waive(chat: Chat) -> None:
    """Does not hold a no-show or a late cancel against the member; the reason is kept."""
    booking = which(chat, _standing(chat, BookingStatus.no_show), ask="staff.which_waive")
    reason = chat.ask("reason", ask="staff.waive_reason", check=tidy_reason, member=who(chat, booking))
    _told(chat, "staff.waived", bookings.waive(chat.work, booking.id, reason))


@dialog(
    "staff_keep",
    audience="staff",
    command="keep",
    takes=("booking",),
    hears=SAID,
    permission=Permission.answer_own_requests,
)
def keep(chat: Chat) -> None:
    """Keeps a visit that the member has not confirmed again."""
    booking = which(chat, _standing(chat, BookingStatus.confirmed, days=DAYS_AHEAD), ask="staff.which_keep")
    _told(chat, "staff.kept", bookings.keep_unconfirmed(chat.work, booking.id))


@dialog(
    "staff_call_off",
    audience="staff",
    command="calloff",
    takes=("booking", "reason"),
    hears=(*SAID, "reason"),
    intents=("cancel_appointment",),
    permission=Permission.answer_own_requests,
)
def call_off(chat: Chat) -> None:
    """Calls a visit off for the salon; the member is told by the notice that follows from it."""
    booking = which(chat, _standing(chat, BookingStatus.confirmed, days=DAYS_AHEAD), ask="staff.which_call_off")
    reason = chat.ask("reason", ask="staff.reason_ask", check=tidy_reason, member=who(chat, booking))
    _told(chat, "staff.called_off", bookings.cancel(chat.work, booking.id, reason))
