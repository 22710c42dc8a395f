"""「钱怎么不对」, 「退我钱」: what was paid is shown first, and a person looks into what the member says is wrong."""

from __future__ import annotations

from bot import bills
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from core.card import service as cards
from core.checkout import service as checkout
from core.checkout.enums import SaleStatus
from core.checkout.schemas import SaleOut
from core.wallet import service as wallet

_LATEST = 3
_MOST_WORDS = 200


@dialog("doubt", hears=("words",), needs_member=True)
def doubt(chat: Chat) -> None:
    """A bill that waits for a yes is refused with the member's words; of paid ones the latest is shown, and a way to
    have it looked into."""
    words = (chat.noted("words") or "")[:_MOST_WORDS]
    sale = checkout.find_open(chat.work, _id(chat))
    if sale is not None and sale.status is SaleStatus.awaiting_approval:
        chat.go_on_with("sale_no", sale=str(sale.id), seal=sale.seal, reason=words)
    paid = checkout.list_receipts(chat.work, _id(chat), limit=1)
    if not paid:
        chat.go_on_with("complaint", words=words)
    if not chat.knows("todo"):
        chat.say("doubt.latest")
        chat.reply.cards.append(bills.receipt_card(chat, paid[0]))
    ways = {"complaint": "doubt.look_into", "statement": "prepaid.statement", "receipts": "doubt.older"}
    options = [Option(name, chat.text(key), name) for name, key in ways.items()]
    options.append(Option("done", chat.text("my_bookings.fine"), "", chat.texts.words("no")))
    to = chat.choose("todo", options)
    if to:
        chat.go_on_with(to, words=words)


@dialog("money_back", hears=("words",), needs_member=True)
def money_back(chat: Chat) -> None:
    """Which money: of a visit a person decides, of a top-up or a card the member may ask for it at any time."""
    words = (chat.noted("words") or "")[:_MOST_WORDS]
    paid = checkout.list_receipts(chat.work, _id(chat), limit=_LATEST)
    has_prepaid = bool(wallet.refund_offers(chat.work, _id(chat)) or cards.list_open(chat.work, _id(chat)))
    if not paid:
        chat.go_on_with("refund_prepaid" if has_prepaid else "complaint", words=words)
    options: list[Option[SaleOut | str]] = [
        Option(sale.code, bills.option_line(chat, sale, named=False), sale, hint=bills.items_line(chat, sale))
        for sale in paid
    ]
    if has_prepaid:
        options.append(Option("prepaid", chat.text("money_back.prepaid"), "refund_prepaid"))
    options.append(Option("done", chat.text("my_bookings.fine"), "", chat.texts.words("no")))
    which = chat.choose("which", options)
    if isinstance(which, SaleOut):
        told = chat.text("money_back.of_bill", words=words, line=bills.option_line(chat, which, named=False))
        chat.go_on_with("complaint", words=f"{told} {which.code}")
    if which:
        chat.go_on_with(which)


def _id(chat: Chat) -> int:
    assert chat.person.member_id is not None
    return chat.person.member_id
