"""The waitlist (排队等位): joining, offers that really hold the time, answering them (C9).

Functions for one place or offer raise EntryNotFound for what the acting person may not see.
"""

from core.waitlist.service.answers import accept, decline, leave, stay
from core.waitlist.service.offering import offer_due
from core.waitlist.service.queue import get, get_offer, join, list_for_member, list_for_store, open_offer, wake

__all__ = [
    "accept",
    "decline",
    "get",
    "get_offer",
    "join",
    "leave",
    "list_for_member",
    "list_for_store",
    "offer_due",
    "open_offer",
    "stay",
    "wake",
]
