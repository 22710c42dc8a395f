"""Time that staff keep for themselves."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from core.auth.enums import Permission
from core.booking import service
from core.booking.errors import TimeHasBookings
from core.kit.errors import BadInput, NotFound
from core.kit.work import Work
from core.operation.access import Access
from core.operation.fields import Body, Moment, PathId, Text, View
from core.operation.operations import Operations
from core.staff.errors import StaffNotFound

operations = Operations("Blocked time")
_TIME = Access("One's own time; a manager: of the own store; an owner: of all.", staff=Permission.block_own_time)


class BlockView(View):
    """A span of time that cannot be booked."""

    id: int = Field(examples=[4])
    staff_id: int = Field(examples=[3])
    starts_at: dt.datetime = Field(examples=["2026-09-17T06:00:00Z"])
    ends_at: dt.datetime = Field(examples=["2026-09-17T07:00:00Z"])
    note: str | None = Field(examples=["Dentist"])


class NewBlock(Body):
    """A span of two months at most."""

    starts_at: Moment
    ends_at: Annotated[Moment, Field(examples=["2026-09-17T15:00:00+08:00"])]
    note: Annotated[Text | None, Field(max_length=200, examples=["Dentist"])] = None


@operations.get("/staff/{staff_id}/blocks", _TIME, StaffNotFound, BadInput)
def list_blocks(work: Work, staff_id: PathId, starts_at: Moment, ends_at: Moment) -> list[BlockView]:
    """Blocked time of a colleague.

    What reaches into the span, in order of time.
    """
    if starts_at >= ends_at:
        raise BadInput(what="span")
    return [BlockView.model_validate(each) for each in service.list_blocks(work, staff_id, starts_at, ends_at)]


@operations.post("/staff/{staff_id}/blocks", _TIME, StaffNotFound, BadInput, TimeHasBookings, status=201)
def block_time(work: Work, staff_id: PathId, block: NewBlock) -> list[BlockView]:
    """Block time.

    What is blocked already stays. While somebody is booked in it, nothing is blocked. Answers with all blocks that
    reach into the span.
    """
    made = service.block_time(work, staff_id, block.starts_at, block.ends_at, block.note)
    return [BlockView.model_validate(each) for each in made]


@operations.delete("/staff/{staff_id}/blocks/{block_id}", _TIME, StaffNotFound, NotFound)
def unblock(work: Work, staff_id: PathId, block_id: PathId) -> None:
    """Give blocked time back.

    It can be booked again.
    """
    service.unblock(work, staff_id, block_id)
