"""One part of an answer becomes one call of the Bot API."""

from __future__ import annotations

from aiogram import Bot
from aiogram.client.default import Default
from aiogram.methods.base import Response, TelegramMethod
from aiogram.types import BufferedInputFile, FSInputFile, InputFile, InputMediaPhoto
from pydantic import BaseModel

from bot.channels.telegram.render import Part, Picture
from bot.media import PhotoStore
from core.document.schemas import DocumentOut


class _Sent(BaseModel):
    """All that is wanted of a message that arrived."""

    message_id: int


class _Text(TelegramMethod[_Sent]):
    """sendMessage, with its keyboard written out at once: aiogram's own goes through each button three times, and reads
    the whole message that comes back; together a third of what sending takes."""

    __returning__ = _Sent
    __api_method__ = "sendMessage"

    chat_id: int
    text: str
    reply_markup: str | None
    parse_mode: Default = Default("parse_mode")
    link_preview_options: Default = Default("link_preview")


_ANSWER = Response[_Sent]
"""Held, because pydantic forgets a generic model that nobody holds: made anew for an answer it costs more than the
sending."""


async def post(bot: Bot, chat_id: str, part: Part, photos: PhotoStore, document: DocumentOut | None) -> int:
    """Sends a part and returns the message's id, of an album the first one's. A photo that is gone is left out."""
    to = int(chat_id)
    if document is not None:
        upload = BufferedInputFile(document.content, document.name)
        return (await bot.send_document(to, upload, reply_markup=part.keyboard)).message_id
    found = [(picture, file) for picture in part.pictures if (file := _file(picture, photos)) is not None]
    if not found:
        keyboard = None if part.keyboard is None else part.keyboard.model_dump_json(exclude_none=True)
        return (await bot(_Text(chat_id=to, text=part.text or "…", reply_markup=keyboard))).message_id
    if len(found) == 1:
        picture, file = found[0]
        sent = await bot.send_photo(to, file, caption=picture.caption or None, reply_markup=part.keyboard)
        return sent.message_id
    album = [InputMediaPhoto(media=file, caption=picture.caption or None) for picture, file in found]
    return (await bot.send_media_group(to, list(album)))[0].message_id


def _file(picture: Picture, photos: PhotoStore) -> InputFile | None:
    if picture.drawn is not None:
        return BufferedInputFile(picture.drawn, "code.png")
    path = photos.path(picture.name or "")
    return None if path is None else FSInputFile(path)
