"""Conversations: what came in is kept once, taken in order, and posted to by whoever has something to tell."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from core.audit import service as audit
from core.auth.enums import StaffRole
from core.conversation import repository
from core.kit.ids import new_key
from core.kit.work import Work
from core.member import service as members

DESK = (StaffRole.owner, StaffRole.manager, StaffRole.receptionist)


@dataclass(frozen=True, slots=True)
class ConversationOut:
    """A conversation and the contact it is with.

    `staff_id` is the colleague who took it over, `own_staff_id` the member of staff who the contact is.
    """

    id: int
    channel: str
    account: str
    chat_id: str
    contact_id: int
    state: str | None
    active_at: dt.datetime
    handed_at: dt.datetime | None
    staff_id: int | None
    member_id: int | None
    own_staff_id: int | None
    language: str | None
    display_name: str | None
    blocked_at: dt.datetime | None = None
    language_chosen_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class StaffChat:
    """A colleague's chat on a channel, with the language they read there."""

    chat_id: str
    staff_id: int
    language: str | None


@dataclass(frozen=True, slots=True)
class ToTell:
    """A notice for one of many members; `key` makes telling twice harmless."""

    member_id: int
    key: str
    args: dict[str, Any]


@dataclass(frozen=True, slots=True)
class InboxOut:
    """One thing that came in and waits to be done."""

    id: int
    key: str
    event: str
    received_at: dt.datetime
    tries: int


def open_conversation(
    work: Work, channel: str, account: str, chat_id: str, sender_id: str, name: str | None, language: str | None
) -> int:
    """The conversation's id; the first message of a stranger creates contact and conversation."""
    found = repository.find(work.session, channel, account, chat_id)
    if found is not None:
        return found
    contact = members.ensure_contact(work, channel, account, sender_id, display_name=name, language=language)
    repository.add(work.session, channel, account, chat_id, contact.id, work.now)
    found = repository.find(work.session, channel, account, chat_id)
    assert found is not None
    return found


def find(work: Work, channel: str, account: str, chat_id: str) -> int | None:
    """The id of a conversation that exists."""
    return repository.find(work.session, channel, account, chat_id)


def find_all(work: Work, channel: str, account: str, chat_ids: Collection[str]) -> dict[str, int]:
    """The ids of those chats' conversations that exist."""
    return repository.find_all(work.session, channel, account, chat_ids)


def note(work: Work, conversation_id: int, key: str, event: str) -> bool:
    """Keeps what came in. False when this key was kept before: a re-delivery, to be acknowledged and forgotten."""
    is_new = repository.add_to_inbox(work.session, conversation_id, key, event, work.now)
    if is_new:
        work.signal("inbox", conversation_id)
    return is_new


def note_all(work: Work, rows: Sequence[tuple[int, str, str]]) -> None:
    """Keeps what came in, each (conversation, key, event) once as by `note`, with one statement."""
    for conversation_id in repository.add_all_to_inbox(work.session, rows, work.now):
        work.signal("inbox", conversation_id)


def is_noted(work: Work, conversation_id: int, key: str) -> bool:
    """Whether something came in under this key before; for what is costly to keep, such as a photo."""
    return repository.has_key(work.session, conversation_id, key)


def post(work: Work, conversation_id: int, event: dict[str, Any], key: str | None = None) -> None:
    """Puts an event from inside into a conversation's inbox, so that its own turn tells it at the right moment.

    `event` is the JSON form of one of `bot.messages`; `key` makes posting twice harmless.
    """
    note(work, conversation_id, key or f"in:{new_key()}", _event(event))


def _event(event: dict[str, Any]) -> str:
    return json.dumps(event, ensure_ascii=False)


def has_chat(work: Work, member_id: int) -> bool:
    """Whether a member can be told something: on any channel that they have not shut."""
    return repository.newest_of_member(work.session, member_id) is not None


def of_member(work: Work, member_id: int) -> int | None:
    """The chat a member used last, of those they have not shut."""
    return repository.newest_of_member(work.session, member_id)


def notify_member(work: Work, member_id: int, kind: str, key: str | None = None, **args: Any) -> bool:
    """Tells a member something where they last wrote. False when they have no chat yet."""
    conversation_id = repository.newest_of_member(work.session, member_id)
    if conversation_id is None:
        return False
    post(work, conversation_id, {"is": "noticed", "kind": kind, "args": args}, key)
    return True


def notify_members(work: Work, kind: str, notices: Sequence[ToTell]) -> set[str]:
    """Tells many members something of one kind, each where they last wrote, in two statements whatever their number.

    Returns the keys of those who have a chat; a key that was told before changes nothing.
    """
    found = repository.newest_of_members(work.session, list({each.member_id for each in notices}))
    reached = [each for each in notices if each.member_id in found]
    rows = [
        (found[each.member_id], each.key, _event({"is": "noticed", "kind": kind, "args": each.args}))
        for each in reached
    ]
    note_all(work, rows)
    return {each.key for each in reached}


def notify_staff(
    work: Work,
    kind: str,
    *,
    store_id: int | None,
    roles: Iterable[StaffRole] = (),
    staff_ids: Sequence[int] = (),
    key: str | None = None,
    **args: Any,
) -> int:
    """Tells colleagues of a store by role (owners always count) and by person; returns how many were told."""
    conversations = repository.of_staff(work.session, store_id=store_id, roles=roles, staff_ids=staff_ids)
    for conversation_id in conversations:
        post(work, conversation_id, {"is": "noticed", "kind": kind, "args": args}, key)
    return len(conversations)


