"""/find, or just the code: what a code is, and what can be done with it now."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot import bills
from bot.dialogs.visiting import part_line, title
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Card
from bot.staff.naming import members_called, who
from bot.texts import formats
from core.auth.enums import Permission
from core.auth.service import allowed
from core.booking import service as bookings
from core.booking.enums import BookingStatus as S
from core.booking.errors import BookingNotFound
from core.booking.schemas import BookingOut
from core.checkout import service as checkout
from core.checkout.enums import RefundState, SaleStatus
from core.checkout.errors import SaleNotFound
from core.checkout.schemas import SaleOut
from core.kit.errors import BadInput
from core.kit.ids import tidy_code
from core.kit.localized import pick
from core.kit.work import SYSTEM

_LONGEST = 40
_COUPON = 10
"""Signs of a coupon's code, and of what was had for points. Looking one up counts against guessing."""
_NEXT = (
    ("staff_confirm", Permission.answer_own_requests, {S.pending}),
    ("staff_propose", Permission.answer_own_requests, {S.pending}),
    ("staff_decline", Permission.answer_own_requests, {S.pending}),
    ("staff_check_in", Permission.run_visits, {S.confirmed}),
    ("staff_start", Permission.run_visits, {S.checked_in}),
    ("staff_done", Permission.run_visits, {S.checked_in, S.in_service}),
    ("staff_till", Permission.run_till, {S.confirmed, S.checked_in, S.in_service, S.completed}),
    ("staff_brief", Permission.see_own_agenda, {S.pending, S.confirmed, S.checked_in, S.in_service}),
)
"""What is done with a visit where it stands, the likeliest first, by whom."""


@dialog(
    "staff_find",
    audience="staff",
    command="find",
    takes=("code",),
    hears=("code",),
    permission=Permission.see_own_agenda,
    browses=True,
)
def find(chat: Chat) -> None:
    """A visit, a bill, a member or a coupon, by whatever is printed or said of it; only what this colleague may see."""
    code = chat.ask("code", ask="staff.find.ask", check=_tidy)
    if (booking := _booking(chat, code)) is not None:
        _visit(chat, booking)
    elif (sale := _sale(chat, code)) is not None:
        _bill(chat, sale)
    elif allowed(chat.person.actor, Permission.see_members) and members_called(chat, code):
        chat.go_on_with("staff_member", member=code)
    elif allowed(chat.person.actor, Permission.redeem_coupons) and len(tidy_code(code)) == _COUPON:
        chat.go_on_with("staff_redeem", code=code)
    else:
        chat.say("staff.find.nothing", code=code)


def _visit(chat: Chat, booking: BookingOut) -> None:
    """The visit as it stands, and what comes next of it."""
    parts = bookings.visit_of(chat.work.acting_as(SYSTEM), booking)
    steps = [
        name
        for name, permission, statuses in _NEXT
        if booking.status in statuses and allowed(chat.person.actor, permission, booking.store_id)
    ]
    if "todo" not in chat.frame.answers:
        chat.reply.cards.append(_card(chat, booking, parts))
    _go_on(chat, steps, booking=booking.code)


def _card(chat: Chat, booking: BookingOut, parts: tuple[BookingOut, ...]) -> Card:
    total = formats.money(sum(part.price_fen for part in parts))
    on = parts[0].starts_at.astimezone(ZoneInfo(booking.zone)).date()
    lines = [formats.day(on, chat.language)]  # each part says when it begins
    lines += [part_line(chat, part) for part in parts]
    lines.append(f"{pick(booking.store_name, chat.language)} · {total}")
    return Card(
        f"{who(chat, booking)} · {title(chat, parts)}",
        tuple(lines),
        footer=chat.text("card.footer", status=chat.text(f"status.{booking.status.value}"), code=booking.code),
    )


def _bill(chat: Chat, sale: SaleOut) -> None:
    """A bill that is not over is worked on; of a paid one there is the receipt, and the way to give it back."""
    if sale.status in {SaleStatus.open, SaleStatus.awaiting_approval, SaleStatus.approved}:
        chat.go_on_with("staff_till", sale=str(sale.id))
    if "todo" not in chat.frame.answers:
        is_paid = sale.status is SaleStatus.completed
        card = bills.receipt_card(chat, sale) if is_paid else bills.bill_card(chat, sale)
        chat.reply.cards.append(card)
    may_refund = allowed(chat.person.actor, Permission.refund_sales, sale.store_id)
    is_left = sale.status is SaleStatus.completed and sale.refund_state is not RefundState.refunded
    _go_on(chat, ["staff_refund"] if may_refund and is_left else [], sale=sale.code)


def _go_on(chat: Chat, steps: list[str], **heard: str) -> None:
    if not steps:
        return
    options = [Option(name, chat.text(f"staff.find.{name}"), name) for name in steps]
    fine = Option("fine", chat.text("staff.find.fine"), "", chat.texts.words("no"))
    name = chat.choose("todo", [*options, fine], ask="staff.find.todo")
    if name:
        chat.go_on_with(name, **heard)


def _booking(chat: Chat, code: str) -> BookingOut | None:
    try:
        return bookings.find_by_code(chat.work, code)
    except BookingNotFound:
        return None


def _sale(chat: Chat, code: str) -> SaleOut | None:
    try:
        return checkout.find_by_code(chat.work, code)
    except SaleNotFound:
        return None


def _tidy(said: str) -> str:
    code = " ".join(said.split())
    if not 0 < len(code) <= _LONGEST:
        raise BadInput(what="code")
    return code
