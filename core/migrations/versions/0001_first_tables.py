"""First tables: stores, people, what is offered, bookings, conversations.

Types, states and the guard against overlaps are written out: a migration must do the same next year, when the models
have moved on.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.kit.reference import WATCH
from core.resource.overlap import GUARD

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column of type INTEGER.
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def _id() -> sa.Column[int]:
    return sa.Column("id", INT, primary_key=True)


def _refers(
    name: str,
    to: str,
    *,
    on_delete: str = "RESTRICT",
    nullable: bool = False,
    index: bool = False,
    unique: bool = False,
) -> sa.Column[int]:
    foreign_key = sa.ForeignKey(f"{to}.id", ondelete=on_delete)
    return sa.Column(name, INT, foreign_key, nullable=nullable, index=index or None, unique=unique or None)


def upgrade() -> None:
    """Creates all tables, lowest domain first."""
    _store_and_catalog()
    _resource()
    _staff()
    _member()
    _booking()
    _conversation()
    _outbox_and_audit()
    _reference_token()
    for statement in GUARD[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Drops all tables, and with them all that the salon knows."""
    for table in (
        *(
            "reference_token",
            "audit_entries",
            "leases",
            "outbox",
            "inbox",
            "conversations",
            "bookings",
            "consents",
            "contacts",
            "members",
        ),
        *("staff_invitations", "shifts", "staff", "occupancies", "resources"),
        *("variations", "treatments", "categories", "stores"),
    ):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION renew_reference_token()")


