"""What can be said of a member's profile."""

from enum import StrEnum


class Sex(StrEnum):
    """As the member says; saying nothing is fine (A1)."""

    female = "female"
    male = "male"
    other = "other"


class Calendar(StrEnum):
    """By which calendar a birthday is kept (A1)."""

    solar = "solar"
    lunar = "lunar"  # 农历


class PreferenceKind(StrEnum):
    """What a stated preference is about (A3)."""

    staff = "staff"
    treatment = "treatment"
