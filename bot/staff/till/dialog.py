"""/till 收银, made for one thumb: pick the visit, look at the bill, tap "best", have it approved, take the money."""

from __future__ import annotations

from bot import bills
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Style
from bot.staff.reasons import tidy_reason
from bot.staff.till import items, paying, wording
from bot.staff.till.picking import picked
from bot.texts import formats
from core.auth.enums import Permission
from core.checkout import service as checkout
from core.checkout.enums import SaleStatus
from core.checkout.schemas import SaleOut
from core.kit.errors import Refusal

_OVER = {SaleStatus.completed, SaleStatus.cancelled}


@dialog(
    "staff_till",
    audience="staff",
    command="till",
    takes=("booking", "pay"),
    hears=("booking", "sale", "pay", "staff", "time", "day", "member", "words"),
    listens=("staff_redeem", "staff_checkout", "redeem_points", "query_balance", "list_coupons"),
    intents=("staff_checkout",),
    in_menu=True,
    permission=Permission.run_till,
)
def till(chat: Chat) -> None:
    """One bill from its opening to its receipt. Nothing is taken before the last tap."""
    is_open = "sale" in chat.frame.noted
    if not is_open and "asked" in chat.frame.noted and chat.frame.heard.pop("words", None) is not None:
        chat.say("till.whose_first")
    chat.frame.noted["asked"] = "yes"
    sale = picked(chat)
    if not is_open:
        chat.frame.heard.pop("words", None)  # they began the bill
    if sale.status in _OVER:
        _show_over(chat, sale)
        return
    try:
        wording.take_words(chat, sale)
        if (tender := paying.wanted(chat, sale)) is not None:
            _pay(chat, sale, tender)
            return
        _STEPS[_todo(chat, sale)](chat, sale)
    except Refusal as refusal:  # the bill stays as it was, and on the screen
        chat.explain(refusal)
        paying.forget(chat)
    chat.retry("todo")


def _todo(chat: Chat, sale: SaleOut) -> str:
    """What to do next with the bill, the likeliest first."""
    if "todo" not in chat.frame.answers:
        chat.reply.cards.append(bills.bill_card(chat, sale))
    name = chat.choose("todo", _options(chat, sale), ask="till.todo.ask")
    if name in paying.BUTTONS:
        chat.frame.noted["pay"] = name
        chat.retry("todo")
    return name


def _options(chat: Chat, sale: SaleOut) -> list[Option[str]]:
    if not sale.lines:
        return [_option(chat, name) for name in ("treatment", "product", "cancel_bill")]
    if sale.status is SaleStatus.awaiting_approval:
        return [_option(chat, name) for name in ("again", "look", "force", "plain", "cancel_bill")]
    if sale.status is SaleStatus.approved:
        return [*paying.options(chat, sale), _option(chat, "plain"), _option(chat, "cancel_bill")]
    ways = _balance_options(chat, sale)
    if bills.approval_lines(chat, sale):
        ways += [_option(chat, "ask_member", style="primary"), _option(chat, "force")]
        ways.append(_option(chat, "plain"))
    else:
        ways += paying.options(chat, sale)
    return [*ways, *(_option(chat, name) for name in ("treatment", "product", "remove", "share", "cancel_bill"))]


def _balance_options(chat: Chat, sale: SaleOut) -> list[Option[str]]:
    """One tap for the best coupons and cards, one for points, one for stored value: each says what it saves."""
    if sale.member_id is None:
        return [_option(chat, "whose")]
    ways = []
    best, most = checkout.offer(chat.work, sale.id), checkout.most(chat.work, sale.id)
    if best.saved_fen > sale.bill.card_fen + sale.bill.tier_fen + sale.bill.coupon_fen:
        key = "till.todo.best" if best.other_saved_fen is None else "till.todo.best_of_two"
        fen, other = formats.money(best.saved_fen), formats.money(best.other_saved_fen or 0)
        ways.append(Option("best", chat.text(key, fen=fen, other=other), "best", chat.texts.words("best")))
        if best.points and not sale.bill.points:
            fen = formats.money(best.saved_fen + best.points_fen)
            ways.append(Option("both", chat.text("till.todo.both", fen=fen), "both", chat.texts.words("both")))
    if most.points and not sale.bill.points:
        label = chat.text("till.todo.points", points=most.points, fen=formats.money(most.points_fen))
        ways.append(Option("points", label, "points", chat.texts.words("points")))
    if most.stored_fen and not sale.bill.stored_fen:
        label = chat.text("till.todo.stored", fen=formats.money(most.stored_fen))
        ways.append(Option("stored", label, "stored", chat.texts.words("stored_value")))
    return ways


