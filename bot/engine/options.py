"""The ways to answer a question, and finding the one a person means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Generic, TypeVar

from bot.messages import Style
from nlu.entities.places import place_in, without_manners

T = TypeVar("T")
ALTERNATIVES = "|"
"""Separates values heard that could each be meant: a tie is a question, never a guess."""

JOINED = "+"
"""Joins values heard that are all meant: a facial and nails."""

_SIDES = re.compile(r"[,，(（·]")
_WAYS_OUT = frozenset(["cancel", "handoff"])
"""Keys of what leaves a question: never what somebody means who wraps an answer into other words."""
_WORD = re.compile(r"[^\W_]+")
_COMMA = re.compile(r"(?<=[^\d\W])[,，]|['’]")

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
    """An option as the conversation remembers it: enough to read an answer and to show it again, nothing of code."""

    key: str
    label: str
    words: tuple[str, ...] = ()
    hint: str = ""
    style: Style = "plain"


Listed = TypeVar("Listed", bound=Offered | Option[Any])


def find(options: Iterable[Offered | Option[T]], text: str) -> str | None:
    """The key of the option of a list on display meant by its name (as `named` finds it), its number or its place."""
    listed, said = list(options), _fold(text)
    if is_number(said) and not said.startswith("00") and 0 < int(said[:6]) <= len(listed):  # 0001 ends a phone
        return listed[int(said[:6]) - 1].key
    key = named(listed, text)
    if key is not None:
        return key
    at = place_in(text.strip(MARKS), len(listed))
    return None if at is None else listed[at].key


def named(options: Iterable[Offered | Option[T]], text: str) -> str | None:
    """The key of the option meant by a key, a label, a synonym, or a part of exactly one label."""
    listed, said = list(options), _fold(text)
    found = spelled(listed, text)
    if found is not None or is_number(said) or len(said) < 2:
        return found
    near = [option.key for option in listed if _is_part(said, option.label)]
    if len(near) == 1:
        return near[0]
    led = [option.key for option in listed if said == _fold(_SIDES.split(option.label)[0])]
    if len(led) == 1:
        return led[0]
    bare = without_manners(text)
    return _of_words([option for option in listed if option.key not in _WAYS_OUT], bare) if bare else None


def _of_words(listed: Sequence[Offered | Option[T]], bare: str) -> str | None:
    """The option that is named by a few of its words ("back" of "Back, Neck and Shoulder"), each a whole one."""
    found = spelled(listed, bare)
    if found is not None:
        return found
    said = set(bare.split())
    near = [option.key for option in listed if said and said <= set(_WORD.findall(option.label.casefold()))]
    return near[0] if len(near) == 1 and len(bare) > 2 else None


def _is_part(said: str, label: str) -> bool:
    """A part of a Chinese label; of an English one only from the beginning of a word on: "Jo" joins no waitlist."""
    if not said.isascii():
        return said in _fold(label)
    words = _fold(label, " ").split()
    return said in words or (len(said) > 2 and any("".join(words[at:]).startswith(said) for at in range(len(words))))


def spelled(options: Iterable[Offered | Option[T]], text: str) -> str | None:
    """The key of the option whose key, label or synonym the text is, nothing less."""
    said = _fold(text)
    for option in options:
        if said in {_fold(option.key), _fold(option.label), *map(_fold, option.words)}:
            return option.key
    return None


def is_number(text: str) -> bool:
    """Whether a text is nothing but a number, whatever marks stand around it."""
    return _fold(text).isdecimal()


def among(options: Sequence[Option[T]], heard: str) -> list[Option[T]]:
    """The options that something heard may mean; alternatives are separated by `ALTERNATIVES`.

    Nobody has seen this list yet: a number heard is the id of something, never a place in the list.
    """
    keys = [named(options, part) for part in heard.split(ALTERNATIVES)]
    return [option for option in options if option.key in keys]


def spoken_of(options: Sequence[Listed], text: str, least: int = 2) -> list[Listed]:
    """The options whose label shares the longest run of signs with a sentence, `least` signs or more."""
    said = _fold(text)
    shared = {id(each): _run(_fold(each.label), said) for each in options}
    most = max(shared.values(), default=0)
    return [each for each in options if shared[id(each)] == most] if most >= least else []


def _run(one: str, other: str) -> int:
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size


def _fold(text: str, joint: str = "") -> str:
    """What is compared: 「60分钟」 is the option 「60 分钟」, and "yes, that’s right" is "yes thats right"."""
    return joint.join(_COMMA.sub("", text).strip().strip(MARKS).casefold().split())
