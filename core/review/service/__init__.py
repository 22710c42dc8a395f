"""Reviews of visits (J): asking for them, giving and changing them, reading them."""

from core.review.service.asking import hush, send_due, undone, visited
from core.review.service.giving import describe, finish, score, tag
from core.review.service.reading import (
    concern,
    contact,
    get,
    list_for_member,
    list_of_store,
    list_open,
    own_report,
    report,
    tags_of,
    unfinished_low,
)

__all__ = [
    "concern",
    "contact",
    "describe",
    "finish",
    "get",
    "hush",
    "list_for_member",
    "list_of_store",
    "list_open",
    "own_report",
    "report",
    "score",
    "send_due",
    "tag",
    "tags_of",
    "undone",
    "unfinished_low",
    "visited",
]
