"""HTTP and WebSocket of the web chat."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import (
    APIRouter,
    Header,
    HTTPException,
    Request,
    WebSocket,
    WebSocketDisconnect,
)
from pydantic import BaseModel, Field

from bot.channels.webchat.chat import WebChat
from bot.channels.webchat.hub import Hub
from bot.channels.webchat.media import build_media_router
from bot.gateway import AWAY
from bot.media import MAX_BYTES
from bot.texts.catalogue import LANGUAGES, Texts
from core.kit.bucket import Bucket
from core.kit.errors import NotAllowed, Refusal

POLL = 2.0
"""Seconds after which a page is looked after even though nobody woke it: another process may have answered."""
HELLO_WITHIN = 10.0
TRIES_WHILE_AWAY = 30


class NewSession(BaseModel):
    """A page that begins."""

    language: str = Field(default="zh_CN", max_length=10)
    role: Literal["member", "staff"] = "member"
    start: str = Field(default="", max_length=64)


class Session(BaseModel):
    """The token that names the chat from now on."""

    token: str
    role: Literal["member", "staff"]


_LATER = {"Retry-After": "2"}


def build_router(
    chat: WebChat,
    hub: Hub,
    texts: Texts,
    *,
    salon: dict[str, str],
    demo_staff_id: int | None,
    demo_members: Mapping[str, int] | None = None,
) -> APIRouter:
    """The routes under /api/web. `demo_staff_id` opens the staff pane of the demo; None closes it.

    `demo_members`: as whom a chat of the demo may begin, by the `start` that asks for it.
    """
    router = APIRouter(prefix="/api/web", tags=["web chat"])
    openings, writings = Bucket(per_second=0.5, burst=60), Bucket(per_second=4, burst=20)

    def bearer(authorization: str) -> tuple[str, int] | None:
        return chat.conversation_of(authorization.removeprefix("Bearer ").strip())

    def caller(authorization: str) -> tuple[str, int]:
        found = bearer(authorization)
        if found is None:
            raise HTTPException(401)
        return found

    @router.get("/config")
    def config() -> dict[str, Any]:
        """What the page needs to know before it begins."""
        return {
            "demo": demo_staff_id is not None,
            "regulars": sorted(demo_members or {}),
            "salon": salon,
            "languages": LANGUAGES,
            "max_upload_bytes": MAX_BYTES,
        }

    @router.post("/sessions", status_code=201)
    def open_session(wanted: NewSession, request: Request, authorization: Annotated[str, Header()] = "") -> Session:
        """Begins a chat, or goes on with the one of a known token: in another language, or where a link points."""
        if not openings.take(request.client.host if request.client else ""):
            raise HTTPException(429, headers=_LATER)
        known = bearer(authorization)
        if known is not None:
            chat.go_on(*known, wanted.language, wanted.start)
            return Session(token=authorization.removeprefix("Bearer ").strip(), role=wanted.role)
        if wanted.role == "staff" and demo_staff_id is None:
            raise NotAllowed(permission="demo")
        staff_id = demo_staff_id if wanted.role == "staff" else None
        member_id = (demo_members or {}).get(wanted.start) if wanted.role == "member" else None
        start = wanted.start if member_id is None else ""
        return Session(token=chat.open(wanted.language, start, staff_id, member_id), role=wanted.role)

    @router.post("/messages", status_code=202)
    async def write(request: Request, authorization: Annotated[str, Header()] = "") -> dict[str, str]:
        """The way in for a page without a WebSocket."""
        chat_id, _ = await asyncio.to_thread(caller, authorization)
        if not writings.take(chat_id):
            raise HTTPException(429, headers=_LATER)
        frame = await request.json()
        if not isinstance(frame, dict):
            raise HTTPException(422)
        return {"ack": await asyncio.to_thread(chat.write, chat_id, frame)}

    @router.get("/messages")
    def read(after: int = 0, authorization: Annotated[str, Header()] = "") -> dict[str, Any]:
        """What is new behind an id."""
        _, conversation_id = caller(authorization)
        return {"items": chat.read(conversation_id, max(0, min(after, 2**62)))}

    router.include_router(build_media_router(chat, caller, writings))

    @router.websocket("/ws")
    async def page(socket: WebSocket) -> None:
        """A page that stays: says hello with its token and the last id it has, then both sides talk."""
        await socket.accept()
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):  # the page went away in mid-sentence
            await _Page(socket, chat, hub, texts, writings).run()

    return router


class _Page:
    """One connected page."""

    def __init__(self, socket: WebSocket, chat: WebChat, hub: Hub, texts: Texts, bucket: Bucket) -> None:
        self._socket, self._chat, self._hub, self._texts, self._bucket = socket, chat, hub, texts, bucket
        self._language = LANGUAGES[0]
        self._woken = asyncio.Event()
        self._seen = 0

    async def run(self) -> None:
        try:
            hello = await asyncio.wait_for(self._receive(), HELLO_WITHIN)
        except TimeoutError:
            await self._socket.close()
            return
        after = hello.get("after")
        self._seen = after if isinstance(after, int) and 0 <= after < 2**62 else 0
        found = await asyncio.to_thread(self._chat.conversation_of, str(hello.get("token", "")))
        if found is None:
            await self._socket.send_json({"type": "gone"})
            await self._socket.close()
            return
        chat_id, conversation_id = found
        self._hub.join(conversation_id, self._woken)
        try:
            await self._talk(chat_id, conversation_id)
        finally:
            self._hub.leave(conversation_id, self._woken)

    async def _talk(self, chat_id: str, conversation_id: int) -> None:
        speaking = asyncio.create_task(self._speak(conversation_id))
        try:
            while True:
                frame = await self._receive()
                if frame.get("type") == "ping":
                    await self._socket.send_json({"type": "pong"})
                else:
                    await self._write(chat_id, frame)
        finally:
            speaking.cancel()
            with contextlib.suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError):
                await speaking

    async def _speak(self, conversation_id: int) -> None:
        """Sends what is new, first everything the page missed."""
        is_first = True
        while True:
            self._woken.clear()
            try:
                items = await asyncio.to_thread(self._chat.read, conversation_id, self._seen)
            except AWAY:
                items = []
            if items or is_first:
                await self._socket.send_json({"type": "messages", "items": items, "reset": is_first})
                is_first = False
            if items:
                self._seen, self._language = items[-1]["id"], items[-1]["lang"]
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), POLL)

    async def _write(self, chat_id: str, frame: dict[str, Any]) -> None:
        if not self._bucket.take(chat_id):
            await self._refuse("web.too_fast")
            return
        for waiting in range(TRIES_WHILE_AWAY):
            try:
                key = await asyncio.to_thread(self._chat.write, chat_id, frame)
            except Refusal as refusal:
                await self._refuse(refusal.code, self._texts.explain(self._language, refusal), frame.get("key"))
                return
            except AWAY:
                # Not acknowledged yet: if the page goes away now, it sends the message again under the same key.
                if not waiting:
                    await self._refuse("web.away")
                await asyncio.sleep(POLL)
            else:
                await self._socket.send_json({"type": "ack", "key": key})
                return

    async def _refuse(self, code: str, text: str | None = None, key: object = None) -> None:
        """A sentence for the reader; with a `key` that message is refused for good and will not be sent again."""
        said = text or self._texts.say(self._language, code)
        error = {"type": "error", "code": code, "text": said}
        await self._socket.send_json(error | {"key": key} if isinstance(key, str) else error)

    async def _receive(self) -> dict[str, Any]:
        """The next frame; what is no JSON object is an empty one and will be refused kindly."""
        try:
            frame = json.loads(await self._socket.receive_text())
        except (ValueError, KeyError):
            return {}
        return frame if isinstance(frame, dict) else {}
