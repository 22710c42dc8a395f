"""The door: who is calling, whether they may, and how fast."""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict
from dataclasses import dataclass

from fastapi import Request

from core.api.errors import BadMedia, NoToken, ReadOnly, TooFast, TooLarge
from core.kit.bucket import MOST_REMEMBERED, Bucket
from core.kit.db import Database
from core.kit.errors import NotAllowed
from core.kit.work import Actor
from core.operation.operations import Operation
from core.token import service as tokens
from core.token.enums import TokenScope
from core.token.errors import TokenUnknown
from core.token.rules import hash_of
from core.token.schemas import TokenOut

LONGEST_BODY = 64 * 1024
GUEST = Actor("guest")


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast one caller may call this process; several processes allow as many times as much.

    Counted in memory: a count in the database would make every reading call a writing one, and what a limit is for,
    that nobody takes all of a process, is a process's own matter. `wrong_tokens` may come at once from one address,
    and one more each six seconds.
    """

    per_second: float = 20
    burst: int = 200
    guest_per_second: float = 5
    guest_burst: int = 100
    wrong_tokens: int = 20


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is calling: the person, and the token with its text when one was shown."""

    actor: Actor
    token: TokenOut | None = None
    text: str = ""


class Guard:
    """Decides who may call; used from the event loop alone."""

    def __init__(self, database: Database, limits: Limits) -> None:
        self._database = database
        self._calls = Bucket(limits.per_second, limits.burst)
        self._guests = Bucket(limits.guest_per_second, limits.guest_burst)
        self._wrong = Bucket(1 / 6, limits.wrong_tokens)
        # Tokens that held: their bearers are not shut out when somebody else guesses from the same address.
        self._known: OrderedDict[str, None] = OrderedDict()

    async def admit(self, request: Request, operation: Operation) -> Caller:
        """The caller of an operation.

        Raises TooFast, TokenUnknown, NoToken when only a token could open this, NotAllowed, ReadOnly.
        """
        caller = await self._caller(request)
        if not operation.access.admits(caller.actor):
            raise NoToken if caller.token is None else NotAllowed(permission="api")
        if caller.token is not None and caller.token.scope is TokenScope.read and not operation.reads:
            raise ReadOnly
        return caller

    async def _caller(self, request: Request) -> Caller:
        address = request.client.host if request.client else ""
        said = request.headers.get("authorization")
        if said is None:
            _require_room(self._guests.wait(address))
            return Caller(GUEST)
        scheme, _, text = said.partition(" ")
        text = text.strip() if scheme.lower() == "bearer" else ""
        name = hash_of(text)
        if name in self._known:
            _require_room(self._calls.wait(name))
        elif self._wrong.is_empty(address):
            raise TooFast(seconds=6)
        try:
            token, actor = await asyncio.to_thread(self._authenticate, text)
        except TokenUnknown:
            self._known.pop(name, None)
            self._wrong.take(address)
            raise
        self._remember(name)
        return Caller(actor, token, text)

    def _authenticate(self, text: str) -> tuple[TokenOut, Actor]:
        with self._database.reading() as work:
            token, actor = tokens.authenticate(work, text)
            is_worth_noting = tokens.needs_noting(work, token)
        if is_worth_noting:
            self._database.run(lambda work: tokens.note_use(work, token.id))
        return token, actor

    def _remember(self, name: str) -> None:
        self._known[name] = None
        self._known.move_to_end(name)
        if len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)


def _require_room(seconds: float) -> None:
    if seconds:
        raise TooFast(seconds=math.ceil(seconds))


async def read_body(request: Request) -> bytes:
    """The body, as far as it is one we take. Raises TooLarge, before it is all here, and BadMedia."""
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:12]) > LONGEST_BODY:
        raise TooLarge
    parts, total = [], 0
    async for part in request.stream():
        total += len(part)
        if total > LONGEST_BODY:
            raise TooLarge
        parts.append(part)
    if total and not _is_json(request.headers.get("content-type", "")):
        raise BadMedia
    return b"".join(parts)


def _is_json(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))
