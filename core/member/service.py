"""Members and the chat contacts they use (product.md A)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.kit.ids import new_code, tidy_code
from core.kit.work import Work
from core.member import repository
from core.member.enums import Tier
from core.member.errors import BadCode, BadPhone, ContactNotFound, MemberNotFound
from core.member.events import MemberJoined
from core.member.rules import tidy_language, tidy_name, tidy_note, tidy_phone
from core.member.schemas import ContactOut, MemberOut

_CODE_LENGTH = 8  # named at the desk only; nothing can be had with it, so guessing one pays nothing
_FOUND_AT_MOST = 20
_SHORTEST_INVITE, _LONGEST_INVITE = 4, 20
_SHORTEST_DIGITS = 4
_LONGEST_PREFERENCES = 500
_LONGEST_HEALTH_NOTE = 200


def register(
    work: Work,
    *,
    contact_id: int | None = None,
    name: str | None = None,
    phone: str | None = None,
    language: str = "zh_CN",
) -> MemberOut:
    """Makes somebody a member (A1), and the contact theirs when one is named.

    Raises BadName, BadPhone, BadLanguage, ContactNotFound.
    """
    if contact_id is not None:
        get_contact(work, contact_id)
    code = new_code(_CODE_LENGTH)
    while repository.has_code(work.session, code):
        code = new_code(_CODE_LENGTH)
    member = repository.add(
        work.session,
        code=code,
        name=None if name is None else tidy_name(name),
        phone=None if phone is None else tidy_phone(phone),
        language=tidy_language(language),
        joined_at=work.now,
    )
    if contact_id is not None:
        link(work, contact_id, member.id)
    work.emit(MemberJoined(member.id))
    return member


def add_many(work: Work, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Stores members as they are given, such as those of the demo salon: nothing is tidied; their ids in order."""
    return repository.add_many(work.session, rows)


def find(work: Work, member_id: int) -> MemberOut | None:
    """One member, None when there is none."""
    return repository.find(work.session, member_id)


def get(work: Work, member_id: int) -> MemberOut:
    """One member. Raises MemberNotFound."""
    found = repository.find(work.session, member_id)
    if found is None:
        raise MemberNotFound(id=member_id)
    return found


def require(work: Work, member_id: int) -> None:
    """Raises MemberNotFound unless there is such a member; nothing personal is read."""
    if repository.tier_of(work.session, member_id) is None:
        raise MemberNotFound(id=member_id)


def _change(work: Work, member_id: int, **values: Any) -> MemberOut:
    changed = repository.change(work.session, member_id, **values)
    if changed is None:
        raise MemberNotFound(id=member_id)
    return changed


def set_name(work: Work, member_id: int, name: str) -> MemberOut:
    """Changes the name. Raises BadName, MemberNotFound."""
    return _change(work, member_id, name=tidy_name(name))


def set_language(work: Work, member_id: int, language: str) -> MemberOut:
    """Changes the language texts are written in. Raises BadLanguage, MemberNotFound."""
    return _change(work, member_id, language=tidy_language(language))


def set_phone(work: Work, member_id: int, phone: str, *, is_verified: bool = False) -> MemberOut:
    """Changes the phone. `is_verified`: the channel vouches for it; typing a verified number again keeps it so (A11).

    Raises BadPhone, MemberNotFound.
    """
    tidied, member = tidy_phone(phone), get(work, member_id)
    kept = member.phone_verified_at if member.phone == tidied else None
    return _change(work, member_id, phone=tidied, phone_verified_at=work.now if is_verified else kept)


def tier_of(work: Work, member_id: int) -> Tier:
    """The tier of a member; the lowest of nobody we know."""
    return repository.tier_of(work.session, member_id) or Tier.member


def set_tier(work: Work, member_id: int, tier: Tier) -> MemberOut:
    """Puts a member into a tier by hand (G1); stands in the audit log. Raises NotAllowed, MemberNotFound."""
    auth.require(work.actor, Permission.set_tiers)
    before = get(work, member_id)
    changed = _change(work, member_id, tier=tier)
    audit.record(work, "member.tier", "member", member_id, before=before.tier.value, after=tier.value)
    return changed


def set_preferences(work: Work, member_id: int, preferences: str) -> MemberOut:
    """Changes what the member likes (A3); an empty text takes it away. Raises BadNote, MemberNotFound."""
    return _change(work, member_id, preferences=tidy_note(preferences, _LONGEST_PREFERENCES))


def store_health_notes(work: Work, member_id: int, **notes: str) -> MemberOut:
    """Keeps `skin`, `needs` and `allergies` (A4); an empty text takes one away.

    For `core.consent.service` alone, which knows whether the member agreed. Raises BadNote, MemberNotFound.
    """
    tidied = {name: tidy_note(text, _LONGEST_HEALTH_NOTE) for name, text in notes.items()}
    return _change(work, member_id, **tidied)


