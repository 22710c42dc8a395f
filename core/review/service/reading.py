"""Reading reviews: a member their own, whoever runs a store all of it (J3, J4)."""

from __future__ import annotations

import datetime as dt

from core.auth import service as auth
from core.auth.enums import Permission
from core.catalog import service as catalog
from core.kit.work import Work
from core.review import repository, rules
from core.review.errors import ReviewNotFound
from core.review.schemas import Concern, OwnReport, Report, ReviewOut
from core.staff import service as staff
from core.staff.schemas import StaffOut
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


def unfinished_low(work: Work, member_id: int) -> int | None:
    """The review a member is just giving, if its score reached a person: what they complain of belongs to it (J5)."""
    for each in list_open(work, member_id):
        low = stores.get(work, each.store_id).settings.reviews.low_score
        if each.score is not None and each.score <= low and each.given_at is None:
            return each.id
    return None


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


def own_report(work: Work, lasting: dt.timedelta = _REPORTED) -> OwnReport:
    """How the actor's own visits of the last days were liked, anonymous: nobody is asked back what they wrote.

    Raises NotAllowed for who is no colleague.
    """
    auth.require(work.actor, Permission.see_own_agenda, work.actor.store_id)
    assert work.actor.id is not None
    policy = stores.get(work, staff.get(work, work.actor.id).store_id).settings.reviews
    return rules.own_report(policy, repository.of_staff(work.session, work.actor.id, work.now - lasting))


def concern(work: Work, member_id: int, store_id: int) -> Concern | None:
    """Whether a member was unhappy so often that somebody looks after them by name (J5), by the store's rule."""
    auth.require(work.actor, Permission.see_members, store_id)
    policy = stores.get(work, store_id).settings.reviews
    since = work.now - dt.timedelta(days=policy.often_days)
    low = repository.count_low(work.session, member_id, policy.low_score, since)
    if low < policy.often:
        return None
    return Concern(low, contact(work, store_id))


def contact(work: Work, store_id: int) -> StaffOut | None:
    """Who looks after members of a store that were unhappy (J5): whom it names, else its manager, else the owner."""
    policy = stores.get(work, store_id).settings.reviews
    colleagues = staff.list_staff(work)
    here = [each for each in colleagues if each.store_id == store_id]
    return rules.contact_of(policy, here) or rules.contact_of(policy, colleagues)


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
