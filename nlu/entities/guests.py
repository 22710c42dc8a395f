"""Names and phones of several people, as somebody who brings them writes them down: 小红 13900000000、小兰."""

from __future__ import annotations

import re

MAX_NAME = 40
_BETWEEN = re.compile(r"[、,，;；/\n]+|(?<![a-z])and(?![a-z])|[和跟]", re.IGNORECASE)
_PHONE = re.compile(r"\+?\d[\d -]{6,18}\d")


def read_guest(text: str) -> tuple[str, str | None] | None:
    """A name and, where one was written, a phone; None when there is no name."""
    phone = _PHONE.search(text)
    name = " ".join((text.replace(phone[0], " ") if phone else text).split())
    if not 0 < len(name) <= MAX_NAME or not any(letter.isalpha() for letter in name):
        return None
    return name, re.sub(r"[ -]", "", phone[0]) if phone else None


def read_guests(text: str) -> list[tuple[str, str | None]] | None:
    """Several of them in order; None when one has no name."""
    found = [read_guest(part) for part in _BETWEEN.split(text) if part.strip()]
    return None if None in found else [guest for guest in found if guest is not None]