def notify_desk(work: Work, kind: str, **args: Any) -> int:
    """Tells those who answer when a member wants a person: managers, receptionists and owners of all stores."""
    return notify_staff(work, kind, store_id=None, roles=DESK, **args)


def lock(work: Work, conversation_id: int) -> ConversationOut | None:
    """The conversation, its row locked until the transaction ends."""
    repository.lock(work.session, conversation_id)
    return get(work, conversation_id)


def begin(work: Work, conversation_id: int) -> tuple[ConversationOut, InboxOut] | None:
    """The conversation, its row locked until the transaction ends, and the oldest thing not yet done; None when nothing
    is. Read together, but after the lock: before it, another turn's end would be half seen."""
    repository.lock(work.session, conversation_id)
    found = repository.get_with_oldest(work.session, conversation_id)
    return None if found is None else (ConversationOut(**found[0]), InboxOut(**found[1]))


def get(work: Work, conversation_id: int) -> ConversationOut | None:
    """The conversation without a lock."""
    values = repository.get(work.session, conversation_id)
    return None if values is None else ConversationOut(**values)


def next_item(work: Work, conversation_id: int) -> InboxOut | None:
    """The oldest thing not yet done."""
    values = repository.oldest_undone(work.session, conversation_id)
    return None if values is None else InboxOut(**values)


def finish(work: Work, conversation_id: int, item_id: int, state: str) -> bool:
    """Marks an item done and stores the dialog state it led to; whether more waits."""
    has_more = repository.mark_done(work.session, conversation_id, item_id, work.now)
    repository.save_state(work.session, conversation_id, state, work.now)
    return has_more


def count_try(work: Work, item_id: int) -> int:
    """Counts a failed try of an item; returns tries so far."""
    return repository.count_try(work.session, item_id)


def set_aside(work: Work, item_id: int) -> None:
    """Puts an item that always fails out of the way of those behind it; the row stays for a person to look at."""
    repository.set_aside(work.session, item_id, work.now)


def undone(work: Work, limit: int = 100) -> list[int]:
    """Conversations in which something waits: what a crash left, or another process posted."""
    return repository.conversations_undone(work.session, limit)


def hand_over(work: Work, conversation_id: int) -> None:
    """The member wants a person: from now on the bot is silent."""
    repository.hand_over(work.session, conversation_id, work.now)


def take(work: Work, conversation_id: int, staff_id: int) -> bool:
    """A colleague takes a conversation; False when another colleague has it."""
    return repository.take(work.session, conversation_id, staff_id, work.now)


def give_back(work: Work, conversation_id: int) -> bool:
    """The bot answers again; False when it already did."""
    return repository.give_back(work.session, conversation_id)


def set_blocked(work: Work, conversation_id: int, is_blocked: bool) -> None:
    """Notes that the person lets nothing through on this channel, or does again."""
    repository.set_blocked(work.session, conversation_id, work.now if is_blocked else None)


def staff_chats(work: Work, channel: str, account: str) -> list[StaffChat]:
    """The chats of colleagues on a channel's account, also of those who have left the salon."""
    return [StaffChat(*row) for row in repository.staff_chats(work.session, channel, account)]


def waiting(work: Work) -> list[ConversationOut]:
    """Conversations in which a person is wanted or present, longest first."""
    return [ConversationOut(**values) for values in repository.list_waiting(work.session)]


def taken_by(work: Work, staff_id: int) -> int | None:
    """The conversation a colleague is in."""
    return repository.taken_by(work.session, staff_id)


def of_staff(work: Work, staff_id: int) -> list[int]:
    """A colleague's own chat, the one used last."""
    return repository.of_staff(work.session, store_id=None, staff_ids=[staff_id])


def link_group(work: Work, store_id: int, conversation_id: int) -> None:
    """Makes a conversation the group of a store's colleagues, in place of any other."""
    repository.link_group(work.session, store_id, conversation_id, work.now)
    audit.record(work, "group.link", "store", store_id)


def move_chat(work: Work, conversation_id: int, chat_id: str) -> None:
    """The chat goes on under another id of its platform. Twice is harmless."""
    conversation = get(work, conversation_id)
    if conversation is not None and conversation.chat_id != chat_id:
        known = repository.find(work.session, conversation.channel, conversation.account, chat_id)
        repository.move_chat(work.session, conversation_id, chat_id, known)


def notify_group(work: Work, store_id: int, kind: str, **args: Any) -> bool:
    """Tells the group of a store's colleagues; False when there is none the bot can write to."""
    conversation_id = repository.group_of(work.session, store_id)
    if conversation_id is not None:
        post(work, conversation_id, {"is": "noticed", "kind": kind, "args": args})
    return conversation_id is not None


def lose_group(work: Work, conversation_id: int) -> None:
    """The bot was put out of a chat: if it was a group of colleagues, the desk hears of it in private."""
    for store_id in repository.stores_of_group(work.session, conversation_id):
        notify_staff(work, "group.lost", store_id=store_id, roles=DESK, store=store_id)
