"""Kinds and states of what a booking takes."""

from enum import StrEnum


class ResourceKind(StrEnum):
    """Staff time is a resource like a bed or a device: one search and one lock order serve all three (C4)."""

    staff = "staff"
    bed = "bed"
    device = "device"


class ResourceState(StrEnum):
    """Standing state of a resource (C2). "In use" is not stored: an occupancy that runs now says it."""

    available = "available"
    under_repair = "under_repair"
    retired = "retired"


class OccupancyReason(StrEnum):
    """Why a resource is taken."""

    booking = "booking"
    block = "block"  # staff keep the time for themselves, by /block
    time_off = "time_off"
    repair = "repair"
