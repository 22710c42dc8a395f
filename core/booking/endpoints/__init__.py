"""Free times, bookings, the visit and time kept free (product.md C), as programs ask for them."""

from core.booking.endpoints.answers import operations as ANSWERS
from core.booking.endpoints.availability import operations as AVAILABILITY
from core.booking.endpoints.blocks import operations as BLOCKS
from core.booking.endpoints.bookings import operations as BOOKINGS
from core.booking.endpoints.members import operations as MEMBERS
from core.booking.endpoints.visits import operations as VISITS

__all__ = ["ANSWERS", "AVAILABILITY", "BLOCKS", "BOOKINGS", "MEMBERS", "VISITS"]
