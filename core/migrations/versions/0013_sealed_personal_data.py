"""Personal data sealed at rest (R1), and what a member is found by without it.

What is stored already is sealed here. Needs the deployment's keys as soon as there is a row to seal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

import sqlalchemy as sa
from alembic import context, op

from core.kit.crypto import Keyring
from core.kit.db import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_INDEXES = ("name_index", "phone_index", "phone_end_index")
_BATCH = 500


class Sealed(NamedTuple):
    """A column that is sealed, what its values are bound to, and what it was before."""

    table: str
    column: str
    by: tuple[str, ...]
    before: sa.types.TypeEngine[Any] | None = None  # None: it held text of any length, and its type stays
    is_nullable: bool = True
    key: str = "id"


_MEMBER = ("code",)
_SEALED = (
    Sealed("members", "name", _MEMBER, sa.String(80)),
    Sealed("members", "phone", _MEMBER, sa.String(30)),
    Sealed("members", "preferences", _MEMBER, sa.String(500)),
    Sealed("members", "skin", _MEMBER, sa.String(200)),
    Sealed("members", "needs", _MEMBER, sa.String(200)),
    Sealed("members", "allergies", _MEMBER, sa.String(200)),
    Sealed("profiles", "birthday", ("member_id",), sa.String(20), key="member_id"),
    Sealed("profiles", "brands", ("member_id",), sa.String(200), key="member_id"),
    Sealed("profiles", "drink", ("member_id",), sa.String(60), key="member_id"),
    Sealed("profiles", "temperature", ("member_id",), sa.String(60), key="member_id"),
    Sealed("profiles", "pressure", ("member_id",), sa.String(60), key="member_id"),
    Sealed("contacts", "display_name", ("channel", "account", "external_id"), sa.String(80)),
    Sealed("conversations", "state", ("id",)),
    Sealed("inbox", "event", ("conversation_id", "key")),
    Sealed("outbox", "payload", ("conversation_id", "created_at")),
    Sealed("bookings", "reason", ("key",), sa.String(200)),
    Sealed("bookings", "note", ("key",), sa.String(500)),
    Sealed("bookings", "waived_reason", ("key",), sa.String(200)),
    Sealed("bookings", "guest_name", ("key",), sa.String(40)),
    Sealed("bookings", "guest_phone", ("key",), sa.String(40)),
    Sealed("occupancies", "note", ("resource_id", "start_minute"), sa.String(200)),
    Sealed("audit_entries", "details", ("at", "subject", "subject_id"), sa.JSON(), is_nullable=False),
)


def upgrade() -> None:
    """Widens the columns, seals what is in them and fills the indexes."""
    op.create_table(
        "sealing_keys",
        sa.Column("name", sa.String(10), primary_key=True),
        sa.Column("fingerprint", sa.String(16), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
    )
    op.drop_index("ix_members_phone", "members")
    for name in _INDEXES:
        op.add_column("members", sa.Column(name, sa.String(26)))
        op.create_index(f"ix_members_{name}", "members", [name])
    for each in _SEALED:
        if each.before is not None:
            _change_type(each, each.before, sa.Text())
    _index_members()
    for each in _SEALED:
        _rewrite(each, lambda text, place: _keys().seal(text, place))


def downgrade() -> None:
    """Opens everything again."""
    for each in _SEALED:
        _rewrite(each, lambda text, place: _keys().unseal(text, place))
        if each.before is not None:
            _change_type(each, sa.Text(), each.before)
    for name in _INDEXES:
        op.drop_index(f"ix_members_{name}", "members")
        op.drop_column("members", name)
    op.create_index("ix_members_phone", "members", ["phone"])
    op.drop_table("sealing_keys")


def _keys() -> Keyring:
    keyring = context.config.attributes.get("keyring")
    if keyring is None:
        raise RuntimeError("there is personal data to seal: run `meiyue migrate`, which knows the keys")
    found: Keyring = keyring
    return found


def _change_type(each: Sealed, before: sa.types.TypeEngine[Any], after: sa.types.TypeEngine[Any]) -> None:
    if op.get_bind().dialect.name == "postgresql":
        using = f"{each.column}::{after.compile(op.get_bind().dialect)}"
        op.alter_column(each.table, each.column, existing_type=before, type_=after, postgresql_using=using)
    elif not each.is_nullable:
        with op.batch_alter_table(each.table) as batch:
            batch.alter_column(each.column, existing_type=before, type_=after, existing_nullable=False)
    else:
        # Not Alembic's copy of the table: dropping the old one would ask every table that refers to it.
        op.add_column(each.table, sa.Column(f"{each.column}_", after))
        op.execute(f"UPDATE {each.table} SET {each.column}_ = {each.column}")
        op.drop_column(each.table, each.column)
        op.execute(f"ALTER TABLE {each.table} RENAME COLUMN {each.column}_ TO {each.column}")


def _rewrite(each: Sealed, change: Callable[[str, str], str]) -> None:
    connection, moments = op.get_bind(), {"created_at", "at"}
    bound_to = [sa.column(name, UtcDateTime() if name in moments else None) for name in each.by if name != each.key]
    table = sa.table(each.table, sa.column(each.key), sa.column(each.column, sa.Text), *bound_to)
    key, text, last = table.c[each.key], table.c[each.column], 0
    change_one = sa.update(table).where(key == sa.bindparam("row")).values({text: sa.bindparam("text")})
    while True:
        wanted = sa.select(key, text, *bound_to).where(key > last).order_by(key).limit(_BATCH)
        rows = connection.execute(wanted).mappings().all()
        if not rows:
            return
        last = rows[-1][each.key]
        changed = [
            {"row": row[each.key], "text": change(row[each.column], _place(each, row))}
            for row in rows
            if row[each.column] is not None
        ]
        if changed:
            connection.execute(change_one, changed)


def _place(each: Sealed, row: sa.RowMapping) -> str:
    return f"{each.table}.{each.column}:{':'.join(str(row[name]) for name in each.by)}"


def _index_members() -> None:
    """Fills what members are found by, from what is still plain."""
    members = sa.table("members", *(sa.column(name) for name in ("id", "name", "phone", *_INDEXES)))
    found = op.get_bind().execute(sa.select(members.c.id, members.c.name, members.c.phone)).all()
    for row in found:
        texts = {
            "name_index": row.name and " ".join(unicodedata.normalize("NFKC", row.name).casefold().split()),
            "phone_index": row.phone,
            "phone_end_index": row.phone and row.phone[-4:],
        }
        values = {name: _keys().index(text, f"members.{name}") for name, text in texts.items() if text}
        if values:
            op.get_bind().execute(sa.update(members).where(members.c.id == row.id).values(values))
