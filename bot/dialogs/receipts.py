"""我的消费 / 小票: every receipt a member ever got, readable at any time (I, K)."""

from __future__ import annotations

from bot import bills
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.texts import formats
from core.checkout import service as checkout
from core.checkout.schemas import SaleOut
from core.kit.localized import pick

PAGE = 3


@dialog("receipts", hears=("only",), command="receipts", needs_member=True, browses=True)
def receipts(chat: Chat) -> None:
    """Three receipts at a time, the latest first."""
    assert chat.person.member_id is not None
    before = chat.frame.noted.get("older")
    listed = checkout.list_receipts(
        chat.work, chat.person.member_id, before=int(before) if before else None, limit=PAGE + 1
    )
    if not listed:
        chat.say("receipts.none")
        chat.leave()
    if chat.noted("only") == "refund":
        refunded = [each for each in listed if each.refunds]
        chat.reply.cards.extend(bills.receipt_card(chat, each) for each in refunded[:1])
        if not refunded:
            chat.say("receipts.no_refund")
        chat.leave()
    if chat.noted("only"):
        _show_last(chat, listed[0])
        chat.leave()
    if not chat.knows("page"):
        chat.reply.cards.extend(bills.receipt_card(chat, sale) for sale in listed[:PAGE])
    if len(listed) <= PAGE:
        if told := bills.progress(chat, listed[0]) if before is None else "":
            chat.say("till.progress", text=told)
        chat.leave()
    to = chat.choose(
        "page",
        [
            Option("older", chat.text("my_visits.older"), True, chat.texts.words("older")),
            Option("done", chat.text("my_bookings.fine"), False),
        ],
        ask="receipts.page.ask",
    )
    if to:
        chat.frame.noted["older"] = str(listed[PAGE - 1].id)
        chat.retry("page")


def _show_last(chat: Chat, sale: SaleOut) -> None:
    """「上次花了多少」: a sentence, and the receipt under it."""
    at = formats.dated(sale.completed_at or sale.opened_at, sale.zone, chat.language)
    store, fen = pick(sale.store_name, chat.language), formats.money(sale.bill.due_fen)
    chat.say("receipts.last", at=at, store=store, fen=fen)
    chat.reply.cards.append(bills.receipt_card(chat, sale))
