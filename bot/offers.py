"""What a salon gives to new members, for birthdays and for paying in, told to who asks what offers there are."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine.chat import Chat
from bot.messages import Card
from bot.texts import formats
from core.catalog import service as catalog
from core.coupon import service as coupons
from core.kit.localized import pick
from core.store import service as stores

TOPICS = ("newcomer", "birthday", "top_up")
"""Offers that can be asked for by themselves; their words are the catalogues' `about_<topic>`."""


def tell_offers(chat: Chat) -> bool:
    """Cards of the offers asked for, of all that concern this person when none was named. False when there is none."""
    asked = [topic for topic in TOPICS if chat.speaks_of(topic)]
    is_member = chat.person.member_id is not None
    told = asked or [topic for topic in TOPICS if topic != "newcomer" or not is_member]
    cards = [Card(chat.text(f"offers.{topic}"), lines) for topic in told if (lines := tuple(_LINES[topic](chat)))]
    chat.reply.cards.extend(cards)
    return bool(cards)


def names_one(chat: Chat) -> bool:
    """Whether one kind of offer was asked for, and not what there is altogether."""
    return any(chat.speaks_of(topic) for topic in TOPICS)


def _newcomer(chat: Chat) -> Iterator[str]:
    yield from _pack(chat, coupons.policy_of(chat.work).newcomer_pack)
    for item in catalog.list_treatments(chat.work):
        if "first" in item.helps:
            price = formats.money(min(variation.price_fen for variation in item.variations))
            yield chat.text("about.price_line", name=pick(item.name, chat.language), price=price)


def _birthday(chat: Chat) -> Iterator[str]:
    policy = coupons.policy_of(chat.work)
    given = list(_pack(chat, policy.birthday_pack))
    yield from given
    if given:
        yield chat.text("offers.birthday_when", days=policy.birthday_days_before)
    percent = stores.list_stores(chat.work)[0].settings.points.birthday_percent
    if percent > 100:
        yield chat.text("offers.birthday_points", times=f"{percent / 100:g}")


def _pack(chat: Chat, code: str | None) -> Iterator[str]:
    """The coupons of a pack, one a line, counted."""
    pack = next((each for each in coupons.list_packs(chat.work) if each.code == code), None)
    kinds = {each.code: each for each in coupons.list_templates(chat.work)}
    for kind, count in pack.items if pack else ():
        if kind in kinds:
            name = pick(kinds[kind].name, chat.language)
            yield name if count == 1 else chat.text("coupon.times", line=name, count=count)


def _top_up(chat: Chat) -> Iterator[str]:
    """The steps of paying in, of each store where they differ."""
    listed = stores.list_stores(chat.work)
    steps = {store.name["zh"]: store.settings.wallet.steps for store in listed}
    for store in listed if len(set(steps.values())) > 1 else listed[:1]:
        place = f"{pick(store.name, chat.language)} " if len(set(steps.values())) > 1 else ""
        for step in store.settings.wallet.steps:
            told = chat.text("prepaid.step", pay=formats.money(step.pay_fen), gift=formats.money(step.gift_fen))
            yield place + told


_LINES = {"newcomer": _newcomer, "birthday": _birthday, "top_up": _top_up}
