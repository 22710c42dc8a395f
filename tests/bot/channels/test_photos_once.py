"""A photo that a page brings again, because it did not hear, is stored once."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from bot.channels.webchat.chat import WebChat
from bot.channels.webchat.sessions import Sessions
from bot.gateway import Gateway
from bot.media import PhotoStore


def test_a_photo_brought_twice_is_one_file(gateway: Gateway, tmp_path: Path) -> None:
    data = io.BytesIO()
    Image.new("RGB", (8, 8)).save(data, "JPEG")
    folder = tmp_path / "photos"
    chat = WebChat(gateway, Sessions(b"secret"), PhotoStore(folder))
    for key in ("one", "one", "two"):
        chat.bring("visitor", key, data.getvalue())
    assert len(list(folder.iterdir())) == 2
