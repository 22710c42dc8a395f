"""What is on a bill: treatments and products added, lines taken off, whose work each was, and whose bill it is."""

from __future__ import annotations

from bot import bills
from bot.engine.chat import Chat
from bot.engine.options import Option
from bot.staff.naming import one_member
from bot.texts import formats
from core.booking import service as bookings
from core.catalog import service as catalog
from core.checkout import service as checkout
from core.checkout.schemas import LineOut, SaleOut, Share
from core.kit.errors import BadInput
from core.kit.localized import pick
from core.staff import service as staff_service
from core.staff.schemas import StaffOut
from nlu.rules.at_the_desk import pieces_said

_PIECES = ("1", "2", "3")
_MOST_PIECES = 99


def add_treatment(chat: Chat, sale: SaleOut) -> None:
    """A treatment that was not booked, at today's list price."""
    treatments = bookings.treatments_on_offer(chat.work, sale.store_id)
    treatment = chat.choose(
        "treatment",
        [Option(each.code, pick(each.name, chat.language), each, each.aliases) for each in treatments],
        ask="till.treatment.ask",
    )
    variation = treatment.variations[0]
    if len(treatment.variations) > 1:
        variation = chat.choose(
            "variation",
            [
                Option(
                    each.code,
                    f"{pick(each.name, chat.language)} {formats.money(each.price_fen)}",
                    each,
                )
                for each in treatment.variations
            ],
            ask="till.variation.ask",
        )
    person = _person(chat, sale)
    chat.forget("treatment", "variation", "person")
    checkout.add_treatment(chat.work, sale.id, variation.id, staff_id=person.id)


def add_product(chat: Chat, sale: SaleOut) -> None:
    """Some pieces of what is sold over the counter, credited to who stands at the till."""
    listed = catalog.list_products(chat.work)
    if not listed:
        chat.say("till.no_products")
        return
    product = chat.choose(
        "product",
        [
            Option(each.code, f"{pick(each.name, chat.language)} {formats.money(each.price_fen)}", each, each.aliases)
            for each in listed
        ],
        ask="till.product.ask",
    )
    pieces = int(
        chat.ask(
            "pieces",
            ask="till.pieces.ask",
            check=_pieces,
            options=[Option(each, each, each) for each in _PIECES],
            product=pick(product.name, chat.language),
        )
    )
    chat.forget("product", "pieces")
    checkout.add_product(chat.work, sale.id, product.id, quantity=pieces)


def remove(chat: Chat, sale: SaleOut) -> None:
    """Takes a line off."""
    line = _line(chat, sale, "till.remove.ask")
    chat.forget("line")
    checkout.remove_line(chat.work, sale.id, line.id)


def share(chat: Chat, sale: SaleOut) -> None:
    """Whose work a line was: one colleague's, or two halves."""
    line = _line(chat, sale, "till.share.ask")
    first = _person(chat, sale)
    people = [each for each in _people(chat, sale) if each.id != first.id]
    ways: list[Option[StaffOut | None]] = [Option("alone", chat.text("till.alone"), None)]
    ways += [Option(each.code, pick(each.name, chat.language), each) for each in people]
    second = chat.choose("second", ways, ask="till.second.ask")
    chat.forget("line", "person", "second")
    shares = [Share(staff_id=first.id, percent=100 if second is None else 50)]
    shares += [] if second is None else [Share(staff_id=second.id, percent=50)]
    checkout.share_line(chat.work, sale.id, line.id, shares)


def name_member(chat: Chat, sale: SaleOut) -> None:
    """Says whose bill a walk-in's is."""
    person = one_member(chat)
    chat.forget("member", "which")
    checkout.name_member(chat.work, sale.id, person.id)


def _line(chat: Chat, sale: SaleOut, ask: str) -> LineOut:
    if len(sale.lines) == 1:
        return sale.lines[0]
    return chat.choose("line", [Option(each.id, bills.item(chat, each), each) for each in sale.lines], ask=ask)


def _people(chat: Chat, sale: SaleOut) -> list[StaffOut]:
    return [each for each in staff_service.list_staff(chat.work) if each.store_id == sale.store_id]


def _person(chat: Chat, sale: SaleOut) -> StaffOut:
    people = _people(chat, sale)
    return chat.choose(
        "person", [Option(each.code, pick(each.name, chat.language), each) for each in people], ask="till.person.ask"
    )


def _pieces(said: str) -> str:
    whole = pieces_said(said)
    text = said.strip() if whole is None else str(whole)
    if not text.isdecimal() or not 0 < int(text[:4]) <= _MOST_PIECES:
        raise BadInput(what="pieces")
    return text
