"""Every column of every table is classified: export and erasure are made from that list, so none may be missing.

Whoever adds a column says in `core/privacy/rules.py` whether it holds something personal.
"""

from __future__ import annotations

import sqlalchemy as sa

from core.kit.sealing import SealedText
from core.migrations.tables import METADATA
from core.privacy.enums import Fate
from core.privacy.rules import TABLES, Held

SEALED_BUT_NOBODYS = {"audit_entries.details", "occupancies.note"}
"""Sealed to be safe; by contract nothing personal of a member is written there."""


def _missing(tables: dict[str, sa.Table], classified: dict[str, Held]) -> dict[str, list[str]]:
    """Columns nobody classified, and names in the list that are no columns (any more)."""
    found = {}
    for name in tables.keys() | classified.keys():
        columns = set(tables[name].columns.keys()) if name in tables else set()
        spoken_of = classified[name].columns if name in classified else frozenset()
        if odd := columns ^ spoken_of:
            found[name] = sorted(odd)
    return found


def test_every_column_is_classified() -> None:
    assert _missing(dict(METADATA.tables), TABLES) == {}


def test_a_new_column_or_table_is_noticed() -> None:
    metadata = sa.MetaData()
    tables = {"leases": sa.Table("leases", metadata, sa.Column("name"), sa.Column("new")), "x": sa.Table("x", metadata)}
    assert _missing(tables, {"leases": TABLES["leases"]}) == {"leases": ["holder", "new", "until"]}
    assert "x" in _missing({"x": sa.Table("y", metadata, sa.Column("id"))}, {})


def test_a_column_is_one_thing_only() -> None:
    for name, held in TABLES.items():
        kinds = (held.record, held.personal, held.derived, held.aside)
        assert sum(map(len, kinds)) == len(held.columns), name


def test_what_is_sealed_is_personal() -> None:
    for name, held in TABLES.items():
        sealed = {column.name for column in METADATA.tables[name].columns if isinstance(column.type, SealedText)}
        wrong = {f"{name}.{column}" for column in sealed - held.personal - held.derived} - SEALED_BUT_NOBODYS
        assert not wrong


def test_whatever_leads_to_a_member_is_theirs() -> None:
    """A table with a member's number in it is in the export, and has a fate."""
    for name, table in METADATA.tables.items():
        leads = [key.column.table.name for key in table.foreign_keys]
        if "members" in leads or "conversations" in leads or "contacts" in leads:
            assert TABLES[name].fate is not Fate.none, name
        if TABLES[name].fate is not Fate.none:
            assert TABLES[name].via in table.columns
            assert TABLES[name].of in METADATA.tables


def test_what_is_emptied_may_be_empty() -> None:
    for name, held in TABLES.items():
        if held.fate is Fate.kept:
            for column in held.personal | held.derived:
                assert METADATA.tables[name].columns[column].nullable, f"{name}.{column}"
