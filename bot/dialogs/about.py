"""Answers out of the store's own data: prices, hours, address."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from bot.dialogs.finding import next_weekdays
from bot.dialogs.unlisted import tell_unlisted
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import ALTERNATIVES
from bot.messages import Card
from bot.offers import names_one, tell_offers
from bot.texts import formats
from bot.texts.visit import way_to
from core.booking import service as bookings
from core.catalog import service as catalog
from core.catalog.schemas import TreatmentOut
from core.coupon import service as coupons
from core.kit.localized import pick
from core.store import service as stores
from core.store.schemas import PriceRule, StoreOut

_MOST_DAYS = 3


@dialog("hours", intents=("ask_hours",), hears=("day", "store", "weekdays"), inherits=("day", "store"), at_once=True)
def hours(chat: Chat) -> None:
    """Opening hours of the days named, of today when none was; a holiday is told by its name."""
    tell_unlisted(chat)
    for store in _stores(chat):
        today = chat.work.now.astimezone(ZoneInfo(store.zone)).date()
        habit = next_weekdays(chat.frame.heard.get("weekdays", ""), today)
        for on in habit or _days(chat.frame.heard.get("day", ""), today):
            spans = store.settings.hours_on(on)
            feast = next((each for each in store.settings.holidays if each.first_on <= on <= each.last_on), None)
            day = formats.day(on, chat.language)
            chat.say(
                "about.hours" if spans else "about.closed",
                store=pick(store.name, chat.language),
                day=f"{day} {pick(feast.name.model_dump(), chat.language)}" if feast else day,
                hours=" / ".join(f"{_clock(start)}–{_clock(end)}" for start, end in spans),
            )


@dialog("address", intents=("ask_address",), hears=("store",), inherits=("store",), in_menu=True, at_once=True)
def address(chat: Chat) -> None:
    """Where the stores are, how to get there, where to park, and the number to call (R7)."""
    tell_unlisted(chat)
    for store in _stores(chat):
        lines = (pick(store.address, chat.language), pick(store.directions, chat.language), store.phone)
        way = way_to(chat.texts, chat.language, store)
        chat.reply.cards.append(Card(pick(store.name, chat.language), lines, link=way))


@dialog(
    "prices",
    intents=("ask_price",),
    hears=("treatment",),
    command="prices",
    in_menu=True,
    inherits=("treatment",),
    at_once=True,
)
def prices(chat: Chat) -> None:
    """What a treatment costs and is; without a name, the list."""
    tell_unlisted(chat)
    wished = chat.frame.heard.pop("treatment", "").split(ALTERNATIVES)
    treatments = catalog.list_treatments(chat.work)
    named = [item for item in treatments if item.code in wished]
    for item in named:
        lines = tuple(
            f"{pick(variation.name, chat.language)}  {formats.money(variation.price_fen)}"
            for variation in item.variations
        )
        lines += tuple(_special_lines(chat, item))
        chat.reply.cards.append(Card(pick(item.name, chat.language), (pick(item.description, chat.language), *lines)))
    if named:
        return
    by_category: dict[str, list[str]] = {}
    for item in treatments:
        cheapest = min(variation.price_fen for variation in item.variations)
        line = chat.text("about.price_line", name=pick(item.name, chat.language), price=formats.money(cheapest))
        by_category.setdefault(pick(item.category_name, chat.language), []).append(line)
    for category, lines_of in by_category.items():
        chat.reply.cards.append(Card(category, tuple(lines_of)))
    for store in stores.list_stores(chat.work):
        if store.settings.prices:
            published = tuple(_published(chat, rule, treatments) for rule in store.settings.prices)
            chat.reply.cards.append(Card(chat.text("about.special", store=pick(store.name, chat.language)), published))


@dialog("promotions", intents=("ask_promotion",), hears=("words",), at_once=True)
def promotions(chat: Chat) -> None:
    """What costs less than usual, and when, for everybody alike (C3), and what there is for newcomers, birthdays and
    paying in; honest when there is nothing. Who asks for one of these hears of that."""
    if names_one(chat):
        if not tell_offers(chat):
            chat.say("about.no_promotions")
        return
    treatments, told = catalog.list_treatments(chat.work), False
    for store in stores.list_stores(chat.work):
        lower = [rule for rule in store.settings.prices if _is_lower(rule)]
        if lower:
            told = True
            lines = tuple(_published(chat, rule, treatments) for rule in lower)
            chat.reply.cards.append(Card(chat.text("about.special", store=pick(store.name, chat.language)), lines))
    member_id = chat.person.member_id
    held = () if member_id is None else coupons.list_valid(chat.work, member_id)
    more = tell_offers(chat)
    if told or not (held or more):
        chat.say("about.promotions" if told else "about.no_promotions")
    if held:
        chat.say("about.has_coupons", count=len(held))


def _is_lower(rule: PriceRule) -> bool:
    return (rule.percent or 100) < 100 or (rule.add_fen or 0) < 0


def _special_lines(chat: Chat, item: TreatmentOut) -> Iterator[str]:
    """When a treatment costs something else, one line a store and rule with the prices of all its lengths (C3)."""
    listed = stores.list_stores(chat.work)
    for store in listed:
        priced: dict[str, list[str]] = {}
        for variation in item.variations:
            for special in bookings.special_prices(chat.work, store.id, variation.id):
                told = f"{pick(variation.name, chat.language)} {formats.money(special.price.fen)}"
                priced.setdefault(_when(chat, special.rule), []).append(told)
        for when, told_of in priced.items():
            where = f"{pick(store.name, chat.language)} " if len(listed) > 1 else ""
            yield chat.text("about.special_line", when=where + when, prices=" · ".join(told_of))


def _published(chat: Chat, rule: PriceRule, treatments: Sequence[TreatmentOut]) -> str:
    """A rule as the salon's price list has it: when, for what, how much."""
    named = {item.category: item.category_name for item in treatments} | {item.code: item.name for item in treatments}
    for item in treatments:
        for length in item.variations:
            named[f"{item.code}.{length.code}"] = {
                language: f"{text} {length.name.get(language, '')}" for language, text in item.name.items()
            }
    what = [pick(named[code], chat.language) for code in (*rule.categories, *rule.treatments) if code in named]
    return chat.text(
        "about.special_rule",
        when=_when(chat, rule),
        what="、".join(what) if chat.language == "zh_CN" else ", ".join(what),
        amount=_amount(chat, rule),
        all="yes" if not (rule.categories or rule.treatments) else "no",
    )


