"""The colleagues' group: requests are posted there, and whoever taps acts as themselves, never as the group."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bot.engine.chat import Chat
from bot.engine.turn import Turn
from bot.messages import Event, Grouped, Tapped
from bot.staff.naming import who
from bot.texts import formats
from core.auth.enums import Permission
from core.auth.service import allowed
from core.booking import service as bookings
from core.booking.schemas import BookingOut
from core.conversation import service as conversations
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.member import service as members
from core.staff import service as staff_service
from core.store import service as stores

MAX_TOAST = 200


def handle(turn: Turn, event: Event) -> bool:
    """Whether the event came out of a group and is dealt with."""
    if isinstance(event, Grouped):
        if event.what == "here":
            _link(turn, event.value)
        else:
            conversations.move_chat(turn.work, turn.person.conversation.id, event.value)
        return True
    if isinstance(event, Tapped) and event.group:
        _tapped(turn, event)
        return True
    return False


def _link(turn: Turn, sender_id: str) -> None:
    """/here by whoever runs the store: its requests come here from now on."""
    here = turn.person.conversation
    contact = members.find_contact(turn.work, here.channel, here.account, sender_id)
    actor = None if contact is None else staff_service.actor_of(turn.work, contact)
    if actor is None or actor.store_id is None or not allowed(actor, Permission.change_settings, actor.store_id):
        turn.say("group.not_manager")
        return
    conversations.link_group(turn.work.acting_as(actor), actor.store_id, here.id)
    turn.say("group.linked", store=pick(stores.get(turn.work, actor.store_id).name, turn.person.language))


def _tapped(turn: Turn, event: Tapped) -> None:
    """Runs in the tapper's own conversation. What came of it flashes up in the group and can be read in private."""
    here = turn.person.conversation
    group = conversations.find(turn.work, here.channel, here.account, event.group)
    started = None if group is None else turn.engine.signer.read(group, event.button)
    if turn.person.staff is None:
        turn.reply.toast = turn.engine.texts.say(turn.person.language, "group.not_yours")
    elif started is None:
        turn.reply.toast = turn.engine.texts.say(turn.person.language, "engine.stale")
    else:
        turn.begin(started)
        screen = turn.reply.screen
        told = turn.reply.says[0] if turn.reply.says else screen.text if screen else ""
        turn.reply.toast = told[:MAX_TOAST]


def settled(chat: Chat, args: dict[str, Any]) -> None:
    """What became of a request, who did it and when: it takes the place of the message that asked."""
    booking = bookings.get(chat.work.acting_as(SYSTEM), int(args["booking"]))
    person = None if args["staff"] is None else staff_service.find(chat.work, int(args["staff"]))
    name = chat.text("group.member") if person is None else pick(person.name, chat.language)
    at = formats.clock(dt.datetime.fromisoformat(args["at"]), booking.zone)
    chat.say(f"group.{args['what']}", who=name, at=at)
    chat.say("staff.option", **_facts(chat, booking))
    chat.reply.about = about(booking)


def lost(chat: Chat, args: dict[str, Any]) -> None:
    """The bot was put out of a store's group."""
    chat.say("group.lost", store=pick(stores.get(chat.work, int(args["store"])).name, chat.language))


def about(booking: BookingOut) -> str:
    """The matter of a request, by which what became of it finds the message that asked."""
    return f"booking:{booking.code}"


def _facts(chat: Chat, booking: BookingOut) -> dict[str, str]:
    return {
        "time": formats.moment(booking.starts_at, booking.zone, chat.language),
        "member": who(chat, booking),
        "treatment": pick(booking.treatment_name, chat.language),
    }
