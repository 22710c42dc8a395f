"""Refusals of the levels; each code is a text key."""

from core.kit.errors import BadInput, Refusal


class BadSpend(BadInput):
    """A sum of money or points of nothing, or larger than anybody can mean."""

    code = "tier.bad_spend"


class SpendKeyReused(Refusal):
    """The key was used before for something else. Nothing was changed."""

    code = "tier.key_reused"
