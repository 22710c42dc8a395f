"""Tables whose rows are only ever added: the database itself refuses to change or delete one.

Columns that may change are named: the law has personal words taken out of a record that is kept, and a new key seals
them anew.
"""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.engine import Connection

_SQLITE = """
CREATE TRIGGER {table}_append_only_{event} BEFORE {what} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only', ERRCODE = '23000'; END $$
"""
_POSTGRES = """
CREATE TRIGGER {table}_append_only BEFORE {what} OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_change()
"""


def statements(dialect: str, table: str, fixed: Collection[str]) -> tuple[str, ...]:
    """What a migration runs to fix these columns of a table, and every row in its place."""
    update = f"UPDATE OF {', '.join(sorted(fixed))}"
    if dialect == "sqlite":
        pairs = (("update", update), ("delete", "DELETE"))
        return tuple(_SQLITE.format(table=table, event=event, what=what) for event, what in pairs)
    return (_POSTGRES_FUNCTION, _POSTGRES.format(table=table, what=update))


def append_only(table: sa.Table, *, but: Collection[str] = ()) -> None:
    """Makes whoever creates a table of the models create its guard too; `but`: columns that may change."""
    fixed = [column.name for column in table.columns if column.name not in but]

    @sa.event.listens_for(table, "after_create")
    def _guard(_table: object, connection: Connection, **_options: object) -> None:
        for statement in statements(connection.dialect.name, table.name, fixed):
            connection.exec_driver_sql(statement)
