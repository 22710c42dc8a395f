"""Reading reviews: a member their own, whoever runs a store all of it (J3, J4)."""

from __future__ import annotations

import datetime as dt

from core.auth import service as auth
from core.auth.enums import Permission
from core.catalog import service as catalog
from core.kit.work import Work
from core.review import repository, rules
from core.review.errors import ReviewNotFound
from core.review.schemas import Concern, Report, ReviewOut
from core.staff import service as staff
from core.store import service as stores
from core.store.schemas.reviews import ReviewTag

_LATEST = 20
_REPORTED = dt.timedelta(days=90)


def get(work: Work, review_id: int) -> ReviewOut:
    """One visit with its review. Raises ReviewNotFound for one the actor may not see and for none: they read alike."""
    review = repository.find(work.session, review_id)
    if review is None or not _may_see(work, review):
        raise ReviewNotFound
    return review


def list_for_member(work: Work, member_id: int) -> tuple[ReviewOut, ...]:
    """What a member said of their last visits, newest first. Raises ReviewNotFound for anybody but them."""
    if work.actor.kind == "member" and work.actor.id != member_id:
        raise ReviewNotFound
    found = repository.of_member(work.session, member_id, _LATEST)
    return tuple(each for each in found if each.score is not None and _may_see(work, each))


def list_open(work: Work, member_id: int) -> tuple[ReviewOut, ...]:
    """The visits of a member that they may still review or change what they said of, newest first."""
    policies = {store.id: store.settings.reviews for store in stores.list_stores(work)}
    return tuple(
        each
        for each in repository.of_member(work.session, member_id, _LATEST)
        if _may_see(work, each) and rules.is_open(policies[each.store_id], each, work.now)
    )


def list_of_store(
    work: Work, store_id: int, *, before: int | None = None, limit: int = _LATEST
) -> tuple[ReviewOut, ...]:
    """All that was said of a store, newest first. Raises NotAllowed, StoreNotFound."""
    auth.require(work.actor, Permission.read_reviews, stores.get(work, store_id).id)
    return tuple(repository.of_store(work.session, store_id, before, limit))


def report(work: Work, store_id: int, lasting: dt.timedelta = _REPORTED) -> Report:
    """Averages of the last days by colleague and treatment, the weak spots first (J3). Raises NotAllowed."""
    store = stores.get(work, store_id)
    auth.require(work.actor, Permission.read_reviews, store.id)
    since, low = work.now - lasting, store.settings.reviews.low_score
    count, score = repository.total(work.session, store.id, since)
    by_staff = repository.averages(work.session, store.id, "staff_id", since, low)
    by_treatment = repository.averages(work.session, store.id, "treatment_id", since, low)
    return Report(count, score, by_staff, by_treatment)


def concern(work: Work, member_id: int, store_id: int) -> Concern | None:
    """Whether a member was unhappy so often that somebody looks after them by name (J5), by the store's rule."""
    auth.require(work.actor, Permission.see_members, store_id)
    policy = stores.get(work, store_id).settings.reviews
    since = work.now - dt.timedelta(days=policy.often_days)
    low = repository.count_low(work.session, member_id, policy.low_score, since)
    if low < policy.often:
        return None
    named = (each for each in staff.list_staff(work) if each.code == policy.contact)
    return Concern(low, next(named, None))


def tags_of(work: Work, review: ReviewOut, score: int) -> tuple[ReviewTag, ...]:
    """The tags on offer for a score of this visit."""
    policy = stores.get(work, review.store_id).settings.reviews
    return rules.fitting(policy, score, categories_of(work, review))


def categories_of(work: Work, review: ReviewOut) -> frozenset[str]:
    """The catalogue's categories of what was done."""
    done = {part.treatment_id for part in review.parts}
    listed = (each for each in catalog.list_treatments(work) if each.id in done)
    return frozenset(variation.category for each in listed for variation in each.variations)


def _may_see(work: Work, review: ReviewOut) -> bool:
    if work.actor.kind == "member":
        return review.member_id == work.actor.id
    return auth.allowed(work.actor, Permission.read_reviews, review.store_id)
