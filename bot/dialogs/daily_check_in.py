"""每日签到 (F4): a tap a day, and a bonus for days in a row. Who says that they have arrived is shown their code."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.schemas import BookingOut
from core.points import service as points


@dialog("daily_check_in", intents=("checkin",), command="daily", hears=("words",), needs_member=True)
def daily_check_in(chat: Chat) -> None:
    """Checks in for today. 「签到」 means points, 「我到了」 the visit; of who has a visit today both are told."""
    words = (chat.noted("words") or "").casefold()
    if any(word in words for word in chat.texts.words("here")):
        chat.go_on_with("check_in_code")
    assert chat.person.member_id is not None
    done = points.daily_check_in(chat.work, chat.person.member_id)
    chat.say("daily_check_in.done" if done.is_new else "daily_check_in.already", streak=done.streak, points=done.points)
    if done.streak_points:
        chat.say("daily_check_in.to_go", days=done.to_go, points=done.streak_points)
    if chat.speaks_of("missed_day"):
        chat.say("daily_check_in.missed")
    if _visits_today(chat):
        chat.say("daily_check_in.visit")


def _visits_today(chat: Chat) -> bool:
    assert chat.person.member_id is not None
    ahead = bookings.list_for_member(chat.work, chat.person.member_id, upcoming=True)
    return any(each.status is BookingStatus.confirmed and _is_today(chat, each) for each in ahead)


def _is_today(chat: Chat, booking: BookingOut) -> bool:
    zone = ZoneInfo(booking.zone)
    return booking.starts_at.astimezone(zone).date() == chat.work.now.astimezone(zone).date()
