"""How names, phones and notes are tidied before they are kept. Pure: no database, no clock."""

from __future__ import annotations

import re
import unicodedata

from core.member.errors import BadLanguage, BadName, BadNote, BadPhone

LONGEST_NAME = 80
_SIGNS = re.compile(r"[\s\-().·/]+")
_CHINESE_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_INTERNATIONAL = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2}(_[A-Z]{2})?")


def tidy_phone(text: str) -> str:
    """A phone in the form +8613900001234 (E.164); eleven digits of a Chinese mobile need no country code.

    Raises BadPhone.
    """
    digits = _SIGNS.sub("", unicodedata.normalize("NFKC", text))
    digits = "+" + digits[2:] if digits.startswith("00") else digits
    if _CHINESE_MOBILE.fullmatch(digits) or re.fullmatch(r"86" + _CHINESE_MOBILE.pattern, digits, re.ASCII):
        digits = "+86" + digits[-11:]
    if not _INTERNATIONAL.fullmatch(digits):
        raise BadPhone
    if digits.startswith("+86") and not _CHINESE_MOBILE.fullmatch(digits[3:]):
        raise BadPhone
    return digits


def tidy_name(text: str) -> str:
    """A name on one line, without what no keyboard shows. Raises BadName."""
    name = " ".join(_visible(text).split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise BadName(longest=LONGEST_NAME)
    return name


def name_key(name: str) -> str:
    """A name as it is compared: however it is spaced and in capitals or not."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def tidy_note(text: str, longest: int) -> str | None:
    """A note as it is kept; an empty one is none. Raises BadNote."""
    note = "\n".join(" ".join(line.split()) for line in _visible(text).strip().splitlines())
    if len(note) > longest:
        raise BadNote(longest=longest)
    return note or None


def tidy_language(text: str) -> str:
    """A language code as Meiyue writes it ("zh-CN" → "zh_CN"). Raises BadLanguage."""
    language = text.strip().replace("-", "_")
    if not _LANGUAGE.fullmatch(language):
        raise BadLanguage(language=text[:20])
    return language


def _visible(text: str) -> str:
    """Without control and direction characters, which could make a name read as another one."""
    return "".join(sign for sign in text if sign == "\n" or sign.isspace() or unicodedata.category(sign)[0] != "C")
