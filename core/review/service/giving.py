"""Giving a review and changing it; each step counts at once, so that nothing is lost of who stops half-way."""

from __future__ import annotations

from collections.abc import Sequence

from core.due import service as due
from core.due.schemas import Plan
from core.kit.errors import BadInput
from core.kit.work import Work
from core.review import repository, rules
from core.review.errors import ReviewNotFound
from core.review.events import LowScoreExplained, LowScoreGiven, LowScoreRaised, ReviewGiven
from core.review.schemas import ReviewOut
from core.review.service import reading
from core.store import service as stores
from core.store.schemas.reviews import ReviewPolicy


def score(work: Work, review_id: int, stars: int) -> ReviewOut:
    """The member's 1 to 5. A low one reaches the salon in the same moment (J5), before any words are asked for.

    Raises ReviewNotFound, BadScore, ReviewClosed.
    """
    review, policy = _own(work, review_id)
    rules.require_score(stars)
    rules.require_open(policy, review, work.now)
    if review.score == stars:
        return review
    repository.set_score(work.session, review.id, stars, [], work.now)
    if review.scored_at is None:
        closes_at = work.now + rules.REST
        plan = Plan(
            rules.CLOSE, review.store_id, review.id, review.visited_at, closes_at, closes_at + rules.NEVER_TOO_LATE
        )
        due.plan(work, [plan])
    if rules.fell(policy, review.score, stars):
        work.emit(LowScoreGiven(review.id))
    elif rules.rose(policy, review.score, stars):
        work.emit(LowScoreRaised(review.id))
    return reading.get(work, review.id)


def tag(work: Work, review_id: int, tags: Sequence[str]) -> ReviewOut:
    """The tags tapped so far, kept with each tap; told when the review is over, since another tap takes one back.

    Raises ReviewNotFound, ReviewClosed, BadTag.
    """
    review, policy = _scored(work, review_id)
    rules.require_tags(rules.fitting(policy, review.score or 0, reading.categories_of(work, review)), tags)
    repository.set_details(work.session, review.id, sorted(tags), review.words, review.photo)
    return reading.get(work, review.id)


def describe(
    work: Work, review_id: int, *, tags: Sequence[str] = (), words: str = "", photo: str | None = None
) -> ReviewOut:
    """What explains the score, in place of what explained it before. Of a low score it is told when it is new (J5).

    Tags alone are told when the review is over. Raises ReviewNotFound, ReviewClosed, BadTag, BadWords, BadInput.
    """
    review, policy = _scored(work, review_id)
    rules.require_tags(rules.fitting(policy, review.score or 0, reading.categories_of(work, review)), tags)
    if photo is not None and not rules.is_photo(photo):
        raise BadInput(what="photo")
    told = rules.tidy(words)
    if (tuple(sorted(tags)), told, photo) == (review.tags, review.words, review.photo):
        return review
    repository.set_details(work.session, review.id, sorted(tags), told, photo)
    if rules.is_low(policy, review.score) and (told or photo):
        work.emit(LowScoreExplained(review.id))
    return reading.get(work, review.id)


def finish(work: Work, review_id: int) -> ReviewOut:
    """The member has said all they want to. Raises ReviewNotFound."""
    review, _ = _own(work, review_id)
    if review.given_at is None:
        close(work, review.id)
    else:
        _tell_tags(work, review)
    return reading.get(work, review.id)


def close(work: Work, review_id: int) -> None:
    """The review counts as it is. Its points are due once: a change later emits nothing (F5)."""
    if repository.close(work.session, review_id, work.now):
        work.emit(ReviewGiven(review_id))
        for review in repository.find_all(work.session, [review_id]):
            _tell_tags(work, review)


def _tell_tags(work: Work, review: ReviewOut) -> None:
    """What a low score was for, where tags are all that was said: words and a photo have told them along (J5)."""
    policy = stores.get(work, review.store_id).settings.reviews
    if rules.is_low(policy, review.score) and review.tags and not (review.words or review.photo):
        work.emit(LowScoreExplained(review.id))


def _scored(work: Work, review_id: int) -> tuple[ReviewOut, ReviewPolicy]:
    """The actor's own that has its score and may still be changed."""
    review, policy = _own(work, review_id)
    if review.score is None:
        raise ReviewNotFound
    rules.require_open(policy, review, work.now)
    return review, policy


def _own(work: Work, review_id: int) -> tuple[ReviewOut, ReviewPolicy]:
    """The actor's own, locked. Nobody reviews in another's place. Raises ReviewNotFound."""
    repository.lock(work.session, review_id)
    review = repository.find(work.session, review_id)
    if review is None or work.actor.kind != "member" or review.member_id != work.actor.id:
        raise ReviewNotFound
    return review, stores.get(work, review.store_id).settings.reviews
