"""Pages of a list: each ends with a cursor that the next one begins with, so rows that come meanwhile shift nothing."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re
from typing import Annotated, Generic, TypeVar

from pydantic import Field

from core.operation.errors import BadCursor
from core.operation.fields import MOST_ID, View

T = TypeVar("T")
Cursor = Annotated[
    str, Field(max_length=80, pattern=r"^[A-Za-z0-9_-]+$", description="`next` of the page before; none: the first.")
]
_MARK = re.compile(r"([0-9]{1,16})(?:@([0-9T:.+-]{10,40}))?")


class Page(View, Generic[T]):
    """Some entries of a list, and where the next page begins; `next` is null on the last page."""

    items: list[T]
    next: str | None = Field(default=None, examples=["MTI"], description="Give it as `cursor` for the next page.")


def write_cursor(last_id: int, at: dt.datetime | None = None) -> str:
    """The cursor behind the entry of this id, in a list ordered by a moment and the id, or by the id alone."""
    mark = f"{last_id}@{at.astimezone(dt.UTC).isoformat()}" if at else str(last_id)
    return base64.urlsafe_b64encode(mark.encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[int, dt.datetime | None]:
    """What `write_cursor` was given. Raises BadCursor."""
    try:
        mark = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        found = _MARK.fullmatch(mark)
        if found is None or int(found[1]) > MOST_ID:
            raise BadCursor(what="cursor")
        at = dt.datetime.fromisoformat(found[2]) if found[2] else None
    except (binascii.Error, ValueError) as wrong:
        raise BadCursor(what="cursor") from wrong
    if at is not None and (at.tzinfo is None or not 2000 <= at.year < 2200):
        raise BadCursor(what="cursor")
    return int(found[1]), at
