"""/refund 退款: what would come back where, a reason, and one confirmation of just that."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from bot import bills
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Card
from bot.staff.naming import members_called
from bot.staff.reasons import tidy_reason
from bot.staff.till.paying import amount_check
from bot.staff.till.picking import till_stores
from bot.texts import formats
from core.auth.enums import Permission
from core.booking import service as bookings
from core.checkout import service as checkout
from core.checkout.enums import RefundScope, RefundState, SaleStatus, TenderKind
from core.checkout.errors import AlreadyRefunded, SaleNotFound
from core.checkout.schemas import RefundOut, RefundWish, SaleOut
from core.kit.money import fen_from_yuan

_DAYS_LISTED = 2
_MOST_LISTED = 12
_MOST_OF_ONE = 5


@dialog(
    "staff_refund",
    audience="staff",
    command="refund",
    takes=("sale", "amount"),
    hears=("sale", "amount", "booking", "member"),
    intents=("staff_refund",),
    permission=Permission.refund_sales,
)
def refund(chat: Chat) -> None:
    """Shows every consequence before it happens: tenders, points both ways, cards, coupons."""
    sale = _sale(chat)
    if sale.refund_state is RefundState.refunded:
        raise AlreadyRefunded(sale=sale)
    wish = _wish(chat, sale)
    presets = [
        Option(name, chat.text(f"till.refund.{name}"), chat.text(f"till.refund.{name}"))
        for name in ("unhappy", "mistake", "returned")
    ]
    reason = chat.ask("reason", ask="till.refund.reason", check=tidy_reason, options=presets)
    planned = checkout.preview(chat.work, sale.id, wish)
    told = "\n".join(_consequences(chat, sale, planned, wish))
    chat.confirm(
        "sure",
        chat.text("till.refund.summary", member=bills.customer(chat, sale), fen=formats.money(planned.fen), told=told),
        yes="till.refund.yes",
    )
    done = checkout.refund(chat.work, f"chat:{chat.key}", sale.id, wish, reason)
    made = done.refunds[-1]
    chat.say(
        "till.refund.done" if done.member_id else "till.refund.done_nobody",
        member=bills.customer(chat, done),
        fen=formats.money(made.fen),
        code=done.code,
    )
    chat.reply.cards.append(Card(chat.text("till.refund.hand_back"), tuple(_handed(chat, done, made)), done.code))


def _sale(chat: Chat) -> SaleOut:
    """By its code, else one that was paid lately."""
    said = chat.frame.heard.get("sale") or chat.frame.heard.get("booking") or chat.frame.heard.pop("member", None)
    lately = _of_somebody(chat, chat.frame.noted["whose"]) if said is None and "whose" in chat.frame.noted else None
    if said is not None and "sale" not in chat.frame.answers:
        chat.frame.heard.pop("sale", None)
        chat.frame.heard.pop("booking", None)
        try:
            chat.frame.answers["sale"] = checkout.find_by_code(chat.work, said).code
        except SaleNotFound:
            lately = _of_somebody(chat, said)
            chat.frame.noted["whose"] = said
            if not lately:
                chat.say("till.refund.none_of" if members_called(chat, said) else "checkout.not_found", code=said)
    if lately and len(lately) == 1:
        chat.frame.answers["sale"] = lately[0].code
    if "sale" in chat.frame.answers:
        return checkout.find_by_code(chat.work, chat.frame.answers["sale"])
    return chat.choose(
        "sale",
        [Option(sale.code, bills.option_line(chat, sale), sale, hint=sale.code) for sale in lately or _lately(chat)],
        ask="till.refund.which",
        none="till.refund.none",
    )


def _of_somebody(chat: Chat, said: str) -> list[SaleOut]:
    """The bills of a member who is spoken of by name or phone, however long ago they were paid."""
    lately = [sale for sale in _lately(chat) if bills.customer(chat, sale).casefold() == said.casefold()]
    if lately:
        return lately
    found = [each for each in members_called(chat, said) if bookings.knows(chat.work, each.id)]
    listed = [sale for each in found for sale in checkout.list_receipts(chat.work, each.id, limit=_MOST_OF_ONE)]
    return [
        sale for sale in listed if sale.status is SaleStatus.completed and sale.refund_state is not RefundState.refunded
    ]


def _lately(chat: Chat) -> list[SaleOut]:
    """What was paid today and yesterday, the latest first; what all came back of is not listed."""
    found: list[SaleOut] = []
    for store in till_stores(chat):
        today = chat.work.now.astimezone(ZoneInfo(store.zone)).date()
        for back in range(_DAYS_LISTED):
            found += checkout.list_of_day(chat.work, store.id, today - dt.timedelta(days=back))
    left = [sale for sale in found if sale.refund_state is not RefundState.refunded]
    return sorted(left, key=lambda sale: (sale.completed_at or sale.opened_at, sale.id), reverse=True)[:_MOST_LISTED]


def _wish(chat: Chat, sale: SaleOut) -> RefundWish:
    """All of it, half, a line, or a sum that is typed."""
    left = sale.bill.due_fen - sale.refunded_fen
    if "amount" in chat.frame.heard:
        chat.forget("how", "sum")
    said = chat.noted("amount")
    if said is not None and "how" not in chat.frame.answers:
        share = next((each for each in ("half", "full") if said.strip() in chat.texts.words(each)), None)
        chat.frame.answers["how"] = share or "sum"
        if share is None:
            chat.frame.answers.setdefault("sum", said)
    how = chat.choose("how", _ways(chat, sale, left), ask="till.refund.how")
    if how == "full":
        return RefundWish()
    if how == "half":
        return RefundWish(RefundScope.amount, fen=max(left // 2, 1))
    if how == "sum":
        typed = chat.ask("sum", ask="till.refund.sum", check=amount_check(chat), fen=formats.money(left))
        fen = fen_from_yuan(typed)
        if fen > left:
            chat.say("checkout.refund_too_large")
            chat.frame.noted.pop("amount", None)
            chat.retry("sum")
        return RefundWish(RefundScope.amount, fen=fen)
    return RefundWish(RefundScope.lines, lines=(how.removeprefix("line:"),))


def _ways(chat: Chat, sale: SaleOut, left: int) -> list[Option[str]]:
    ways = [Option("full", chat.text("till.refund.full", fen=formats.money(left)), "full")]
    if left > 1:
        ways.append(Option("half", chat.text("till.refund.half", fen=formats.money(left // 2)), "half"))
    if len(sale.lines) > 1:
        ways += [
            Option(f"line:{line.id}", chat.text("till.refund.line", name=bills.item(chat, line)), f"line:{line.id}")
            for line in sale.lines
            if line.priced.net_fen > line.refunded_fen or (line.card_id and not line.is_card_returned)
        ]
    return [*ways, Option("sum", chat.text("till.refund.other"), "sum")]


def _consequences(chat: Chat, sale: SaleOut, planned: RefundOut, wish: RefundWish) -> list[str]:
    lines = bills.refund_lines(chat, planned)
    cards = [
        bills.item(chat, line)
        for line in sale.lines
        if line.card_id and not line.is_card_returned and (wish.scope is RefundScope.full or line.id in wish.lines)
    ]
    lines += [chat.text("till.refund.card", name=name) for name in cards]
    is_all = planned.fen + sale.refunded_fen == sale.bill.due_fen
    if sale.coupon_ids:
        lines.append(chat.text("till.refund.coupons_back" if is_all else "till.refund.coupons_stay"))
    return lines


def _handed(chat: Chat, sale: SaleOut, made: RefundOut) -> list[str]:
    """What the colleague has to do by hand: cash over the counter, the rest by the payment's own number."""
    lines = bills.refund_lines(chat, made)
    numbers = [each.paid.reference for each in sale.tenders if each.paid.reference]
    if numbers and any(kind.is_recorded and kind is not TenderKind.cash for kind, _, _ in made.tenders):
        lines.append(chat.text("till.refund.references", numbers="、".join(numbers)))
    return lines
