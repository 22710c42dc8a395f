"""Tables whose rows are only ever added: the database itself refuses to change or delete one.

Columns that may change are named: the law has personal words taken out of a record that is kept, and a new key seals
them anew. Whose a row is changes only between two members of whom the table `merges` says that they are one person, or
after all are not (A11).
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

OWNER = "member_id"
"""The column that says whose a row is."""
_ONE_PERSON = """
SELECT 1 FROM merges
WHERE (kept_id = NEW.member_id AND merged_id = OLD.member_id AND undone_at IS NULL)
OR (kept_id = OLD.member_id AND merged_id = NEW.member_id AND undone_at IS NOT NULL)
"""
_SQLITE_OWNER = f"""
CREATE TRIGGER {{table}}_owner BEFORE UPDATE OF {OWNER} ON {{table}}
WHEN NEW.{OWNER} <> OLD.{OWNER} AND NOT EXISTS ({_ONE_PERSON})
BEGIN SELECT RAISE(ABORT, '{{table}} is append-only'); END
"""
_POSTGRES_OWNER_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_other_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
IF NEW.{OWNER} <> OLD.{OWNER} AND NOT EXISTS ({_ONE_PERSON}) THEN
RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only', ERRCODE = '23000';
END IF;
RETURN NEW;
END $$
"""
_POSTGRES_OWNER = f"""
CREATE TRIGGER {{table}}_owner BEFORE UPDATE OF {OWNER} ON {{table}}
FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
"""


def statements(dialect: str, table: str, fixed: Collection[str]) -> tuple[str, ...]:
    """What a migration runs to fix these columns of a table, and every row in its place."""
    update = f"UPDATE OF {', '.join(sorted(set(fixed) - {OWNER}))}"
    is_owned = OWNER in fixed
    if dialect == "sqlite":
        pairs = (("update", update), ("delete", "DELETE"))
        guards = tuple(_SQLITE.format(table=table, event=event, what=what) for event, what in pairs)
        return (*guards, _SQLITE_OWNER.format(table=table)) if is_owned else guards
    guards = (_POSTGRES_FUNCTION, _POSTGRES.format(table=table, what=update))
    owner = (_POSTGRES_OWNER_FUNCTION, _POSTGRES_OWNER.format(table=table))
    return (*guards, *owner) if is_owned else guards


def dropped(dialect: str, table: str) -> tuple[str, ...]:
    """What a migration runs before it fixes other columns of a table, or none any more."""
    names = [f"{table}_append_only_update", f"{table}_append_only_delete", f"{table}_append_only", f"{table}_owner"]
    on = "" if dialect == "sqlite" else f" ON {table}"
    return tuple(f"DROP TRIGGER IF EXISTS {name}{on}" for name in names)


def append_only(table: sa.Table, *, but: Collection[str] = ()) -> None:
    """Makes whoever creates a table of the models create its guard too; `but`: columns that may change."""
    fixed = [column.name for column in table.columns if column.name not in but]

    @sa.event.listens_for(table, "after_create")
    def _guard(_table: object, connection: Connection, **_options: object) -> None:
        for statement in statements(connection.dialect.name, table.name, fixed):
            connection.exec_driver_sql(statement)
