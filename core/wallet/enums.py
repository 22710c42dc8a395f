"""Kinds of entries in the ledger of stored value."""

from enum import StrEnum


class EntryKind(StrEnum):
    """What moved the money; the sign of an amount says which way."""

    top_up = "top_up"
    charge = "charge"  # a sale paid with it
    give_back = "give_back"  # a sale refunded
    refund = "refund"  # a top-up refunded: out of the wallet, to the member
    end = "end"  # gift money whose time ran out
