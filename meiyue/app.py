"""The web server: pages, web chat, health."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import sqlalchemy as sa
from fastapi import FastAPI, Request, Response
from fastapi.exception_handlers import http_exception_handler
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

import web
from bot.channels.webchat.chat import WebChat
from bot.channels.webchat.endpoints import build_router
from bot.channels.webchat.hub import Hub
from bot.channels.webchat.links import build_links_router
from bot.channels.webchat.sessions import Sessions
from bot.gateway import AWAY
from bot.media import MAX_BYTES, PhotoStore
from bot.texts.catalogue import MissingText
from bot.workers import Workers
from core.api.app import build_api
from core.api.errors import NoRoute
from core.api.guard import Limits
from core.api.problems import problem
from core.kit.bell import ringing
from core.kit.errors import Refusal
from core.store import service as stores
from meiyue.bots import Bots, telegram_bots
from meiyue.demo.salon import demo_members, demo_staff
from meiyue.metrics import add_metrics, measured
from meiyue.reader import warm
from meiyue.settings import Settings
from meiyue.wiring import Parts
from scheduler.clock import Clock

WEB = Path(web.__file__).parent
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self' ws: wss:",
        "frame-ancestors 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)


def build_app(parts: Parts, *, all_in_one: bool = True) -> FastAPI:
    """The application of `meiyue run` and `meiyue api`; the latter leaves the clock, polling and sending to others.

    Raises NoBots when bots are configured that cannot be had.
    """
    hub = Hub()
    workers = Workers(parts.gateway)
    clock = Clock(parts.database) if all_in_one else None
    bots = telegram_bots(parts) if parts.settings.bots else None
    parts.database.on_commit("outbox", hub.wake)

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        hub.start()
        await asyncio.to_thread(warm, parts.engine.understanding.reader)
        workers.start()
        if clock is not None:
            clock.start()
        with ringing(parts.database):
            async with _running(bots, parts, all_in_one=all_in_one):
                yield
        hub.stop()
        if clock is not None:
            await asyncio.to_thread(clock.stop)
        await asyncio.to_thread(workers.stop)
        parts.database.dispose()

    app = FastAPI(
        title="Meiyue",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        # A photo and the multipart lines around it.
        max_body_size=MAX_BYTES + 64 * 1024,
    )
    _add_errors(app, parts)
    metrics = measured(parts.gateway)
    if parts.settings.metrics:
        add_metrics(app, metrics)
    _add_pages(app, is_demo=parts.settings.demo)
    chat = WebChat(parts.gateway, Sessions(parts.settings.secret_bytes()), PhotoStore(parts.settings.photos))
    staff_id = demo_staff(parts.database).id if parts.settings.demo else None
    known = demo_members(parts.database) if parts.settings.demo else {}
    web = build_router(chat, hub, parts.engine.texts, salon=_salon(parts), demo_staff_id=staff_id, demo_members=known)
    app.include_router(web)
    app.include_router(build_links_router(parts.database, parts.engine.links, parts.engine.texts))
    if bots is not None and parts.settings.telegram_webhook:
        app.include_router(bots.router())
    _add_api(app, parts)
    return app


def _add_api(app: FastAPI, parts: Parts) -> None:
    explain = _explainer(parts)
    app.mount("/api", build_api(parts.database, explain, _limits(parts.settings)), name="api")

    @app.exception_handler(HTTPException)
    async def strayed(request: Request, wrong: HTTPException) -> Response:
        """A path with a line break in it reaches no mounted application."""
        if wrong.status_code == 404 and request.scope["path"].startswith("/api/v1"):
            return problem(request, NoRoute(), explain)
        return await http_exception_handler(request, wrong)


def _limits(settings: Settings) -> Limits:
    return Limits(
        per_second=settings.api_per_second,
        burst=settings.api_burst,
        guest_per_second=settings.api_guest_per_second,
        guest_burst=settings.api_guest_burst,
    )


def _explainer(parts: Parts) -> Callable[[str, Refusal], str]:
    texts = parts.engine.texts

    def explain(language: str, refusal: Refusal) -> str:
        """A sentence that needs more than the refusal holds is a dialog's; a program has the code."""
        parts.gateway.refused(refusal.code)
        try:
            return texts.explain(language, refusal)
        except MissingText:
            return texts.say(language, "refused")

    return explain


def _running(bots: Bots | None, parts: Parts, *, all_in_one: bool) -> contextlib.AbstractAsyncContextManager[None]:
    """What this process does for the bots: a webhook is served by every web server, polling by one process only."""
    if bots is None:
        return contextlib.nullcontext()
    if parts.settings.telegram_webhook:
        return bots.running(receiving="webhook", sending=all_in_one)
    return bots.running(receiving="polling" if all_in_one else "no", sending=all_in_one)


def _salon(parts: Parts) -> dict[str, str]:
    """The name on the page: what the stores' names have in common is the brand's."""
    with parts.database.reading() as work:
        listed = stores.list_stores(work)
    names = {"zh_CN": [store.name["zh"] for store in listed], "en": [store.name["en"] for store in listed]}
    return {language: of[0].split(" ")[0] if of else "美约 Meiyue" for language, of in names.items()}


def _add_errors(app: FastAPI, parts: Parts) -> None:
    texts = parts.engine.texts

    @app.exception_handler(Refusal)
    def refused(request: Request, refusal: Refusal) -> JSONResponse:
        """An expected refusal: its code for programs, its sentence for people (RFC 9457)."""
        language = "en" if request.headers.get("accept-language", "").startswith("en") else "zh_CN"
        said = texts.explain(language, refusal)
        body = {"type": "about:blank", "code": refusal.code, "detail": said, "text": said}
        return JSONResponse(body, refusal.status, media_type="application/problem+json")

    async def away(_request: Request, _wrong: Exception) -> JSONResponse:
        return JSONResponse({"code": "away"}, 503, headers={"Retry-After": "2"})

    for kind in AWAY:
        app.add_exception_handler(kind, away)

    @app.get("/health")
    def health() -> dict[str, str]:
        """The process runs."""
        return {"status": "ok"}

    @app.get("/ready")
    def ready() -> dict[str, str]:
        """The process can serve: its database answers. 503 while it does not."""
        with parts.database.reading() as work:
            work.session.execute(sa.text("SELECT 1"))
        return {"status": "ready"}


def _add_pages(app: FastAPI, *, is_demo: bool) -> None:
    pages = {"/chat": "chat.html", "/": "index.html" if is_demo else "chat.html"}
    for path, page in pages.items():
        app.add_api_route(path, _page(WEB / "pages" / page), include_in_schema=False)
    app.mount("/static", StaticFiles(directory=WEB / "static"), name="static")

    @app.middleware("http")
    async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        if request.url.path.startswith("/static") or request.url.path in pages:
            response.headers["Cache-Control"] = "no-cache"
        return response


def _page(path: Path) -> Callable[[], FileResponse]:
    def page() -> FileResponse:
        return FileResponse(path, media_type="text/html")

    return page
