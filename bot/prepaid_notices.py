"""What members and colleagues are told of money paid in advance, one small function a kind; facts are read anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import prepaid as told
from bot.engine.actions import Signer
from bot.engine.chat import Chat
from bot.engine.turn import Notice
from bot.texts import formats
from core.card import service as cards
from core.card.schemas import CardOut
from core.contract import service as contracts
from core.contract.enums import ContractKind, ContractStatus
from core.contract.schemas import ContractOut
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.member import service as members
from core.store import service as stores
from core.wallet import service as wallet


class PrepaidNotices:
    """The table of these notices; it needs the signer for buttons that live as long as their message."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    def table(self) -> Mapping[str, Notice]:
        """Kind → how it is told. Kinds are written by `core.handlers`, `core.prepaid` and the staff commands."""
        return {
            "prepaid.offered": self._offered,
            "prepaid.accepted": self._accepted,
            "prepaid.declined": _declined,
            "prepaid.topped_up": self._topped_up,
            "prepaid.refunded": _refunded,
            "prepaid.card_sold": self._card_sold,
            "prepaid.card_refunded": _card_refunded,
            "prepaid.refund_asked": self._refund_asked,
            "prepaid.wallet_low": self._low,
            "prepaid.offer": self._offer,
            "prepaid.card_low": self._card_low,
            "prepaid.card_term": _card_term,
            "prepaid.gift_ends": _gift_ends,
        }

    def _offered(self, chat: Chat, args: dict[str, Any]) -> None:
        contract = _contract(chat, args)
        if contract.status is ContractStatus.offered:
            chat.say("notice.prepaid_offered", about=_about(chat, contract))
            self._button(chat, "accept_contract", f"contract={contract.id}", "prepaid.read", "primary")

    def _accepted(self, chat: Chat, args: dict[str, Any]) -> None:
        """Staff take the money; a contract that is paid already is nobody's task."""
        contract = _contract(chat, args)
        if contract.status is not ContractStatus.accepted:
            return
        chat.say("notice.prepaid_accepted", member=_member(chat, contract.member_id), about=_about(chat, contract))
        self._button(chat, "staff_take_money", f"contract={contract.id}", "staff.prepaid.take_money", "primary")

    def _topped_up(self, chat: Chat, args: dict[str, Any]) -> None:
        """The receipt: what was paid how, what came on top, and what there is now."""
        entry = wallet.get_entry(chat.work.acting_as(SYSTEM), int(args["entry"]))
        assert entry.paid_fen is not None
        chat.say(
            "notice.topped_up",
            paid=formats.money(entry.paid_fen),
            gift=formats.money(entry.gift_fen),
            way=chat.text(f"tender.{entry.tender.value}") if entry.tender else "",
            number=entry.id,
        )
        balance = wallet.balance(chat.work.acting_as(SYSTEM), entry.member_id)
        chat.reply.cards.append(told.balance_card(chat, balance))
        self._button(chat, "statement", "", "prepaid.statement", "plain")

    def _card_sold(self, chat: Chat, args: dict[str, Any]) -> None:
        card = _card(chat, args)
        chat.say("notice.card_sold", name=pick(card.name, chat.language), paid=formats.money(card.paid_fen))
        chat.reply.cards.append(told.card_card(chat, card))
        self._button(chat, "book", "", "prepaid.book", "primary")

    def _refund_asked(self, chat: Chat, args: dict[str, Any]) -> None:
        person = members.get(chat.work.acting_as(SYSTEM), int(args["member"]))
        chat.say("notice.refund_asked", member=person.name or person.code)
        which = f"{args['what'][0]}{args['subject']}"
        self._button(
            chat, "staff_refund_prepaid", f"member={person.code}&which={which}", "staff.prepaid.refund_look", "primary"
        )

    def _low(self, chat: Chat, args: dict[str, Any]) -> None:
        chat.say("notice.wallet_low", fen=formats.money(int(args["have"])))
        self._button(chat, "top_up", "", "prepaid.top_up", "primary")
        self._button(chat, "subscriptions", "", "notice.fewer", "plain")

    def _offer(self, chat: Chat, args: dict[str, Any]) -> None:
        gift = int(args["gift"])
        fen, key = int(args["fen"]), "notice.top_up_offer_gift" if gift else "notice.top_up_offer"
        chat.say(key, fen=formats.money(fen), gift=formats.money(gift))
        self._button(chat, "top_up", f"fen={fen}", "prepaid.top_up", "primary")
        self._button(chat, "subscriptions", "", "notice.fewer", "plain")

    def _card_low(self, chat: Chat, args: dict[str, Any]) -> None:
        card = _card(chat, args)
        chat.say("notice.card_low", name=pick(card.name, chat.language), left=card.uses_left)
        self._button(chat, "buy_card", "", "prepaid.renew", "primary")
        self._button(chat, "subscriptions", "", "notice.fewer", "plain")

    def _button(self, chat: Chat, dialog: str, argument: str, label: str, style: Any) -> None:
        here = chat.person.conversation.id
        chat.reply.actions.append(self._signer.button(here, dialog, argument, chat.text(label), style=style))