def _when(chat: Chat, rule: PriceRule) -> str:
    """The name of a rule with its days, dates and hours."""
    parts = [formats.weekdays([day.value for day in rule.days], chat.language)] if rule.days else []
    if rule.first_on or rule.last_on:
        parts.append("–".join(formats.day(on, chat.language) if on else "" for on in (rule.first_on, rule.last_on)))
    parts += [span.replace("-", "–") for span in rule.hours]
    name = pick(rule.name.model_dump(), chat.language)
    return chat.text("about.special_when", name=name, when=" ".join(parts)) if parts else name


def _amount(chat: Chat, rule: PriceRule) -> str:
    if rule.price_fen is not None:
        return formats.money(rule.price_fen)
    if rule.add_fen is not None:
        return chat.text("price.less" if rule.add_fen < 0 else "price.more", amount=formats.money(abs(rule.add_fen)))
    assert rule.percent is not None
    return formats.percent(rule.percent, chat.language)


def _stores(chat: Chat) -> list[StoreOut]:
    """The stores that were named, all of them when none was."""
    listed = list(stores.list_stores(chat.work))
    named = chat.frame.heard.get("store", "").split(ALTERNATIVES)
    return [store for store in listed if store.code in named] or listed


def _days(heard: str, today: dt.date) -> list[dt.date]:
    """The days named, at most three; today when none was, or none that is a date."""
    found = []
    for each in heard.split(ALTERNATIVES):
        with contextlib.suppress(ValueError):
            found.append(dt.date.fromisoformat(each))
    return found[:_MOST_DAYS] or [today]


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
