"""How a store takes bookings, what it recommends, how it fills its waitlist and answers for data."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from core.store.schemas.strict import Strict


def _checked_reminders(minutes: tuple[int, ...]) -> tuple[int, ...]:
    if len(set(minutes)) < len(minutes):
        raise ValueError("the same reminder is there twice")
    return minutes


def _checked_no_show(minutes: int) -> int:
    if 0 < minutes < 15:
        raise ValueError("nobody has missed a visit within the first 15 minutes")
    return minutes


Reminders = Annotated[
    tuple[Annotated[int, Field(ge=15, le=14 * 1440)], ...], Field(max_length=5), AfterValidator(_checked_reminders)
]


class BookingPolicy(Strict):
    """How this store takes bookings; minutes unless the name says days. Reminders (C8) count back from the start.

    `no_show_minutes` after it the desk is asked about a member who has not checked in, and only what nobody answered
    counts as a no-show at the day's end; 0: nobody is asked, and nothing is marked by itself. `brief_minutes` before
    it whoever does the treatment is briefed (A7); 0: only when they ask. For members of the tiers in `priority_days`
    the calendar opens so many days earlier than `horizon_days` says (C9).

    A visit may have several treatments at most `visit_gap_minutes` apart, or several people who begin that close.
    Calling off or moving later than `late_cancel_minutes` before the start, and not coming, are counted, and cost a
    percentage of the price where one is set. Who has missed `no_shows_to_confirm` visits (0: nobody) in
    `no_show_months` has to confirm each visit again, until `confirm_again_minutes` before it.
    """

    step_minutes: Annotated[int, Field(ge=5, le=120, multiple_of=5)] = 15
    lead_minutes: Annotated[int, Field(ge=0, le=7 * 1440)] = 30
    horizon_days: Annotated[int, Field(ge=1, le=180)] = 30
    priority_days: dict[Literal["silver", "gold", "diamond"], Annotated[int, Field(ge=0, le=90)]] = Field(
        default={"gold": 3, "diamond": 7}
    )
    hold_minutes: Annotated[int, Field(ge=1, le=60)] = 10
    request_minutes: Annotated[int, Field(ge=5, le=7 * 1440)] = 1440
    late_cancel_minutes: Annotated[int, Field(ge=0, le=7 * 1440)] = 240
    late_cancel_percent: Annotated[int, Field(ge=0, le=100)] = 0
    no_show_percent: Annotated[int, Field(ge=0, le=100)] = 0
    no_shows_to_confirm: Annotated[int, Field(ge=0, le=20)] = 2
    no_show_months: Annotated[int, Field(ge=1, le=36)] = 12
    confirm_again_minutes: Annotated[int, Field(ge=60, le=7 * 1440)] = 1080
    open_bookings_per_member: Annotated[int, Field(ge=1, le=50)] = 5
    reminder_minutes: Reminders = (1440, 120)
    no_show_minutes: Annotated[int, Field(ge=0, le=240), AfterValidator(_checked_no_show)] = 30
    brief_minutes: Annotated[int, Field(ge=0, le=1440)] = 60
    visit_gap_minutes: Annotated[int, Field(ge=0, le=60, multiple_of=5)] = 15
    visit_treatments: Annotated[int, Field(ge=1, le=5)] = 4
    group_people: Annotated[int, Field(ge=1, le=6)] = 6


class RankingPolicy(Strict):
    """Which free times are recommended (C10): at most `shown`, an hour apart, each for the reason that weighs most.

    Points: `person` when somebody can do it whom the member wants or mostly has, `part`, `weekday` and `hour` when it
    is the time they mostly come at, `yuan` for each yuan below the list price (above it, against), `snug` when it joins
    another visit and leaves no gap. `idle_minute` is taken off for every minute left over, in the day of the person and
    of the bed it fits best, in pieces shorter than anything the store sells.
    """

    shown: Annotated[int, Field(ge=0, le=5)] = 3
    person: Annotated[int, Field(ge=0, le=100)] = 25
    part: Annotated[int, Field(ge=0, le=100)] = 10
    weekday: Annotated[int, Field(ge=0, le=100)] = 5
    hour: Annotated[int, Field(ge=0, le=100)] = 15
    yuan: Annotated[int, Field(ge=0, le=100)] = 1
    snug: Annotated[int, Field(ge=0, le=100)] = 10
    idle_minute: Annotated[int, Field(ge=0, le=100)] = 1


class WaitlistPolicy(Strict):
    """How this store offers time that becomes free (C9). An offer stands for `offer_minutes`, less near the start; a
    visit that begins within `urgent_minutes` is offered in the quiet hours too. Who lets `lapses_before_asking` offers
    pass is asked whether they still wait. With `confirms_itself` staff need not answer an offer that is taken."""

    offer_minutes: Annotated[int, Field(ge=5, le=1440)] = 30
    urgent_minutes: Annotated[int, Field(ge=0, le=720)] = 120
    lapses_before_asking: Annotated[int, Field(ge=1, le=10)] = 2
    entries_per_member: Annotated[int, Field(ge=1, le=20)] = 5
    confirms_itself: bool = False


class PrivacyPolicy(Strict):
    """The privacy desk (R); of a brand with several stores the first one's rules count.

    `erase_days`: how long a member who asked to be erased can change their mind; the law wants it done soon, so fifteen
    at the most. `export_hours`: how long the file of their data can be fetched, and how soon they may have another.
    `learn_days`: how long a sentence that was not understood waits for somebody who says what it means, of members who
    agreed to that.
    """

    erase_days: Annotated[int, Field(ge=1, le=15)] = 7
    export_hours: Annotated[int, Field(ge=1, le=168)] = 24
    learn_days: Annotated[int, Field(ge=1, le=180)] = 60
