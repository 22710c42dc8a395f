"""States of who waits and of what they are offered."""

from enum import StrEnum


class EntryStatus(StrEnum):
    """Where somebody on the waitlist stands."""

    waiting = "waiting"
    offered = "offered"  # a time is held for them and they have to answer
    lapsed = "lapsed"  # let several offers pass; asked whether they still want it, and offered nothing until then
    taken = "taken"  # took an offer
    left = "left"  # said that they wait no longer
    expired = "expired"  # the wished time is over


class Outcome(StrEnum):
    """What became of an offer."""

    open = "open"
    taken = "taken"
    declined = "declined"  # not this one, but still waiting
    lapsed = "lapsed"  # not answered in time
    withdrawn = "withdrawn"  # the member left the waitlist
