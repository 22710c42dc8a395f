"""「用优惠券和积分付」「我同意」 from the member's side: the till hears of it, or the bill that waits is shown again.

A yes in words never approves a bill by its notice (decision 0021): it shows the bill and asks about just that.
"""

from __future__ import annotations

from bot import bills
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.texts import formats
from core.checkout import service as checkout
from core.checkout.enums import SaleStatus
from core.checkout.schemas import SaleOut

MOST_WORDS = 100


@dialog("paying", hears=("words", "answer"), needs_member=True)
def paying(chat: Chat) -> None:
    """Tells the till how a member wants to pay; nothing of it is taken before they approve the bill."""
    assert chat.person.member_id is not None
    sale = checkout.find_open(chat.work, chat.person.member_id)
    words = (chat.noted("words") or "")[:MOST_WORDS]
    if sale is None and words.casefold() in chat.texts.words("approve"):
        chat.say("engine.fine")
        return
    if sale is None:
        chat.say("paying.at_desk")
        chat.go_on_with("best_coupons")
    if sale.status is SaleStatus.awaiting_approval:
        _ask(chat, sale)
    elif sale.status is SaleStatus.approved:
        chat.say("till.approved", fen=formats.money(sale.bill.rest_fen))
    else:
        checkout.tell_wish(chat.work, sale.id, words)
        chat.say("paying.told")


def _ask(chat: Chat, sale: SaleOut) -> None:
    """The bill that waits for an answer, once more with both."""
    if not chat.knows("answer"):
        chat.reply.cards.append(bills.approval_card(chat, sale))
    yes = (*chat.texts.words("yes"), *chat.texts.words("approve"))
    is_right = chat.choose(
        "answer",
        [
            Option("yes", chat.text("till.approve"), True, yes, style="primary"),
            Option("no", chat.text("till.not_right"), False, chat.texts.words("no"), style="danger"),
        ],
        kind="confirm",
        ask="paying.answer.ask",
    )
    chat.go_on_with("sale_yes" if is_right else "sale_no", sale=str(sale.id), seal=sale.seal)