def _option(chat: Chat, name: str, style: Style = "plain") -> Option[str]:
    return Option(name, chat.text(f"till.todo.{name}"), name, style="danger" if name == "cancel_bill" else style)


def _best(chat: Chat, sale: SaleOut) -> None:
    best = checkout.offer(chat.work, sale.id)
    checkout.use_balance(chat.work, sale.id, coupon_ids=best.coupon_ids, card_ids=best.card_ids, points=0, stored_fen=0)


def _both(chat: Chat, sale: SaleOut) -> None:
    """The best coupons and cards, and for the rest as many points as may pay."""
    best = checkout.offer(chat.work, sale.id)
    checkout.use_balance(
        chat.work, sale.id, coupon_ids=best.coupon_ids, card_ids=best.card_ids, points=best.points, stored_fen=0
    )


def _points(chat: Chat, sale: SaleOut) -> None:
    checkout.use_balance(chat.work, sale.id, points=checkout.most(chat.work, sale.id).points)


def _stored(chat: Chat, sale: SaleOut) -> None:
    checkout.use_balance(chat.work, sale.id, stored_fen=checkout.most(chat.work, sale.id).stored_fen)


def _plain(chat: Chat, sale: SaleOut) -> None:
    """Without anything of the member's balance, or back to a bill that can be changed."""
    checkout.use_balance(chat.work, sale.id, coupon_ids=(), card_ids={}, points=0, stored_fen=0)


def _ask(chat: Chat, sale: SaleOut) -> None:
    """Has the member asked; for one whom no chat reaches, the desk approves with a reason."""
    asked = checkout.ask(chat.work, sale.id)
    until = formats.clock(asked.respond_by, asked.zone) if asked.respond_by else ""
    chat.say("till.asked", member=bills.customer(chat, asked), until=until)
    chat.leave()


def _force(chat: Chat, sale: SaleOut) -> None:
    presets = [
        Option(name, chat.text(f"till.force.{name}"), chat.text(f"till.force.{name}"))
        for name in ("signed", "no_phone", "present")
    ]
    reason = chat.ask("reason", ask="till.force.ask", check=tidy_reason, options=presets)
    chat.forget("reason")
    forced = checkout.force(chat.work, sale.id, reason)
    chat.say("till.forced")
    if forced.status is SaleStatus.completed:
        _show_over(chat, forced)
        chat.leave()


def _cancel(chat: Chat, sale: SaleOut) -> None:
    checkout.cancel(chat.work, sale.id, chat.text("till.put_away"))
    chat.say("till.cancelled", code=sale.code)
    chat.leave()


def _look(_chat: Chat, _sale: SaleOut) -> None:
    """Shows the bill as it is now."""


def _pay(chat: Chat, sale: SaleOut, tender: str) -> None:
    """Takes the rest by one tender, or the first part of it."""
    given = paying.collected(chat, sale, tender)
    if given is None:  # a part; the rest is asked for next
        chat.retry("todo")
    done = checkout.complete(chat.work, sale.id, given)
    _show_over(chat, done)


def _show_over(chat: Chat, sale: SaleOut) -> None:
    if sale.status is SaleStatus.cancelled:
        chat.say("till.cancelled", code=sale.code)
        return
    change = sum(each.paid.change_fen for each in sale.tenders)
    chat.say("till.done", member=bills.customer(chat, sale), fen=formats.money(sale.bill.due_fen))
    if change:
        chat.say("till.give_change", fen=formats.money(change))
    chat.reply.cards.append(bills.receipt_card(chat, sale))


_STEPS = {
    "best": _best,
    "both": _both,
    "points": _points,
    "stored": _stored,
    "plain": _plain,
    "ask_member": _ask,
    "again": _ask,
    "look": _look,
    "force": _force,
    "treatment": items.add_treatment,
    "product": items.add_product,
    "remove": items.remove,
    "share": items.share,
    "whose": items.name_member,
    "cancel_bill": _cancel,
}
