"""Data that every turn reads and hardly anybody changes (stores, treatments, people, rooms), kept in the process.

Triggers of the database put a fresh random token beside any change of those tables, whoever makes it, in its own
transaction. What was loaded is kept under the token it was loaded under: another token is other data. The token is
random and not counted up, so that a change rolled back can never share its token with a later one.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base
from core.kit.work import Work

T = TypeVar("T")
_KEY = "reference"
_CHANGED = ""
_MOST_KEPT = 512
_kept: OrderedDict[Hashable, Any] = OrderedDict()


class ReferenceToken(Base):
    """One row: the token of the present reference data."""

    __tablename__ = "reference_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(sa.String(40))


_TOKEN = sa.text("SELECT token FROM reference_token WHERE id = 1")
TABLES = ("stores", "categories", "treatments", "variations", "resources", "staff", "shifts")

_SQLITE = """
CREATE TRIGGER reference_{table}_{event} AFTER {event} ON {table}
BEGIN UPDATE reference_token SET token = hex(randomblob(16)) WHERE id = 1; END
"""
_POSTGRES_FUNCTION = """
CREATE FUNCTION renew_reference_token() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN UPDATE reference_token SET token = gen_random_uuid()::text WHERE id = 1; RETURN NULL; END $$
"""
_POSTGRES = """
CREATE TRIGGER reference_{table} AFTER INSERT OR UPDATE OR DELETE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION renew_reference_token()
"""
WATCH: dict[str, tuple[str, ...]] = {
    "sqlite": tuple(
        _SQLITE.format(table=table, event=event) for table in TABLES for event in ("INSERT", "UPDATE", "DELETE")
    ),
    "postgresql": (_POSTGRES_FUNCTION, *(_POSTGRES.format(table=table) for table in TABLES)),
}
"""Statements a migration runs, by dialect."""

WATCH_PRODUCTS: dict[str, tuple[str, ...]] = {
    "sqlite": tuple(_SQLITE.format(table="products", event=event) for event in ("INSERT", "UPDATE", "DELETE")),
    "postgresql": (_POSTGRES.format(table="products"),),
}
"""The same for a table that came later."""


def kept(work: Work, name: Hashable, load: Callable[[], T]) -> T:
    """What `load` gives, from the process's memory when nothing has changed since. Nobody may change that value.

    The token is read once a transaction. A transaction that itself changes reference data calls `renewed` and reads the
    tables from then on.
    """
    info = work.session.info
    if _KEY not in info:
        info[_KEY] = work.session.connection().execute(_TOKEN).scalar_one()
    if info[_KEY] == _CHANGED:
        return load()
    key = (info[_KEY], name)
    if key not in _kept:
        _kept[key] = load()
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return cast(T, _kept[key])


def renewed(work: Work) -> None:
    """This transaction changes reference data."""
    work.session.info[_KEY] = _CHANGED
