"""/topup, /card, /topuprefund: offering a contract, taking the money, and paying it back with the reckoning shown."""

from __future__ import annotations

from bot import prepaid as told
from bot.dialogs import finding
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Card
from bot.staff.naming import members_called, my_stores
from bot.staff.reasons import tidy_reason
from bot.texts import formats
from core.auth.enums import Permission
from core.booking import service as bookings
from core.card import service as cards
from core.card.schemas import CardRefundOffer, PlanOut
from core.contract import service as contracts
from core.contract.enums import ContractKind, ContractStatus
from core.contract.errors import ContractOver
from core.contract.schemas import ContractOut
from core.conversation import service as conversations
from core.kit.errors import BadInput
from core.kit.localized import pick
from core.kit.tender import Tender
from core.member import service as members
from core.member.schemas import MemberOut
from core.prepaid import service as prepaid
from core.wallet import service as wallet
from core.wallet.errors import BadAmount, OverLimit, TooLittle
from core.wallet.schemas import RefundOffer

MOST_FOUND = 12
LONGEST = 60


@dialog(
    "staff_top_up",
    audience="staff",
    command="topup",
    takes=("member", "amount"),
    hears=("member", "amount"),
    permission=Permission.sell_prepaid,
)
def top_up(chat: Chat) -> None:
    """A member's balance, and a top-up for them: its contract goes to their chat, or is signed on paper."""
    person = _member(chat)
    if not chat.knows("amount"):
        chat.reply.cards.append(told.balance_card(chat, wallet.balance(chat.work, person.id)))
    store = finding.choose_store(chat, my_stores(chat), "prepaid.store_ask")
    fen = int(chat.ask("amount", ask="staff.prepaid.amount", check=told.fen_said, member=_name(person)))
    try:
        wallet.check_top_up(chat.work, person.id, store.id, fen, wallet.gift_for(chat.work, store.id, fen))
    except (BadAmount, OverLimit, TooLittle) as refusal:
        chat.explain(refusal)
        chat.retry("amount")
    how = _how(chat)
    language = person.language if how == "chat" else chat.language
    contract = prepaid.ask_top_up(chat.work, chat.key, person.id, store.id, fen, language=language)
    _offered(chat, contract, person, how)


@dialog(
    "staff_card",
    audience="staff",
    command="card",
    takes=("member",),
    hears=("member",),
    permission=Permission.sell_prepaid,
)
def card(chat: Chat) -> None:
    """A member's cards with every use, and a new one for them, by contract in their chat or on paper."""
    person = _member(chat)
    listed = cards.list_open(chat.work, person.id)
    if not chat.knows("todo"):
        for each in listed:
            rows = tuple(told.use_line(chat, each, row) for row in cards.list_uses(chat.work, each.id)[-5:])
            chat.reply.cards.append(Card(pick(each.name, chat.language), rows, told.card_line(chat, each)))
        if not listed:
            chat.say("staff.prepaid.no_cards", member=_name(person))
    todo = chat.choose(
        "todo",
        [
            Option("sell", chat.text("staff.prepaid.sell"), "sell", style="primary"),
            Option("refund", chat.text("staff.prepaid.refund"), "refund"),
            Option("done", chat.text("my_bookings.fine"), "", chat.texts.words("no")),
        ],
        ask="staff.prepaid.todo",
    )
    if todo == "refund":
        chat.go_on_with("staff_refund_prepaid", member=person.code)
    if not todo:
        chat.leave()
    plan = _plan(chat)
    how = _how(chat)
    language = person.language if how == "chat" else chat.language
    _offered(chat, prepaid.ask_card(chat.work, chat.key, person.id, plan.id, language=language), person, how)


@dialog("staff_take_money", audience="staff", hears=("contract", "member"), permission=Permission.sell_prepaid)
def take_money(chat: Chat) -> None:
    """Records how an agreed contract was paid; the member has their money or card, and a receipt, at once."""
    contract = _agreed(chat) if "member" in chat.frame.heard else None
    contract = contract or contracts.get(chat.work, int(chat.noted("contract") or 0))
    if contract.status is not ContractStatus.accepted:
        raise ContractOver
    person = members.get(chat.work, contract.member_id)
    about = told.contract_line(chat, contract, _plan_name(chat, contract))
    tender = _tender(chat, about=about, member=_name(person))
    reference = "" if tender is Tender.cash else chat.ask("reference", ask="staff.prepaid.reference", check=_short)
    way = chat.text(f"tender.{tender.value}")
    chat.confirm(
        "sure",
        chat.text("staff.prepaid.take", about=about, member=_name(person), way=f"{way} {reference}".strip()),
        yes="staff.prepaid.took",
        changes=("tender",),
    )
    prepaid.pay(chat.work, contract.id, tender, reference=reference or None)
    chat.say("staff.prepaid.taken", about=about, member=_name(person))


