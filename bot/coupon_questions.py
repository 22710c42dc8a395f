"""What members ask of their coupons beside the list: which ends first, which go together, why one cannot be used."""

from __future__ import annotations

from collections.abc import Sequence

from bot import coupon_words
from bot.engine.chat import Chat
from bot.engine.options import Option, spoken_of
from core.coupon.schemas import CouponOut
from core.kit.localized import pick

_LEAST = 3
"""Signs of a coupon's name that a text has to share with it, to be about just that coupon."""


def named(chat: Chat, held: Sequence[CouponOut]) -> CouponOut | None:
    """The one coupon that is spoken of by its name: 「满500减100能用在美甲上吗」."""
    options = [Option(str(each.id), pick(each.name, chat.language), each) for each in held]
    found = spoken_of(options, chat.noted("words") or "", _LEAST)
    return found[0].value if found and len({each.label for each in found}) == 1 else None


def answer(chat: Chat, held: Sequence[CouponOut]) -> None:
    """Says what was asked for, above the list."""
    if not held:
        return
    if chat.speaks_of("over"):
        chat.say("coupons.over_cannot")
    elif chat.speaks_of("giving_away"):
        chat.say("coupons.not_given_away")
    elif chat.speaks_of("ending"):
        first = min(held, key=lambda each: each.ends_at)
        until = coupon_words.last_day(chat, first)
        chat.say("coupons.ends_first", name=pick(first.name, chat.language), until=until)
    elif chat.speaks_of("together"):
        _together(chat, held)
    elif chat.speaks_of("not_working"):
        chat.say("coupons.not_working")
    chat.frame.noted.pop("words", None)


def _together(chat: Chat, held: Sequence[CouponOut]) -> None:
    """One of each group goes on a bill; those that stand alone go with no other."""
    groups: dict[str, list[str]] = {}
    for each in held:
        groups.setdefault("" if each.terms.alone else each.terms.group, []).append(pick(each.name, chat.language))
    alone = groups.pop("", [])
    either = chat.text("coupons.either")
    told = [either.join(dict.fromkeys(names)) for names in groups.values()]
    if len(told) > 1:
        chat.say("coupons.together", groups=chat.text("coupon.plus").join(f"({each})" for each in told))
    else:
        chat.say("coupons.one_only")
    if alone:
        chat.say("coupons.only_alone", names=chat.text("coupon.comma").join(dict.fromkeys(alone)))
