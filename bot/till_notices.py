"""What the till tells by itself: the member approves, staff hear what became of it; facts are read anew then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import bills
from bot.engine.actions import Signer
from bot.engine.chat import Chat
from bot.engine.turn import Notice
from bot.messages import Card
from bot.texts import formats
from core.checkout import service as checkout
from core.checkout.enums import SaleStatus
from core.checkout.schemas import SaleOut
from core.kit.localized import pick
from core.kit.work import SYSTEM

TENDERS = ("cash", "wechat", "alipay", "bank_card")
"""What is offered as a button; anything else is said or chosen under "more"."""


class TillNotices:
    """The table of these notices; it needs the signer for buttons that live as long as their message."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    def table(self) -> Mapping[str, Notice]:
        """Kind → how it is told. Kinds are written by `core.handlers`."""
        return {
            "sale.approval": self._asked,
            "sale.approved": self._approved,
            "sale.declined": self._declined,
            "sale.lapsed": self._lapsed,
            "sale.wish": self._wished,
            "sale.lapsed_for_member": _over,
            "sale.forced": _forced,
            "sale.receipt": _receipt,
            "sale.paid": _paid,
            "sale.refunded": _refunded,
        }

    def _asked(self, chat: Chat, args: dict[str, Any]) -> None:
        """Every amount that would leave their balance, and the two answers; a bill that changed since is not asked."""
        sale = _sale(chat, args)
        if sale.status is not SaleStatus.awaiting_approval or sale.seal != args["seal"]:
            return
        until = formats.clock(sale.respond_by, sale.zone) if sale.respond_by else ""
        chat.say("notice.sale_asked", store=pick(sale.store_name, chat.language), until=until)
        chat.reply.cards.append(bills.approval_card(chat, sale))
        argument = f"sale={sale.id}&seal={args['seal']}"
        self._button(chat, "sale_yes", argument, "till.approve", "primary")
        self._button(chat, "sale_no", argument, "till.not_right", "danger")

    def _approved(self, chat: Chat, args: dict[str, Any]) -> None:
        """The rest can be taken with one tap; where nothing is left, the receipt follows by itself."""
        sale = _sale(chat, args)
        if sale.status is not SaleStatus.approved:
            return
        chat.say("notice.sale_approved", member=bills.customer(chat, sale), fen=formats.money(sale.bill.rest_fen))
        for tender in TENDERS:
            words = chat.texts.words(f"tender_{tender}")
            self._button(chat, "staff_till", f"sale={sale.id}&pay={tender}", f"till.tender.{tender}", "primary", words)

    def _declined(self, chat: Chat, args: dict[str, Any]) -> None:
        sale = _sale(chat, args)
        chat.say("notice.sale_declined", member=bills.customer(chat, sale), reason=args["reason"])
        self._button(chat, "staff_till", f"sale={sale.id}", "till.look", "primary")

    def _lapsed(self, chat: Chat, args: dict[str, Any]) -> None:
        sale = _sale(chat, args)
        if sale.status is SaleStatus.open:
            chat.say("notice.sale_lapsed", member=bills.customer(chat, sale))
            self._button(chat, "staff_till", f"sale={sale.id}", "till.look", "primary")

    def _wished(self, chat: Chat, args: dict[str, Any]) -> None:
        """How the member wants to pay, in their own words; the bill is one tap away."""
        sale = _sale(chat, args)
        if sale.status is SaleStatus.open:
            chat.say("notice.sale_wish", member=bills.customer(chat, sale), words=args["words"])
            self._button(chat, "staff_till", f"sale={sale.id}", "till.look", "primary")

    def _button(
        self, chat: Chat, dialog: str, argument: str, label: str, style: Any, words: tuple[str, ...] = ()
    ) -> None:
        here = chat.person.conversation.id
        button = self._signer.button(here, dialog, argument, chat.text(label), style=style)
        chat.reply.actions.append(button)
        if words:
            chat.reply.named[button.button] = words


def _over(chat: Chat, args: dict[str, Any]) -> None:
    chat.say("notice.sale_over", code=_sale(chat, args).code)


def _forced(chat: Chat, args: dict[str, Any]) -> None:
    """The member hears at once what was taken without their word, by whose reason, and whom to ask."""
    sale = _sale(chat, args)
    chat.say("notice.sale_forced", store=pick(sale.store_name, chat.language), reason=sale.reason or "")
    lines = tuple(bills.approval_lines(chat, sale))
    chat.reply.cards.append(Card(chat.text("notice.sale_forced_title"), lines, sale.code))


def _receipt(chat: Chat, args: dict[str, Any]) -> None:
    sale = _sale(chat, args)
    chat.say("notice.sale_receipt")
    told = bills.progress(chat, sale)
    chat.reply.cards.append(bills.receipt_card(chat, sale, *([chat.text("till.progress", text=told)] if told else [])))


def _paid(chat: Chat, args: dict[str, Any]) -> None:
    sale = _sale(chat, args)
    fen = formats.money(sale.bill.due_fen)
    chat.say("notice.sale_paid", member=bills.customer(chat, sale), fen=fen, code=sale.code)


def _refunded(chat: Chat, args: dict[str, Any]) -> None:
    sale = _sale(chat, args)
    refund = next((each for each in sale.refunds if each.id == int(args["refund"])), None)
    if refund is None:
        return
    chat.say("notice.sale_refunded", fen=formats.money(refund.fen), reason=refund.reason or "")
    title = chat.text("till.refund_title")
    chat.reply.cards.append(Card(title, tuple(bills.refund_lines(chat, refund)), sale.code))


def _sale(chat: Chat, args: dict[str, Any]) -> SaleOut:
    # The notice was written for this very reader; what they may do with it is checked when they tap.
    return checkout.get(chat.work.acting_as(SYSTEM), int(args["sale"]))