def search(work: Work, text: str, at_most: int = _FOUND_AT_MOST) -> tuple[MemberOut, ...]:
    """Members of the brand: part of the name, the code, the phone or at least its last 4 digits.

    Staff choose from what `core.booking.service.find_members` leaves of them. Raises NotAllowed.
    """
    auth.require(work.actor, Permission.see_members)
    wanted = text.strip()
    if not wanted or (wanted.isdigit() and len(wanted) < _SHORTEST_DIGITS):
        return ()
    return repository.search(work.session, wanted, _phone_or_none(wanted), at_most)


def list_by_phone(work: Work, phone: str) -> tuple[MemberOut, ...]:
    """Members of exactly this (tidied) phone, who joined first at first; nobody who turned out to be another (A11)."""
    return tuple(repository.list_by_phone(work.session, phone))


def has_chat(work: Work, member_id: int) -> bool:
    """Whether the member writes from any channel."""
    return repository.has_chat(work.session, member_id)


def is_named(member: MemberOut, text: str) -> bool:
    """Whether a text is exactly this member's code or whole phone, and not merely a part of what is known of them."""
    wanted = text.strip()
    return member.code == wanted.upper() or (member.phone is not None and member.phone == _phone_or_none(wanted))


def _phone_or_none(text: str) -> str | None:
    try:
        return tidy_phone(text)
    except BadPhone:
        return None


def find_contact(work: Work, channel: str, account: str, external_id: str) -> ContactOut | None:
    """The contact a channel's account knows under this id, None when nobody wrote from there yet."""
    return repository.find_contact(work.session, channel, account, external_id)


def get_contact(work: Work, contact_id: int) -> ContactOut:
    """One contact. Raises ContactNotFound."""
    found = repository.get_contact(work.session, contact_id)
    if found is None:
        raise ContactNotFound(id=contact_id)
    return found


def ensure_contact(
    work: Work,
    channel: str,
    account: str,
    external_id: str,
    *,
    display_name: str | None = None,
    language: str | None = None,
) -> ContactOut:
    """The contact, made when this is their first message; later names and languages do not overwrite it."""
    known = repository.find_contact(work.session, channel, account, external_id)
    if known is not None:
        return known
    repository.add_contact(
        work.session,
        channel=channel,
        account=account,
        external_id=external_id,
        display_name=None if display_name is None else display_name[:80],
        language=language,
    )
    made = repository.find_contact(work.session, channel, account, external_id)
    assert made is not None, "the row was inserted, or was there"
    return made


def note_invitation(work: Work, contact_id: int, code: str) -> None:
    """Remembers whose invitation a stranger came with (E6); the first one stays. Raises BadCode, ContactNotFound."""
    tidied = tidy_code(code)
    if not _SHORTEST_INVITE <= len(tidied) <= _LONGEST_INVITE or not code.isascii():
        raise BadCode
    get_contact(work, contact_id)
    repository.note_invitation(work.session, contact_id, tidied, work.now)


def _change_contact(work: Work, contact_id: int, **values: Any) -> ContactOut:
    changed = repository.change_contact(work.session, contact_id, **values)
    if changed is None:
        raise ContactNotFound(id=contact_id)
    return changed


def link(work: Work, contact_id: int, member_id: int) -> ContactOut:
    """Says that a contact is this member (A11). Raises ContactNotFound, MemberNotFound."""
    get(work, member_id)
    return _change_contact(work, contact_id, member_id=member_id)


def set_contact_language(work: Work, contact_id: int, language: str) -> ContactOut:
    """The language that was chosen for one chat; nothing else changes it any more. Raises BadLanguage,
    ContactNotFound."""
    return _change_contact(work, contact_id, language=tidy_language(language), language_chosen_at=work.now)


def follow_language(work: Work, contact_id: int, language: str) -> None:
    """The language somebody types in is theirs, unless they chose one (A1). Raises BadLanguage."""
    repository.follow_language(work.session, contact_id, tidy_language(language))


def link_staff(work: Work, contact_id: int, staff_id: int | None) -> ContactOut:
    """Says that a contact is this colleague, or no longer one. Raises ContactNotFound.

    For `core.staff.service` alone, which checks the invitation.
    """
    return _change_contact(work, contact_id, staff_id=staff_id, wrong_codes=0)


def count_wrong_code(work: Work, contact_id: int) -> int:
    """Counts a wrong code the contact typed; how many there are now."""
    return repository.count_wrong_code(work.session, contact_id)


def lock_contact(work: Work, contact_id: int, until: dt.datetime) -> None:
    """Takes no more codes of the contact until a moment."""
    repository.lock_contact(work.session, contact_id, until)
