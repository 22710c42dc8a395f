"""Weekly shifts back into the short form people write. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from core.staff.schemas import ShiftOut
from core.store.schemas import Weekday

_WEEK = list(Weekday)
Entry = dict[str, Any]


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _period(shift: ShiftOut) -> Entry:
    """The dates between which a shift holds, where it has any."""
    dates = {"from": shift.from_on, "until": shift.until_on}
    return {name: date.isoformat() for name, date in dates.items() if date is not None}


def _pairs(shifts: Sequence[ShiftOut]) -> list[Entry]:
    """The shifts of one day and period: each two that follow one another are hours with a break."""
    entries: list[Entry] = []
    for index in range(0, len(shifts), 2):
        pair = shifts[index : index + 2]
        entry = {"hours": f"{_clock(pair[0].start_minute)}-{_clock(pair[-1].end_minute)}"}
        if len(pair) == 2:
            if pair[0].end_minute == pair[1].start_minute:
                entries += [*_pairs(pair[:1]), *_pairs(pair[1:])]
                continue
            entry["break"] = f"{_clock(pair[0].end_minute)}-{_clock(pair[1].start_minute)}"
        entries.append(entry)
    return entries


def as_entries(shifts: Sequence[ShiftOut]) -> list[Entry]:
    """A person's shifts as entries of the file: days with the same hours stand together, in the order of the week."""
    days: dict[tuple[tuple[str, str], ...], list[str]] = {}
    ordered = sorted(shifts, key=lambda shift: (shift.weekday, sorted(_period(shift).items()), shift.start_minute))
    for _, same in groupby(ordered, key=lambda shift: (shift.weekday, shift.from_on, shift.until_on)):
        group = list(same)
        for entry in _pairs(group):
            key = tuple((entry | _period(group[0])).items())
            days.setdefault(key, []).append(_WEEK[group[0].weekday].value)
    return [{"days": named, **dict(key)} for key, named in days.items()]
