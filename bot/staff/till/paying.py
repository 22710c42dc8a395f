"""Taking money: which tender, how much of it, and its number; several tenders one after the other."""

from __future__ import annotations

import json
from collections.abc import Callable

from bot.engine.chat import Chat
from bot.engine.options import Option
from bot.texts import formats
from core.checkout.enums import TenderKind
from core.checkout.schemas import SaleOut, TenderIn
from core.kit.errors import BadInput
from core.kit.money import fen_from_yuan, yuan
from nlu.entities.codes import spoken_sum

BUTTONS = ("cash", "wechat", "alipay", "bank_card", "transfer", "partly")
_ASKED = ("pay", "given", "reference", "part", "part_by")
_PARTS = "parts"
_MOST_FEN = 10_000_000
_LONGEST_REFERENCE = 64
_HUNDRED, _TEN = 10_000, 1_000


def options(chat: Chat, sale: SaleOut) -> list[Option[str]]:
    """The ways to pay what is left."""
    left = formats.money(_left(chat, sale))
    ways = [
        Option(
            name,
            chat.text("till.todo.pay", tender=chat.text(f"till.tender.{name}"), fen=left),
            name,
            chat.texts.words(f"tender_{name}"),
            style="primary",
        )
        for name in BUTTONS[:-1]
    ]
    return ways if sale.bill.rest_fen == 0 else [*ways, Option("partly", chat.text("till.todo.partly"), "partly")]


def wanted(chat: Chat, sale: SaleOut) -> str | None:
    """The tender that was tapped or said; none while a bill cannot be paid yet, or when it is not known."""
    said = chat.noted("pay")
    if said is None or not sale.lines:
        return None
    name = next((name for name in BUTTONS[:-1] if said == name or said in chat.texts.words(f"tender_{name}")), None)
    if said == "partly":
        return said
    if name is None:
        chat.frame.noted.pop("pay")
    return name


def collected(chat: Chat, sale: SaleOut, tender: str) -> list[TenderIn] | None:
    """All that was given, once it is what is due; None after a part of it, of which the dialog keeps a note."""
    parts = _parts(chat)
    left = _left(chat, sale)
    if tender == "partly":
        kind = chat.choose("part_by", options(chat, sale)[:-1], ask="till.part_by.ask")
        fen = fen_from_yuan(chat.ask("part", ask="till.part.ask", check=amount_check(chat), fen=formats.money(left)))
        parts.append(TenderIn(TenderKind(kind), fen))
        _keep(chat, parts)
        return None
    if not left:
        return parts
    kind_of = TenderKind(tender)
    if kind_of is TenderKind.cash:
        given = fen_from_yuan(_given(chat, left))
        return [*parts, TenderIn(kind_of, given)]
    return [*parts, TenderIn(kind_of, left, _reference(chat, tender, left))]


def forget(chat: Chat) -> None:
    """Takes back what was said of paying."""
    chat.forget(*_ASKED)
    for name in (*_ASKED, _PARTS):
        chat.frame.noted.pop(name, None)
        chat.frame.heard.pop(name, None)


def amount_check(chat: Chat) -> Callable[[str], str]:
    """Checks an amount in yuan as it was typed, and gives it as a plain number. Raises BadInput."""

    def check(said: str) -> str:
        text = said.strip()
        for sign in chat.texts.words("yuan"):
            text = text.removeprefix(sign).removesuffix(sign).strip()
        if (whole := spoken_sum(text)) is not None:
            text = str(whole)
        try:
            fen = fen_from_yuan(text)
        except ValueError as wrong:
            raise BadInput(what="amount") from wrong
        if not 0 < fen <= _MOST_FEN:
            raise BadInput(what="amount")
        return text

    return check


def _given(chat: Chat, left: int) -> str:
    """What was handed over in cash: just that, or the notes people have; the tap is the confirmation."""
    notes = sorted({-(-left // step) * step for step in (_TEN, 5 * _TEN, _HUNDRED)} - {left})
    amounts = [Option("exact", chat.text("till.exact", fen=formats.money(left)), yuan(left), style="primary")]
    amounts += [Option(str(fen), formats.money(fen), yuan(fen)) for fen in notes]
    said = chat.ask("given", ask="till.given.ask", check=amount_check(chat), options=amounts, fen=formats.money(left))
    if (missing := left - fen_from_yuan(said)) > 0:
        chat.say("till.given.too_little", fen=formats.money(missing))
        chat.retry("given")
    return said


def _reference(chat: Chat, tender: str, left: int) -> str | None:
    """The number of a payment, or none: the tap on "received" is the confirmation."""
    ways = [Option("received", chat.text("till.received"), "", style="primary")]
    named = chat.text(f"till.tender.{tender}")
    fen = formats.money(left)
    said = chat.ask("reference", ask="till.reference.ask", check=_tidy, options=ways, tender=named, fen=fen)
    return said or None


def _left(chat: Chat, sale: SaleOut) -> int:
    return sale.bill.rest_fen - sum(part.fen for part in _parts(chat))


def _parts(chat: Chat) -> list[TenderIn]:
    kept = json.loads(chat.frame.noted.get(_PARTS, "[]"))
    return [TenderIn(TenderKind(kind), int(fen)) for kind, fen in kept]


def _keep(chat: Chat, parts: list[TenderIn]) -> None:
    forget(chat)
    chat.frame.noted[_PARTS] = json.dumps([(part.kind.value, part.fen) for part in parts])


def _tidy(said: str) -> str:
    text = " ".join(said.split())
    if not 0 < len(text) <= _LONGEST_REFERENCE:
        raise BadInput(what="reference")
    return text
