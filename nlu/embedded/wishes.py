"""Two wishes in one message: where it falls apart, and which of its parts are wishes of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlu.reading import Intent

# Who says one of these begins something new; whoever only takes breath may be giving a reason.
_AND = re.compile(
    r"[,。!?;~、\s]*(?:顺便|顺带|另外|还有就是|还有|对了|同时|然后|再帮我|再给我|再查|再看|再问|哦对"
    r"|(?<![a-z])(?:also|by the way|btw|plus|oh and"
    r"|and (?:also|what|when|how|show|check|tell|can|do|is|are|please|my))(?![a-z]))[,\s]*"
)
_BREATH = re.compile(r"[,。!?;~、\n]+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")

_SURE_AFTER_AND, _SURE_AFTER_BREATH = 0.5, 0.75
_SHORTEST = 2

_NOT_ALONE = frozenset(
    [
        "inform", "affirm", "deny", "correct_slot", "greet", "thanks", "goodbye", "chitchat", "out_of_scope", "repeat",
        "abort_flow", "bot_challenge", "help", "human_handoff",
    ]
)  # fmt: skip
"""What stands beside a wish without being one: values, politeness, breath."""

_SAME_MATTER = (
    frozenset(["book_appointment", "query_availability", "recommend_service"]),
    frozenset(["reschedule_appointment", "cancel_appointment", "late_notice", "query_appointment"]),
    frozenset(["complaint", "give_review"]),
    frozenset(["upload_post", "post_reward_status"]),
    frozenset(["get_invite_code", "referral_reward"]),
    frozenset(["unsubscribe", "delete_data"]),
)
"""Intents that half a sentence is easily taken for beside the other half; only a clear "and" tells them apart."""


def parts(text: str) -> tuple[list[str], list[bool]]:
    """The pieces of a message, and for each whether a clear "and" stands before it; nothing when it is of one piece."""
    pieces: list[str] = []
    after_and: list[bool] = []
    for at, stretch in enumerate(_AND.split(text)):
        for number, piece in enumerate(_BREATH.split(stretch)):
            if len(piece.strip()) >= _SHORTEST:
                pieces.append(piece.strip())
                after_and.append(at > 0 and number == 0)
    return (pieces, after_and) if len(pieces) > 1 else ([], [])


def several(whole: Intent, of_parts: Sequence[Intent], after_and: Sequence[bool]) -> list[Intent]:
    """The wishes of a message in the order they were said; only the whole's when its parts are no wishes of their own.

    A second wish needs a clear part of its own, of another matter or behind a clear "and".
    """
    found: list[Intent] = []
    for intent, is_after_and in zip(of_parts, after_and, strict=True):
        needed = _SURE_AFTER_AND if is_after_and else _SURE_AFTER_BREATH
        if intent.name in _NOT_ALONE or intent.confidence < needed or intent.name in {kept.name for kept in found}:
            continue
        if found and not is_after_and and _is_one_matter(found[-1].name, intent.name):
            continue
        found.append(intent)
    return found[:2] if len(found) > 1 else [whole]


def _is_one_matter(one: str, other: str) -> bool:
    return any(one in matter and other in matter for matter in _SAME_MATTER)
