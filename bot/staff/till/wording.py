"""What is said at an open bill and no button says: 「再用200积分」, 「储值付100」, 「用券」 of an empty bill."""

from __future__ import annotations

from bot.engine.chat import Chat
from core.checkout import service as checkout
from core.checkout.schemas import SaleOut
from nlu.rules.at_the_desk import balance_of

_OF_BALANCE = ("best", "points", "stored_value", "both")


def take_words(chat: Chat, sale: SaleOut) -> None:
    """Does what was said since the bill is open, or says why it does not. Raises what `use_balance` refuses."""
    said = chat.frame.heard.pop("words", None)
    if said is None:
        return
    wanted = balance_of(said)
    is_of_balance = wanted is not None or any(said in chat.texts.words(name) for name in _OF_BALANCE)
    by_card = said in chat.texts.words("by_card")
    is_of_balance = is_of_balance or by_card
    if not sale.lines and is_of_balance:
        chat.say("till.nothing_on_it")
    elif sale.member_id is None and is_of_balance:
        chat.say("till.nobodys")
    elif any(word in said for word in chat.texts.words("by_discount")):
        chat.say("till.no_discount")
    elif by_card:
        _by_card(chat, sale)
    elif wanted is None and is_of_balance:
        chat.say("till.nothing_more")
    elif wanted is None:
        chat.say("engine.unclear")
    elif wanted.points is not None:
        checkout.use_balance(chat.work, sale.id, points=wanted.points)
        chat.retry("todo")
    elif wanted.yuan is not None:
        checkout.use_balance(chat.work, sale.id, stored_fen=wanted.yuan * 100)
        chat.retry("todo")


def _by_card(chat: Chat, sale: SaleOut) -> None:
    best = checkout.offer(chat.work, sale.id)
    if not best.card_ids:
        chat.say("till.no_card")
        return
    checkout.use_balance(chat.work, sale.id, card_ids=best.card_ids)
    chat.retry("todo")
