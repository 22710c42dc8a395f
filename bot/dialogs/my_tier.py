"""我的等级: where a member stands, what it gives, and how far it is to the next level (G5)."""

from __future__ import annotations

import datetime as dt

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.messages import Card
from bot.texts import formats
from core.kit.localized import pick
from core.store import service as stores
from core.tier import service as tiers
from core.tier.schemas import Perks, TierStanding, TierStep

_INSTANT = dt.timedelta(microseconds=1)


@dialog("my_tier", intents=("member_level",), hears=("words",), command="level", needs_member=True, at_once=True)
def my_tier(chat: Chat) -> None:
    """The level, its perks, what is missing to the next one, and until when it is kept; all levels where they are asked
    for."""
    assert chat.person.member_id is not None
    if chat.speaks_of("levels"):
        steps = tiers.ladder(chat.work, chat.person.member_id)
        chat.reply.cards.append(Card(chat.text("level.all"), tuple(_step(chat, each) for each in steps)))
        return
    standing = tiers.standing(chat.work, chat.person.member_id)
    chat.reply.cards.append(_card(chat, standing))
    if standing.next_tier is not None:
        chat.say("level.how_far", missing=_missing(chat, standing), tier=chat.text(f"tier.{standing.next_tier.value}"))
    else:
        chat.say("level.highest")


def _card(chat: Chat, standing: TierStanding) -> Card:
    lines = [chat.text("level.counted", spend=formats.money(standing.spend_fen), visits=standing.visits)]
    lines += [chat.text("level.perk", what=what) for what in perks_told(chat, standing.perks)] or [
        chat.text("level.no_perks")
    ]
    if standing.next_tier is not None and standing.next_perks is not None:
        what = chat.text("level.and").join(perks_told(chat, standing.next_perks))
        if what:
            lines.append(chat.text("level.next", tier=chat.text(f"tier.{standing.next_tier.value}"), what=what))
    if standing.kept_until is not None:
        zone = stores.list_stores(chat.work)[0].zone
        until = formats.dated(standing.kept_until - _INSTANT, zone, chat.language).rpartition(" ")[0]
        lines.append(chat.text("level.grace" if standing.is_grace else "level.kept", until=until))
    return Card(chat.text("level.title", tier=chat.text(f"tier.{standing.tier.value}")), tuple(lines))


def _step(chat: Chat, step: TierStep) -> str:
    """One level in a line: what it gives, and how far it is."""
    gaps = _gaps(chat, step.missing.fen, step.missing.points, step.missing.visits)
    return chat.text(
        "level.step",
        tier=chat.text(f"tier.{step.tier.value}"),
        what=chat.text("level.and").join(perks_told(chat, step.perks)) or chat.text("level.basic"),
        missing=gaps or "none",
    )


def perks_told(chat: Chat, perks: Perks) -> list[str]:
    """What a level gives, one phrase each."""
    told = []
    if perks.discount_percent:
        told.append(chat.text("level.discount", share=formats.percent(100 - perks.discount_percent, chat.language)))
    if perks.priority_days:
        told.append(chat.text("level.priority", days=perks.priority_days))
    return told + [pick(words, chat.language) for words in perks.words]


def _missing(chat: Chat, standing: TierStanding) -> str:
    return _gaps(chat, standing.missing_fen, standing.missing_points, standing.missing_visits)


def _gaps(chat: Chat, fen: int | None, points: int | None, visits: int | None) -> str:
    parts = []
    if fen:
        parts.append(chat.text("level.missing_spend", amount=formats.money(fen)))
    if points:
        parts.append(chat.text("level.missing_points", points=points))
    if visits:
        parts.append(chat.text("level.missing_visits", visits=visits))
    return chat.text("level.and").join(parts)
