"""The web chat protocol without a salon behind it: what the browser tests talk to.

A `World` holds the sessions and messages and outlives the server, so a test can stop the server, start it again on the
same port and see what the front end makes of it. `answers` decides what the bot says; faults are plain switches.
Run it by hand to look at the pages: `python -m tests.web 8099`.
"""

import asyncio
import io
import itertools
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import segno
import uvicorn
from fastapi import FastAPI, Form, Header, HTTPException, Request, Response, UploadFile, WebSocket, WebSocketDisconnect
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles

WEB = Path(__file__).resolve().parents[2] / "web"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
ROOM = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200"><rect width="320" height="200" fill="#ecd2cb"/>'
    '<circle cx="230" cy="70" r="46" fill="#f8ece4"/><path d="M0 160q90-60 170-20t150-30v90H0z" fill="#b98a92"/></svg>'
)

Json = dict[str, Any]
Answers = Callable[["World", "Visitor", Json], list[Json]]


@dataclass
class Visitor:
    """One session: who it is, what was said, and the sockets that listen."""

    token: str
    role: str
    language: str
    start: str | None = None
    messages: list[Json] = field(default_factory=list)
    received: list[Json] = field(default_factory=list)
    sockets: list[WebSocket] = field(default_factory=list)


@dataclass
class World:
    """Everything the server knows, and the switches that make it misbehave."""

    answers: Answers = lambda world, visitor, frame: []
    visitors: dict[str, Visitor] = field(default_factory=dict)
    max_upload_bytes: int = 10 * 2**20
    staff_allowed: bool = True
    sockets_allowed: bool = True
    acknowledges: bool = True
    refuses_with: str | None = None
    hellos: list[Json] = field(default_factory=list)
    loop: asyncio.AbstractEventLoop | None = None
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def open(self, role: str, language: str, start: str | None) -> Visitor:
        visitor = Visitor(f"token-{role}-{len(self.visitors)}", role, language, start)
        self.visitors[visitor.token] = visitor
        return visitor

    def latest(self, role: str = "member") -> Visitor:
        return [visitor for visitor in self.visitors.values() if visitor.role == role][-1]

    def push(self, visitor: Visitor, **content: Any) -> Json:
        """Say something to a visitor now, from any thread."""
        message: Json = {
            "id": next(self.ids), "at": datetime.now(UTC).isoformat(), "by": "bot", "key": None, "name": None,
            "says": [], "cards": [], "files": [], "screen": None,
            "actions": [], "toast": None, "lang": visitor.language, **content,
        }  # fmt: skip
        visitor.messages.append(message)
        if self.loop and self.loop.is_running():
            asyncio.run_coroutine_threadsafe(self.tell(visitor, [message]), self.loop)
        return message

    async def tell(self, visitor: Visitor, items: list[Json]) -> None:
        for socket in list(visitor.sockets):
            await socket.send_json({"type": "messages", "items": items, "reset": False})

    def take(self, visitor: Visitor, frame: Json) -> bool:
        """Store what a visitor said and let the bot answer; False while acknowledgements are switched off."""
        if not self.acknowledges:
            return False
        if frame["key"] not in {known["key"] for known in visitor.received}:
            visitor.received.append(frame)
            said = frame.get("text") or frame.get("label")
            picture = frame.get("picture")
            cards = [{"title": None, "lines": [], "picture": picture}] if picture else []
            self.push(visitor, by="me", key=frame["key"], says=[said] if said else [], cards=cards)
            for answer in self.answers(self, visitor, frame):
                self.push(visitor, **answer)
        return True


def create_app(world: World) -> FastAPI:
    app = FastAPI()
    app.mount("/static", StaticFiles(directory=WEB / "static"))

    @app.middleware("http")
    async def strict(request: Request, call_next: Any) -> Any:
        response = await call_next(request)
        response.headers["Content-Security-Policy"] = CSP
        return response

    @app.get("/")
    def demo() -> FileResponse:
        return FileResponse(WEB / "pages" / "index.html")

    @app.get("/chat")
    def chat() -> FileResponse:
        return FileResponse(WEB / "pages" / "chat.html")

    @app.get("/media/room.svg")
    def room() -> Response:
        return Response(ROOM, media_type="image/svg+xml")

    @app.get("/media/code.svg")
    def code() -> Response:
        drawn = io.BytesIO()
        segno.make("MEIYUE-8241", error="m").save(drawn, kind="svg", border=0, omitsize=True)
        return Response(drawn.getvalue(), media_type="image/svg+xml")

    add_http(app, world)

    @app.websocket("/api/web/ws")
    async def ws(socket: WebSocket) -> None:
        await converse(world, socket)

    return app


