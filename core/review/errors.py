"""What a review is refused for."""

from __future__ import annotations

from core.kit.errors import BadInput, NotFound, Refusal


class ReviewNotFound(NotFound):
    """No such visit, or somebody else's."""

    code = "review.not_found"


class ReviewClosed(Refusal):
    """The days for giving or changing it are over. Field: `days`."""

    code = "review.closed"


class BadScore(BadInput):
    """Not one of the scores 1 to 5."""

    code = "review.bad_score"


class BadWords(BadInput):
    """More words than are taken. Field: `longest` in characters."""

    code = "review.bad_words"


class BadTag(BadInput):
    """A tag that this visit does not have, or has been given twice."""

    code = "review.bad_tag"
