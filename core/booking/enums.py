"""States of a booking and the moves between them."""

from enum import StrEnum


class BookingStatus(StrEnum):
    """Where a booking (预约) stands."""

    held = "held"  # the member is reading the summary; the time is kept until hold_until
    pending = "pending"  # 已申请,待门店确认
    proposed = "proposed"  # staff offered another time, which is kept; the member has to answer
    confirmed = "confirmed"
    checked_in = "checked_in"
    in_service = "in_service"
    completed = "completed"
    declined = "declined"  # by staff, with a reason
    cancelled = "cancelled"  # by the member, or by staff on the member's behalf
    no_show = "no_show"
    expired = "expired"  # a hold or a request that nobody answered in time


class Reason(StrEnum):
    """Why a free time is recommended (C10); the text key is "reason.<value>". Of two that weigh the same, the first."""

    person = "person"  # somebody the member wants, or mostly has, would do it
    usual_time = "usual_time"
    price = "price"
    snug = "snug"  # it joins another visit and leaves no gap


class WhyNot(StrEnum):
    """Why a wished time cannot be had; the text key is "booking.why_not.<value>"."""

    past = "past"
    too_soon = "too_soon"
    beyond_horizon = "beyond_horizon"
    closed = "closed"
    outside_hours = "outside_hours"
    nobody_skilled = "nobody_skilled"
    staff_off = "staff_off"
    staff_busy = "staff_busy"
    no_bed = "no_bed"
    no_device = "no_device"
    off_grid = "off_grid"
    does_not_fit = "does_not_fit"  # each treatment by itself would, the whole visit does not
