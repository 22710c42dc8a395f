"""Profiles, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from core.profile.enums import Calendar, PreferenceKind, Sex


@dataclass(frozen=True, slots=True)
class Birthday:
    """A day of the year somebody was born on; the year is kept only when they gave it. `is_leap`: in a 闰月."""

    calendar: Calendar
    month: int
    day: int
    year: int | None = None
    is_leap: bool = False

    def __str__(self) -> str:
        """As it is stored: "1990-08-15", "08-15", "lunar:08-15", and a + for a leap month."""
        head = "lunar:" if self.calendar is Calendar.lunar else ""
        year = "" if self.year is None else f"{self.year:04d}-"
        return f"{head}{year}{self.month:02d}-{self.day:02d}{'+' if self.is_leap else ''}"


@dataclass(frozen=True, slots=True)
class ProfileOut:
    """What a member told beyond name and phone; nothing of it is shown by `repr`."""

    member_id: int
    sex: Sex | None = field(default=None, repr=False)
    birthday: Birthday | None = field(default=None, repr=False)
    zone: str | None = field(default=None, repr=False)
    brands: str | None = field(default=None, repr=False)
    drink: str | None = field(default=None, repr=False)
    temperature: str | None = field(default=None, repr=False)
    pressure: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class PreferenceOut:
    """Somebody or something a member wants, or does not want."""

    kind: PreferenceKind
    subject_id: int
    likes: bool
    stated_at: dt.datetime
