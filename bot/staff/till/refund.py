"""/refund 退款: what would come back where, a reason, and one confirmation of just that."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from bot import bills
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Card
from bot.staff.reasons import tidy_reason
from bot.staff.till.paying import amount_check
from bot.staff.till.picking import till_stores
from bot.texts import formats
from core.auth.enums import Permission
from core.checkout import service as checkout
from core.checkout.enums import RefundScope, RefundState, TenderKind
from core.checkout.errors import AlreadyRefunded, SaleNotFound
from core.checkout.schemas import RefundOut, RefundWish, SaleOut
from core.kit.money import fen_from_yuan

_DAYS_LISTED = 2
_MOST_LISTED = 12


@dialog(
    "staff_refund",
    audience="staff",
    command="refund",
    takes=("sale", "amount"),
    hears=("sale", "amount", "booking"),
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
    chat.say("till.refund.done", member=bills.customer(chat, done), fen=formats.money(made.fen), code=done.code)
    chat.reply.cards.append(Card(chat.text("till.refund.hand_back"), tuple(_handed(chat, done, made)), done.code))


def _sale(chat: Chat) -> SaleOut:
    """By its code, else one that was paid lately."""
    said = chat.frame.heard.get("sale") or chat.frame.heard.get("booking")
    lately = None
    if said is not None and "sale" not in chat.frame.answers:
        chat.frame.heard.pop("sale", None)
        chat.frame.heard.pop("booking", None)
        try:
            chat.frame.answers["sale"] = checkout.find_by_code(chat.work, said).code
        except SaleNotFound:
            lately = [sale for sale in _lately(chat) if bills.customer(chat, sale).casefold() == said.casefold()]
            if not lately:
                chat.say("checkout.not_found", code=said)
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
    said = chat.noted("amount")
    if said is not None and "how" not in chat.frame.answers:
        is_half = said.strip() in chat.texts.words("half")
        chat.frame.answers["how"] = "half" if is_half else "sum"
        if not is_half:
            chat.frame.answers.setdefault("sum", said)
    how = chat.choose("how", _ways(chat, sale, left), ask="till.refund.how")
    if how == "full":
        return RefundWish()
    if how == "half":
        return RefundWish(RefundScope.amount, fen=max(left // 2, 1))
    if how == "sum":
        typed = chat.ask("sum", ask="till.refund.sum", check=amount_check(chat), fen=formats.money(left))
        return RefundWish(RefundScope.amount, fen=fen_from_yuan(typed))
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
