"""两方核销 from the member's side: the buttons under the question whether a bill is right."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.texts import formats
from core.checkout import service as checkout
from core.checkout.enums import SaleStatus
from core.kit.errors import BadInput

_SHORTEST, _LONGEST = 2, 200


@dialog("sale_yes", hears=("sale", "seal"), needs_member=True)
def approve(chat: Chat) -> None:
    """Yes to the very bill that was shown; another bill is asked about anew."""
    sale = checkout.approve(chat.work, _number(chat), chat.noted("seal") or "")
    if sale.status is SaleStatus.completed:
        chat.say("till.approved_all")
    else:
        chat.say("till.approved", fen=formats.money(sale.bill.rest_fen))


@dialog("sale_no", hears=("sale", "seal", "reason"), needs_member=True)
def decline(chat: Chat) -> None:
    """No, with a word about what is wrong: the till reads it at once."""
    sale = checkout.get(chat.work, _number(chat))
    presets = [
        Option(name, chat.text(f"till.wrong.{name}"), chat.text(f"till.wrong.{name}"))
        for name in ("not_mine", "amount", "keep_points", "keep_card")
    ]
    reason = chat.ask("reason", ask="till.wrong.ask", check=_tidy, options=presets, code=sale.code)
    checkout.decline(chat.work, sale.id, chat.noted("seal") or "", reason)
    chat.say("till.declined")


def _number(chat: Chat) -> int:
    said = chat.noted("sale") or ""
    return int(said) if said.isdecimal() and len(said) < 16 else 0


def _tidy(said: str) -> str:
    reason = " ".join(said.split())
    if not _SHORTEST <= len(reason) <= _LONGEST:
        raise BadInput(what="reason")
    return reason
