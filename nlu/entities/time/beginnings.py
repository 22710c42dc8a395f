"""With which signs a pattern can begin, told from the tree that `re` itself makes of it.

Of 168 patterns hardly twenty begin with a given sign, and none with most; trying only those costs a fifth.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

Signs = frozenset[str]

_PARSER: Any = import_module("re._parser")
_CATEGORIES = {"CATEGORY_DIGIT": str.isdecimal, "CATEGORY_SPACE": str.isspace}


def beginnings(pattern: str, among: Signs) -> Signs:
    """The signs that what the pattern matches may begin with; all of them where that is not plain to see."""
    return _of_run(_PARSER.parse(pattern), among)[0]


def _of_run(items: Iterable[Any], among: Signs) -> tuple[Signs, bool]:
    """With what a run of items may begin, and whether it may match nothing, so that the next one begins."""
    found: Signs = frozenset()
    for operation, value in items:
        begins, may_be_nothing = _of_item(str(operation), value, among)
        found |= begins
        if not may_be_nothing:
            return found, False
    return found, True


def _of_item(operation: str, value: Any, among: Signs) -> tuple[Signs, bool]:
    match operation:
        case "AT" | "ASSERT" | "ASSERT_NOT":
            found: tuple[Signs, bool] = frozenset(), True
        case "LITERAL":
            found = among & {chr(value)}, False
        case "IN":
            found = frozenset(sign for sign in among if any(_is_in(member, sign) for member in value)), False
        case "SUBPATTERN":
            found = _of_run(value[-1], among)
        case "BRANCH":
            branches = [_of_run(branch, among) for branch in value[1]]
            found = frozenset().union(*(begins for begins, _ in branches)), any(nothing for _, nothing in branches)
        case "MAX_REPEAT" | "MIN_REPEAT":
            least, _, inner = value
            begins, nothing = _of_run(inner, among)
            found = begins, nothing or least == 0
        case _:
            found = among, True
    return found


def _is_in(member: Any, sign: str) -> bool:
    """Of a class in brackets; whatever is not known here, as a class turned round, holds every sign."""
    operation, value = member
    match str(operation):
        case "LITERAL":
            return bool(value == ord(sign))
        case "RANGE":
            return bool(value[0] <= ord(sign) <= value[1])
        case "CATEGORY" if str(value) in _CATEGORIES:
            return _CATEGORIES[str(value)](sign)
    return True
