"""Kinds of contracts, where one stands, and how it was agreed to."""

from enum import StrEnum


class ContractKind(StrEnum):
    """What is paid for ahead (I)."""

    top_up = "top_up"
    card = "card"


class ContractStatus(StrEnum):
    """Where a contract stands; `core.contract.rules.FROM` says what may follow."""

    offered = "offered"  # shown to the member, who has not answered
    accepted = "accepted"  # agreed to, not paid yet
    fulfilled = "fulfilled"  # paid: the money or the card is the member's
    declined = "declined"


class AcceptedHow(StrEnum):
    """How the member agreed."""

    chat = "chat"
    api = "api"
    paper = "paper"  # signed at the desk; a colleague recorded it with the paper's number
