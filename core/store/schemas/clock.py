"""Times of day as people write them in a file: "10:00-21:00"."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator


@lru_cache(maxsize=1024)
def parse_span(text: str) -> tuple[int, int]:
    """Minutes of the day of a local span: "10:00-21:00" → (600, 1260). Raises ValueError for anything else."""
    start, dash, end = text.partition("-")
    if not dash:
        raise ValueError(f"{text!r} is not of the form 10:00-21:00")
    minutes = (minute_of_day(start), minute_of_day(end))
    if minutes[0] >= minutes[1]:
        raise ValueError(f"{text!r} ends before it begins")
    return minutes


def minute_of_day(text: str) -> int:
    """Minutes since midnight of "9:30"; 1440 is the day's end. Raises ValueError for anything else."""
    hour, colon, minute = text.strip().partition(":")
    if not (colon and hour.isdigit() and minute.isdigit() and len(minute) == 2):
        raise ValueError(f"{text!r} is not a time like 10:00")
    total = int(hour) * 60 + int(minute)
    if int(minute) > 59 or total > 1440:
        raise ValueError(f"{text!r} is not a time of day")
    return total


def _checked_clock(text: str) -> str:
    minute = minute_of_day(text)
    if minute % 5 or minute == 1440:
        raise ValueError(f"{text!r} is not a time of day on the 5-minute grid")
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _checked_span(text: str) -> str:
    if any(minute % 5 for minute in parse_span(text)):
        raise ValueError(f"{text!r} is not on the 5-minute grid")
    return text


def _checked_spans(spans: tuple[str, ...]) -> tuple[str, ...]:
    parsed = sorted(parse_span(span) for span in spans)
    if any(left[1] > right[0] for left, right in pairwise(parsed)):
        raise ValueError("two spans overlap")
    return spans


Span = Annotated[str, AfterValidator(_checked_span)]
Spans = Annotated[tuple[Span, ...], AfterValidator(_checked_spans)]

ClockTime = Annotated[str, AfterValidator(_checked_clock)]
