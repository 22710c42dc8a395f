"""/take and /release: a colleague talks with a member themselves, the bot is silent meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.engine.chat import Chat
from bot.engine.commands import Cancel, Home
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Event, MediaKind, Said, Sent, Shared, Tapped
from core.auth.enums import Permission
from core.conversation import service as conversations
from core.conversation.service import ConversationOut
from core.kit.localized import pick
from core.kit.work import SYSTEM, Work
from core.member import service as members

if TYPE_CHECKING:
    from bot.engine.turn import Turn


@dialog(
    "staff_take",
    audience="staff",
    command="take",
    takes=("conversation",),
    hears=("conversation",),
    in_menu=True,
    permission=Permission.take_conversations,
)
def take(chat: Chat) -> None:
    """Takes over a conversation in which a person is wanted; only one colleague gets it."""
    waiting = conversations.waiting(chat.work)
    if not waiting:
        chat.say("handoff.none_waiting")
        chat.leave()
    chosen = chat.choose(
        "conversation",
        [Option(str(each.id), name_of(chat.work, each, chat.text("handoff.guest")), each) for each in waiting],
        ask="handoff.which",
        missing=lambda _heard: chat.say("handoff.over"),
    )
    staff = chat.person.staff
    assert staff is not None
    present = conversations.taken_by(chat.work, staff.id)
    if present is not None and present != chosen.id:
        _give_back(chat.work, present)
    if not conversations.take(chat.work, chosen.id, staff.id):
        chat.say("handoff.taken")
        chat.leave()
    conversations.post(
        chat.work, chosen.id, {"is": "noticed", "kind": "handoff.joined", "args": {"staff": dict(staff.name)}}
    )
    chat.say("handoff.you_took", name=name_of(chat.work, chosen, chat.text("handoff.guest")))


@dialog(
    "staff_release",
    audience="staff",
    command="release",
    hears=("conversation",),
    permission=Permission.take_conversations,
)
def release(chat: Chat) -> None:
    """Gives the conversation back to the bot, which goes on where it was."""
    staff = chat.person.staff
    assert staff is not None
    present = conversations.taken_by(chat.work, staff.id)
    if present is None:
        chat.say("handoff.not_in_one")
        chat.leave()
    _give_back(chat.work, present)
    chat.say("handoff.you_released")


def relay(turn: Turn, event: Event) -> bool:
    """Passes words between member and colleague; True when the event was theirs and not the bot's."""
    if turn.person.staff is not None:
        return _from_staff(turn, event)
    if turn.person.conversation.handed_at is None:
        turn.state.waits = False
        return False
    return _from_member(turn, event)


def name_of(work: Work, conversation: ConversationOut, fallback: str) -> str:
    """How staff call who is at the other end."""
    if conversation.member_id is not None:
        member = members.get(work.acting_as(SYSTEM), conversation.member_id)
        return member.name or conversation.display_name or member.code
    return conversation.display_name or fallback


def _from_staff(turn: Turn, event: Event) -> bool:
    staff = turn.person.staff
    assert staff is not None
    if not isinstance(event, Said | Sent) or turn.state.stack:
        return False
    present = conversations.taken_by(turn.work, staff.id)
    if present is None:
        return False
    if isinstance(event, Said):
        if event.text.strip().casefold() in turn.engine.texts.words("release"):
            _give_back(turn.work, present)
            turn.say("handoff.you_released")
            return True
        if event.text.startswith(("/", "／")):
            return False
    _pass_on(turn, present, pick(staff.name, turn.person.language), event)
    return True


def _from_member(turn: Turn, event: Event) -> bool:
    conversation = turn.person.conversation
    if isinstance(event, Tapped | Shared):
        return False  # it says exactly what is meant, a colleague is not needed for it
    if not isinstance(event, Said | Sent):
        return True
    if isinstance(event, Said):
        if turn.engine.understanding.answer(turn.state.shown, event.text):
            return False  # nor for the answer to what a button asked since
        command = turn.engine.understanding.always(event.text, turn.person.audience, turn.context)
        if isinstance(command, Cancel | Home):
            conversations.give_back(turn.work, conversation.id)
            turn.person.conversation = conversations.get(turn.work, conversation.id) or conversation
            turn.say("handoff.back")
            return False
    name = name_of(turn.work, conversation, turn.engine.texts.say(turn.person.language, "handoff.guest"))
    if conversation.staff_id is None:
        words = event.text if isinstance(event, Said) else f"[{event.kind.value}]"
        told = conversations.notify_desk(
            turn.work, "handoff.words", conversation=conversation.id, name=name, words=words[:300]
        )
        if not turn.state.waits:  # once: silence looks like nobody listens, and a word each time like a machine
            turn.state.waits = True
            turn.say("handoff.passed_on" if told else "handoff.kept")
        return True
    for target in conversations.of_staff(turn.work, conversation.staff_id):
        _pass_on(turn, target, name, event)
    return True


def _pass_on(turn: Turn, target: int, name: str, event: Said | Sent) -> None:
    if isinstance(event, Said):
        text, picture = event.text, None
    else:
        text, picture = event.caption, event.ref if event.kind is MediaKind.photo else None
        text = text or ("" if picture else f"[{event.kind.value}]")
    conversations.post(turn.work, target, {"is": "relayed", "name": name, "text": text, "picture": picture})


def _give_back(work: Work, conversation_id: int) -> None:
    if conversations.give_back(work, conversation_id):
        conversations.post(work, conversation_id, {"is": "noticed", "kind": "handoff.left", "args": {}})
