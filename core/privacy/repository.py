"""Statements on whatever is held of a member, made from the written classification of every column (`rules.TABLES`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.conversation.models import Conversation, InboxItem
from core.kit.crypto import Unreadable
from core.kit.db import Base
from core.kit.sealing import SealedText, seal, unseal
from core.member.models import Contact, Member
from core.outbox.models import OutboxItem
from core.privacy.enums import ErasureStatus, Fate
from core.privacy.models import DataExport, DoomedPhoto, Erasure
from core.privacy.rules import TABLES
from core.privacy.schemas import ErasureOut

Row = dict[str, Any]
_erasures: sa.Table = Erasure.__table__  # type: ignore[assignment]
_e = _erasures.c
_WISH = sa.select(*(_e[name] for name in ErasureOut.__dataclass_fields__)).where(_e.status == ErasureStatus.waiting)
_AT_ONCE = 500
_TEXTS: tuple[sa.Column[Any], ...] = (
    InboxItem.__table__.c.event,  # type: ignore[assignment]
    OutboxItem.__table__.c.payload,
    Conversation.__table__.c.state,
)
"""Where a colleague's chat keeps what it was told."""


def add_erasure(session: Session, member_id: int, channel: str, now: dt.datetime, due_at: dt.datetime) -> None:
    """Stores a wish to be erased; one that waits already stays as it is."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(_erasures).values(
        member_id=member_id,
        channel=channel,
        requested_at=now,
        due_at=due_at,
        status=ErasureStatus.waiting,
        changed_at=now,
    )
    session.execute(statement.on_conflict_do_nothing())


def find_waiting(session: Session, member_id: int) -> ErasureOut | None:
    """The wish of a member that waits."""
    row = session.execute(_WISH.where(_e.member_id == member_id)).first()
    return ErasureOut(*row) if row else None


def list_due(session: Session, now: dt.datetime, limit: int) -> list[ErasureOut]:
    """Wishes whose time has come; those another process is at are left."""
    due = _WISH.where(_e.due_at <= now).order_by(_e.due_at, _e.id).limit(limit).with_for_update(skip_locked=True)
    return [ErasureOut(*row) for row in session.execute(due)]


def settle(session: Session, erasure_id: int, status: ErasureStatus, now: dt.datetime) -> bool:
    """Compare-and-set: ends a wish that waits; whether it did."""
    statement = (
        sa.update(_erasures)
        .where(_e.id == erasure_id, _e.status == ErasureStatus.waiting)
        .values(status=status, changed_at=now)
        .returning(_e.id)
    )
    return session.execute(statement).first() is not None


def put_off(session: Session, erasure_id: int, due_at: dt.datetime) -> None:
    """Lets a wish wait for longer."""
    session.execute(sa.update(_erasures).where(_e.id == erasure_id).values(due_at=due_at))


def last_export(session: Session, member_id: int) -> dt.datetime | None:
    """When a member was last given their file."""
    made: dt.datetime | None = session.scalar(
        sa.select(DataExport.made_at).where(DataExport.member_id == member_id).order_by(DataExport.id.desc()).limit(1)
    )
    return made


def add_export(session: Session, member_id: int, now: dt.datetime) -> None:
    """Notes that a member was given their file."""
    session.execute(sa.insert(DataExport).values(member_id=member_id, made_at=now))


def read_rows(session: Session, name: str, member_id: int, limit: int) -> list[Row]:
    """A member's newest rows of a table, oldest first, what was sealed opened; None for what nobody can open."""
    table = _table(name)
    key = next(iter(table.primary_key.columns))
    statement = sa.select(table).where(_owned(name, member_id)).order_by(key.desc()).limit(limit)
    return [opened(session, table, dict(row)) for row in reversed(session.execute(statement).mappings().all())]


def opened(session: Session, table: sa.Table, row: Row) -> Row:
    """A row with its sealed columns opened."""
    plain = dict(row)
    for column in table.columns:
        if isinstance(column.type, SealedText):
            try:
                plain[column.name] = unseal(session, column, row[column.name], *(row[by] for by in column.type.by))
            except Unreadable:
                plain[column.name] = None
    return plain


def conversation_ids(session: Session, member_id: int) -> list[int]:
    """A member's chats, by id."""
    return list(
        session.scalars(sa.select(Conversation.id).where(_owned("conversations", member_id)).order_by(Conversation.id))
    )


