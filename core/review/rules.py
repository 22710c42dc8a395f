"""What a score leads to, which tags fit, and until when a review may be given or changed (J)."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from core.auth.enums import StaffRole
from core.review.errors import BadScore, BadTag, BadWords, ReviewClosed
from core.review.schemas import LONGEST, OwnReport, ReviewOut, Visit
from core.staff.schemas import StaffOut
from core.store.schemas.reviews import ReviewPolicy, ReviewTag

ASK, CLOSE = "review.ask", "review.close"
FAMILY = "review"
BEST = 5
_KIND, _MOST_WORDS = 4, 5
REST = dt.timedelta(hours=2)
"""After which a review that stopped at its score counts as it is: a dialog lapses after as long."""
NEVER_TOO_LATE = dt.timedelta(days=3650)
_SAME_VISIT = dt.timedelta(hours=12)
_PHOTO = re.compile(r"[0-9A-Za-z_-]{1,60}\.jpg")


def ask_span(policy: ReviewPolicy, visit: Visit) -> tuple[dt.datetime, dt.datetime]:
    """From when until when the member may be asked."""
    return visit.at + dt.timedelta(hours=policy.ask_hours), visit.at + dt.timedelta(hours=policy.ask_within_hours)


def same_visit(at: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """Treatments of one day are one visit to whoever had them, however they were booked or paid."""
    return at - _SAME_VISIT, at + _SAME_VISIT


def contact_of(policy: ReviewPolicy, colleagues: Iterable[StaffOut]) -> StaffOut | None:
    """Who looks after members that were unhappy (J5): whom the store names, else its manager, else the owner."""
    listed = list(colleagues)
    for fits in (
        lambda each: each.code == policy.contact,
        lambda each: each.role is StaffRole.manager,
        lambda each: each.role is StaffRole.owner,
    ):
        if found := next(filter(fits, listed), None):
            return found
    return None


def require_open(policy: ReviewPolicy, review: ReviewOut, now: dt.datetime) -> None:
    """Raises ReviewClosed where it is too late to give this review, or to change it."""
    if review.scored_at is None:
        days, since = policy.give_days, review.visited_at
    else:
        days, since = policy.change_days, review.scored_at
        if now < since + REST:
            return  # what belongs to the score may follow it, even where nothing can be changed later
    if now >= since + dt.timedelta(days=days):
        raise ReviewClosed(days=days)


def is_open(policy: ReviewPolicy, review: ReviewOut, now: dt.datetime) -> bool:
    """Whether it may be given or changed."""
    try:
        require_open(policy, review, now)
    except ReviewClosed:
        return False
    return True


def require_score(score: int) -> None:
    """Raises BadScore."""
    if not 1 <= score <= BEST:
        raise BadScore


def is_low(policy: ReviewPolicy, score: int | None) -> bool:
    """Whether the salon hears of a score at once (J5)."""
    return score is not None and score <= policy.low_score


def fell(policy: ReviewPolicy, before: int | None, score: int) -> bool:
    """Whether a score is low that was not before."""
    return score <= policy.low_score and (before is None or before > policy.low_score)


def rose(policy: ReviewPolicy, before: int | None, score: int) -> bool:
    """Whether a score is no longer low that was."""
    return before is not None and before <= policy.low_score < score


def fitting(policy: ReviewPolicy, score: int, categories: Collection[str]) -> tuple[ReviewTag, ...]:
    """The tags for a score of a visit with treatments of these categories."""
    wanted = {True} if score > 3 else {False} if score <= policy.low_score else {True, False}
    return tuple(
        tag
        for tag in policy.tags
        if tag.praises in wanted and (not tag.categories or not set(tag.categories).isdisjoint(categories))
    )


def own_report(policy: ReviewPolicy, given: Sequence[ReviewOut]) -> OwnReport:
    """What a colleague reads of their own reviews, newest first: words only where the score was high."""
    scores = [each.score for each in given if each.score is not None]
    counts = Counter(code for each in given for code in each.tags)
    known = {tag.code: tag for tag in policy.tags}
    tags = tuple((known[code], count) for code, count in counts.most_common() if code in known)
    kind = tuple(each.words for each in given if each.words and (each.score or 0) >= _KIND)
    return OwnReport(len(scores), sum(scores) / len(scores) if scores else None, tags, kind[:_MOST_WORDS])


def require_tags(offered: Iterable[ReviewTag], codes: Collection[str]) -> None:
    """Raises BadTag."""
    if len(set(codes)) < len(codes) or not set(codes) <= {tag.code for tag in offered}:
        raise BadTag


def tidy(words: str) -> str | None:
    """Words as they are kept; None for none. Raises BadWords."""
    text = words.strip()
    if len(text) > LONGEST:
        raise BadWords(longest=LONGEST)
    return text or None


def is_photo(name: str) -> bool:
    """Whether this is the name of a kept photo, and not something typed."""
    return _PHOTO.fullmatch(name) is not None
