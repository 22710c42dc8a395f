"""A visit is asked about once, outside quiet hours; a review earns once, whatever its stars; low scores are counted."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from core.auth.enums import StaffRole
from core.consent import service as consents
from core.consent.enums import Topic
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.errors import BadInput, NotAllowed
from core.points import service as points
from core.review import rules
from core.review import service as reviews
from core.review.errors import BadScore, BadTag, BadWords, ReviewClosed, ReviewNotFound
from core.review.schemas import LONGEST, Part, Visit
from core.staff import service as staff
from core.store.schemas.reviews import ReviewPolicy
from tests.core.review.conftest import visit_at
from tests.factories.salon import Salon
from tests.keys import events

Act = Callable[..., Any]
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
PHOTO = "0123456789abcdef0123456789abcdef.jpg"


def told(database: Database) -> list[str]:
    """The kinds of notices of reviews that reached anybody so far."""
    with database.reading() as work:
        noticed = [json.loads(each) for each in events(work.session)]
    return [each["kind"] for each in noticed if each["is"] == "noticed" and each["kind"].startswith("review.")]


def test_a_visit_is_asked_about_once_some_hours_later(
    visit: Visit, act: Act, database: Database, clock: ManualClock
) -> None:
    assert act(reviews.visited, visit) is not None
    assert act(reviews.visited, replace(visit, at=visit.at + HOUR)) is None, "told of twice"
    clock.advance(3 * HOUR - dt.timedelta(minutes=1))
    act(reviews.send_due)
    assert told(database) == []
    clock.advance(HOUR)
    act(reviews.send_due)
    act(reviews.send_due)
    assert told(database) == ["review.ask"]


def test_a_day_is_asked_about_once(
    salon: Salon, visit: Visit, act: Act, database: Database, clock: ManualClock
) -> None:
    """A second booking or a bill beside the booking joins the visit that nothing was said of; tomorrow's does not."""
    first = act(reviews.visited, visit)
    bill = replace(visit, key="sale", at=visit.at + 2 * HOUR, parts=(Part(None, visit.parts[0].treatment_id),))
    assert act(reviews.visited, bill) is None
    clock.advance(6 * HOUR)
    act(reviews.send_due)
    assert told(database) == ["review.ask"]
    assert set(act(reviews.get, first).parts) == {*visit.parts, *bill.parts}
    act(reviews.score, first, 5, by=salon.member())
    assert act(reviews.visited, replace(bill, key="after it was said")) is not None
    assert act(reviews.visited, replace(visit, key="tomorrow", at=visit.at + DAY)) is not None


def test_who_complained_is_not_asked(visit: Visit, act: Act, database: Database, clock: ManualClock) -> None:
    act(reviews.visited, visit)
    act(reviews.hush, visit.member_id)
    clock.advance(4 * HOUR)
    act(reviews.send_due)
    assert told(database) == []
    assert len(act(reviews.list_open, visit.member_id)) == 1, "they may still say how it was"


def test_who_left_in_the_evening_is_asked_in_the_morning(
    salon: Salon, visit: Visit, act: Act, database: Database, clock: ManualClock
) -> None:
    clock.set(salon.at(16, "20:00"))
    act(reviews.visited, replace(visit, at=clock.now()))
    clock.set(salon.at(17, "08:59"))
    act(reviews.send_due)
    assert told(database) == []
    clock.set(salon.at(17, "09:00"))
    act(reviews.send_due)
    assert told(database) == ["review.ask"]


@pytest.mark.parametrize("why", ["opted out", "said already", "too late", "nothing done"])
def test_some_are_not_asked(
    why: str, salon: Salon, visit: Visit, act: Act, database: Database, clock: ManualClock
) -> None:
    review = act(reviews.visited, replace(visit, parts=()) if why == "nothing done" else visit)
    if why == "opted out":
        act(consents.opt_out, visit.member_id, Topic.care, channel="test")
    if why == "said already":
        act(reviews.score, review, 4, by=salon.member())
    clock.advance(2 * DAY if why == "too late" else 4 * HOUR)
    act(reviews.send_due)
    assert "review.ask" not in told(database)


@pytest.mark.parametrize(("stars", "photo", "earned"), [(1, None, 10), (5, None, 10), (1, PHOTO, 20), (5, PHOTO, 20)])
def test_points_come_once_and_never_for_stars(
    stars: int, photo: str | None, earned: int, salon: Salon, visit: Visit, act: Act
) -> None:
    member, review = salon.member(), act(reviews.visited, visit)
    act(reviews.score, review, stars, by=member)
    act(reviews.describe, review, words="还行", photo=photo, by=member)
    act(reviews.finish, review, by=member)
    assert act(points.balance, visit.member_id).active == earned
    act(reviews.score, review, 3, by=member)
    act(reviews.describe, review, words="很" * 40, photo=PHOTO, by=member)
    act(reviews.finish, review, by=member)
    assert act(points.balance, visit.member_id).active == earned
    assert act(reviews.list_for_member, visit.member_id, by=member)[0].words == "很" * 40


def test_a_review_that_stopped_at_its_score_counts_as_it_is(
    salon: Salon, visit: Visit, act: Act, clock: ManualClock
) -> None:
    review = act(reviews.visited, visit)
    act(reviews.score, review, 4, by=salon.member())
    assert act(points.balance, visit.member_id).active == 0
    clock.advance(2 * HOUR)
    act(reviews.send_due)
    assert act(points.balance, visit.member_id).active == 10


