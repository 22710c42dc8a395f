"""Kinds of rows in the ledger of session cards."""

from enum import StrEnum


class UseKind(StrEnum):
    """What moved the uses of a card; the sign of the number says which way."""

    sell = "sell"
    use = "use"
    give_back = "give_back"
    refund = "refund"  # the card was refunded: what was left is gone
