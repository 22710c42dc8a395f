"""What tests of the clock share with those under fire."""

from tests.bot.chaos.conftest import tell

__all__ = ["tell"]
