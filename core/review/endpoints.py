"""Reviews: a member's own, and all of a store for whoever runs it (product.md J)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import Field

from core.auth.enums import Permission
from core.kit.work import Work
from core.member.errors import MemberNotFound
from core.operation.access import Access
from core.operation.fields import Limit, PathId, View
from core.operation.operations import Operations
from core.operation.paging import Cursor, Page, read_cursor, write_cursor
from core.review import service
from core.review.schemas import ReviewOut
from core.store.errors import StoreNotFound

operations = Operations("Reviews")
_OWN = Access("A member's own.", member=True)
_RUN = Access("Whoever runs the store.", staff=Permission.read_reviews)


class ReviewView(View):
    """A visit and what its member said of it."""

    id: int = Field(examples=[12])
    store_id: int = Field(examples=[1])
    visited_at: dt.datetime = Field(examples=["2026-09-17T08:00:00Z"])
    score: int = Field(examples=[5], description="1 to 5, 5 is best.")
    tags: list[str] = Field(examples=[["skilled", "clean"]])
    words: str | None = Field(examples=["Very gentle hands"])
    has_photo: bool
    staff_ids: list[int] = Field(examples=[[2]])
    treatment_ids: list[int] = Field(examples=[[1]])


class StoreReviewView(ReviewView):
    """The same with whose it is."""

    member_id: int = Field(examples=[9])


@operations.get("/members/{member_id}/reviews", _OWN, MemberNotFound)
def list_reviews_of_member(work: Work, member_id: PathId) -> list[ReviewView]:
    """What a member said of their last visits.

    Newest first.
    """
    if work.actor.id != member_id:
        raise MemberNotFound(id=member_id)
    return [ReviewView(**_fields(each)) for each in service.list_for_member(work, member_id)]


@operations.get("/stores/{store_id}/reviews", _RUN, StoreNotFound)
def list_reviews_of_store(
    work: Work, store_id: PathId, cursor: Cursor | None = None, limit: Limit = 20
) -> Page[StoreReviewView]:
    """All that was said of a store.

    Newest first.
    """
    before = read_cursor(cursor)[0] if cursor else None
    found = service.list_of_store(work, store_id, before=before, limit=limit + 1)
    items = [StoreReviewView(**_fields(each), member_id=each.member_id) for each in found[:limit]]
    return Page(items=items, next=write_cursor(items[-1].id) if len(found) > limit else None)


def _fields(review: ReviewOut) -> dict[str, Any]:
    """What both views show; the photo's name stays inside, since knowing it is what opens it."""
    return {
        "id": review.id,
        "store_id": review.store_id,
        "visited_at": review.visited_at,
        "score": review.score,
        "tags": list(review.tags),
        "words": review.words,
        "has_photo": review.photo is not None,
        "staff_ids": sorted({part.staff_id for part in review.parts if part.staff_id is not None}),
        "treatment_ids": sorted({part.treatment_id for part in review.parts}),
    }
