"""Reading all times of a text."""

import re
from dataclasses import replace
from datetime import datetime

from nlu.entities.time.atoms import Mark, Scene
from nlu.entities.time.calendar import DAY
from nlu.entities.time.frames import Frame, Link, clusters
from nlu.entities.time.lexer import Lexer
from nlu.entities.time.resolve import expression, resolve, share, span_to
from nlu.entities.time.rules_clock import CLOCK_RULES
from nlu.entities.time.rules_days_en import DAY_RULES_EN
from nlu.entities.time.rules_days_zh import DAY_RULES_ZH
from nlu.entities.time.rules_feasts import FEAST_RULES
from nlu.entities.time.rules_relative import MARK_RULES, RELATIVE_RULES
from nlu.entities.time.values import Grain, TimeExpression
from nlu.normalise import Normalised, normalise

# Habits and lengths first (每周三 before 周三), days before clocks (十月一号 before 十).
_LEXER = Lexer((*RELATIVE_RULES, *FEAST_RULES, *DAY_RULES_ZH, *DAY_RULES_EN, *CLOCK_RULES, *MARK_RULES))
_LEAD = re.compile(r"(?:^|(?<=[\s,.]))(?:(?:at|on|in|@)(?: the)?|the) $")


def read_times(text: str, now: datetime, opens: int = 9, closes: int = 22) -> list[TimeExpression]:
    """All times of a text in order, Chinese and English, with offsets in the text as given.

    `now` is aware and in the store's zone; without a day the next such time is meant, and a bare hour is
    one within the salon's hours (`opens`, `closes`: full hours). Lengths (两个小时) and habits (每周三) come
    back too, under their own `kind`. Never raises on any text.
    """
    return find_times(normalise(text), now, opens, closes)


def find_times(text: Normalised, now: datetime, opens: int = 9, closes: int = 22) -> list[TimeExpression]:
    """As `read_times`, for a text that is already normalised."""
    scene = Scene(now, opens, closes)
    found: list[TimeExpression] = []
    for cluster in clusters(_LEXER.tokens(text.text, scene), text.text):
        frames = [frame for frame in cluster if frame.has_content]
        share(frames)
        found += _expressions(frames, text, scene)
    return _meeting(found, text)


def _meeting(found: list[TimeExpression], text: Normalised) -> list[TimeExpression]:
    """三点以后五点之前 is one stretch: an open end that meets an open start."""
    merged: list[TimeExpression] = []
    for later in found:
        first = merged[-1] if merged else None
        meets = first and first.is_open_end and later.is_open_start and later.start_at - first.end_at <= 3
        if first and meets and later.end and first.start < later.end and first.has_clock == later.has_clock:
            words = text.original[first.start_at : later.end_at]
            merged[-1] = replace(first, text=words, end_at=later.end_at, end=later.end, is_open_end=False)
        else:
            merged.append(later)
    return merged


def _expressions(frames: list[Frame], text: Normalised, scene: Scene) -> list[TimeExpression]:
    found: list[TimeExpression] = []
    index = 0
    while index < len(frames):
        frame, behind = frames[index], frames[index + 1] if index + 1 < len(frames) else None
        joined = _joined(frame, behind, text, scene) if behind else None
        found.append(joined or _single(frame, text, scene))
        index += 2 if joined else 1
    return found


def _joined(frame: Frame, behind: Frame, text: Normalised, scene: Scene) -> TimeExpression | None:
    """Two frames that are one time: 三点到五点, 周四周五; None when they are two."""
    is_run = behind.link is Link.beside and _is_next_day(frame, behind)
    if behind.link is not Link.to and not is_run:
        return None
    stretch = span_to(frame, behind, scene)
    marks = (frame.marks | behind.marks) - {Mark.after, Mark.since, Mark.before}
    conflicting = frame.is_conflicting or behind.is_conflicting
    hours = frame.hour_words or behind.hour_words
    if hours and behind.hour_words:
        hours = (hours[0], behind.end)
    whole = replace(frame, end=behind.end, marks=marks, is_conflicting=conflicting, hour_words=hours)
    return _with_words(expression(whole, stretch, *_span(whole, text), scene), whole, text)


def _single(frame: Frame, text: Normalised, scene: Scene) -> TimeExpression:
    return _with_words(expression(frame, resolve(frame, scene), *_span(frame, text), scene), frame, text)


def _with_words(found: TimeExpression, frame: Frame, text: Normalised) -> TimeExpression:
    """Day and hours with a span of their own where both were said and do not stand inside one another."""
    day, hours = frame.day_words, frame.hour_words
    if not day or not hours or (day[0] < hours[1] and hours[0] < day[1]):
        return found
    return replace(found, day_at=text.span(*day), hours_at=text.span(*hours))


def _span(frame: Frame, text: Normalised) -> tuple[str, tuple[int, int]]:
    """The words of a frame as typed, an English preposition in front included."""
    lead = _LEAD.search(text.text, 0, frame.start)
    start, end = text.span(lead.start() if lead else frame.start, frame.end)
    return text.original[start:end], (start, end)


def _is_next_day(frame: Frame, behind: Frame) -> bool:
    if frame.clock or frame.part or behind.clock or behind.part or not (frame.day and behind.day):
        return False
    return behind.day.first == frame.day.last + DAY and frame.day.grain == behind.day.grain == Grain.day