def _declined(chat: Chat, args: dict[str, Any]) -> None:
    contract = _contract(chat, args)
    chat.say("notice.prepaid_declined", member=_member(chat, contract.member_id), about=_about(chat, contract))


def _refunded(chat: Chat, args: dict[str, Any]) -> None:
    entry = wallet.get_entry(chat.work.acting_as(SYSTEM), int(args["entry"]))
    way = chat.text(f"tender.{entry.tender.value}") if entry.tender else ""
    chat.say("notice.top_up_refunded", paid=formats.money(-(entry.paid_fen or 0)), way=way)
    balance = wallet.balance(chat.work.acting_as(SYSTEM), entry.member_id)
    chat.reply.cards.append(told.balance_card(chat, balance))


def _card_refunded(chat: Chat, args: dict[str, Any]) -> None:
    card = _card(chat, args)
    row = cards.list_uses(chat.work.acting_as(SYSTEM), card.id)[-1]
    way = chat.text(f"tender.{row.tender.value}") if row.tender else ""
    chat.say(
        "notice.card_refunded", name=pick(card.name, chat.language), paid=formats.money(-(row.paid_fen or 0)), way=way
    )


def _card_term(chat: Chat, args: dict[str, Any]) -> None:
    card = _card(chat, args)
    chat.say("notice.card_term", name=pick(card.name, chat.language), left=card.uses_left, term=told.term(chat, card))


def _gift_ends(chat: Chat, args: dict[str, Any]) -> None:
    entry = wallet.get_entry(chat.work.acting_as(SYSTEM), int(args["entry"]))
    assert entry.gift_ends_at is not None
    zone = stores.get(chat.work, entry.store_id).zone
    at = formats.dated(entry.gift_ends_at, zone, chat.language)
    chat.say("notice.gift_ends", fen=formats.money(int(args["fen"])), at=at)


def _contract(chat: Chat, args: dict[str, Any]) -> ContractOut:
    # The notice was written for this very reader; what they may do with it is checked when they tap.
    return contracts.get(chat.work.acting_as(SYSTEM), int(args["contract"]))


def _card(chat: Chat, args: dict[str, Any]) -> CardOut:
    return cards.get(chat.work.acting_as(SYSTEM), int(args["card"]))


def _about(chat: Chat, contract: ContractOut) -> str:
    name = ""
    if contract.kind is ContractKind.card:
        name = pick(cards.get_plan(chat.work, int(contract.terms["plan_id"])).name, chat.language)
    return told.contract_line(chat, contract, name)


def _member(chat: Chat, member_id: int) -> str:
    person = members.get(chat.work.acting_as(SYSTEM), member_id)
    return person.name or person.code
