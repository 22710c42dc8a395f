"""The ways to answer a question, and finding the one a person means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.messages import Style

T = TypeVar("T")
ALTERNATIVES = "|"
"""Separates values heard that could each be meant: a tie is a question, never a guess."""

MARKS = "。.!！?？~～,， "
"""Marks around a short answer that change nothing about it."""


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One way to answer. `key` is what is stored: an id, never a label. `words` are other ways to say it."""

    key: str
    label: str
    value: T
    words: tuple[str, ...] = ()
    hint: str = ""
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Offered:
    """An option as the conversation remembers it: enough to read an answer, nothing of code."""

    key: str
    label: str
    words: tuple[str, ...] = ()


def find(options: Iterable[Offered | Option[T]], text: str) -> str | None:
    """The key of the option meant by a number, a key, a label, a synonym, or a part of exactly one label."""
    listed, said = list(options), _fold(text)
    if said.isdecimal() and 0 < int(said[:6]) <= len(listed):
        return listed[int(said[:6]) - 1].key
    for option in listed:
        if said in {_fold(option.key), _fold(option.label), *map(_fold, option.words)}:
            return option.key
    near = [option.key for option in listed if len(said) > 1 and said in _fold(option.label)]
    return near[0] if len(near) == 1 else None


def among(options: Sequence[Option[T]], heard: str) -> list[Option[T]]:
    """The options that something heard may mean; alternatives are separated by `ALTERNATIVES`."""
    keys = [find(options, part) for part in heard.split(ALTERNATIVES)]
    return [option for option in options if option.key in keys]


def _fold(text: str) -> str:
    return text.strip().strip(MARKS).casefold()
