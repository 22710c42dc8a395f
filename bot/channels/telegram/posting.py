"""One part of an answer becomes one call of the Bot API."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import BufferedInputFile, FSInputFile, InputFile, InputMediaPhoto

from bot.channels.telegram.render import Part, Picture
from bot.media import PhotoStore
from core.document.schemas import DocumentOut


async def post(bot: Bot, chat_id: str, part: Part, photos: PhotoStore, document: DocumentOut | None) -> int:
    """Sends a part and returns the message's id, of an album the first one's. A photo that is gone is left out."""
    to = int(chat_id)
    if document is not None:
        upload = BufferedInputFile(document.content, document.name)
        return (await bot.send_document(to, upload, reply_markup=part.keyboard)).message_id
    found = [(picture, file) for picture in part.pictures if (file := _file(picture, photos)) is not None]
    if not found:
        sent = await bot.send_message(to, part.text or "…", reply_markup=part.keyboard)
        return sent.message_id
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
