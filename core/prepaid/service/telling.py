"""Who is told of what happens to money paid in advance, and what is due because of it; called by `core.handlers`."""

from __future__ import annotations

from core.booking import service as bookings
from core.booking.events import BookingCompleted
from core.card.events import CardRefunded, CardSold, CardUsed
from core.contract import service as contracts
from core.contract.events import ContractAccepted, ContractDeclined
from core.conversation import service as conversations
from core.kit.work import SYSTEM, Work
from core.prepaid.service.reminding import note_card, note_top_up, note_use, note_visit, note_wallet
from core.wallet import service as wallet
from core.wallet.events import ToppedUp, TopUpRefunded, WalletCharged


def contract_accepted(work: Work, event: ContractAccepted) -> None:
    """The colleague who offered it, or the desk where the member asked by themselves; one who records paper knows."""
    if work.actor.kind != "staff":
        _tell_staff(work, event.contract_id, "prepaid.accepted")


def contract_declined(work: Work, event: ContractDeclined) -> None:
    """The same, that nothing is to be paid."""
    if work.actor.kind != "staff":
        _tell_staff(work, event.contract_id, "prepaid.declined")


def topped_up(work: Work, event: ToppedUp) -> None:
    """The member gets the receipt."""
    conversations.notify_member(work, event.member_id, "prepaid.topped_up", entry=event.entry_id)
    note_top_up(work, wallet.get_entry(work.acting_as(SYSTEM), event.entry_id))


def top_up_refunded(work: Work, event: TopUpRefunded) -> None:
    """The member hears what comes back."""
    conversations.notify_member(work, event.member_id, "prepaid.refunded", entry=event.entry_id)


def wallet_charged(work: Work, event: WalletCharged) -> None:
    """The receipt of the sale tells the member; here only what is due later."""
    note_wallet(work, wallet.get_entry(work.acting_as(SYSTEM), event.entry_id))


def card_sold(work: Work, event: CardSold) -> None:
    """The member gets the card."""
    conversations.notify_member(work, event.member_id, "prepaid.card_sold", card=event.card_id)
    note_card(work, event.card_id)


def card_used(work: Work, event: CardUsed) -> None:
    """The receipt of the sale tells the member; here only what is due later."""
    note_use(work, event.card_id)


def card_refunded(work: Work, event: CardRefunded) -> None:
    """The member hears what comes back."""
    conversations.notify_member(work, event.member_id, "prepaid.card_refunded", card=event.card_id)


def visit_completed(work: Work, event: BookingCompleted) -> None:
    """Once a visit."""
    if event.speaks:
        note_visit(work, bookings.get(work.acting_as(SYSTEM), event.booking_id))


def _tell_staff(work: Work, contract_id: int, kind: str) -> None:
    contract = contracts.get(work.acting_as(SYSTEM), contract_id)
    whom = {"staff_ids": (contract.offered_by,)} if contract.offered_by else {"roles": conversations.DESK}
    conversations.notify_staff(work, kind, store_id=contract.store_id, contract=contract_id, **whom)
