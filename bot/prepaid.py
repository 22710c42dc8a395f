"""How stored value and cards are told, alike to members and colleagues: one line, one card, one reason at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.engine.chat import Chat
from bot.messages import Card
from bot.texts import formats
from core.card.enums import UseKind
from core.card.schemas import CardOut, CardRefundOffer, CardUseOut, PlanOut
from core.catalog import service as catalog
from core.contract.enums import ContractKind
from core.contract.schemas import ContractOut
from core.kit.localized import pick
from core.kit.money import fen_from_yuan
from core.store import service as stores
from core.wallet.enums import EntryKind
from core.wallet.errors import BadAmount
from core.wallet.schemas import RefundOffer, WalletBalance, WalletEntryOut
from nlu.rules.at_the_desk import yuan_said

_AMOUNT = re.compile(r"[^\d.,-]{0,4}(\d[\d,]{0,11}(?:\.\d{1,2})?)[^\d.,-]{0,4}")
"""An amount in yuan with a sign or a word of money around it."""


def fen_said(said: str) -> str:
    """What somebody typed as an amount in yuan, as fen in digits: a `check` of a question. Raises BadAmount."""
    if (whole := yuan_said(said)) is not None:
        return str(whole * 100)
    found = _AMOUNT.fullmatch(said.strip())
    if found is None:
        raise BadAmount(what="amount")
    return str(fen_from_yuan(found[1].replace(",", "")))


def balance_card(chat: Chat, balance: WalletBalance, held: Sequence[CardOut] = ()) -> Card:
    """What can be spent, real and gift money apart, and the uses of cards besides."""
    lines = (
        chat.text("prepaid.real", fen=formats.money(balance.real_fen)),
        chat.text("prepaid.gift", fen=formats.money(balance.gift_fen)),
        *(chat.text("prepaid.you_have", line=card_line(chat, card)) for card in held),
    )
    return Card(chat.text("prepaid.balance", fen=formats.money(balance.fen)), lines)


def entry_line(chat: Chat, entry: WalletEntryOut) -> str:
    """One entry of the statement: when, what, how much of which money, and why."""
    zone = stores.get(chat.work, entry.store_id).zone
    sign = "+" if entry.fen > 0 else ""
    amounts = chat.text("prepaid.split", real=formats.money(entry.real_fen), gift=formats.money(entry.gift_fen))
    return chat.text(
        "prepaid.entry",
        at=formats.dated(entry.at, zone, chat.language),
        what=chat.text(f"prepaid.kind.{entry.kind.value}"),
        fen=f"{sign}{formats.money(entry.fen)}",
        split=amounts if entry.real_fen and entry.gift_fen else "",
        why=_why(chat, entry),
    )


def _why(chat: Chat, entry: WalletEntryOut) -> str:
    """The sale, the way of paying, or that it was forced and why: nothing leaves a balance unexplained."""
    said = []
    if sale := entry.because.get("sale"):
        said.append(chat.text("prepaid.of_sale", sale=str(sale)))
    if entry.kind in {EntryKind.top_up, EntryKind.refund} and entry.tender is not None:
        said.append(chat.text(f"tender.{entry.tender.value}"))
    if entry.kind is EntryKind.refund and entry.paid_fen is not None:
        said.append(chat.text("prepaid.paid_out", fen=formats.money(-entry.paid_fen)))
    if entry.because.get("forced"):
        said.append(chat.text("prepaid.forced", reason=entry.reason or ""))
    return "".join(f" · {each}" for each in said)


def card_line(chat: Chat, card: CardOut) -> str:
    """A card in one line: what it is called, how much is left, until when."""
    name = pick(card.name, chat.language)
    return chat.text("prepaid.card_line", name=name, left=card.uses_left, uses=card.uses, term=term(chat, card))


def plan_line(chat: Chat, plan: PlanOut) -> str:
    """A card on sale in one line."""
    price = formats.money(plan.price_fen)
    return chat.text("prepaid.plan", name=pick(plan.name, chat.language), fen=price, uses=plan.uses)


def term(chat: Chat, card: CardOut) -> str:
    """Until when a card can be used."""
    if card.ends_at is None:
        return chat.text("prepaid.no_term")
    zone = stores.get(chat.work, card.store_id).zone
    return chat.text("prepaid.term", at=formats.dated(card.ends_at, zone, chat.language))


def card_card(chat: Chat, card: CardOut) -> Card:
    """A card with all a member asks of it: uses left, term, what it covers, what was paid."""
    names = {each.id: pick(each.name, chat.language) for each in catalog.list_treatments(chat.work)}
    covers = chat.text("prepaid.comma").join(names[each] for each in card.treatment_ids if each in names)
    lines = (
        chat.text("prepaid.left", left=card.uses_left, uses=card.uses),
        term(chat, card),
        chat.text("prepaid.covers", names=covers),
    )
    store = stores.get(chat.work, card.store_id)
    bought = chat.text(
        "prepaid.bought",
        at=formats.dated(card.sold_at, store.zone, chat.language),
        fen=formats.money(card.paid_fen),
        store=pick(store.name, chat.language),
    )
    return Card(pick(card.name, chat.language), lines, bought)


def use_line(chat: Chat, card: CardOut, row: CardUseOut) -> str:
    """One row of a card's ledger: when, what, how many uses, and why."""
    said = []
    if sale := row.because.get("sale"):
        said.append(chat.text("prepaid.of_sale", sale=str(sale)))
    if row.kind is UseKind.refund and row.paid_fen is not None:
        said.append(chat.text("prepaid.paid_out", fen=formats.money(-row.paid_fen)))
    if row.because.get("forced"):
        said.append(chat.text("prepaid.forced", reason=row.reason or ""))
    return chat.text(
        "prepaid.use",
        at=formats.dated(row.at, stores.get(chat.work, card.store_id).zone, chat.language),
        what=chat.text(f"prepaid.use_kind.{row.kind.value}"),
        uses=f"{row.uses:+d}",
        why="".join(f" · {each}" for each in said),
    )


def contract_line(chat: Chat, contract: ContractOut, name: str = "") -> str:
    """What a contract is about, in one line."""
    if contract.kind is ContractKind.card:
        return chat.text("prepaid.about_card", name=name, fen=formats.money(int(contract.terms["price_fen"])))
    return chat.text(
        "prepaid.about_top_up",
        real=formats.money(int(contract.terms["real_fen"])),
        gift=formats.money(int(contract.terms["gift_fen"])),
    )


def refund_lines(chat: Chat, offer: RefundOffer | CardRefundOffer) -> str:
    """The calculator in words: what was paid, what was used, by which rule, and what comes back."""
    rule = chat.text(f"prepaid.rule.{offer.rule}")
    if isinstance(offer, CardRefundOffer):
        return chat.text(
            "prepaid.refund_of_card",
            paid=formats.money(offer.paid_fen),
            uses=offer.uses,
            used=offer.used,
            price=formats.money(offer.list_price_fen),
            rule=rule,
            pays=formats.money(offer.pays_fen),
        )
    return chat.text(
        "prepaid.refund_of_top_up",
        paid=formats.money(offer.paid_fen),
        gift=formats.money(offer.gift_fen),
        spent=formats.money(offer.spent_fen),
        spent_real=formats.money(offer.spent_real_fen),
        rule=rule,
        pays=formats.money(offer.pays_fen),
        lost=formats.money(offer.gift_lost_fen),
    )