@dialog(
    "staff_refund_prepaid",
    audience="staff",
    command="topuprefund",
    takes=("member",),
    hears=("member", "which"),
    permission=Permission.sell_prepaid,
)
def refund(chat: Chat) -> None:
    """Pays a top-up or a card back: the reckoning is shown before anything is confirmed, and a reason is kept."""
    person = _member(chat)
    options = [*_top_ups(chat, person), *_cards(chat, person)]
    if not options:
        chat.say("staff.prepaid.nothing", member=_name(person))
        chat.leave()
    offer = chat.choose("which", options, ask="staff.prepaid.which")
    reason = chat.ask("reason", ask="staff.prepaid.reason", check=tidy_reason)
    chat.confirm("sure", told.refund_lines(chat, offer), yes="staff.prepaid.refund_yes")
    if isinstance(offer, CardRefundOffer):
        cards.refund(chat.work, chat.key, offer.card_id, reason=reason, expected_fen=offer.pays_fen)
    else:
        of = wallet.get_entry(chat.work, offer.top_up_id)
        wallet.refund_top_up(chat.work, chat.key, of.key, reason=reason, expected_fen=offer.pays_fen)
    way = chat.text(f"tender.{offer.tender.value}") if offer.tender else ""
    chat.say("staff.prepaid.refunded", member=_name(person), fen=formats.money(offer.pays_fen), way=way)


def _agreed(chat: Chat) -> ContractOut:
    """The contract that a member has agreed to and not paid yet: 「安然充值到账了」"""
    person = _member(chat)
    waiting = [each for each in contracts.list_for_member(chat.work, person.id) if _is_waiting(each)]
    if not waiting:
        chat.say("staff.prepaid.none_agreed", member=_name(person))
        chat.go_on_with("staff_top_up", member=person.code)
    chat.frame.noted["contract"] = str(waiting[0].id)
    return waiting[0]


def _is_waiting(contract: ContractOut) -> bool:
    return contract.status is ContractStatus.accepted


def _offered(chat: Chat, contract: ContractOut, person: MemberOut, how: str) -> None:
    """Sends the contract to the member's chat; where there is none, or they signed, the paper's number is asked."""
    if how == "chat" and conversations.notify_member(
        chat.work, person.id, "prepaid.offered", f"contract:{contract.id}", contract=contract.id
    ):
        chat.say("staff.prepaid.sent", member=_name(person))
        chat.leave()
    if how == "chat":
        chat.say("staff.prepaid.no_chat", member=_name(person))
    chat.reply.cards.append(Card(chat.text("staff.prepaid.paper_title"), tuple(contract.text.splitlines())))
    number = chat.ask("paper", ask="staff.prepaid.paper", check=_short, member=_name(person))
    contracts.record_paper(chat.work, contract.id, number)
    chat.go_on_with("staff_take_money", contract=str(contract.id))


def _how(chat: Chat) -> str:
    return chat.choose(
        "how",
        [
            Option("chat", chat.text("staff.prepaid.by_chat"), "chat", style="primary"),
            Option("paper", chat.text("staff.prepaid.by_paper"), "paper"),
        ],
        ask="staff.prepaid.how",
    )


def _tender(chat: Chat, about: str, member: str) -> Tender:
    return chat.choose(
        "tender",
        [Option(each.value, chat.text(f"tender.{each.value}"), each) for each in Tender],
        ask="staff.prepaid.tender",
        about=about,
        member=member,
    )


def _plan(chat: Chat) -> PlanOut:
    plans = [plan for store in my_stores(chat) for plan in cards.list_plans(chat.work, store.id)]
    if not plans:
        chat.say("prepaid.no_plans")
        chat.leave()
    options = [Option(f"p{plan.id}", told.plan_line(chat, plan), plan) for plan in plans]
    return chat.choose("plan", options, ask="prepaid.plan_ask")


def _plan_name(chat: Chat, contract: ContractOut) -> str:
    if contract.kind is not ContractKind.card:
        return ""
    return pick(cards.get_plan(chat.work, int(contract.terms["plan_id"])).name, chat.language)


def _top_ups(chat: Chat, person: MemberOut) -> list[Option[RefundOffer | CardRefundOffer]]:
    return [
        Option(
            f"t{offer.top_up_id}",
            chat.text("staff.prepaid.top_up_of", fen=formats.money(offer.paid_fen), left=formats.money(offer.pays_fen)),
            offer,
        )
        for offer in wallet.refund_offers(chat.work, person.id)
    ]


def _cards(chat: Chat, person: MemberOut) -> list[Option[RefundOffer | CardRefundOffer]]:
    return [
        Option(f"c{each.id}", told.card_line(chat, each), cards.refund_offer(chat.work, each.id))
        for each in cards.list_open(chat.work, person.id)
    ]


def _member(chat: Chat) -> MemberOut:
    """The member meant, of those this store knows; asked for until there is one."""
    said = chat.ask("member", ask="staff.member.ask", check=_short)
    known = members_called(chat, said)[:MOST_FOUND]
    found = [each for each in known if bookings.knows(chat.work, each.id)]
    if not found:
        chat.say("staff.member.none", text=said)
        chat.retry("member")
    if len(found) == 1:
        return found[0]
    options = [Option(each.code, _name(each), each, hint=(each.phone or "")[-4:]) for each in found]
    return chat.choose("one", options, ask="staff.member.which")


def _name(person: MemberOut) -> str:
    return person.name or person.code


def _short(said: str) -> str:
    text = " ".join(said.split())
    if not 0 < len(text) <= LONGEST:
        raise BadInput(what="text")
    return text
