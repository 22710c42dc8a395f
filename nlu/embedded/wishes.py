"""Two wishes in one message: where it may fall apart, and whether it does there.

Whether a second wish begins is not in a word: 「顺便」 may be left out, and a comma may stand before a reason. So each
place where a message may fall apart is judged by what both halves are taken for, alone and within the whole; how much
each of these says was learnt from messages of two wishes and from all those of one (`split_trainer`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float32]

KINDS = ("and", "stop", "breath", "soft")
"""How two wishes may be joined, the plainest first: a word for it, a full stop, a comma or space, nothing."""

_E = r"(?![a-z])"
_B = r"(?<![a-z])"
_AND = re.compile(
    r"(?P<drop>[,。.!?;~、\s]*(?:顺便|顺带|顺路|另外|还有就是|还有|对了|同时|然后|接着|哦对|再顺便"
    rf"|{_B}(?:also|by the way|btw|plus|oh and|and also|and then|then|while (?:you're|ur|you are) at it"
    rf"|and(?= (?:also|what|whats|when|where|how|show|check|tell|can|could|do|is|are|please|my|the|i|give|book|add|put"
    rf"|get|delete|use|let|who|by))){_E})[,，\s]*)"
    r"|(?P<keep>[,。.!?;~、\s]*(?=再(?:帮我|给我|替我|查|看|问|约|加|续|充|换|报|来)))"
)
_STOP = re.compile(r"[。!?;\n]+\s*|\.(?=\s|$)\s*|[?!]+\s*")
_BREATH = re.compile(
    r"[,、~…]+\s*|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fffa-z0-9])|(?<=[a-z0-9])\s+(?=[\u4e00-\u9fff])"
)
_SOFT = re.compile(
    r"(?<=[吗呢吧了啊呀啦哦没嘛么不行])(?=[\u4e00-\u9fff])|(?=还(?:有|要|想|能)|也(?:帮|给|发|报|看)|多少钱|什么价|啥价|怎么[走去停]"
    rf"|地址|有没有|顺手)|\s+(?={_B}(?:and|but|what|whats|what's|when|where|how|can|could|do|is|are|any|actually|if|who){_E})"
)
_PATTERNS = dict(zip(KINDS, (_AND, _STOP, _BREATH, _SOFT), strict=True))
_MOST = 3
"""Places looked at in a message; each costs the reading of two halves."""
_SHORTEST = 2
_LONGEST = 160
_UNSURE = 0.9
"""Without a joining word or sign a message is only looked at closer when it is not surely one thing."""

_PLAIN = 21
"""What is known of a cut besides the intents of its halves."""

_SAME_MATTER = (
    frozenset(["book_appointment", "query_availability", "recommend_service"]),
    frozenset(["reschedule_appointment", "cancel_appointment", "late_notice", "query_appointment", "correct_slot"]),
    frozenset(["complaint", "give_review", "chitchat"]),
    frozenset(["upload_post", "post_reward_status"]),
    frozenset(["get_invite_code", "referral_reward"]),
    frozenset(["redeem_coupon", "staff_redeem", "list_coupons"]),
    frozenset(["affirm", "greet", "thanks", "goodbye", "chitchat", "deny", "abort_flow", "out_of_scope"]),
    frozenset(["affirm", "staff_confirm"]),
    frozenset(["deny", "staff_reject"]),
)
"""Intents that half a sentence is easily taken for beside the other half."""

_EITHER = frozenset(["affirm", "deny"])
_NO_WISH = frozenset(
    [
        "inform", "chitchat", "out_of_scope", "greet", "thanks", "goodbye", "repeat", "help", "bot_challenge",
    ]
)  # fmt: skip
"""What stands beside a wish mostly without being one: values, politeness, breath."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a message may fall into two."""

    left: str
    right: str
    kind: str


