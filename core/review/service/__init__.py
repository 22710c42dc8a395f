"""Reviews of visits (J): asking for them, giving and changing them, reading them."""

from core.review.service.asking import send_due, visited
from core.review.service.giving import describe, finish, score
from core.review.service.reading import concern, get, list_for_member, list_of_store, list_open, report, tags_of

__all__ = [
    "concern",
    "describe",
    "finish",
    "get",
    "list_for_member",
    "list_of_store",
    "list_open",
    "report",
    "score",
    "send_due",
    "tags_of",
    "visited",
]
