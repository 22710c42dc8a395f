"""What staff are told once a day: their visits in the morning, how the day went in the evening."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from bot.engine.chat import Chat
from bot.messages import Card
from bot.staff.naming import line, own_only
from bot.texts import formats
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.schemas import BookingOut
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.staff import service as staff_service
from core.store import service as stores

_CAME = {BookingStatus.checked_in, BookingStatus.in_service, BookingStatus.completed}
_COMING = {BookingStatus.confirmed, *_CAME}


def agenda(chat: Chat, args: dict[str, Any]) -> None:
    """The day's visits of the reader, or of the store for who runs its desk; how many requests wait."""
    if chat.person.actor.kind != "staff":
        return
    on = dt.date.fromisoformat(args["day"])
    listed = [each for each in _visits(chat, int(args["store"]), on) if each.status in _COMING]
    me = staff_service.find(chat.work, chat.person.actor.id or 0)
    name = pick(me.name, chat.language) if me else ""
    chat.say("daily.agenda" if listed else "daily.agenda_empty", name=name, count=len(listed))
    if listed:
        chat.reply.cards.append(_card(chat, int(args["store"]), on, listed))
    _say_waiting(chat, int(args["store"]))


def summary(chat: Chat, args: dict[str, Any]) -> None:
    """Who came, who did not, of whom nobody knows; who is first tomorrow, and what nobody has answered yet."""
    if chat.person.actor.kind != "staff":
        return
    store_id, on = int(args["store"]), dt.date.fromisoformat(args["day"])
    listed = _visits(chat, store_id, on)
    chat.say(
        "daily.summary",
        store=pick(stores.get(chat.work, store_id).name, chat.language),
        day=formats.day(on, chat.language),
        came=sum(each.status in _CAME for each in listed),
        missed=sum(each.status is BookingStatus.no_show for each in listed),
    )
    unknown = [each for each in listed if each.status is BookingStatus.confirmed and each.starts_at <= chat.work.now]
    if unknown:
        chat.say("daily.unknown", count=len(unknown))
        chat.reply.cards.append(_card(chat, store_id, on, unknown))
    following = on + dt.timedelta(days=1)
    ahead = [each for each in _visits(chat, store_id, following) if each.status is BookingStatus.confirmed]
    if ahead:
        chat.say("daily.first", count=len(ahead), line=line(chat, ahead[0]))
    _say_waiting(chat, store_id)


def differs(chat: Chat, args: dict[str, Any]) -> None:
    """What the nightly check recomputed and found otherwise, by name: for who answers for the books."""
    chat.say("daily.differs", count=args["count"])
    chat.reply.cards.append(Card(chat.text("daily.differs_title"), tuple(args["found"])))


def _visits(chat: Chat, store_id: int, on: dt.date) -> Sequence[BookingOut]:
    # Written for this very reader; a beautician's is narrowed to her own.
    return bookings.list_for_day(chat.work.acting_as(SYSTEM), store_id, on, staff_id=own_only(chat))


def _say_waiting(chat: Chat, store_id: int) -> None:
    waiting = [
        each
        for each in bookings.list_pending(chat.work.acting_as(SYSTEM), store_id)
        if own_only(chat) in {None, each.staff_id}
    ]
    if waiting:
        chat.say("staff.waiting", count=len(waiting))


def _card(chat: Chat, store_id: int, on: dt.date, listed: Sequence[BookingOut]) -> Card:
    store = pick(stores.get(chat.work, store_id).name, chat.language)
    title = chat.text("staff.day_title", store=store, day=formats.day(on, chat.language), count=len(listed))
    return Card(title, tuple(line(chat, each, dated=False) for each in listed))
