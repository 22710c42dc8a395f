"""Refusals of the waitlist; each code is a text key."""

from core.kit.errors import NotFound, Refusal


class EntryNotFound(NotFound):
    """No such place on the waitlist, or no such offer, for this person."""

    code = "waitlist.not_found"


class OfferOver(Refusal):
    """The offer can no longer be answered: too late, or answered before. Fields: `entry` (EntryOut), `waits` says
    "yes" while the member still has their place."""

    code = "waitlist.offer_over"


class TooManyEntries(Refusal):
    """The member waits for as many times as the store allows. Field: `limit`."""

    code = "waitlist.too_many"
