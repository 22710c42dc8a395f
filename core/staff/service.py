"""People who work in the salon: who they are, when they work, and how a chat contact becomes one of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission, StaffRole
from core.kit.ids import new_code, tidy_code
from core.kit.reference import kept, renewed
from core.kit.work import Actor, Work
from core.member import service as members
from core.member.schemas import ContactOut
from core.staff import repository, rules
from core.staff.errors import InvitationExpired, InvitationUnknown, InvitationUsed, StaffNotFound, TooManyAttempts
from core.staff.schemas import ShiftOut, StaffOut
from core.store import service as stores

_CODE_LENGTH = 10
_CODE_LIVES = dt.timedelta(hours=48)
_WRONG_CODES = 10
_PAUSE = dt.timedelta(hours=1)


def find(work: Work, staff_id: int) -> StaffOut | None:
    """A colleague, None when there is none or they have left."""
    return next((each for each in list_staff(work) if each.id == staff_id), None)


def get(work: Work, staff_id: int) -> StaffOut:
    """A colleague who has not left. Raises StaffNotFound."""
    found = find(work, staff_id)
    if found is None:
        raise StaffNotFound(id=staff_id)
    return found


def list_staff(work: Work, store_id: int | None = None) -> tuple[StaffOut, ...]:
    """Colleagues of a store, or of the whole brand, in the order they came."""
    listed = kept(work, "staff", lambda: repository.list_all(work.session, None))
    return listed if store_id is None else tuple(each for each in listed if each.store_id == store_id)


def shift_spans(
    work: Work, store_id: int, first_on: dt.date, last_on: dt.date, zone: str | None = None
) -> dict[int, list[tuple[int, int]]]:
    """When each colleague works between two local dates (both included): epoch minutes, in order, end exclusive.

    By the weekly shifts in the store's clock, right across daylight saving; time off and bookings are not taken out
    (`core.resource`). Whoever has no shift at all is missing. `zone` is the store's, to save a read where it is known.
    """

    def load() -> dict[int, list[tuple[int, int]]]:
        shifts = repository.list_worked(work.session, store_id, first_on, last_on)
        return rules.spans(shifts, zone or stores.get(work, store_id).zone, first_on, last_on)

    return kept(work, ("shifts", store_id, first_on, last_on), load)


def list_shifts(work: Work, store_id: int) -> dict[int, list[ShiftOut]]:
    """All weekly shifts of each colleague of a store, by weekday and time."""
    return repository.list_shifts(work.session, store_id)


def find_id(work: Work, store_id: int, code: str) -> tuple[int, int] | None:
    """Id and resource id of whoever has or had this code in a store."""
    return repository.find_id(work.session, store_id, code)


def put(
    work: Work,
    *,
    store_id: int,
    resource_id: int,
    code: str,
    name: dict[str, str],
    aliases: Sequence[str],
    about: dict[str, str],
    role: StaffRole,
    skills: Sequence[str],
    shifts: Sequence[ShiftOut],
) -> int:
    """Employs somebody under a code of the store, or changes all that is known of them; the id. Raises NotAllowed."""
    renewed(work)
    auth.require(work.actor, Permission.change_settings, store_id)
    values = {"name": name, "aliases": list(aliases), "about": about, "role": role, "skills": list(skills)}
    known = repository.find_id(work.session, store_id, code)
    if known is None:
        staff_id = repository.add(work.session, store_id=store_id, resource_id=resource_id, code=code, **values)
    else:
        staff_id = known[0]
        repository.change(work.session, staff_id, **values)
    repository.replace_shifts(work.session, staff_id, shifts)
    return staff_id


def leave_others(work: Work, store_id: int, kept: Iterable[int]) -> list[int]:
    """Marks everybody else of a store as gone; their chats are guests' again. The resource ids of those who left.

    Raises NotAllowed.
    """
    renewed(work)
    auth.require(work.actor, Permission.change_settings, store_id)
    return repository.leave_others(work.session, store_id, kept)


def invite(work: Work, staff_id: int) -> str:
    """A fresh code that makes the chat it is typed into this colleague's; it serves once and for 48 hours.

    Only its hash is kept; a newer code ends an older one. Raises StaffNotFound, NotAllowed.
    """
    person = get(work, staff_id)
    auth.require(work.actor, Permission.invite_staff, person.store_id)
    code = new_code(_CODE_LENGTH)
    repository.add_invitation(work.session, staff_id, _hash(code), work.now, work.now + _CODE_LIVES)
    audit.record(work, "staff.invite", "staff", staff_id)
    return code


def redeem_invitation(work: Work, contact_id: int, code: str) -> StaffOut:
    """Makes a chat contact the colleague the code was made for.

    Raises InvitationUnknown, InvitationUsed, InvitationExpired, TooManyAttempts, ContactNotFound. The caller answers
    within the same transaction and commits it: a rolled back wrong code would not have been counted.
    """
    contact = members.get_contact(work, contact_id)
    if contact.locked_until is not None and contact.locked_until > work.now:
        raise TooManyAttempts(until=contact.locked_until)
    code_hash = _hash(tidy_code(code))
    staff_id = repository.use_invitation(work.session, code_hash, work.now)
    if staff_id is None:
        was_used = repository.find_invitation(work.session, code_hash)
        if was_used is None:
            _count_wrong(work, contact_id)
        raise InvitationUsed if was_used else InvitationExpired
    person = get(work, staff_id)
    members.link_staff(work, contact_id, staff_id)
    audit.record(work, "staff.join", "staff", staff_id, contact_id=contact_id)
    return person


def _count_wrong(work: Work, contact_id: int) -> None:
    """Raises InvitationUnknown, or TooManyAttempts when this was one too many."""
    left = _WRONG_CODES - members.count_wrong_code(work, contact_id)
    if left > 0:
        raise InvitationUnknown(left=left)
    until = work.now + _PAUSE
    members.lock_contact(work, contact_id, until)
    audit.record(work, "staff.invitation_guessing", "contact", contact_id)
    raise TooManyAttempts(until=until)


def actor_of(work: Work, contact: ContactOut) -> Actor:
    """Who a contact acts as: a colleague while they work here, else the member they are, else a guest."""
    person = None if contact.staff_id is None else find(work, contact.staff_id)
    if person is not None:
        return Actor("staff", person.id, person.role.value, person.store_id)
    return Actor("guest", contact.id) if contact.member_id is None else Actor("member", contact.member_id)


def _hash(code: str) -> str:
    # Fifty random bits that live two days need no slow hash.
    return hashlib.sha256(code.encode()).hexdigest()
