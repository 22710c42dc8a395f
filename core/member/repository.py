"""Statements on members and contacts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.kit.sealing import index, seal, unseal
from core.member.enums import Tier
from core.member.models import Contact, Member
from core.member.rules import name_key
from core.member.schemas import ContactOut, MemberOut

_members: sa.Table = Member.__table__  # type: ignore[assignment]
_contacts: sa.Table = Contact.__table__  # type: ignore[assignment]
_m, _c = _members.c, _contacts.c
PHONE_END = 4
"""Digits at a phone's end that staff may look for."""
NAMES_OPENED = 20_000
"""Of how many members, the newest, a part of the name can be found."""
_AT_ONCE = 500  # SQLite takes only so many values in a statement
_READ = sa.select(*(_m[name] for name in MemberOut.__dataclass_fields__))
_MEMBER_BY_ID = _READ.where(_m.id == sa.bindparam("id"))
_CONTACT_BY_ID = sa.select(_contacts).where(_c.id == sa.bindparam("id"))
_CONTACT_BY_KEY = sa.select(_contacts).where(
    _c.channel == sa.bindparam("channel"),
    _c.account == sa.bindparam("account"),
    _c.external_id == sa.bindparam("external_id"),
)


_SEALED = ("name", "phone", "preferences", "skin", "needs", "allergies")
_CODE_OF = sa.select(_m.code).where(_m.id == sa.bindparam("id"))
_NAMES = (
    sa.select(_m.id, _m.code, _m.name).where(_m.name.is_not(None), _m.merged_into_id.is_(None)).order_by(_m.id.desc())
)


def _sealed(session: Session, code: str, values: dict[str, Any]) -> dict[str, Any]:
    """Values as the row of a member's code holds them, with what they are found by."""
    stored = dict(values)
    if "name" in values:
        name = values["name"]
        stored["name_index"] = index(session, _m.name_index, None if name is None else name_key(name))
    if "phone" in values:
        phone = values["phone"]
        stored["phone_index"] = index(session, _m.phone_index, phone)
        stored["phone_end_index"] = index(session, _m.phone_end_index, None if phone is None else phone[-PHONE_END:])
    return stored | {column: seal(session, _m[column], stored[column], code) for column in _SEALED if column in stored}


def _opened(session: Session, row: sa.Row[*tuple[Any, ...]]) -> MemberOut:
    values = {name: row._mapping[name] for name in MemberOut.__dataclass_fields__}
    opened = {column: unseal(session, _m[column], values[column], row.code) for column in _SEALED}
    return MemberOut(**{**values, **opened})


_KEPT = sa.select(_m.merged_into_id).where(_m.code == sa.bindparam("code"))


def list_by_phone(session: Session, phone: str) -> list[MemberOut]:
    """Members of exactly this phone, who joined first at first; nobody who turned out to be another."""
    same = _m.phone_index == index(session, _m.phone_index, phone)
    found = session.execute(_READ.where(same, _m.merged_into_id.is_(None)).order_by(_m.joined_at, _m.id))
    return [_opened(session, row) for row in found]


def has_chat(session: Session, member_id: int) -> bool:
    """Whether the member writes from any channel."""
    return session.scalar(sa.select(_c.id).where(_c.member_id == member_id).limit(1)) is not None


def add(session: Session, *, code: str, **values: Any) -> MemberOut:
    """Stores a member."""
    sealed = _sealed(session, code, values)
    row = session.execute(sa.insert(_members).values(code=code, **sealed).returning(_members)).one()
    return _opened(session, row)


def add_many(session: Session, members: Sequence[dict[str, Any]]) -> list[int]:
    """Stores members, each with values for the same columns; their ids in the order given."""
    rows = [{**member, **_sealed(session, member["code"], member)} for member in members]
    insert = sa.insert(_members).returning(_m.id, sort_by_parameter_order=True)
    return list(session.connection().execute(insert, rows).scalars())


def has_code(session: Session, code: str) -> bool:
    """Whether a member has this code already."""
    return session.scalar(sa.select(_m.id).where(_m.code == code)) is not None


def find(session: Session, member_id: int) -> MemberOut | None:
    """One member."""
    row = session.execute(_MEMBER_BY_ID, {"id": member_id}).first()
    return _opened(session, row) if row else None


_TIER_BY_ID = sa.select(_m.tier).where(_m.id == sa.bindparam("id"))


def tier_of(session: Session, member_id: int) -> Tier | None:
    """A member's tier, without reading all that is personal."""
    return session.connection().execute(_TIER_BY_ID, {"id": member_id}).scalar()


