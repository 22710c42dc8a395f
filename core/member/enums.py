"""What a member is to the salon."""

from enum import StrEnum


class Tier(StrEnum):
    """A member's level (G1: 普通、银卡、金卡、钻石卡), from the lowest to the highest."""

    member = "member"
    silver = "silver"
    gold = "gold"
    diamond = "diamond"

    @property
    def rank(self) -> int:
        """0 for the lowest: what a higher one may, this one is compared by."""
        return list(Tier).index(self)
