"""Statements on profiles and stated preferences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.kit.sealing import seal, unseal
from core.profile.enums import PreferenceKind
from core.profile.models import Preference, Profile
from core.profile.rules import read_birthday
from core.profile.schemas import Birthday, PreferenceOut, ProfileOut

_profiles: sa.Table = Profile.__table__  # type: ignore[assignment]
_preferences: sa.Table = Preference.__table__  # type: ignore[assignment]
_p, _f = _profiles.c, _preferences.c
_SEALED = {"birthday", "brands", "drink", "temperature", "pressure"}


def _insert(session: Session, table: sa.Table) -> Any:
    return (sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert)(table)


def find(session: Session, member_id: int) -> ProfileOut | None:
    """A member's profile."""
    row = session.execute(sa.select(_profiles).where(_p.member_id == member_id)).mappings().first()
    if row is None:
        return None
    values = {**row, **{name: unseal(session, _p[name], row[name], member_id) for name in _SEALED}}
    return ProfileOut(**values | {"birthday": read_birthday(values["birthday"]) if values["birthday"] else None})


def list_birthdays(session: Session, after: int, limit: int) -> list[tuple[int, Birthday]]:
    """Members above a number with their birthday, in order."""
    told = sa.select(_p.member_id, _p.birthday).where(_p.member_id > after, _p.birthday.is_not(None))
    rows = session.execute(told.order_by(_p.member_id).limit(limit)).all()
    found = ((row.member_id, unseal(session, _p.birthday, row.birthday, row.member_id)) for row in rows)
    return [(member_id, read_birthday(text)) for member_id, text in found if text]


def change(session: Session, member_id: int, **values: Any) -> None:
    """Changes a profile, which begins with the first change."""
    sealed = _sealed(session, member_id, values)
    statement = _insert(session, _profiles).values(member_id=member_id, **sealed)
    session.execute(statement.on_conflict_do_update(index_elements=[_p.member_id], set_=sealed))


def add_many(session: Session, profiles: Mapping[int, dict[str, Any]]) -> None:
    """Stores profiles by member, each with values for the same columns."""
    rows = [{"member_id": id_, **_sealed(session, id_, values)} for id_, values in profiles.items()]
    session.connection().execute(sa.insert(_profiles), rows)


def _sealed(session: Session, member_id: int, values: dict[str, Any]) -> dict[str, Any]:
    return values | {name: seal(session, _p[name], values[name], member_id) for name in _SEALED & values.keys()}


def put_preference(
    session: Session, member_id: int, kind: PreferenceKind, subject_id: int, *, likes: bool, now: dt.datetime
) -> None:
    """Stores a preference; what was said of the same subject before is replaced."""
    said = {"likes": likes, "stated_at": now}
    statement = _insert(session, _preferences).values(member_id=member_id, kind=kind, subject_id=subject_id, **said)
    session.execute(statement.on_conflict_do_update(index_elements=[_f.member_id, _f.kind, _f.subject_id], set_=said))


def drop_preference(session: Session, member_id: int, kind: PreferenceKind, subject_id: int) -> bool:
    """Forgets what was said of a subject; False when nothing was."""
    statement = (
        sa.delete(_preferences)
        .where(_f.member_id == member_id, _f.kind == kind, _f.subject_id == subject_id)
        .returning(_f.id)
    )
    return session.execute(statement).first() is not None


_STATED = (
    sa.select(_f.kind, _f.subject_id, _f.likes, _f.stated_at)
    .where(_f.member_id == sa.bindparam("member"))
    .order_by(_f.id)
)


def list_preferences(session: Session, member_id: int) -> tuple[PreferenceOut, ...]:
    """All stated preferences, in the order they were first stated."""
    return tuple(PreferenceOut(*row) for row in session.connection().execute(_STATED, {"member": member_id}))
