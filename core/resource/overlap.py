"""The last line of defence against double booking: the database itself refuses two overlapping occupancies.

Application checks only give the nice answer; check-then-insert alone let 10 to 16 overlaps through in 2,400 attempts
(architecture.md, Data). The migrations run these statements, and a test that has to oversell runs the ones that drop
them.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

MESSAGE = "occupancies overlap"

_SQLITE_CHECK = """
CREATE TRIGGER occupancies_overlap_{when} BEFORE {event} ON occupancies
WHEN EXISTS (
  SELECT 1 FROM occupancies o
  WHERE o.resource_id = NEW.resource_id AND o.end_minute > NEW.start_minute AND o.start_minute < NEW.end_minute
    AND o.id IS NOT NEW.id
)
BEGIN SELECT RAISE(ABORT, 'occupancies overlap'); END
"""

GUARD: dict[str, tuple[str, ...]] = {
    "sqlite": (
        _SQLITE_CHECK.format(when="insert", event="INSERT"),
        _SQLITE_CHECK.format(when="update", event="UPDATE OF resource_id, start_minute, end_minute"),
    ),
    "postgresql": (
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        "ALTER TABLE occupancies ADD CONSTRAINT occupancies_overlap"
        " EXCLUDE USING gist (resource_id WITH =, int8range(start_minute, end_minute) WITH &&)",
    ),
}

UNGUARD: dict[str, tuple[str, ...]] = {
    "sqlite": ("DROP TRIGGER occupancies_overlap_insert", "DROP TRIGGER occupancies_overlap_update"),
    "postgresql": ("ALTER TABLE occupancies DROP CONSTRAINT occupancies_overlap",),
}

_FIND_GUARD = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'occupancies_overlap_%'",
    "postgresql": "SELECT 'ALTER TABLE occupancies ADD CONSTRAINT occupancies_overlap ' || pg_get_constraintdef(oid)"
    " FROM pg_constraint WHERE conname = 'occupancies_overlap' AND conrelid = 'occupancies'::regclass AND convalidated",
}


def is_guarded(session: Session) -> bool:
    """Whether the guard is there, word for word."""
    dialect = session.get_bind().dialect.name
    there = {" ".join(text.split()) for text in session.scalars(sa.text(_FIND_GUARD[dialect]))}
    return there >= {" ".join(text.split()) for text in GUARD[dialect] if not text.startswith("CREATE EXTENSION")}


def is_overlap(wrong: sa.exc.IntegrityError) -> bool:
    """Whether the database refused a statement because two occupancies would overlap (PostgreSQL: 23P01)."""
    return getattr(wrong.orig, "sqlstate", None) == "23P01" or MESSAGE in str(wrong.orig)
