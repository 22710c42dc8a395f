"""Tokens by which programs act as somebody (R1): random, kept as a hash, ended by time or by the owner."""

from __future__ import annotations

import datetime as dt
import secrets

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.kit.work import Actor, Work
from core.member import service as members
from core.member.rules import tidy_name
from core.staff import service as staff
from core.token import repository
from core.token.enums import TokenScope
from core.token.errors import TokenNotFound, TokenUnknown, WhoseToken
from core.token.rules import PREFIX, hash_of, is_formed, is_in_force, is_use_worth_noting
from core.token.schemas import LONGEST_DAYS, TokenOut


def create(
    work: Work,
    name: str,
    *,
    staff_id: int | None = None,
    member_id: int | None = None,
    scope: TokenScope = TokenScope.full,
    days: int = 365,
) -> tuple[TokenOut, str]:
    """A fresh token of a colleague or a member, and its text, which is never to be had again; it ends after `days`.

    Raises NotAllowed, WhoseToken unless exactly one person is named, BadName, StaffNotFound, MemberNotFound.
    """
    auth.require(work.actor, Permission.manage_tokens)
    if (staff_id is None) == (member_id is None):
        raise WhoseToken
    if staff_id is not None:
        staff.get(work, staff_id)
    if member_id is not None:
        members.get(work, member_id)
    text = PREFIX + secrets.token_urlsafe(32)
    token = repository.add(
        work.session,
        name=tidy_name(name),
        token_hash=hash_of(text),
        scope=scope,
        staff_id=staff_id,
        member_id=member_id,
        created_at=work.now,
        expires_at=work.now + dt.timedelta(days=min(max(days, 1), LONGEST_DAYS)),
        last_used_at=None,
        revoked_at=None,
    )
    audit.record(work, "token.create", "token", token.id, staff_id=staff_id, member_id=member_id, scope=scope.value)
    return token, text


def authenticate(work: Work, text: str) -> tuple[TokenOut, Actor]:
    """The token of a text, and the person it stands for as core knows them at this moment.

    Raises TokenUnknown for one that is not in force, whatever the reason.
    """
    token = repository.find_by_hash(work.session, hash_of(text)) if is_formed(text) else None
    if token is None or not is_in_force(work.now, token.expires_at, token.revoked_at):
        raise TokenUnknown
    return token, _actor(work, token)


def _actor(work: Work, token: TokenOut) -> Actor:
    if token.member_id is not None:
        if members.find(work, token.member_id) is None:
            raise TokenUnknown
        return Actor("member", token.member_id)
    person = staff.find(work, token.staff_id) if token.staff_id is not None else None
    if person is None:  # they have left
        raise TokenUnknown
    return Actor("staff", person.id, person.role.value, person.store_id)


def needs_noting(work: Work, token: TokenOut) -> bool:
    """Whether `note_use` has something to write: it does once in a few minutes."""
    return is_use_worth_noting(work.now, token.last_used_at)


def note_use(work: Work, token_id: int) -> None:
    """Keeps when a token was last shown, so that a forgotten one can be told from one in use."""
    repository.note_use(work.session, token_id, work.now)


def list_tokens(work: Work, after_id: int = 0, limit: int = 100) -> tuple[TokenOut, ...]:
    """Tokens in the order they were made, ended ones included. Raises NotAllowed."""
    auth.require(work.actor, Permission.manage_tokens)
    return repository.list_after(work.session, after_id, limit)


def revoke(work: Work, token_id: int) -> None:
    """Ends a token at once; one that has ended stays ended. Raises NotAllowed, TokenNotFound."""
    auth.require(work.actor, Permission.manage_tokens)
    was_in_force = repository.revoke(work.session, token_id, work.now)
    if was_in_force is None:
        raise TokenNotFound(id=token_id)
    if was_in_force:
        audit.record(work, "token.revoke", "token", token_id)
