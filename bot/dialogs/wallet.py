"""储值: the balance, every entry of it, paying in by contract, and having it back (I)."""

from __future__ import annotations

from bot import prepaid as told
from bot.dialogs import finding
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Card
from bot.texts import formats
from core.card import service as cards
from core.card.schemas import CardRefundOffer
from core.contract import service as contracts
from core.contract.enums import ContractStatus
from core.contract.errors import ContractOver
from core.conversation import service as conversations
from core.kit.localized import pick
from core.kit.money import yuan
from core.kit.work import SYSTEM
from core.prepaid import service as prepaid
from core.store import service as stores
from core.store.schemas import StoreOut
from core.wallet import service as wallet
from core.wallet.errors import BadAmount, OverLimit, TooLittle
from core.wallet.schemas import RefundOffer

PAGE = 5


@dialog(
    "balance",
    hears=("words",),
    intents=("query_balance",),
    command="balance",
    needs_member=True,
    in_menu=True,
    browses=True,
)
def balance(chat: Chat) -> None:
    """Money and sessions left, and what can be done with them."""
    if chat.speaks_of("receipts"):
        chat.go_on_with("receipts", only="last" if chat.speaks_of("last_time") else "")
    if chat.speaks_of("uses"):
        chat.go_on_with("cards")
    if chat.speaks_of("statement"):
        chat.go_on_with("statement")
    if chat.speaks_of("refund"):
        chat.go_on_with("refund_prepaid")
    member_id = _id(chat)
    if not chat.knows("todo"):
        held = cards.list_open(chat.work, member_id)
        chat.reply.cards.append(told.balance_card(chat, wallet.balance(chat.work, member_id), held))
    todo = chat.choose(
        "todo",
        [
            Option("top_up", chat.text("prepaid.top_up"), "top_up", style="primary"),
            Option("statement", chat.text("prepaid.statement"), "statement"),
            Option("cards", chat.text("prepaid.cards"), "cards"),
            Option("receipts", chat.text("prepaid.receipts"), "receipts", chat.texts.words("receipts")),
            Option("done", chat.text("my_bookings.fine"), "", chat.texts.words("no")),
        ],
    )
    if todo:
        chat.go_on_with(todo)


@dialog("statement", command="statement", needs_member=True, browses=True)
def statement(chat: Chat) -> None:
    """Five entries at a time, the latest first, each with what it was for."""
    before = chat.frame.noted.get("before", "")
    listed = wallet.list_entries(chat.work, _id(chat), before=int(before) if before else None, limit=PAGE + 1)
    if not listed:
        chat.say("prepaid.no_entries")
        chat.leave()
    if not chat.knows("page"):
        lines = tuple(told.entry_line(chat, entry) for entry in listed[:PAGE])
        chat.reply.cards.append(Card(chat.text("prepaid.statement"), lines))
    if len(listed) <= PAGE and not before:
        chat.leave()
    options = [Option("newest", chat.text("prepaid.newest"), "")] if before else []
    if len(listed) > PAGE:
        last = str(listed[PAGE - 1].id)
        options.append(Option("older", chat.text("my_visits.older"), last, chat.texts.words("older")))
    to = chat.choose("page", [*options, Option("done", chat.text("my_bookings.fine"), "-")], ask="my_visits.page.ask")
    if to != "-":
        chat.frame.noted["before"] = to
        chat.retry("page")


@dialog(
    "top_up",
    hears=("fen", "amount", "words", "store"),
    intents=("recharge",),
    command="topup",
    takes=("amount",),
    needs_member=True,
)
def top_up(chat: Chat) -> None:
    """我想充500: the amount, the contract, and staff are asked to take the money. A refund or a card is another way."""
    if chat.speaks_of("refund"):
        chat.go_on_with("refund_prepaid")
    if chat.speaks_of("card") and not chat.knows("fen"):
        chat.go_on_with("buy_card")
    store = finding.choose_store(chat, stores.list_stores(chat.work), "prepaid.store_ask")
    fen = _amount(chat, store)
    gift = wallet.gift_for(chat.work, store.id, fen)
    shown = prepaid.top_up_text(chat.work, store.id, fen, gift, chat.language)
    chat.confirm("sure", f"{shown.text}\n{chat.text('prepaid.agree_ask')}", changes=("amount",), yes="prepaid.agree")
    contract = prepaid.ask_top_up(chat.work, chat.key, _id(chat), store.id, fen, language=chat.language)
    contracts.accept(chat.work, contract.id, contract.text_hash, channel=chat.person.conversation.channel)
    chat.say("prepaid.asked_top_up", fen=formats.money(fen), store=pick(store.name, chat.language))


