"""Statements on conversations and the inbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.auth.enums import StaffRole
from core.conversation.models import Conversation, InboxItem, StaffGroup
from core.kit.crypto import Tampered
from core.kit.sealing import seal, unseal
from core.member.models import Contact
from core.staff.models import Staff

Row = sa.Row[*tuple[Any, ...]]


# Statements of every turn speak of tables, not of mapped classes: the latter cost an ORM compilation state a call.
_CONVERSATION = Conversation.metadata.tables[Conversation.__tablename__]
_CONTACT = Contact.metadata.tables[Contact.__tablename__]
_INBOX = InboxItem.metadata.tables[InboxItem.__tablename__]
_FIND = sa.select(_CONVERSATION.c.id).where(
    _CONVERSATION.c.channel == sa.bindparam("channel"),
    _CONVERSATION.c.account == sa.bindparam("account"),
    _CONVERSATION.c.chat_id == sa.bindparam("chat_id"),
)
_ADD: dict[str, sa.Insert] = {
    "sqlite": sqlite.insert(_CONVERSATION).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(_CONVERSATION).on_conflict_do_nothing(),
}
_NOTE = {
    "sqlite": sqlite.insert(_INBOX).on_conflict_do_nothing().returning(_INBOX.c.id),
    "postgresql": postgresql.insert(_INBOX).on_conflict_do_nothing().returning(_INBOX.c.id),
}

_NOTE_ALL = {
    "sqlite": sqlite.insert(_INBOX).on_conflict_do_nothing().returning(_INBOX.c.conversation_id),
    "postgresql": postgresql.insert(_INBOX).on_conflict_do_nothing().returning(_INBOX.c.conversation_id),
}


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name


def find(session: Session, channel: str, account: str, chat_id: str) -> int | None:
    return (
        session.connection()
        .execute(_FIND, {"channel": channel, "account": account, "chat_id": chat_id})
        .scalar_one_or_none()
    )


_FIND_ALL = sa.select(_CONVERSATION.c.chat_id, _CONVERSATION.c.id).where(
    _CONVERSATION.c.channel == sa.bindparam("channel"),
    _CONVERSATION.c.account == sa.bindparam("account"),
    _CONVERSATION.c.chat_id.in_(sa.bindparam("chat_ids", expanding=True)),
)


def find_all(session: Session, channel: str, account: str, chat_ids: Collection[str]) -> dict[str, int]:
    wanted = {"channel": channel, "account": account, "chat_ids": list(chat_ids)}
    return {row[0]: row[1] for row in session.connection().execute(_FIND_ALL, wanted)}


def add(session: Session, channel: str, account: str, chat_id: str, contact_id: int, now: dt.datetime) -> None:
    """Adds a conversation; one that is there already stays as it is, so two first messages at once are harmless."""
    values = {"channel": channel, "account": account, "chat_id": chat_id, "contact_id": contact_id, "active_at": now}
    session.execute(_ADD[_dialect(session)], values)


def add_to_inbox(session: Session, conversation_id: int, key: str, event: str, now: dt.datetime) -> bool:
    """Whether the event is new. Undone defaults are written out: this is the hottest statement there is."""
    sealed = _event(session, conversation_id, key, event)
    values = {"conversation_id": conversation_id, "key": key, "event": sealed, "received_at": now}
    added = session.connection().execute(_NOTE[_dialect(session)], values | {"tries": 0, "is_set_aside": False})
    return added.scalar_one_or_none() is not None


def has_key(session: Session, conversation_id: int, key: str) -> bool:
    mine = sa.select(_INBOX.c.id).where(_INBOX.c.conversation_id == conversation_id, _INBOX.c.key == key)
    return session.execute(mine).first() is not None


def _event(session: Session, conversation_id: int, key: str, event: str) -> str | None:
    return seal(session, _INBOX.c.event, event, conversation_id, key)


def add_all_to_inbox(session: Session, rows: Sequence[tuple[int, str, str]], now: dt.datetime) -> set[int]:
    """Puts (conversation, key, event) into inboxes with one statement; the conversations that got something new."""
    rest = {"received_at": now, "tries": 0, "is_set_aside": False}
    values = [{"conversation_id": row[0], "key": row[1], "event": _event(session, *row)} | rest for row in rows]
    added = session.connection().execute(_NOTE_ALL[_dialect(session)], values) if values else ()
    return {row[0] for row in added}


_COLUMNS = sa.select(
    *_CONVERSATION.c,
    _CONTACT.c.member_id,
    _CONTACT.c.staff_id.label("own_staff_id"),
    _CONTACT.c.language,
    _CONTACT.c.language_chosen_at,
    _CONTACT.c.display_name,
    _CONTACT.c.external_id,
).join(_CONTACT, _CONTACT.c.id == _CONVERSATION.c.contact_id)
_ITEM = ("id", "key", "event", "received_at", "tries")
_WITH_OLDEST = (
    _COLUMNS.add_columns(*(_INBOX.c[name].label(f"item_{name}") for name in _ITEM))
    .join(_INBOX, _INBOX.c.conversation_id == _CONVERSATION.c.id)
    .where(_CONVERSATION.c.id == sa.bindparam("id"), _INBOX.c.done_at.is_(None))
    .order_by(_INBOX.c.id)
    .limit(1)
)
_BY_ID = _COLUMNS.where(_CONVERSATION.c.id == sa.bindparam("id"))
# NO KEY UPDATE: others may post into the inbox of a conversation in its turn. FOR UPDATE would make them wait, and two
# turns that tell each other something would wait for ever.
_LOCK = sa.select(_CONVERSATION.c.id).where(_CONVERSATION.c.id == sa.bindparam("id")).with_for_update(key_share=True)


def get(session: Session, conversation_id: int) -> dict[str, Any] | None:
    """A conversation with its contact."""
    row = session.connection().execute(_BY_ID, {"id": conversation_id}).one_or_none()
    return None if row is None else _opened(session, row)


def _readable(session: Session, column: sa.Column[Any], text: str | None, *row: object) -> str | None:
    """The text, or the sealed text itself where that was not sealed for this row.

    Nobody can take it for an event or a state: the first is set aside as what cannot be read, the second begun anew.
    """
    try:
        return unseal(session, column, text, *row)
    except Tampered:
        return text


def _opened(session: Session, row: Row) -> dict[str, Any]:
    return _opened_values(session, dict(row._mapping))


def _opened_values(session: Session, values: dict[str, Any]) -> dict[str, Any]:
    contact = values["channel"], values["account"], values.pop("external_id")
    values["state"] = _readable(session, _CONVERSATION.c.state, values["state"], values["id"])
    values["display_name"] = unseal(session, _CONTACT.c.display_name, values["display_name"], *contact)
    return values


def get_with_oldest(session: Session, conversation_id: int) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """A conversation with its contact and the oldest of its inbox that is not done; None when nothing waits."""
    row = session.connection().execute(_WITH_OLDEST, {"id": conversation_id}).one_or_none()
    if row is None:
        return None
    values = dict(row._mapping)
    item = {name: values.pop(f"item_{name}") for name in _ITEM}
    item["event"] = _readable(session, _INBOX.c.event, item["event"], conversation_id, item["key"])
    return _opened_values(session, values), item


def lock(session: Session, conversation_id: int) -> None:
    """Holds a conversation's row until the transaction ends; on SQLite a writing transaction is alone already.

    It reads nothing: after a wait PostgreSQL would show the row as it is now, but the contact as it was before.
    """
    if _dialect(session) == "postgresql":
        session.connection().execute(_LOCK, {"id": conversation_id})


_OLDEST = (
    sa.select(_INBOX.c.id, _INBOX.c.key, _INBOX.c.event, _INBOX.c.received_at, _INBOX.c.tries)
    .where(_INBOX.c.conversation_id == sa.bindparam("id"), _INBOX.c.done_at.is_(None))
    .order_by(_INBOX.c.id)
    .limit(1)
)


def oldest_undone(session: Session, conversation_id: int) -> dict[str, Any] | None:
    row = session.execute(_OLDEST, {"id": conversation_id}).one_or_none()
    if row is None:
        return None
    return {**row._mapping, "event": _readable(session, _INBOX.c.event, row.event, conversation_id, row.key)}


_behind = _INBOX.alias("behind")
_DONE = (
    sa.update(_INBOX)
    .where(_INBOX.c.id == sa.bindparam("item"))
    .values(done_at=sa.bindparam("at"))
    .returning(
        sa.exists()
        .where(
            _behind.c.conversation_id == sa.bindparam("conversation"),
            _behind.c.done_at.is_(None),
            _behind.c.id != sa.bindparam("item"),
        )
        .correlate(None)
    )
)


def mark_done(session: Session, conversation_id: int, item_id: int, now: dt.datetime) -> bool:
    """Whether more waits in the conversation: asked along with the change, a look of its own would open an event."""
    done = session.connection().execute(_DONE, {"item": item_id, "at": now, "conversation": conversation_id})
    return bool(done.scalar_one_or_none())


def count_try(session: Session, item_id: int) -> int:
    """Tries so far, this one included."""
    statement = (
        sa.update(_INBOX).where(_INBOX.c.id == item_id).values(tries=_INBOX.c.tries + 1).returning(_INBOX.c.tries)
    )
    return int(session.execute(statement).scalar_one())


def set_aside(session: Session, item_id: int, now: dt.datetime) -> None:
    session.execute(sa.update(_INBOX).where(_INBOX.c.id == item_id).values(done_at=now, is_set_aside=True))


_SAVE = (
    sa.update(_CONVERSATION)
    .where(_CONVERSATION.c.id == sa.bindparam("conversation"))
    .values(state=sa.bindparam("state"), active_at=sa.bindparam("at"))
)


def save_state(session: Session, conversation_id: int, state: str, now: dt.datetime) -> None:
    sealed = seal(session, _CONVERSATION.c.state, state, conversation_id)
    session.connection().execute(_SAVE, {"conversation": conversation_id, "state": sealed, "at": now})


def conversations_undone(session: Session, limit: int) -> list[int]:
    statement = sa.select(_INBOX.c.conversation_id).where(_INBOX.c.done_at.is_(None)).distinct().limit(limit)
    return list(session.scalars(statement))


def newest_of_member(session: Session, member_id: int) -> int | None:
    """The conversation the member used last and has not shut, on whatever channel."""
    return session.scalar(
        sa.select(Conversation.id)
        .join(Contact, Contact.id == Conversation.contact_id)
        .where(Contact.member_id == member_id, Conversation.blocked_at.is_(None))
        .order_by(Conversation.active_at.desc(), Conversation.id.desc())
        .limit(1)
    )


def newest_of_members(session: Session, member_ids: Sequence[int]) -> dict[int, int]:
    """Of many members the conversation each used last and has not shut; who has none is missing."""
    rows = session.execute(
        sa.select(_CONTACT.c.member_id, _CONVERSATION.c.id)
        .join(_CONVERSATION, _CONVERSATION.c.contact_id == _CONTACT.c.id)
        .where(_CONTACT.c.member_id.in_(member_ids), _CONVERSATION.c.blocked_at.is_(None))
        .order_by(_CONVERSATION.c.active_at, _CONVERSATION.c.id)
    )
    return {row[0]: row[1] for row in rows}


def of_staff(
    session: Session, *, store_id: int | None, roles: Iterable[StaffRole] = (), staff_ids: Sequence[int] = ()
) -> list[int]:
    """Conversations of colleagues: of these roles in a store (owners: in any), or these people; one each, the
    newest."""
    in_store = sa.true() if store_id is None else sa.or_(Staff.store_id == store_id, Staff.role == StaffRole.owner)
    rows = session.execute(
        sa.select(Staff.id, Conversation.id)
        .join(Contact, Contact.staff_id == Staff.id)
        .join(Conversation, Conversation.contact_id == Contact.id)
        .where(Staff.is_active, Conversation.blocked_at.is_(None))
        .where(sa.or_(sa.and_(Staff.role.in_(list(roles)), in_store), Staff.id.in_(list(staff_ids))))
        .order_by(Conversation.active_at, Conversation.id)
    )
    return list({row[0]: int(row[1]) for row in rows}.values())


def hand_over(session: Session, conversation_id: int, now: dt.datetime) -> None:
    """Marks that a person is wanted; the moment of the first wish is kept."""
    session.execute(
        sa.update(_CONVERSATION)
        .where(_CONVERSATION.c.id == conversation_id, _CONVERSATION.c.handed_at.is_(None))
        .values(handed_at=now)
    )


def take(session: Session, conversation_id: int, staff_id: int, now: dt.datetime) -> bool:
    """Gives a conversation to a colleague, unless another one has it."""
    statement = (
        sa.update(_CONVERSATION)
        .where(
            _CONVERSATION.c.id == conversation_id,
            sa.or_(_CONVERSATION.c.staff_id.is_(None), _CONVERSATION.c.staff_id == staff_id),
        )
        .values(
            staff_id=staff_id,
            handed_at=sa.func.coalesce(_CONVERSATION.c.handed_at, sa.literal(now, Conversation.handed_at.type)),
        )
        .returning(_CONVERSATION.c.id)
    )
    return session.execute(statement).scalar_one_or_none() is not None


def give_back(session: Session, conversation_id: int) -> bool:
    """Gives a conversation back to the bot; False when it was with the bot already."""
    statement = (
        sa.update(_CONVERSATION)
        .where(_CONVERSATION.c.id == conversation_id, _CONVERSATION.c.handed_at.is_not(None))
        .values(staff_id=None, handed_at=None)
        .returning(_CONVERSATION.c.id)
    )
    return session.execute(statement).scalar_one_or_none() is not None


def set_blocked(session: Session, conversation_id: int, since: dt.datetime | None) -> None:
    session.execute(sa.update(_CONVERSATION).where(_CONVERSATION.c.id == conversation_id).values(blocked_at=since))


def staff_chats(session: Session, channel: str, account: str) -> list[tuple[str, int, str | None]]:
    """Chat, colleague and language of every colleague's chat on a channel's account."""
    rows = session.execute(
        sa.select(Conversation.chat_id, Contact.staff_id, Contact.language)
        .join(Contact, Contact.id == Conversation.contact_id)
        .where(Conversation.channel == channel, Conversation.account == account, Contact.staff_id.is_not(None))
    )
    return [(row.chat_id, row.staff_id, row.language) for row in rows]


def list_waiting(session: Session) -> list[dict[str, Any]]:
    """Conversations in which a person is wanted or present, longest waiting first."""
    waiting = _COLUMNS.where(_CONVERSATION.c.handed_at.is_not(None)).order_by(_CONVERSATION.c.handed_at)
    return [_opened(session, row) for row in session.execute(waiting)]


def taken_by(session: Session, staff_id: int) -> int | None:
    """The conversation a colleague is in, the newest."""
    return session.scalar(
        sa.select(_CONVERSATION.c.id)
        .where(_CONVERSATION.c.staff_id == staff_id)
        .order_by(_CONVERSATION.c.handed_at.desc())
        .limit(1)
    )


def group_of(session: Session, store_id: int) -> int | None:
    """The conversation of a store's group, unless the bot was put out of it."""
    return session.scalar(
        sa.select(StaffGroup.conversation_id)
        .join(Conversation, Conversation.id == StaffGroup.conversation_id)
        .where(StaffGroup.store_id == store_id, Conversation.blocked_at.is_(None))
    )


def stores_of_group(session: Session, conversation_id: int) -> list[int]:
    return list(session.scalars(sa.select(StaffGroup.store_id).where(StaffGroup.conversation_id == conversation_id)))


def link_group(session: Session, store_id: int, conversation_id: int, now: dt.datetime) -> None:
    session.execute(sa.delete(StaffGroup).where(StaffGroup.store_id == store_id))
    session.execute(sa.insert(StaffGroup).values(store_id=store_id, conversation_id=conversation_id, linked_at=now))


def move_chat(session: Session, conversation_id: int, chat_id: str, known: int | None) -> None:
    """Gives a conversation another chat, or its group to the conversation that has this chat already."""
    if known is None:
        session.execute(sa.update(_CONVERSATION).where(_CONVERSATION.c.id == conversation_id).values(chat_id=chat_id))
    else:
        session.execute(
            sa.update(StaffGroup).where(StaffGroup.conversation_id == conversation_id).values(conversation_id=known)
        )
