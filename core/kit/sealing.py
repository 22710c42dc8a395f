"""Columns of personal data. A statement can put nothing into them that was not sealed for its own row."""

from __future__ import annotations

from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session

from core.kit.crypto import Keyring, Sealed, Unreadable

RING = "keyring"
"""Where a session's `info` holds the keys."""


class NoKeys(Unreadable):
    """This process opened the database without keys: it may look after tables, but not read people's data."""


class SealedText(sa.types.TypeDecorator[str]):
    """A column of personal data. `by` names the columns of its row that a value is bound to.

    They must be known before the row is stored and never change; a row's own number is not, but for what is only ever
    put into a row that exists.
    """

    impl = sa.Text
    cache_ok = True

    def __init__(self, *by: str) -> None:
        super().__init__()
        self.by = by

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise TypeError("a column of personal data takes only what core.kit.sealing.seal gives")
        return str(value)


def ring(session: Session) -> Keyring:
    """The keys the session's database was opened with. Raises NoKeys."""
    keyring = session.info.get(RING)
    if keyring is None:
        raise NoKeys("the database was opened without keys")
    return cast(Keyring, keyring)


def place(column: sa.ColumnClause[Any], *row: object) -> str:
    """Where a value belongs: table, column, and the row by what the column says it is bound to."""
    return f"{_name(column)}:{':'.join(map(str, row))}"


def _name(column: sa.ColumnClause[Any]) -> str:
    return f"{cast(sa.TableClause, column.table).name}.{column.name}"


def seal(session: Session, column: sa.ColumnClause[Any], text: str | None, *row: object) -> Sealed | None:
    """Seals a value of a column for the row with these values of `SealedText.by`; nothing stays nothing."""
    return None if text is None else ring(session).seal(text, place(column, *row))


def unseal(session: Session, column: sa.ColumnClause[Any], text: str | None, *row: object) -> str | None:
    """The value of a column in the row with these values of `SealedText.by`. Raises Unreadable."""
    return None if text is None else ring(session).unseal(text, place(column, *row))


def index(session: Session, column: sa.ColumnClause[Any], text: str | None) -> str | None:
    """What a column for look-ups holds for a text that was tidied the same way both times."""
    return None if text is None else ring(session).index(text, _name(column))