@dialog("accept_contract", hears=("contract",), needs_member=True)
def accept_contract(chat: Chat) -> None:
    """What the store offered: the whole text is read before it is agreed to."""
    contract = contracts.get(chat.work, int(chat.noted("contract") or 0))
    if contract.status is not ContractStatus.offered or contract.lapses_at <= chat.work.now:
        raise ContractOver
    no = Option("decline", chat.text("prepaid.decline"), None, style="danger")
    if chat.frame.answers.get("sure") == "decline":
        contracts.decline(chat.work, contract.id)
        chat.say("prepaid.declined")
        chat.leave()
    chat.confirm("sure", f"{contract.text}\n{chat.text('prepaid.agree_ask')}", yes="prepaid.agree", besides=[no])
    contracts.accept(chat.work, contract.id, contract.text_hash, channel=chat.person.conversation.channel)
    chat.say("prepaid.agreed")


@dialog("refund_prepaid", command="refund", needs_member=True)
def refund_prepaid(chat: Chat) -> None:
    """Asked for in words 【law】: what would come back of what, then a colleague is asked to pay it out."""
    offers = [*_top_ups(chat), *_cards(chat)]
    if not offers:
        chat.say("prepaid.nothing_to_refund")
        chat.leave()
    if len(offers) == 1:
        chat.assume("which", offers[0].key)
    which = chat.choose("which", offers, ask="prepaid.refund_ask")
    chat.confirm("sure", told.refund_lines(chat, which), yes="prepaid.refund_yes")
    is_card = isinstance(which, CardRefundOffer)
    subject = which.card_id if isinstance(which, CardRefundOffer) else which.top_up_id
    store_id = cards.get(chat.work, subject).store_id if is_card else wallet.get_entry(chat.work, subject).store_id
    conversations.notify_staff(
        chat.work,
        "prepaid.refund_asked",
        store_id=store_id,
        roles=conversations.DESK,
        member=_id(chat),
        what="card" if is_card else "top_up",
        subject=subject,
    )
    chat.say("prepaid.refund_asked")


def _top_ups(chat: Chat) -> list[Option[RefundOffer | CardRefundOffer]]:
    options: list[Option[RefundOffer | CardRefundOffer]] = []
    for offer in wallet.refund_offers(chat.work, _id(chat)):
        zone = stores.get(chat.work, wallet.get_entry(chat.work, offer.top_up_id).store_id).zone
        at = formats.dated(offer.at, zone, chat.language)
        label = chat.text("prepaid.refund_top_up", at=at, fen=formats.money(offer.paid_fen))
        hint = chat.text("prepaid.comes_back", fen=formats.money(offer.pays_fen))
        options.append(Option(f"t{offer.top_up_id}", label, offer, hint=hint))
    return options


def _cards(chat: Chat) -> list[Option[RefundOffer | CardRefundOffer]]:
    options: list[Option[RefundOffer | CardRefundOffer]] = []
    for card in cards.list_open(chat.work, _id(chat)):
        offer = cards.refund_offer(chat.work, card.id)
        hint = chat.text("prepaid.comes_back", fen=formats.money(offer.pays_fen))
        options.append(Option(f"c{card.id}", told.card_line(chat, card), offer, hint=hint))
    return options


def _amount(chat: Chat, store: StoreOut) -> int:
    """An amount that can be paid in, in fen; what the store gives for it is shown where it gives something."""
    steps = [
        Option(
            str(step.pay_fen),
            chat.text("prepaid.step", pay=formats.money(step.pay_fen), gift=formats.money(step.gift_fen)),
            str(step.pay_fen),
        )
        for step in store.settings.wallet.steps
    ]
    heard = chat.frame.heard.pop("fen", "")  # as sentences tell amounts; what is typed alone is yuan
    if heard.isdigit():
        chat.frame.answers["amount"] = yuan(int(heard))
    fen = int(chat.ask("amount", ask="prepaid.amount_ask", check=told.fen_said, options=steps))
    gift = wallet.gift_for(chat.work, store.id, fen)
    try:
        wallet.check_top_up(chat.work.acting_as(SYSTEM), _id(chat), store.id, fen, gift)
    except (BadAmount, OverLimit, TooLittle) as refusal:
        chat.explain(refusal)
        chat.retry("amount")
    return fen


def _id(chat: Chat) -> int:
    assert chat.person.member_id is not None
    return chat.person.member_id