def test_it_may_be_given_and_changed_for_some_days(salon: Salon, visit: Visit, act: Act, clock: ManualClock) -> None:
    member, review, other = (
        salon.member(),
        act(reviews.visited, visit),
        act(reviews.visited, replace(visit, key="x", at=visit.at - DAY)),
    )
    clock.advance(14 * DAY - HOUR)
    act(reviews.score, review, 4, by=member)
    clock.advance(HOUR)
    with pytest.raises(ReviewClosed):
        act(reviews.score, other, 4, by=member)
    clock.advance(7 * DAY - 2 * HOUR)
    act(reviews.score, review, 5, by=member)
    clock.advance(HOUR)
    with pytest.raises(ReviewClosed):
        act(reviews.score, review, 4, by=member)
    assert act(reviews.list_open, visit.member_id, by=member) == ()


def test_bad_input_is_refused_and_nothing_is_lost(salon: Salon, visit: Visit, act: Act) -> None:
    member, review = salon.member(), act(reviews.visited, visit)
    for stars in (0, 6, -1):
        with pytest.raises(BadScore):
            act(reviews.score, review, stars, by=member)
    act(reviews.score, review, 5, by=member)
    act(reviews.describe, review, tags=["skilled"], words="很好", by=member)
    for refusal, said in (
        (BadTag, {"tags": ["rough"]}),
        (BadTag, {"tags": ["skilled", "skilled"]}),
        (BadWords, {"words": "很" * (LONGEST + 1)}),
        (BadInput, {"photo": "../../etc/passwd"}),
    ):
        with pytest.raises(refusal):
            act(reviews.describe, review, **said, by=member)
    kept = act(reviews.get, review)
    assert (kept.score, kept.tags, kept.words) == (5, ("skilled",), "很好")


def test_nobody_reviews_or_reads_in_anothers_place(salon: Salon, visit: Visit, act: Act) -> None:
    review = act(reviews.visited, visit)
    for other in (salon.member(1), salon.desk, salon.manager):
        with pytest.raises(ReviewNotFound):
            act(reviews.score, review, 5, by=other)
    act(reviews.score, review, 5, by=salon.member())
    for other in (salon.member(1), salon.desk, salon.works_as("desk", StaffRole.manager, salon.other_store)):
        with pytest.raises(ReviewNotFound):
            act(reviews.get, review, by=other)
    with pytest.raises(NotAllowed):
        act(reviews.list_of_store, salon.store, by=salon.desk)
    assert [each.id for each in act(reviews.list_of_store, salon.store, by=salon.manager)] == [review]


def test_averages_and_who_was_unhappy_more_than_once(
    salon: Salon, visit: Visit, act: Act, database: Database, clock: ManualClock
) -> None:
    """J3 and J5: a second low score within six months gets a named contact, a first one does not."""
    for number, stars in enumerate((2, 5, 1), 1):
        review = act(reviews.visited, database.run(lambda work, number=number: visit_at(work, salon, number)))
        act(reviews.score, review, stars, by=salon.member())
        found = act(reviews.concern, visit.member_id, salon.store)
        assert (found.low if found else None) == (2 if number == 3 else None)
    report = act(reviews.report, salon.store, by=salon.manager)
    assert (report.count, round(report.score, 2)) == (3, 2.67)
    assert [(each.subject_id, each.count, each.low) for each in report.staff] == [(visit.parts[0].staff_id, 3, 2)]
    clock.advance(184 * DAY)
    assert act(reviews.concern, visit.member_id, salon.store) is None


def test_low_scores_have_somebody_by_name(salon: Salon, act: Act, database: Database) -> None:
    """J5: whom the store names, else its manager, else the owner."""
    found = act(reviews.contact, salon.store)
    assert found is None or found.role in {StaffRole.manager, StaffRole.owner}
    code = next(iter(salon.staff))
    people = database.run(staff.list_staff)
    named = rules.contact_of(ReviewPolicy(contact=code), people)
    assert named is not None
    assert named.code == code


def test_colleagues_read_of_their_own_without_names(salon: Salon, visit: Visit, act: Act) -> None:
    for number, (stars, tags, words) in enumerate(((5, ["gentle"], "真温柔"), (1, ["rough"], "太疼"))):
        review = act(reviews.visited, replace(visit, key=f"v{number}", at=visit.at + number * DAY))
        act(reviews.score, review, stars, by=salon.member())
        act(reviews.describe, review, tags=tags, words=words, by=salon.member())
    hers = next(code for code, id_ in salon.staff.items() if id_ == visit.parts[0].staff_id)
    own = act(reviews.own_report, by=salon.works_as(hers, StaffRole.beautician))
    assert (own.count, own.score, own.words) == (2, 3.0, ("真温柔",))
    assert {(tag.code, count) for tag, count in own.tags} == {("gentle", 1), ("rough", 1)}
    other = next(code for code, id_ in salon.staff.items() if id_ != visit.parts[0].staff_id)
    assert act(reviews.own_report, by=salon.works_as(other, StaffRole.beautician)).count == 0
    with pytest.raises(NotAllowed):
        act(reviews.own_report, by=salon.member())
