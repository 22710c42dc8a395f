"""Who is calling, and the tokens of programs."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from core.auth.enums import Permission
from core.kit.work import Work
from core.member.errors import BadName, MemberNotFound
from core.operation.access import Access
from core.operation.fields import Body, Id, Limit, PathId, Text, View
from core.operation.operations import Operations
from core.operation.paging import Cursor, Page, read_cursor, write_cursor
from core.staff.errors import StaffNotFound
from core.token import service
from core.token.enums import TokenScope
from core.token.errors import TokenNotFound, WhoseToken
from core.token.schemas import LONGEST_DAYS

operations = Operations("Tokens")
_BEARER = Access("Oneself.", guest=True, member=True, staff=True)
_OWNER = Access("All tokens of the brand: the owner's alone.", staff=Permission.manage_tokens)


class CallerView(View):
    """Who the token makes the caller."""

    kind: Literal["guest", "member", "staff"] = Field(examples=["staff"])
    id: int | None = Field(examples=[2], description="Number of the member or colleague; null for a guest.")
    role: str | None = Field(examples=["receptionist"])
    store_id: int | None = Field(examples=[1])


class TokenView(View):
    """A token, without itself."""

    id: int = Field(examples=[7])
    name: str = Field(examples=["Front desk tablet"])
    scope: TokenScope = Field(examples=["full"])
    staff_id: int | None = Field(examples=[2])
    member_id: int | None = Field(examples=[None])
    created_at: dt.datetime
    expires_at: dt.datetime
    last_used_at: dt.datetime | None = Field(description="To within a few minutes.")
    revoked_at: dt.datetime | None


class NewTokenView(TokenView):
    """A token just made: the only time it is shown."""

    token: str = Field(examples=["mey_4hJ0cLq8vT2xR6wY1nB5mK9sD3fG7pA0zQeUiOoXcVk"])


class NewToken(Body):
    """What a token is for. Exactly one of `staff_id` and `member_id`: the person the program acts as."""

    name: Annotated[Text, Field(min_length=1, max_length=80, examples=["Front desk tablet"])]
    staff_id: Id | None = None
    member_id: Annotated[Id | None, Field(examples=[None])] = None
    scope: TokenScope = TokenScope.full
    days: Annotated[int, Field(strict=True, ge=1, le=LONGEST_DAYS, examples=[365])] = 365


@operations.get("/me", _BEARER)
def who_am_i(work: Work) -> CallerView:
    """Who the token makes you.

    A call without a token is a guest's. The role is the colleague's of this moment.
    """
    return CallerView.model_validate(work.actor)


@operations.get("/tokens", _OWNER)
def list_tokens(work: Work, cursor: Cursor | None = None, limit: Limit = 20) -> Page[TokenView]:
    """All tokens.

    In the order they were made, ended ones included.
    """
    found = service.list_tokens(work, read_cursor(cursor)[0] if cursor else 0, limit + 1)
    items = [TokenView.model_validate(each) for each in found[:limit]]
    return Page(items=items, next=write_cursor(items[-1].id) if len(found) > limit else None)


@operations.post("/tokens", _OWNER, WhoseToken, BadName, StaffNotFound, MemberNotFound, status=201)
def create_token(work: Work, wanted: NewToken) -> NewTokenView:
    """Make a token.

    `token` is shown in this answer and never again: only its hash is kept.
    """
    made, text = service.create(
        work, wanted.name, staff_id=wanted.staff_id, member_id=wanted.member_id, scope=wanted.scope, days=wanted.days
    )
    return NewTokenView(**TokenView.model_validate(made).model_dump(), token=text)


@operations.delete("/tokens/{token_id}", _OWNER, TokenNotFound)
def revoke_token(work: Work, token_id: PathId) -> None:
    """End a token.

    It holds no more from the next call on. Ending it twice is harmless.
    """
    service.revoke(work, token_id)
