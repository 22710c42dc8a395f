"""Everything that is refused, in one form (RFC 9457), in the caller's language, without what the caller sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

import sqlalchemy as sa
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.routing import Match

from core.api.errors import Away, BadMethod, Failed, Invalid, NoRoute, Unreadable
from core.booking.errors import NotDueYet, SlotTaken, WrongStatus
from core.booking.schemas import Slot
from core.kit.errors import Refusal
from core.operation.fields import View

log = structlog.get_logger()
MEDIA_TYPE = "application/problem+json"
AWAY = (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError)
"""The database is locked or away: nobody's fault."""

Explain = Callable[[str, Refusal], str]
"""The sentence of a refusal in a language: the texts of people are not the core's."""

_AGAIN_AFTER = 2


class FieldProblem(View):
    """What is wrong with one thing sent; never what was sent."""

    where: str = Field(examples=["body.starts_at"])
    what: str = Field(examples=["missing"])


class NearSlot(View):
    """A time that can be had instead."""

    starts_at: str = Field(examples=["2026-09-17T06:00:00+00:00"])
    ends_at: str = Field(examples=["2026-09-17T07:00:00+00:00"])
    staff_ids: list[int] = Field(examples=[[3]])


class Problem(View):
    """Why something was not done (RFC 9457). `code` is for programs, `detail` for people."""

    type: str = Field(examples=["/api/docs#booking.slot_taken"], description="Where the problem is explained.")
    title: str = Field(examples=["Conflict"])
    status: int = Field(examples=[409])
    code: str = Field(examples=["booking.slot_taken"])
    detail: str = Field(examples=["Somebody has just taken this time. Please choose another."])
    errors: list[FieldProblem] | None = Field(default=None, description="With `api.invalid`: where and what.")
    why_not: str | None = Field(default=None, description="With `booking.slot_taken`: the reason.")
    nearest: list[NearSlot] | None = Field(default=None, description="With `booking.slot_taken`: the nearest times.")
    booking_status: str | None = Field(default=None, description="With `booking.wrong_status`: how it stands.")
    from_at: str | None = Field(default=None, description="With `booking.not_due_yet`: from when it can be done.")


def language_of(request: Request) -> str:
    """Chinese, unless English is asked for."""
    return "en" if request.headers.get("accept-language", "").strip().lower().startswith("en") else "zh_CN"


def body_of(refusal: Refusal, said: str) -> bytes:
    """A refusal as a problem document."""
    told = {
        "type": f"/api/docs#{refusal.code}",
        "title": HTTPStatus(refusal.status).phrase,
        "status": refusal.status,
        "code": refusal.code,
        "detail": said,
    }
    return json.dumps(told | _facts(refusal), ensure_ascii=False).encode()


def _facts(refusal: Refusal) -> dict[str, Any]:
    """What a program can go on with, chosen one by one: a refusal's fields may hold what is not for everybody."""
    fields = refusal.fields
    if isinstance(refusal, Invalid):
        return {"errors": [{"where": where, "what": what} for where, what in fields["errors"]]}
    if isinstance(refusal, SlotTaken):
        answer = fields["answer"]
        return {
            "why_not": answer.why_not.value if answer.why_not else None,
            "nearest": [_near(slot) for slot in answer.nearest],
        }
    if isinstance(refusal, WrongStatus):
        return {"booking_status": fields["booking"].status.value}
    if isinstance(refusal, NotDueYet):
        return {"from_at": fields["from_at"].isoformat()}
    return {}


def _near(slot: Slot) -> dict[str, Any]:
    return {
        "starts_at": slot.starts_at.isoformat(),
        "ends_at": slot.ends_at.isoformat(),
        "staff_ids": slot.staff_ids,
    }


def headers_of(refusal: Refusal) -> dict[str, str]:
    """What a program is told beside the problem."""
    if refusal.status == HTTPStatus.UNAUTHORIZED:
        return {"WWW-Authenticate": 'Bearer realm="meiyue"'}
    if refusal.status == HTTPStatus.TOO_MANY_REQUESTS:
        return {"Retry-After": str(refusal.fields.get("seconds", 60))}
    if refusal.status == HTTPStatus.SERVICE_UNAVAILABLE:
        return {"Retry-After": str(_AGAIN_AFTER)}
    return {}


def problem(request: Request, refusal: Refusal, explain: Explain, headers: dict[str, str] | None = None) -> Response:
    """A refusal as an answer, in the caller's language."""
    said = explain(language_of(request), refusal)
    return Response(body_of(refusal, said), refusal.status, (headers or {}) | headers_of(refusal), MEDIA_TYPE)


def add_problems(api: FastAPI, explain: Explain) -> None:
    """Answers every refusal and every error of the API with a problem document."""

    def answer(request: Request, refusal: Refusal, headers: dict[str, str] | None = None) -> Response:
        return problem(request, refusal, explain, headers)

    @api.exception_handler(Refusal)
    async def refused(request: Request, refusal: Refusal) -> Response:
        return answer(request, refusal)

    @api.exception_handler(RequestValidationError)
    async def invalid(request: Request, wrong: RequestValidationError) -> Response:
        errors = wrong.errors()
        if any(error["type"] == "json_invalid" for error in errors):
            return answer(request, Unreadable())
        return answer(request, Invalid(errors=where_and_what(errors)))

    @api.exception_handler(HTTPException)
    async def of_the_framework(request: Request, wrong: HTTPException) -> Response:
        if wrong.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            return answer(request, BadMethod(), {"Allow": ", ".join(sorted(_methods(api, request)))})
        if wrong.status_code == HTTPStatus.NOT_FOUND:
            return answer(request, NoRoute())
        return answer(request, Unreadable())

    async def away(request: Request, _wrong: Exception) -> Response:
        return answer(request, Away())

    for kind in AWAY:
        api.add_exception_handler(kind, away)

    async def failed(request: Request, wrong: Exception) -> Response:
        log.error("request failed", method=request.method, kind=type(wrong).__name__)
        return answer(request, Failed())

    api.add_exception_handler(Exception, failed)


def where_and_what(errors: Sequence[Any]) -> tuple[tuple[str, str], ...]:
    """Where something is wrong, by the names of our own fields, and what by pydantic's name of the error.

    The name of a field that is not ours is the caller's word, and so is a key of a map: both are left out.
    """
    found = []
    for error in errors[:50]:
        loc = error["loc"][:-1] if error["type"] == "extra_forbidden" else error["loc"]
        found.append((".".join(str(part)[:60] for part in loc), str(error["type"])))
    return tuple(found)


def _methods(api: FastAPI, request: Request) -> set[str]:
    """All methods of a path: the router itself names those of the first route alone."""
    return {
        method
        for route in api.routes
        if route.matches(request.scope)[0] is not Match.NONE
        for method in getattr(route, "methods", None) or ()
    }
