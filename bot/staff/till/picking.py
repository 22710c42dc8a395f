"""Which bill is meant: by a button, by the code of a visit or a bill, by who is here today, or a walk-in."""

from __future__ import annotations

from bot import bills
from bot.dialogs.visiting import title
from bot.engine.chat import Chat
from bot.engine.options import Option, among
from bot.staff.naming import members_called, my_stores, one_member, who
from bot.texts import formats
from core.auth.enums import Permission
from core.auth.service import allowed
from core.booking import service as bookings
from core.booking.errors import BookingNotFound
from core.booking.schemas import BookingOut
from core.checkout import service as checkout
from core.checkout.errors import SaleNotFound
from core.checkout.schemas import SaleOut
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.store.schemas import StoreOut

MOST_FOUND = 12
_MOST_LISTED = 20
_MEMBER, _WALK_IN = "member", "walk_in"


def till_stores(chat: Chat) -> list[StoreOut]:
    """The stores whose till this colleague runs."""
    return [store for store in my_stores(chat) if allowed(chat.person.actor, Permission.run_till, store.id)]


def picked(chat: Chat) -> SaleOut:
    """The bill that is being worked on: what was chosen stays chosen until the dialog is left, or another is named."""
    if "sale" in chat.frame.noted and "booking" in chat.frame.heard and "sale" not in chat.frame.heard:
        chat.frame.noted.pop("sale")
        chat.forget(*tuple(chat.frame.answers))
    if (number := chat.noted("sale")) is not None:
        return checkout.get(chat.work, _number(number))
    sale = _chosen(chat)
    chat.frame.noted["sale"] = str(sale.id)
    return sale


def _chosen(chat: Chat) -> SaleOut:
    said = chat.frame.heard.get("booking")
    if said is not None and (found := _by_code(chat, said)) is not None:
        chat.frame.heard.pop("booking")
        return found
    if said is None and "member" in chat.frame.heard:
        chat.frame.answers["booking"] = _MEMBER
    if said is not None and not among(_options(chat), said) and members_called(chat, said):
        # Somebody of that name who has no visit today: a bill without one.
        chat.frame.heard["member"] = chat.frame.heard.pop("booking")
        chat.frame.answers["booking"] = _MEMBER
    chosen = chat.choose(
        "booking",
        lambda: _options(chat),
        ask="till.booking.ask",
        missing=lambda heard: chat.say("booking.not_found", code=heard),
    )
    if isinstance(chosen, BookingOut):
        return checkout.open_for_visit(chat.work, chosen.id)
    if isinstance(chosen, SaleOut):
        return chosen
    store = _store(chat)
    person = one_member(chat) if chosen == _MEMBER else None
    return checkout.open_walk_in(chat.work, f"till:{chat.key}", store.id, person.id if person else None)


def _options(chat: Chat) -> list[Option[BookingOut | SaleOut | str]]:
    """Bills that were begun, visits of today that are to be paid, and those who come without either."""
    listed: list[Option[BookingOut | SaleOut | str]] = []
    for store in till_stores(chat):
        begun = checkout.list_unpaid(chat.work, store.id)
        visits = {sale.booking_id for sale in begun}
        listed += [
            Option(sale.code, chat.text("till.begun", line=bills.option_line(chat, sale)), sale, hint=sale.code)
            for sale in begun
        ]
        for booking in checkout.list_to_pay(chat.work, store.id):
            if (booking.visit_id or booking.id) not in visits:
                listed.append(_visit(chat, booking))
    ways = [Option(name, chat.text(f"till.{name}_option"), name) for name in (_MEMBER, _WALK_IN)]
    return [*listed[:_MOST_LISTED], *ways]  # type: ignore[list-item]  # text is one of the three


def _visit(chat: Chat, booking: BookingOut) -> Option[BookingOut | SaleOut | str]:
    parts = bookings.visit_of(chat.work.acting_as(SYSTEM), booking)
    label = chat.text(
        "till.visit",
        time=formats.clock(booking.starts_at, booking.zone),
        member=who(chat, booking),
        treatment=title(chat, parts),
        status=chat.text(f"status.{booking.status.value}"),
    )
    # Nobody types a whole code who stands in front of a customer: its beginning or end will do.
    words = (who(chat, booking), booking.code[:4], booking.code[-4:], str(booking.id))
    return Option(booking.code, label, booking, words, hint=booking.code)


def _by_code(chat: Chat, said: str) -> SaleOut | None:
    try:
        booking = bookings.get(chat.work, int(said)) if said.isdecimal() else bookings.find_by_code(chat.work, said)
        return checkout.open_for_visit(chat.work, booking.id)
    except BookingNotFound:
        pass
    try:
        return checkout.find_by_code(chat.work, said)
    except SaleNotFound:
        return None


def _store(chat: Chat) -> StoreOut:
    """Where the walk-in is: asked only of who runs several tills."""
    listed = till_stores(chat)
    own = chat.person.staff.store_id if chat.person.staff else None
    here = [store for store in listed if store.id == own] or listed
    if len(here) == 1:
        return here[0]
    return chat.choose(
        "store", [Option(each.code, pick(each.name, chat.language), each) for each in here], ask="till.store.ask"
    )


def _number(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < 16 else 0
