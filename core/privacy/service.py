"""The privacy desk (R): a file of everything held, and being forgotten but for what the law makes one keep."""

from __future__ import annotations

import datetime as dt
import json
from enum import Enum
from typing import Any

from core.audit import service as audit
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.conversation import service as conversations
from core.kit.errors import NotAllowed
from core.kit.ids import new_code
from core.kit.work import SYSTEM, Actor, Work
from core.member import service as members
from core.privacy import repository
from core.privacy.enums import ErasureStatus, Fate
from core.privacy.errors import ExportedJustNow, NoErasure
from core.privacy.rules import TABLES, photos_in, redacted
from core.privacy.schemas import ErasureOut, HeldData
from core.store import service as stores
from core.store.schemas import PrivacyPolicy
from core.waitlist import service as waitlist

_SWEEP = 5
_MOST_ROWS = 5000
_CODE_LENGTH = 8
_UNDER_WAY = {BookingStatus.checked_in, BookingStatus.in_service}
_LATER = dt.timedelta(hours=6)
_JSON = {"event", "payload", "state"}


def policy(work: Work) -> PrivacyPolicy:
    """The brand's rules for its privacy desk: those of its first store."""
    return stores.list_stores(work)[0].settings.privacy


def export(work: Work, member_id: int) -> HeldData:
    """Everything held about a member, once in the policy's `export_hours` (个人信息保护法 art. 45).

    Raises ExportedJustNow, NotAllowed.
    """
    _require_self(work, member_id)
    pause = dt.timedelta(hours=policy(work).export_hours)
    last = repository.last_export(work.session, member_id)
    if last is not None and last + pause > work.now:
        raise ExportedJustNow(hours=-((work.now - last - pause) // dt.timedelta(hours=1)))
    held = read(work, member_id)
    repository.add_export(work.session, member_id, work.now)
    audit.record(work, "privacy.export", "member", member_id)
    return held


def read(work: Work, member_id: int) -> HeldData:
    """Everything held about a member: of each table the columns that are theirs; of messages the newest 5,000.

    Raises NotAllowed.
    """
    _require_self(work, member_id)
    tables: dict[str, list[dict[str, Any]]] = {}
    photos: frozenset[str] = frozenset()
    for name, held in TABLES.items():
        if held.fate is Fate.none:
            continue
        rows = repository.read_rows(work.session, name, member_id, _MOST_ROWS)
        photos |= photos_in(text for row in rows for text in row.values() if isinstance(text, str))
        tables[name] = [
            {column: _plain(column, value) for column, value in row.items() if column in held.exported} for row in rows
        ]
    return HeldData(work.now, tables, tuple(sorted(photos)))


def request_erasure(work: Work, member_id: int, channel: str) -> ErasureOut:
    """The member wants to be erased; they can take it back for the policy's `erase_days`. Asking twice is harmless.

    Raises NotAllowed.
    """
    _require_self(work, member_id)
    known = repository.find_waiting(work.session, member_id)
    if known is not None:
        return known
    due_at = work.now + dt.timedelta(days=policy(work).erase_days)
    repository.add_erasure(work.session, member_id, channel, work.now, due_at)
    audit.record(work, "privacy.erasure_requested", "member", member_id)
    asked = repository.find_waiting(work.session, member_id)
    assert asked is not None, "the row was inserted, or was there"
    return asked


def find_erasure(work: Work, member_id: int) -> ErasureOut | None:
    """The member's wish to be erased that waits. Raises NotAllowed."""
    _require_self(work, member_id)
    return repository.find_waiting(work.session, member_id)


def withdraw_erasure(work: Work, member_id: int) -> None:
    """The member stays. Raises NoErasure, NotAllowed."""
    waiting = find_erasure(work, member_id)
    if waiting is None or not repository.settle(work.session, waiting.id, ErasureStatus.withdrawn, work.now):
        raise NoErasure
    audit.record(work, "privacy.erasure_withdrawn", "member", member_id)


def erase_due(work: Work) -> int:
    """Erases members whose time to change their mind is over; how many wishes were dealt with."""
    due = repository.list_due(work.session, work.now, _SWEEP)
    for wish in due:
        visits = bookings.list_for_member(work, wish.member_id, upcoming=True)
        if any(visit.status in _UNDER_WAY for visit in visits):
            repository.put_off(work.session, wish.id, work.now + _LATER)
        elif repository.settle(work.session, wish.id, ErasureStatus.done, work.now):
            erase(work, wish.member_id)
    return len(due)


def erase(work: Work, member_id: int) -> None:
    """Forgets a member now (个人信息保护法 art. 47).

    What is ahead of them is called off, what is personal is emptied or deleted, in colleagues' chats as well; bookings
    stay by number. Whoever wrote from their chats is a stranger again.
    """
    for conversation_id in repository.conversation_ids(work.session, member_id):
        conversations.lock(work, conversation_id)  # a turn of theirs ends before, or finds nobody after
    _call_off(work.acting_as(Actor("member", member_id)), member_id)
    held = read(work.acting_as(SYSTEM), member_id)
    _redact_chats(work, member_id, held)
    repository.doom(work.session, held.photos)
    codes = {each: new_code(_CODE_LENGTH) for each in repository.merged_ids(work.session, member_id)}
    repository.erase(work.session, member_id, codes)
    audit.record(work.acting_as(SYSTEM), "privacy.erased", "member", member_id)
    work.signal("photos", member_id)


def list_doomed(work: Work, limit: int = 500) -> list[str]:
    """Photos of people erased, whose files are still to be deleted."""
    return repository.list_doomed(work.session, limit)


def forget_doomed(work: Work, names: list[str]) -> None:
    """Notes that the files of these photos are gone."""
    repository.forget_doomed(work.session, names)


def _call_off(work: Work, member_id: int) -> None:
    for booking in bookings.list_for_member(work, member_id, upcoming=True):
        bookings.cancel(work, booking.id)
    for entry in waitlist.list_for_member(work, member_id):
        waitlist.leave(work, entry.id)


def _redact_chats(work: Work, member_id: int, held: HeldData) -> None:
    """Takes the member out of what colleagues were told. With a namesake a name alone does not tell who is meant."""
    member = members.get(work.acting_as(SYSTEM), member_id)
    contacts = held.tables["contacts"]
    telling = {
        member.code,
        *(row["code"] for row in held.tables["bookings"]),
        *(text for text in (member.phone, (member.phone or "").removeprefix("+86")) if text),
    }
    shown = {row["display_name"] for row in contacts if row["display_name"]}
    names = {member.name} if member.name else shown
    if not repository.has_namesake(work.session, member_id):
        telling |= names
    own = {
        str(row[column])
        for name in ("members", "profiles", "bookings")
        for row in held.tables[name]
        for column in TABLES[name].personal
        if isinstance(row.get(column), str)
    }
    others = own | names | shown | set(held.photos)
    for column, row in repository.staff_texts(work.session):
        text = row[column.name]
        clean = redacted(text, telling, others) if text else None
        if clean is not None:
            repository.rewrite(work.session, column, row, clean)


def _plain(column: str, value: Any) -> Any:
    """A value as JSON writes it."""
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return json.loads(value) if column in _JSON and isinstance(value, str) else value


def _require_self(work: Work, member_id: int) -> None:
    """Raises NotAllowed for anybody but the member, or the system acting for them."""
    if work.actor.kind != "system" and (work.actor.kind, work.actor.id) != ("member", member_id):
        raise NotAllowed(permission="privacy")
