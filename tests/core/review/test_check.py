"""What the check says of reviews: nothing of sound data, and each breach by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from core.check import service as checks
from core.kit.db import Database
from core.review import service as reviews
from core.review.schemas import Visit
from tests.factories.salon import Salon


def found(database: Database) -> list[str]:
    with database.reading() as work:
        return [line for each in checks.check(work) if each.is_broken for line in each.found]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (None, None),
        ("UPDATE reviews SET score = NULL", "review 1 has no score"),
        ("UPDATE reviews SET given_at = NULL", "is for review:1, which nobody gave"),
    ],
)
def test_a_breach_is_named(
    statement: str | None, said: str | None, salon: Salon, visit: Visit, act: Callable[..., Any], database: Database
) -> None:
    review = act(reviews.visited, visit)
    act(reviews.score, review, 4, by=salon.member())
    act(reviews.finish, review, by=salon.member())
    if statement is not None:
        with database.transaction() as work:
            work.session.execute(sa.text(statement))
    assert [said in line for line in found(database)] == [True] * (said is not None)