@dataclass(frozen=True, slots=True)
class Splitter:
    """What was learnt of it: a weight for each feature, the intents in the order of their weights."""

    weights: Weights
    intents: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether there is a weight for each feature there is today."""
        return self.weights.shape == (1 + _PLAIN + 2 * len(self.intents),)

    def sure(self, seen: Seen) -> float:
        """How surely the message is two wishes, falls apart just here, and both halves are read rightly."""
        found = features(seen, self.intents)
        return float(1 / (1 + np.exp(-(self.weights @ found)))) if found is not None else 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A cut and how likely each intent is for the whole, its left and its right."""

    cut: Cut
    whole: dict[str, float]
    left: dict[str, float]
    right: dict[str, float]

    @property
    def pair(self) -> tuple[str, str]:
        """What both halves are taken for."""
        return _best(self.left), _best(self.right)


def cuts(text: str, *, whole: float) -> list[Cut]:
    """Where a normalised message may fall apart, the plainest places first; `whole` is how surely it is one thing."""
    found: dict[int, Cut] = {}
    for kind in KINDS:
        if kind == "soft" and (whole >= _UNSURE or len(text) > _LONGEST):
            break
        for cut, at in _of_kind(text, kind):
            near = any(abs(at - other) <= 1 for other in found)
            if not near and min(len(cut.left), len(cut.right)) >= _SHORTEST:
                found[at] = cut
        if len(found) >= _MOST:
            break
    return list(found.values())[:_MOST]


def _of_kind(text: str, kind: str) -> Iterator[tuple[Cut, int]]:
    for match in _PATTERNS[kind].finditer(text):
        left, right = text[: match.start()].strip(" ,"), text[match.end() :].strip(" ,")
        yield Cut(left, right, kind), match.end()


def features(seen: Seen, intents: Sequence[str]) -> Weights | None:
    """What is known of a cut as numbers; None when both halves are the same wish."""
    one, other = seen.pair
    if one == other:
        return None
    whole = _best(seen.whole)
    left, right = seen.left[one], seen.right[other]
    ones = [
        *(float(seen.cut.kind == kind) for kind in KINDS),
        _logit(left), _logit(right), _logit(min(left, right)),
        _log(seen.whole.get(one, 0.0)), _log(seen.whole.get(other, 0.0)), _logit(seen.whole[whole]),
        _log(seen.whole.get(one, 0.0) + seen.whole.get(other, 0.0)),
        _log(seen.right.get(one, 0.0)), _log(seen.left.get(other, 0.0)),
        float(whole == one), float(whole == other),
        float(any(one in matter and other in matter for matter in _SAME_MATTER)),
        float(np.log(_length(seen.cut.left))), float(np.log(_length(seen.cut.right))),
        float(_is_staff(one) != _is_staff(other)), float(_is_staff(one) != _is_staff(other) and one not in _EITHER),
        float((one in _NO_WISH) + (other in _NO_WISH)),
    ]  # fmt: skip
    named = np.zeros(2 * len(intents), np.float32)
    for name, shift in ((one, 0), (other, len(intents))):
        if name in intents:
            named[shift + intents.index(name)] = 1
    return np.concatenate([np.array([1.0, *ones], np.float32), named])


def best_cut(seen: Sequence[Seen], splitter: Splitter) -> tuple[Seen, float] | None:
    """The cut that is likeliest one, and how likely; None when there is none."""
    if not seen:
        return None
    judged = [(each, splitter.sure(each)) for each in seen]
    return max(judged, key=lambda pair: pair[1])


def _is_staff(name: str) -> bool:
    """Nobody is a colleague in one half of a message and a member in the other."""
    return name.startswith("staff_")


def _best(of: dict[str, float]) -> str:
    return max(of, key=lambda name: of[name])


def _length(text: str) -> int:
    """In characters of Chinese: a Latin word is about two."""
    return len(re.findall(r"[\u4e00-\u9fff]|[a-z]{1,5}|\d+", text)) or 1


def _log(share: float) -> float:
    return float(np.log(max(share, 1e-4)))


def _logit(share: float) -> float:
    share = min(max(share, 1e-4), 1 - 1e-4)
    return float(np.log(share / (1 - share)))
