"""Photos and files over HTTP, both ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, File, Form, Header, HTTPException, Response, UploadFile
from fastapi.responses import FileResponse

from bot.channels.webchat.chat import WebChat
from bot.media import MAX_BYTES
from core.kit.bucket import Bucket

Caller = Callable[[str], tuple[str, int]]
"""Chat and conversation of an Authorization header; raises HTTPException 401."""


def build_media_router(chat: WebChat, caller: Caller, writings: Bucket) -> APIRouter:
    """The routes for photos and files; `writings` is how fast one visitor may write."""
    router = APIRouter()

    @router.post("/photos", status_code=202)
    def bring(
        file: Annotated[UploadFile, File()],
        key: Annotated[str, Form(max_length=60)],
        authorization: Annotated[str, Header()] = "",
    ) -> dict[str, str]:
        """A photo."""
        chat_id, _ = caller(authorization)
        if not writings.take(chat_id):
            raise HTTPException(429)
        chat.bring(chat_id, key, file.file.read(MAX_BYTES + 1))
        return {"ack": key}

    @router.get("/photos/{name}")
    def photo(name: str) -> FileResponse:
        """A photo by its unguessable name."""
        path = chat.photos.path(name)
        if path is None:
            raise HTTPException(404)
        return FileResponse(path, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=86400"})

    @router.get("/files/{ref}")
    def sent_file(ref: str, authorization: Annotated[str, Header()] = "") -> Response:
        """A file that was sent to this chat, to be saved under its name. 410 when it has expired."""
        _, conversation_id = caller(authorization)
        found = chat.file(conversation_id, ref)
        headers = {"Content-Disposition": found.disposition, "Cache-Control": "private, no-store"}
        return Response(found.content, media_type=found.mime, headers=headers)

    return router
