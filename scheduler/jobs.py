"""What happens by itself: a table of jobs, each one transaction that finds out what is due; twice changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.booking import service as bookings
from core.check import service as check
from core.checkout import service as checkout
from core.coupon import service as coupons
from core.daily import service as daily
from core.document import service as documents
from core.idempotency import service as idempotency
from core.kit.work import Work
from core.merge import service as merging
from core.points import service as points
from core.prepaid import service as prepaid
from core.privacy import service as privacy
from core.reminder import service as reminders
from core.review import service as reviews
from core.tier import service as tiers
from core.unclear import service as unclear
from core.waitlist import service as waitlist
from core.wallet import service as wallet


@dataclass(frozen=True, slots=True)
class Job:
    """A job and how often it is woken, in seconds. Woken, it runs again until it says that nothing was left to do."""

    name: str
    every: int
    run: Callable[[Work], int]


SOON = 5
SELDOM = 300

JOBS = (
    Job("bookings.expire_due", SOON, bookings.expire_due),
    Job("waitlist.offer_due", SOON, waitlist.offer_due),
    Job("reminders.send_due", SOON, reminders.send_due),
    Job("reviews.send_due", SOON, reviews.send_due),
    Job("briefs.send_due", SOON, reminders.send_briefs),
    Job("arrivals.settle_due", SOON, reminders.settle_due),
    Job("checkout.lapse_due", SOON, checkout.lapse_due),
    Job("check.check_nightly", SELDOM, check.check_nightly),
    Job("daily.plan_days", SELDOM, daily.plan_days),
    Job("daily.tell_due", SOON, daily.tell_due),
    Job("attendance.put_up_due", SOON, reminders.put_up_due),
    Job("reminders.plan_missing", SELDOM, reminders.plan_missing),
    Job("points.expire_due", SOON, points.expire_due),
    Job("points.remind_due", SOON, points.remind_due),
    Job("merges.follow_up", SELDOM, merging.follow_up),
    Job("prepaid.remind_due", SOON, prepaid.remind_due),
    Job("wallet.end_gifts", SELDOM, wallet.end_gifts),
    Job("points.remind_of_flags", SOON, points.remind_of_flags),
    Job("coupons.remind_due", SOON, coupons.remind_due),
    Job("coupons.plan_birthdays", SELDOM, coupons.plan_birthdays),
    Job("coupons.give_birthdays", SOON, coupons.give_birthdays),
    Job("tiers.review_due", SOON, tiers.review_due),
    Job("tiers.adopt", SELDOM, tiers.adopt),
    Job("privacy.erase_due", SOON, privacy.erase_due),
    Job("documents.drop_expired", SELDOM, documents.drop_expired),
    Job("idempotency.forget_old", SELDOM, idempotency.forget_old),
    Job("unclear.drop_due", SELDOM, unclear.drop_due),
)
