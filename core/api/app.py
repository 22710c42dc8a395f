"""The API put together: every operation under /v1, its documentation beside it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, JSONResponse, Response

from core.api import docs, errors
from core.api.examples import add_examples
from core.api.guard import Guard, Limits
from core.api.operations import OPERATIONS
from core.api.problems import MEDIA_TYPE, Explain, Problem, add_problems
from core.api.routes import GuardedRoute, answer_of, endpoint_of
from core.idempotency.errors import KeyReused
from core.kit.db import Database
from core.kit.errors import NotAllowed, Refusal
from core.operation.operations import Operation
from core.token.errors import TokenUnknown

VERSION = "1"
_ABOUT = (
    "Everything members and staff do in chat, for programs. Show a token as `Authorization: Bearer mey_…`; it acts as "
    "one colleague or one member. Every POST needs an `Idempotency-Key`. What is refused is answered with a problem "
    "document (RFC 9457) in Chinese, or in English with `Accept-Language: en`. Money is in fen, moments carry their "
    "offset."
)
_ALWAYS: tuple[type[Refusal], ...] = (TokenUnknown, errors.TooFast, errors.Invalid, errors.Failed, errors.Away)


def build_api(database: Database, explain: Explain, limits: Limits | None = None) -> FastAPI:
    """The application to be mounted at /api. `explain` gives the sentence of a refusal in a language."""
    guard = Guard(database, limits or Limits())
    api = FastAPI(title="Meiyue", version=VERSION, description=_ABOUT, docs_url=None, redoc_url=None, openapi_url=None)
    add_problems(api, explain)
    for operation in OPERATIONS:
        api.router.routes.append(_route(operation, guard, database, explain))
    _document(api)
    return api


def _route(operation: Operation, guard: Guard, database: Database, explain: Explain) -> GuardedRoute:
    summary, _, rest = (operation.run.__doc__ or "").strip().partition("\n")
    about = " ".join(line.strip() for line in rest.strip().splitlines())
    access = operation.access
    with_token: list[dict[str, list[str]]] = [{"token": []}] if access.member or access.staff else []
    return GuardedRoute(
        operation,
        guard,
        endpoint_of(operation, database, explain),
        summary=summary.rstrip("."),
        description=f"{about}\n\n**Who may:** {access.whose}",
        response_model=answer_of(operation),
        response_description="Done." if operation.status == 204 else "As asked.",
        responses=_responses(operation),
        openapi_extra={"security": [{}, *with_token] if access.guest else with_token},
        response_class=Response if operation.status == 204 else JSONResponse,
    )


def refusals_of(operation: Operation) -> list[type[Refusal]]:
    """Everything an operation may refuse with: its own, and what the API adds."""
    found = [*operation.refuses, *_ALWAYS]
    if not operation.access.guest:
        found += [errors.NoToken, NotAllowed]
    if not operation.reads:
        found += [errors.ReadOnly, errors.TooLarge, errors.BadMedia, errors.Unreadable]
    if operation.needs_key:
        found.append(KeyReused)
    return sorted(set(found), key=lambda kind: (kind.status, kind.code))


def _responses(operation: Operation) -> dict[int | str, dict[str, Any]]:
    by_status: dict[int | str, dict[str, Any]] = {}
    for kind in refusals_of(operation):
        shown = by_status.setdefault(
            kind.status,
            {
                "description": HTTPStatus(kind.status).phrase,
                "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {}}},
            },
        )
        shown["content"][MEDIA_TYPE]["examples"][kind.code] = {"value": _example(kind)}
    return by_status


def _example(kind: type[Refusal]) -> dict[str, Any]:
    return {
        "type": f"/api/docs#{kind.code}",
        "title": HTTPStatus(kind.status).phrase,
        "status": kind.status,
        "code": kind.code,
        "detail": meaning(kind),
    }


def meaning(kind: type[Refusal]) -> str:
    """What a refusal means, in one sentence."""
    return " ".join((kind.__doc__ or "").strip().partition(". ")[0].split()).rstrip(".") + "."


def document_of(api: FastAPI) -> dict[str, Any]:
    """The OpenAPI document."""
    document = get_openapi(
        title=api.title,
        version=api.version,
        description=api.description,
        routes=api.routes,
        servers=[{"url": "/api"}],
        separate_input_output_schemas=False,
    )
    parts = document.setdefault("components", {})
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    parts["schemas"] |= problem.pop("$defs") | {"Problem": problem}
    parts["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "A token: `mey_` and 43 signs."}
    }
    add_examples(document)
    return document


def _document(api: FastAPI) -> None:
    """Serves the document and a page of it that needs nothing from elsewhere."""
    document = document_of(api)
    page = docs.page(document, {kind.code: kind for each in OPERATIONS for kind in refusals_of(each)}, meaning)

    @api.get("/openapi.json", include_in_schema=False)
    async def openapi() -> JSONResponse:
        return JSONResponse(document)

    @api.get("/docs", include_in_schema=False)
    async def documentation() -> HTMLResponse:
        return HTMLResponse(page)

    @api.get("/docs.css", include_in_schema=False)
    async def style() -> Response:
        return Response(docs.STYLE, media_type="text/css")
