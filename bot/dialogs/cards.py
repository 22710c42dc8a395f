"""次卡: what is left of each card, every use of it, and buying one by contract (I)."""

from __future__ import annotations

from bot import prepaid as told
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Card
from core.card import service as cards
from core.card.schemas import CardOut
from core.contract import service as contracts
from core.kit.localized import pick
from core.prepaid import service as prepaid
from core.store import service as stores

SHOWN = 20


@dialog("cards", command="cards", needs_member=True, browses=True)
def my_cards(chat: Chat) -> None:
    """Every card that can be used, and on a tap everything that ever happened to one."""
    assert chat.person.member_id is not None
    listed = cards.list_open(chat.work, chat.person.member_id)
    if not listed:
        chat.say("prepaid.no_cards")
    if not chat.knows("card"):
        for card in listed:
            chat.reply.cards.append(told.card_card(chat, card))
    which = chat.choose("card", [*_options(chat, listed), *_ways(chat)], ask="prepaid.card_ask")
    if which == "buy":
        chat.go_on_with("buy_card")
    if which != "done":
        card = cards.get(chat.work, int(which))
        rows = cards.list_uses(chat.work, card.id)[-SHOWN:]
        lines = tuple(told.use_line(chat, card, row) for row in reversed(rows))
        chat.reply.cards.append(Card(pick(card.name, chat.language), lines, told.card_line(chat, card)))
        chat.retry("card")


@dialog("buy_card", hears=("store", "plan"), command="buycard", needs_member=True)
def buy_card(chat: Chat) -> None:
    """Chooses a card, reads its contract, and staff are asked to take the money."""
    assert chat.person.member_id is not None
    plans = [plan for store in stores.list_stores(chat.work) for plan in cards.list_plans(chat.work, store.id)]
    if not plans:
        chat.say("prepaid.no_plans")
        chat.leave()
    names = {store.id: pick(store.name, chat.language) for store in stores.list_stores(chat.work)}
    plan = chat.choose(
        "plan",
        [Option(f"p{plan.id}", told.plan_line(chat, plan), plan, hint=names[plan.store_id]) for plan in plans],
        ask="prepaid.plan_ask",
    )
    shown = prepaid.card_text(chat.work, plan, plan.price_fen, chat.language)
    chat.confirm("sure", f"{shown.text}\n{chat.text('prepaid.agree_ask')}", changes=("plan",), yes="prepaid.agree")
    contract = prepaid.ask_card(chat.work, chat.key, chat.person.member_id, plan.id, language=chat.language)
    contracts.accept(chat.work, contract.id, contract.text_hash, channel=chat.person.conversation.channel)
    chat.say("prepaid.asked_card", name=pick(plan.name, chat.language), store=names[plan.store_id])


def _options(chat: Chat, listed: tuple[CardOut, ...]) -> list[Option[str]]:
    named = ((str(card.id), chat.text("prepaid.uses_of", name=pick(card.name, chat.language))) for card in listed)
    return [Option(key, label, key) for key, label in named]


def _ways(chat: Chat) -> list[Option[str]]:
    return [
        Option("buy", chat.text("prepaid.buy"), "buy", style="primary"),
        Option("done", chat.text("my_bookings.fine"), "done", chat.texts.words("no")),
    ]