def add_http(app: FastAPI, world: World) -> None:
    def visitor_of(authorization: str | None) -> Visitor:
        visitor = world.visitors.get((authorization or "").removeprefix("Bearer "))
        if not visitor:
            raise HTTPException(401)
        return visitor

    @app.get("/api/web/config")
    def config() -> Json:
        salon = {"zh_CN": "花见美容 · 静安店", "en": "Hanami Beauty, Jing’an"}
        languages = ["zh_CN", "en"]
        told = {"salon": salon, "languages": languages, "max_upload_bytes": world.max_upload_bytes}
        return {"demo": True, "regulars": ["ann"], **told}

    @app.post("/api/web/sessions")
    def session(body: Json, authorization: str | None = Header(None)) -> Json:
        if body["role"] == "staff" and not world.staff_allowed:
            raise HTTPException(403)
        known = world.visitors.get((authorization or "").removeprefix("Bearer "))
        visitor = known or world.open(body["role"], body["language"], body.get("start"))
        visitor.language, visitor.start = body["language"], body.get("start")
        if not known:
            for greeting in world.answers(world, visitor, {"type": "hello", "key": visitor.token}):
                world.push(visitor, **greeting)
        return {"token": visitor.token, "role": visitor.role}

    @app.get("/api/web/messages")
    def messages(after: int, authorization: str | None = Header(None)) -> Json:
        return {"items": [item for item in visitor_of(authorization).messages if item["id"] > after]}

    @app.post("/api/web/messages")
    def message(frame: Json, authorization: str | None = Header(None)) -> Any:
        visitor = visitor_of(authorization)
        if world.refuses_with:
            return JSONResponse({"text": world.refuses_with}, status_code=429)
        if not world.take(visitor, frame):
            raise HTTPException(503)
        return {"ack": frame["key"]}

    @app.get("/api/web/files/{ref}")
    def file(ref: str, authorization: str | None = Header(None)) -> Response:
        visitor_of(authorization)
        if ref == "gone":
            return JSONResponse({"text": "这个文件已经过期了。"}, status_code=410)
        return Response(f"content of {ref}", media_type="text/calendar")

    @app.post("/api/web/photos", status_code=202)
    async def photo(file: UploadFile, key: str = Form(), authorization: str | None = Header(None)) -> Json:
        visitor = visitor_of(authorization)
        size = len(await file.read())
        world.take(visitor, {"type": "photo", "key": key, "size": size, "picture": "/media/room.svg"})
        return {"ack": key}


async def converse(world: World, socket: WebSocket) -> None:
    """One socket from hello to goodbye."""
    if not world.sockets_allowed:
        await socket.close()
        return
    await socket.accept()
    hello = await socket.receive_json()
    world.hellos.append(hello)
    visitor = world.visitors.get(hello["token"])
    if not visitor:
        await socket.send_json({"type": "gone"})
        await socket.close()
        return
    items = [item for item in visitor.messages if item["id"] > hello["after"]]
    await socket.send_json({"type": "messages", "items": items, "reset": False})
    visitor.sockets.append(socket)
    try:
        while True:
            await hear(world, visitor, socket, await socket.receive_json())
    except WebSocketDisconnect:
        pass
    finally:
        visitor.sockets.remove(socket)


async def hear(world: World, visitor: Visitor, socket: WebSocket, frame: Json) -> None:
    if frame["type"] == "ping":
        await socket.send_json({"type": "pong"})
    elif world.refuses_with:
        await socket.send_json({"type": "error", "code": "too_fast", "text": world.refuses_with, "key": frame["key"]})
    elif world.take(visitor, frame):
        await socket.send_json({"type": "ack", "key": frame["key"]})


class FakeServer:
    """Uvicorn in a thread, on a port that stays the same over a restart."""

    def __init__(self, world: World, port: int = 0) -> None:
        self.world = world
        self.port = port

    def start(self) -> None:
        config = uvicorn.Config(
            create_app(self.world), port=self.port, log_level="warning", timeout_graceful_shutdown=1
        )
        self.server = uvicorn.Server(config)
        ready = threading.Event()

        async def serve() -> None:
            self.world.loop = asyncio.get_running_loop()
            listener = config.bind_socket()
            self.port = listener.getsockname()[1]
            ready.set()
            await self.server.serve(sockets=[listener])

        self.thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
        self.thread.start()
        ready.wait()

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"
