"""Statements on the keys a database was used with, and on every column that holds what they sealed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.keys.models import SealingKey
from core.kit.db import Base
from core.kit.sealing import SealedText, place, ring


def is_there(session: Session) -> bool:
    """Whether the database has the table: one that was never migrated has not."""
    return sa.inspect(session.connection()).has_table(SealingKey.__tablename__)


def fingerprints(session: Session) -> dict[str, str]:
    """Fingerprint by name of key."""
    return {row.name: row.fingerprint for row in session.execute(sa.select(SealingKey.name, SealingKey.fingerprint))}


def add(session: Session, name: str, fingerprint: str, now: dt.datetime) -> None:
    """Notes a key; two processes that start at once note it once."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    session.execute(insert(SealingKey).values(name=name, fingerprint=fingerprint, since=now).on_conflict_do_nothing())


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """One column of personal data, the number its rows are walked by, and what its values are bound to."""

    column: sa.Column[Any]
    number: sa.Column[Any]
    bound_to: tuple[sa.Column[Any], ...]


def sealed_columns() -> tuple[SealedColumn, ...]:
    """Every column of personal data there is, in a fixed order."""
    return tuple(
        SealedColumn(column, next(iter(table.primary_key.columns)), tuple(table.c[name] for name in column.type.by))
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, SealedText)
    )


def _under(column: sa.Column[Any], key_id: int) -> sa.ColumnElement[bool]:
    return sa.type_coerce(column, sa.Text).like(f"{key_id}.%")


def count_under(session: Session, each: SealedColumn, key_id: int) -> int:
    """How many values of a column were sealed with a key."""
    return int(session.scalar(sa.select(sa.func.count()).where(_under(each.column, key_id))) or 0)


def reseal(session: Session, each: SealedColumn, after: int, limit: int) -> tuple[int, int]:
    """Seals the next values of a column with the current key: how many there were, and the last row's number.

    A value that changes in the meantime is left: whoever changed it sealed it anew. Raises Unreadable.
    """
    keyring, text = ring(session), sa.type_coerce(each.column, sa.Text).label("text")
    number = each.number.label("number")
    found = session.execute(
        sa.select(number, text, *(column.label(f"by_{at}") for at, column in enumerate(each.bound_to)))
        .where(each.number > after, each.column.is_not(None), sa.not_(_under(each.column, keyring.current)))
        .order_by(each.number)
        .limit(limit)
    ).all()
    for row in found:
        where = place(each.column, *row[2:])
        again = keyring.seal(keyring.unseal(row.text, where), where)
        unchanged = sa.type_coerce(each.column, sa.Text) == row.text
        session.execute(
            sa.update(each.column.table).where(each.number == row.number, unchanged).values({each.column: again})
        )
    return len(found), found[-1].number if found else after
