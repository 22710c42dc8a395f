"""Statements on members and contacts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.member.enums import Tier
from core.member.models import Contact, Member
from core.member.schemas import ContactOut, MemberOut

_members: sa.Table = Member.__table__  # type: ignore[assignment]
_contacts: sa.Table = Contact.__table__  # type: ignore[assignment]
_m, _c = _members.c, _contacts.c
_MEMBER_BY_ID = sa.select(_members).where(_m.id == sa.bindparam("id"))
_CONTACT_BY_ID = sa.select(_contacts).where(_c.id == sa.bindparam("id"))
_CONTACT_BY_KEY = sa.select(_contacts).where(
    _c.channel == sa.bindparam("channel"),
    _c.account == sa.bindparam("account"),
    _c.external_id == sa.bindparam("external_id"),
)


def add(session: Session, **values: Any) -> MemberOut:
    """Stores a member."""
    row = session.execute(sa.insert(_members).values(**values).returning(_members)).one()
    return MemberOut(**row._mapping)


def has_code(session: Session, code: str) -> bool:
    """Whether a member has this code already."""
    return session.scalar(sa.select(_m.id).where(_m.code == code)) is not None


def find(session: Session, member_id: int) -> MemberOut | None:
    """One member."""
    row = session.execute(_MEMBER_BY_ID, {"id": member_id}).first()
    return MemberOut(**row._mapping) if row else None


_TIER_BY_ID = sa.select(_m.tier).where(_m.id == sa.bindparam("id"))


def tier_of(session: Session, member_id: int) -> Tier | None:
    """A member's tier, without reading all that is personal."""
    return session.execute(_TIER_BY_ID, {"id": member_id}).scalar()


def change(session: Session, member_id: int, **values: Any) -> MemberOut | None:
    """Changes a member; None when there is none."""
    statement = sa.update(_members).where(_m.id == member_id).values(**values).returning(_members)
    row = session.execute(statement).first()
    return MemberOut(**row._mapping) if row else None


def search(session: Session, text: str, limit: int) -> tuple[MemberOut, ...]:
    """Members whose name contains the text, or whose code or last digits of the phone it is; in order of name."""
    wanted = [_m.name.icontains(text, autoescape=True), _m.code == text.upper()]
    if text.isascii() and text.isdigit():
        wanted.append(_m.phone.endswith(text, autoescape=True))
    rows = session.execute(sa.select(_members).where(sa.or_(*wanted)).order_by(_m.name, _m.id).limit(limit))
    return tuple(MemberOut(**row._mapping) for row in rows)


def find_contact(session: Session, channel: str, account: str, external_id: str) -> ContactOut | None:
    """The contact of an account of a channel."""
    keys = {"channel": channel, "account": account, "external_id": external_id}
    row = session.execute(_CONTACT_BY_KEY, keys).first()
    return ContactOut(**row._mapping) if row else None


def get_contact(session: Session, contact_id: int) -> ContactOut | None:
    """One contact."""
    row = session.execute(_CONTACT_BY_ID, {"id": contact_id}).first()
    return ContactOut(**row._mapping) if row else None


def add_contact(session: Session, **values: Any) -> None:
    """Stores a contact; one that is there already stays as it is, so two first messages at once are harmless."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    session.execute(insert(_contacts).values(wrong_codes=0, **values).on_conflict_do_nothing())


def change_contact(session: Session, contact_id: int, **values: Any) -> ContactOut | None:
    """Changes a contact; None when there is none."""
    statement = sa.update(_contacts).where(_c.id == contact_id).values(**values).returning(_contacts)
    row = session.execute(statement).first()
    return ContactOut(**row._mapping) if row else None


def note_invitation(session: Session, contact_id: int, code: str, now: dt.datetime) -> None:
    """Keeps the first code a contact came with."""
    first = sa.update(_contacts).where(_c.id == contact_id, _c.invite_code.is_(None))
    session.execute(first.values(invite_code=code, invited_at=now))


def count_wrong_code(session: Session, contact_id: int) -> int:
    """Adds one to the contact's wrong codes, in one statement so that none is lost; how many there are now."""
    statement = (
        sa.update(_contacts).where(_c.id == contact_id).values(wrong_codes=_c.wrong_codes + 1).returning(_c.wrong_codes)
    )
    return int(session.execute(statement).scalar_one())


def lock_contact(session: Session, contact_id: int, until: dt.datetime) -> None:
    """Takes no more codes of the contact for a while, and counts from none again after that."""
    session.execute(sa.update(_contacts).where(_c.id == contact_id).values(wrong_codes=0, locked_until=until))