def change(session: Session, member_id: int, **values: Any) -> MemberOut | None:
    """Changes a member; None when there is none."""
    code = session.execute(_CODE_OF, {"id": member_id}).scalar_one_or_none()
    if code is None:
        return None
    statement = sa.update(_members).where(_m.id == member_id).values(**_sealed(session, code, values))
    return _opened(session, session.execute(statement.returning(_members)).one())


def search(session: Session, text: str, phone: str | None, limit: int) -> tuple[MemberOut, ...]:
    """Members whose name contains the text, or whose code, phone or last digits of the phone it is; in order of name.

    The whole name, the code and the phone are looked up, whatever the size of the salon. A part of a name can only be
    found by opening names: those of the `NAMES_OPENED` newest members are. Digits are a phone's: no name is opened.
    Who turned out to be another member is found as that one, by the old code.
    """
    if (kept := session.scalar(_KEPT, {"code": text.upper()})) is not None:
        return tuple(each for each in [find(session, kept)] if each)
    key = name_key(text)
    is_number = phone is not None or (text.isascii() and text.isdigit())
    wanted = [_m.code == text.upper(), _m.name_index == index(session, _m.name_index, key)]
    if is_number:
        wanted.append(_m.phone_end_index == index(session, _m.phone_end_index, (phone or text)[-PHONE_END:]))
    if phone is not None:
        wanted.append(_m.phone_index == index(session, _m.phone_index, phone))
    found = {row.id: row for row in session.execute(_READ.where(sa.or_(*wanted), _m.merged_into_id.is_(None)))}
    parts = [] if is_number else [id_ for id_ in _named_like(session, key) if id_ not in found]
    for first in range(0, len(parts), _AT_ONCE):
        for row in session.execute(_READ.where(_m.id.in_(parts[first : first + _AT_ONCE]))):
            found[row.id] = row
    members = [_opened(session, row) for row in found.values()]
    fitting = [each for each in members if _fits(each, text, key, phone)]
    return tuple(sorted(fitting, key=lambda each: (each.name or "", each.id))[:limit])


def _named_like(session: Session, key: str) -> list[int]:
    rows = session.execute(_NAMES.limit(NAMES_OPENED))
    return [row.id for row in rows if key in name_key(str(unseal(session, _m.name, row.name, row.code)))]


def _fits(member: MemberOut, text: str, key: str, phone: str | None) -> bool:
    """The end of a phone has only four digits in the index; all that was typed must be right."""
    digits = text if text.isascii() and text.isdigit() else phone
    by_phone = digits is not None and (member.phone or "").endswith(digits)
    return by_phone or member.code == text.upper() or key in name_key(member.name or "")


def _contact(session: Session, row: sa.Row[*tuple[Any, ...]]) -> ContactOut:
    name = unseal(session, _c.display_name, row.display_name, row.channel, row.account, row.external_id)
    return ContactOut(**{**row._mapping, "display_name": name})


def find_contact(session: Session, channel: str, account: str, external_id: str) -> ContactOut | None:
    """The contact of an account of a channel."""
    keys = {"channel": channel, "account": account, "external_id": external_id}
    row = session.execute(_CONTACT_BY_KEY, keys).first()
    return _contact(session, row) if row else None


def get_contact(session: Session, contact_id: int) -> ContactOut | None:
    """One contact."""
    row = session.execute(_CONTACT_BY_ID, {"id": contact_id}).first()
    return _contact(session, row) if row else None


def add_contact(session: Session, **values: Any) -> None:
    """Stores a contact; one that is there already stays as it is, so two first messages at once are harmless."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    name = seal(
        session, _c.display_name, values["display_name"], values["channel"], values["account"], values["external_id"]
    )
    sealed = {**values, "display_name": name, "wrong_codes": 0}
    session.execute(insert(_contacts).values(sealed).on_conflict_do_nothing())


def change_contact(session: Session, contact_id: int, **values: Any) -> ContactOut | None:
    """Changes a contact; None when there is none."""
    statement = sa.update(_contacts).where(_c.id == contact_id).values(**values).returning(_contacts)
    row = session.execute(statement).first()
    return _contact(session, row) if row else None


def follow_language(session: Session, contact_id: int, language: str) -> None:
    """Changes a contact's language where none was chosen."""
    session.execute(
        sa.update(_contacts).where(_c.id == contact_id, _c.language_chosen_at.is_(None)).values(language=language)
    )


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
