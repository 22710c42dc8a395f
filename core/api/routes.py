"""An operation as a route: the guard first, then the form of what was sent, then one transaction."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Header, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.types import Message

from core.api.guard import Caller, Guard, read_body
from core.api.problems import MEDIA_TYPE, Explain, body_of, language_of
from core.booking import service as bookings
from core.idempotency import service as idempotency
from core.idempotency.rules import hash_of
from core.idempotency.schemas import Answered, Asked
from core.kit.db import Database
from core.kit.errors import Refusal
from core.kit.work import Work
from core.member.errors import MemberNotFound
from core.operation.operations import Operation

_NAMES_A_MEMBER = "{member_id}"
_CALLER, _BODY = "meiyue.caller", "meiyue.body"
IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=100,
        pattern=r"^[!-~]+$",
        examples=["b51c2f8e-4a6d-4f0e-9a3f-1d2b7c9e6a10"],
        description="A fresh random text of yours for each thing to be done. The same request under the same key is "
        "done once and answered the same for 24 hours at least; a key used for another request is refused with 409.",
    ),
]


class GuardedRoute(APIRoute):
    """The only way an operation gets a path: there is none without a rule of access."""

    def __init__(self, operation: Operation, guard: Guard, endpoint: Callable[..., Response], **shown: Any) -> None:
        self.operation, self._guard = operation, guard
        super().__init__(
            f"/v1{operation.path}",
            endpoint,
            methods=[operation.method],
            status_code=operation.status,
            tags=[operation.tag],
            operation_id=operation.run.__name__,
            **shown,
        )

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Lets nobody in unasked: the body is not read before the caller is known."""
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            request.scope[_CALLER] = await self._guard.admit(request, self.operation)
            body = request.scope[_BODY] = await read_body(request)

            async def again() -> Message:
                return {"type": "http.request", "body": body, "more_body": False}

            return await inner(Request(request.scope, again))

        return handle


def answer_of(operation: Operation) -> Any:
    """The type of what an operation answers with."""
    return inspect.signature(operation.run, eval_str=True).return_annotation


def endpoint_of(operation: Operation, database: Database, explain: Explain) -> Callable[..., Response]:
    """What the framework calls: it hands over what was sent, by the names of the operation's own function."""
    wanted = inspect.signature(operation.run, eval_str=True)
    writes = wanted.return_annotation is not None
    adapter: TypeAdapter[Any] = TypeAdapter(wanted.return_annotation)

    def done(work: Work, named: dict[str, Any]) -> Answered:
        if _NAMES_A_MEMBER in operation.path and not bookings.knows(work, named["member_id"]):
            # Of another store's member nothing is there to be seen, whatever is asked for (decision 0014).
            raise MemberNotFound(id=named["member_id"])
        value = operation.run(work, **named)
        return Answered(operation.status, adapter.dump_json(value) if writes else b"")

    def answer(request: Request, **named: Any) -> Response:
        caller: Caller = request.scope[_CALLER]
        key = named.pop("idempotency_key", None)
        if operation.reads:
            with database.reading(caller.actor) as work:
                return _response(done(work, named))
        if key is None or caller.token is None:
            return _response(database.run(lambda work: done(work, named), caller.actor))
        asked = _asked(request, caller, key)

        def settled(work: Work) -> Answered:
            """A refusal is an answer too: it is kept, while nothing of what was refused is."""

            def refused(refusal: Refusal) -> Answered:
                return Answered(refusal.status, body_of(refusal, explain(language_of(request), refusal)))

            try:
                with work.session.begin_nested():
                    try:
                        return done(work, named)
                    except Refusal as refusal:
                        if refusal.keeps_work:  # the savepoint is kept
                            return refused(refusal)
                        raise
            except Refusal as refusal:
                return refused(refusal)

        answered, is_again = database.run(
            lambda work: idempotency.once(work, asked, lambda: settled(work)), caller.actor
        )
        return _response(answered, {"Idempotency-Replayed": "true"} if is_again else {})

    given = [parameter.replace(kind=parameter.KEYWORD_ONLY) for parameter in list(wanted.parameters.values())[1:]]
    if operation.needs_key:
        given.append(inspect.Parameter("idempotency_key", inspect.Parameter.KEYWORD_ONLY, annotation=IdempotencyKey))
    request = inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)
    answer.__signature__ = inspect.Signature([request, *given])  # type: ignore[attr-defined]  # what FastAPI reads
    return answer


def _asked(request: Request, caller: Caller, key: str) -> Asked:
    assert caller.token is not None
    what = (request.method, request.url.path, request.url.query)
    request_hash = hash_of(*(part.encode() for part in what), request.scope[_BODY])
    return Asked(caller.token.id, caller.text, hash_of(key.encode()), request_hash)


def _response(answered: Answered, headers: dict[str, str] | None = None) -> Response:
    media_type = MEDIA_TYPE if answered.status >= 400 else "application/json" if answered.body else None
    headers = {"Cache-Control": "no-store"} | (headers or {})
    return Response(answered.body, answered.status, headers, media_type)
