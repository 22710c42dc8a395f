"""/repair and /repaired: a bed or device out of use; /off: a colleague who is away. Nobody booked then is forgotten."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Card
from bot.staff.naming import line, my_stores
from bot.staff.reasons import tidy_reason
from bot.staff.spans import stretch
from core.auth.enums import Permission, StaffRole
from core.auth.service import allowed
from core.booking import service as bookings
from core.booking.schemas import BookingOut, Outage
from core.conversation import service as conversations
from core.kit.localized import pick
from core.resource import service as resource
from core.resource.schemas import ResourceOut
from core.staff import service as staff_service
from core.staff.schemas import StaffOut
from core.store import service as stores
from nlu.rules.at_the_desk import names_of_bed


@dialog(
    "staff_repair",
    audience="staff",
    command="repair",
    takes=("room", "day", "part"),
    hears=("room", "day", "part"),
    permission=Permission.take_out_of_use,
)
def repair(chat: Chat) -> None:
    """Shows which bookings are hit before anything happens, and what became of each of them afterwards."""
    room = _room(chat)
    store = stores.get(chat.work, room.store_id)
    span = stretch(
        chat, store, open_label=chat.text("staff.repair.open"), open_told=chat.text("staff.repair.until_repaired")
    )
    presets = [
        Option(name, chat.text(f"reason.{name}"), chat.text(f"reason.{name}"))
        for name in ("broken", "upkeep", "cleaning")
    ]
    reason = chat.ask("reason", ask="staff.repair.reason", check=tidy_reason, options=presets)
    name = pick(room.name, chat.language)
    hit = bookings.outage_hits(chat.work, room.id, span.starts_at, span.ends_at)
    summary = chat.text("staff.repair.summary", name=name, when=span.told, reason=reason, count=len(hit))
    chat.confirm("sure", _with_lines(chat, summary, hit))
    outage = bookings.take_out(chat.work, room.id, span.starts_at, span.ends_at, reason)
    chat.say("staff.repair.done", name=name, when=span.told)
    _show(chat, outage)


@dialog(
    "staff_repaired",
    audience="staff",
    command="repaired",
    takes=("room",),
    hears=("room",),
    permission=Permission.take_out_of_use,
)
def repaired(chat: Chat) -> None:
    """Gives a bed or device back; who waits for its time hears of it."""
    listed = [room for store in my_stores(chat) for room in bookings.list_out_of_use(chat.work, store.id)]
    if not listed:
        chat.say("staff.repaired.none")
        chat.leave()
    if len(listed) == 1:
        chat.assume("room", str(listed[0].id))
    room = chat.choose("room", [_option(chat, room) for room in listed], ask="staff.repaired.room")
    bookings.put_back(chat.work, room.id)
    chat.say("staff.repaired.done", name=pick(room.name, chat.language))


@dialog(
    "staff_off",
    audience="staff",
    command="off",
    takes=("day", "part"),
    hears=("staff", "day", "part", "wish"),
    permission=Permission.block_own_time,
)
def off(chat: Chat) -> None:
    """Time off: whoever may notes it for anybody, others ask their manager, who grants it with one tap."""
    own = chat.person.staff
    assert own is not None
    may_grant = allowed(chat.person.actor, Permission.block_any_time)
    person = _person(chat) if may_grant else own
    if not may_grant:
        chat.noted("staff")
    store = stores.get(chat.work, person.store_id)
    told = chat.text("staff.off.until_back")
    span = stretch(chat, store, open_label=told, open_told=told)
    name = pick(person.name, chat.language)
    if not may_grant:
        conversations.notify_staff(
            chat.work,
            "off.asked",
            store_id=store.id,
            roles=(StaffRole.owner, StaffRole.manager),
            staff=person.id,
            wish=span.wish,
            when=span.told,
        )
        chat.say("staff.off.asked", when=span.told)
        chat.leave()
    hit = bookings.outage_hits(chat.work, person.resource_id, span.starts_at, span.ends_at)
    summary = chat.text("staff.off.summary", name=name, when=span.told, count=len(hit))
    chat.confirm("sure", _with_lines(chat, summary, hit))
    outage = bookings.take_out(chat.work, person.resource_id, span.starts_at, span.ends_at)
    chat.say("staff.off.done", name=name, when=span.told)
    _show(chat, outage)
    if person.id != own.id:
        conversations.notify_staff(
            chat.work,
            "off.granted",
            store_id=store.id,
            staff_ids=(person.id,),
            when=span.told,
        )


def _room(chat: Chat) -> ResourceOut:
    listed = [room for store in my_stores(chat) for room in resource.list_rooms(chat.work, store.id)]
    return chat.choose("room", [_option(chat, room) for room in listed], ask="staff.repair.room")


def _option(chat: Chat, room: ResourceOut) -> Option[ResourceOut]:
    names = [name.replace(" ", "") for name in room.name.values()]
    names += [other for name in names for other in names_of_bed(name)]
    return Option(str(room.id), pick(room.name, chat.language), room, (room.code, *room.name.values(), *names))


def _person(chat: Chat) -> StaffOut:
    people = [person for store in my_stores(chat) for person in staff_service.list_staff(chat.work, store.id)]
    return chat.choose(
        "staff",
        [Option(person.code, pick(person.name, chat.language), person, person.aliases) for person in people],
        ask="staff.off.whom",
    )


def _with_lines(chat: Chat, summary: str, hit: Sequence[BookingOut]) -> str:
    if not hit:
        return summary
    return "\n".join([summary, *(line(chat, booking) for booking in hit), chat.text("staff.repair.what_happens")])


def _show(chat: Chat, outage: Outage) -> None:
    groups = (("moved", outage.moved), ("proposed", outage.proposed), ("to_call", outage.to_call))
    for name, listed in groups:
        if listed:
            title = chat.text(f"staff.repair.{name}", count=len(listed))
            chat.reply.cards.append(Card(title, tuple(line(chat, booking) for booking in listed)))
