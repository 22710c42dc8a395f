"""Asking for a top-up or a card by contract, paying for it, and being reminded of it."""

from core.prepaid.service.asking import ask_card, ask_top_up, card_text, pay, top_up_text
from core.prepaid.service.reminding import (
    note_card,
    note_top_up,
    note_use,
    note_visit,
    note_wallet,
    remind_due,
)

__all__ = [
    "ask_card",
    "ask_top_up",
    "card_text",
    "note_card",
    "note_top_up",
    "note_use",
    "note_visit",
    "note_wallet",
    "pay",
    "remind_due",
    "top_up_text",
]
