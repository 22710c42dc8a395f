"""Names of files that no disk and no browser misreads."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

MAX_NAME = 80
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_MIME = re.compile(r"[a-z0-9][a-z0-9.+-]{0,38}/[a-z0-9][a-z0-9.+-]{0,38}")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,10}$")


def safe_name(name: str) -> str:
    """A name without paths, control and direction characters and reserved words; the ending stays, "file" if empty."""
    visible = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C")
    tidy = _FORBIDDEN.sub("-", visible).strip(" .-")
    if not tidy or _RESERVED.match(tidy):
        tidy = f"file-{tidy}".rstrip("-") if tidy else "file"
    if len(tidy) <= MAX_NAME:
        return tidy
    found = _ENDING.search(tidy)
    ending = found.group() if found else ""
    return tidy[: MAX_NAME - len(ending)].rstrip(" .") + ending


def safe_mime(mime: str) -> str:
    """A type that is one; anything else is bytes, which no program tries to run or show."""
    tidy = mime.strip().lower()
    return tidy if _MIME.fullmatch(tidy) else "application/octet-stream"


def disposition(name: str) -> str:
    """`Content-Disposition` (RFC 6266): saved, never shown; the name in full for those who read UTF-8 (RFC 5987)."""
    plain = "".join(letter if letter.isascii() and letter not in '"\\%' else "_" for letter in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