def has_namesake(session: Session, member_id: int) -> bool:
    """Whether another member goes by the same name."""
    mine = sa.select(Member.name_index).where(Member.id == member_id).scalar_subquery()
    return session.scalar(sa.select(Member.id).where(Member.name_index == mine, _is_other(member_id))) is not None


def _is_other(member_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(Member.id != member_id, Member.merged_into_id.is_(None))


def staff_texts(session: Session) -> Iterator[tuple[sa.Column[Any], Row]]:
    """Everything that stands in colleagues' chats: the column, and the row with its texts opened."""
    colleagues = sa.select(Conversation.id).join(Contact, Contact.id == Conversation.contact_id)
    theirs = colleagues.where(Contact.staff_id.is_not(None))
    for column in _TEXTS:
        table = column.table
        assert isinstance(table, sa.Table)
        chat = table.c.id if table.name == "conversations" else table.c.conversation_id
        last = 0
        while (
            rows := session.execute(
                sa.select(table).where(chat.in_(theirs), table.c.id > last).order_by(table.c.id).limit(_AT_ONCE)
            )
            .mappings()
            .all()
        ):
            last = rows[-1]["id"]
            yield from ((column, opened(session, table, dict(row))) for row in rows)


def rewrite(session: Session, column: sa.Column[Any], row: Row, text: str) -> None:
    """Puts another text into a column of an opened row."""
    table = column.table
    assert isinstance(table, sa.Table)
    assert isinstance(column.type, SealedText)
    sealed = seal(session, column, text, *(row[by] for by in column.type.by))
    session.execute(sa.update(table).where(table.c.id == row["id"]).values({column.name: sealed}))


def merged_ids(session: Session, member_id: int) -> list[int]:
    """A member with all who turned out to be this one."""
    return [member_id, *session.scalars(sa.select(Member.id).where(Member.merged_into_id == member_id))]


def erase(session: Session, member_id: int, new_codes: dict[int, str]) -> None:
    """Deletes or empties all rows of a member, as the classification says; a colleague's own chat is only let go."""
    contacts = _table("contacts")
    session.execute(
        sa.update(contacts)
        .where(contacts.c.member_id.in_(new_codes), contacts.c.staff_id.is_not(None))
        .values(member_id=None)
    )
    # Rows that lead to others go last.
    for table in reversed(Base.metadata.sorted_tables):
        held = TABLES.get(table.name)
        if held is None or held.fate is Fate.none:
            continue
        if held.fate is Fate.deleted:
            session.execute(sa.delete(table).where(_owned(table.name, member_id)))
        elif emptied := dict.fromkeys(held.personal | held.derived):
            session.execute(sa.update(table).where(_owned(table.name, member_id)).values(emptied))
    for id_, code in new_codes.items():
        session.execute(sa.update(Member).where(Member.id == id_).values(code=code))


def doom(session: Session, photos: Iterable[str]) -> None:
    """Notes photos whose files are to be deleted."""
    rows = [{"name": name} for name in sorted(set(photos))]
    if rows:
        insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
        session.execute(insert(DoomedPhoto).on_conflict_do_nothing(), rows)


def list_doomed(session: Session, limit: int) -> list[str]:
    """Photos whose files are to be deleted."""
    return list(session.scalars(sa.select(DoomedPhoto.name).order_by(DoomedPhoto.name).limit(limit)))


def forget_doomed(session: Session, names: Iterable[str]) -> None:
    """Their files are gone."""
    session.execute(sa.delete(DoomedPhoto).where(DoomedPhoto.name.in_(list(names))))


def _table(name: str) -> sa.Table:
    return Base.metadata.tables[name]


def _owned(name: str, member_id: int) -> sa.ColumnElement[bool]:
    """Which rows of a table are a member's."""
    held, table = TABLES[name], _table(name)
    leads = table.c[held.via]
    if held.of == "members":  # with what stayed with those who turned out to be this member (A11)
        merged = sa.select(Member.id).where(Member.merged_into_id == member_id)
        owned = sa.or_(leads == member_id, leads.in_(merged))
    else:
        owned = leads.in_(sa.select(_table(held.of).c.id).where(_owned(held.of, member_id)))
    return sa.and_(owned, table.c[held.but].is_(None)) if held.but else owned