def _store_and_catalog() -> None:
    op.create_table(
        "stores",
        _id(),
        sa.Column("code", sa.String(40), nullable=False, unique=True),
        sa.Column("name", sa.JSON, nullable=False),
        sa.Column("aliases", sa.JSON, nullable=False),
        sa.Column("address", sa.JSON, nullable=False),
        sa.Column("directions", sa.JSON, nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("zone", sa.String(60), nullable=False),
        sa.Column("market", sa.String(10), nullable=False),
        sa.Column("settings", sa.JSON, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
    )
    op.create_table(
        "categories",
        _id(),
        sa.Column("code", sa.String(40), nullable=False, unique=True),
        sa.Column("name", sa.JSON, nullable=False),
        sa.Column("position", INT, nullable=False),
    )
    op.create_table(
        "treatments",
        _id(),
        sa.Column("code", sa.String(40), nullable=False, unique=True),
        _refers("category_id", "categories", index=True),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("name", "aliases", "description")),
        sa.Column("duration_note", sa.JSON),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("suitability", "pain", "aftercare")),
        sa.Column("skill", sa.String(40), nullable=False),
        sa.Column("needs_bed", sa.Boolean, nullable=False),
        sa.Column("device", sa.String(40)),
        sa.Column("position", INT, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
    )
    op.create_table(
        "variations",
        _id(),
        _refers("treatment_id", "treatments"),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name", sa.JSON, nullable=False),
        sa.Column("price_fen", INT, nullable=False),
        sa.Column("segments", sa.JSON, nullable=False),
        sa.Column("position", INT, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.UniqueConstraint("treatment_id", "code"),
        sa.CheckConstraint("price_fen >= 0", "price"),
    )


def _resource() -> None:
    op.create_table(
        "resources",
        _id(),
        _refers("store_id", "stores"),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("model", sa.String(40)),
        sa.Column("name", sa.JSON, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.UniqueConstraint("store_id", "kind", "code"),
        sa.CheckConstraint("kind IN ('staff', 'bed', 'device')", "kind"),
        sa.CheckConstraint("state IN ('available', 'under_repair', 'retired')", "state"),
    )
    op.create_table(
        "occupancies",
        _id(),
        _refers("resource_id", "resources"),
        sa.Column("start_minute", INT, nullable=False),
        sa.Column("end_minute", INT, nullable=False),
        sa.Column("reason", sa.String(10), nullable=False),
        sa.Column("booking_id", INT, index=True),
        sa.Column("held_until", MOMENT),
        sa.Column("note", sa.String(200)),
        sa.CheckConstraint("end_minute > start_minute", "span"),
        sa.CheckConstraint("reason IN ('booking', 'block', 'time_off', 'repair')", "reason"),
        sa.Index("ix_occupancies_resource_id_end_minute", "resource_id", "end_minute", "start_minute", "held_until"),
    )


def _staff() -> None:
    op.create_table(
        "staff",
        _id(),
        _refers("store_id", "stores"),
        _refers("resource_id", "resources", unique=True),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name", sa.JSON, nullable=False),
        sa.Column("aliases", sa.JSON, nullable=False),
        sa.Column("about", sa.JSON, nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("skills", sa.JSON, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.UniqueConstraint("store_id", "code"),
        sa.CheckConstraint("role IN ('owner', 'manager', 'receptionist', 'beautician')", "role"),
    )
    op.create_table(
        "shifts",
        _id(),
        _refers("staff_id", "staff", on_delete="CASCADE", index=True),
        sa.Column("weekday", INT, nullable=False),
        sa.Column("start_minute", INT, nullable=False),
        sa.Column("end_minute", INT, nullable=False),
        sa.Column("from_on", sa.Date),
        sa.Column("until_on", sa.Date),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", "weekday"),
        sa.CheckConstraint("start_minute >= 0 AND end_minute > start_minute AND end_minute <= 1440", "span"),
    )
    op.create_table(
        "staff_invitations",
        _id(),
        _refers("staff_id", "staff", on_delete="CASCADE", index=True),
        sa.Column("code_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
    )


def _member() -> None:
    op.create_table(
        "members",
        _id(),
        sa.Column("code", sa.String(12), nullable=False, unique=True),
        sa.Column("name", sa.String(80)),
        sa.Column("phone", sa.String(30), index=True),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("birthday", sa.Date),
        sa.Column("preferences", sa.String(500)),
        sa.Column("skin", sa.String(200)),
        sa.Column("allergies", sa.String(200)),
        sa.Column("joined_at", MOMENT, nullable=False),
    )
    op.create_table(
        "contacts",
        _id(),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("account", sa.String(40), nullable=False),
        sa.Column("external_id", sa.String(80), nullable=False),
        sa.Column("display_name", sa.String(80)),
        sa.Column("language", sa.String(10)),
        _refers("member_id", "members", nullable=True, index=True),
        _refers("staff_id", "staff", nullable=True, index=True),
        sa.Column("wrong_codes", INT, nullable=False),
        sa.Column("locked_until", MOMENT),
        sa.UniqueConstraint("channel", "account", "external_id"),
    )
    op.create_table(
        "consents",
        _id(),
        _refers("member_id", "members", index=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("text_version", sa.String(20), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("granted_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT),
        sa.CheckConstraint("kind IN ('terms', 'health_notes', 'marketing')", "kind"),
    )


def _booking() -> None:
    op.create_table(
        "bookings",
        _id(),
        sa.Column("code", sa.String(12), nullable=False, unique=True),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        _refers("store_id", "stores"),
        _refers("member_id", "members"),
        _refers("variation_id", "variations"),
        _refers("staff_id", "staff"),
        _refers("bed_id", "resources", nullable=True),
        _refers("device_id", "resources", nullable=True),
        sa.Column("is_any_staff", sa.Boolean, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("earlier_starts_at", MOMENT),
        sa.Column("respond_by", MOMENT),
        sa.Column("price_fen", INT, nullable=False),
        sa.Column("policy", sa.JSON, nullable=False),
        sa.Column("reason", sa.String(200)),
        sa.Column("note", sa.String(500)),
        _refers("replaces_id", "bookings", nullable=True),
        sa.Column("requested_at", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint("ends_at > starts_at", "span"),
        sa.CheckConstraint(
            "status IN ('held', 'pending', 'proposed', 'confirmed', 'checked_in', 'in_service', 'completed',"
            " 'declined', 'cancelled', 'no_show', 'expired')",
            "status",
        ),
        sa.Index("ix_bookings_store_id_starts_at", "store_id", "starts_at"),
        sa.Index("ix_bookings_member_id_starts_at", "member_id", "starts_at"),
        sa.Index("ix_bookings_status_respond_by", "status", "respond_by"),
    )


def _conversation() -> None:
    op.create_table(
        "conversations",
        _id(),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("account", sa.String(40), nullable=False),
        sa.Column("chat_id", sa.String(80), nullable=False),
        _refers("contact_id", "contacts", index=True),
        sa.Column("state", sa.Text),
        sa.Column("active_at", MOMENT, nullable=False),
        sa.Column("handed_at", MOMENT),
        _refers("staff_id", "staff", nullable=True),
        sa.UniqueConstraint("channel", "account", "chat_id"),
    )
    undone = sa.text("done_at IS NULL")
    op.create_table(
        "inbox",
        _id(),
        _refers("conversation_id", "conversations", on_delete="CASCADE"),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT),
        sa.Column("tries", INT, nullable=False),
        sa.Column("is_set_aside", sa.Boolean, nullable=False),
        sa.UniqueConstraint("conversation_id", "key"),
        sa.Index("ix_inbox_undone", "conversation_id", "id", sqlite_where=undone, postgresql_where=undone),
    )


def _outbox_and_audit() -> None:
    still_open = sa.text("status IN ('queued', 'sending')")
    op.create_table(
        "outbox",
        _id(),
        _refers("conversation_id", "conversations", on_delete="CASCADE"),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("purpose", sa.String(10), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("not_before", MOMENT),
        sa.Column("expires_at", MOMENT),
        sa.Column("tries", INT, nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.Column("provider_id", sa.String(80)),
        sa.CheckConstraint("purpose IN ('reply', 'service', 'person', 'marketing')", "purpose"),
        sa.CheckConstraint("status IN ('queued', 'sending', 'sent', 'unknown', 'dropped', 'dead')", "status"),
        sa.Index("ix_outbox_conversation_id_id", "conversation_id", "id"),
        sa.Index("ix_outbox_open", "status", "id", sqlite_where=still_open, postgresql_where=still_open),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("holder", sa.String(40), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
    )
    op.create_table(
        "audit_entries",
        _id(),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_kind", sa.String(10), nullable=False),
        sa.Column("actor_id", INT),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("subject", sa.String(30), nullable=False),
        sa.Column("subject_id", INT),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Index("ix_audit_entries_subject", "subject", "subject_id"),
    )


def _reference_token() -> None:
    op.create_table("reference_token", _id(), sa.Column("token", sa.String(40), nullable=False))
    op.execute("INSERT INTO reference_token (id, token) VALUES (1, 'new')")
    for statement in WATCH[op.get_bind().dialect.name]:
        op.execute(statement)
