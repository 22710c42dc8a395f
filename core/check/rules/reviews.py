"""Reviews: nothing is said without a score, and points came for reviews that are there."""

from __future__ import annotations

from core.check.rules.rule import Rule

REVIEWS = (
    Rule(
        "a review that says anything has a score",
        """
        SELECT id FROM reviews
        WHERE score IS NULL
          AND (words IS NOT NULL OR photo IS NOT NULL OR scored_at IS NOT NULL OR given_at IS NOT NULL)
        ORDER BY id
        """,
        "review {id} has no score",
    ),
    Rule(
        "points came for reviews that were given",
        """
        SELECT e.id, e.key FROM points_entries e
        LEFT JOIN reviews r ON e.key = 'review:' || CAST(r.id AS TEXT) AND r.given_at IS NOT NULL
        WHERE e.key LIKE 'review:%' AND r.id IS NULL ORDER BY e.id
        """,
        "points entry {id} is for {key}, which nobody gave",
    ),
)
