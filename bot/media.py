"""Photos that people send: checked, re-encoded without EXIF and GPS, kept under a name nobody can guess."""

from __future__ import annotations

import io
import secrets
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from core.kit.errors import Refusal

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 25_000_000
LONGEST_SIDE = 2048


class BadPhoto(Refusal):
    """No picture, too large, or of more pixels than any phone takes."""

    code = "media.bad_photo"
    status = 422


class PhotoTooLarge(BadPhoto):
    """More bytes than are taken. Field: `limit` in MB."""

    code = "media.too_large"
    status = 413


class PhotoStore:
    """A folder of photos."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, data: bytes) -> str:
        """Stores a photo and returns its name. Raises BadPhoto."""
        if len(data) > MAX_BYTES:
            raise PhotoTooLarge(limit=MAX_BYTES // 1024 // 1024)
        picture = _decode(data)
        name = f"{secrets.token_hex(16)}.jpg"
        self._folder.mkdir(parents=True, exist_ok=True)
        picture.save(self._folder / name, "JPEG", quality=85)
        return name

    def drop(self, name: str) -> None:
        """Deletes a photo; harmless when it is gone already."""
        path = self.path(name)
        if path is not None:
            path.unlink(missing_ok=True)

    def path(self, name: str) -> Path | None:
        """The file of a name given out by `keep`."""
        stem, dot, ending = name.partition(".")
        if not (dot and ending == "jpg" and len(stem) == 32 and all(letter in "0123456789abcdef" for letter in stem)):
            return None
        path = self._folder / name
        return path if path.is_file() else None


def _decode(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            # A 17 KiB file may unfold to 700 MB with no more than this warning.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
            if picture.width * picture.height > MAX_PIXELS:
                raise BadPhoto
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError) as wrong:
        raise BadPhoto from wrong
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    return clean
