"""From frames to moments: salon hours, parts of the day, what is already past, ranges and open ends."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from nlu.entities.time.atoms import ClockAtom, DayAtom, Mark, Scene, Source
from nlu.entities.time.calendar import DAY, add_months, make_date
from nlu.entities.time.frames import Frame, Link
from nlu.entities.time.values import Grain, Kind, TimeExpression
from nlu.entities.time.words import PARTS, Band

_NOON, _MIDNIGHT = 12, 24
_SMALL_HOURS = 5  # 晚上一点 to 四点 lie after midnight, 晚上五点 before


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A resolved frame: `end` is None for a point."""

    start: datetime
    end: datetime | None
    grain: Grain


def hour_of(clock: ClockAtom, part: str, scene: Scene) -> int:
    """The hour since the day's midnight; 24 and more lie on the next day."""
    hour = clock.hour
    if clock.meridiem:
        return hour % _NOON + (_NOON if clock.meridiem == "p" else 0)
    band = PARTS[part].band if part else Band.any
    if band is Band.evening and hour in (0, _NOON):
        return _MIDNIGHT
    if clock.is_exact or hour > _NOON or hour == 0:
        return hour
    by_band = {
        Band.any: _salon_hour(hour, clock.minute, scene),
        Band.dawn: hour % _NOON,
        Band.morning: hour,
        Band.noon: hour + _NOON if hour < _SMALL_HOURS else hour,
        Band.afternoon: hour % _NOON + _NOON,
        Band.evening: hour + (_MIDNIGHT if hour < _SMALL_HOURS else _NOON),
    }
    return by_band[band]


def _salon_hour(hour: int, minute: int, scene: Scene) -> int:
    """「三点」 is 15:00 where nobody works at three in the morning."""
    if hour == _NOON:
        return hour
    is_open = scene.opens * 60 <= hour * 60 + minute < scene.closes * 60
    return hour if is_open else hour + _NOON


def at(day: date, hour: int, minute: int, scene: Scene) -> datetime:
    """That hour of that day in the zone of now; hour 24 is the next midnight."""
    moment = datetime.combine(day + (hour // 24) * DAY, time(hour % 24, minute))
    return moment.replace(tzinfo=scene.now.tzinfo)


def midnight(day: date, scene: Scene) -> datetime:
    return at(day, 0, 0, scene)


def share(frames: list[Frame]) -> None:
    """Frames of a cluster take the day, the part and the meridiem that a neighbour says for both."""
    for before, frame in pairwise(frames):
        has_hours = bool(frame.clock or frame.part)
        if frame.day is None and not frame.is_today and before.day and has_hours:
            frame.day = before.day
        if before.is_today and not frame.day:
            frame.is_today = True
        if (
            frame.clock
            and not frame.part
            and not frame.clock.meridiem
            and (frame.link is Link.to or not frame.has_own_day)
        ):
            frame.part = before.part
    for frame, behind in reversed(list(pairwise(frames))):
        has_hours = bool(frame.clock or frame.part)
        if frame.day is None and behind.has_own_day and has_hours and not frame.every:
            frame.day = behind.day
        if frame.clock and behind.clock and behind.link in (Link.to, Link.either):
            frame.clock = _with_meridiem(frame, behind)
        if frame.day and not has_hours and behind.has_own_day and (behind.clock or behind.part):
            frame.clock, frame.part = behind.clock, behind.part


def _with_meridiem(frame: Frame, behind: Frame) -> ClockAtom:
    """3 to 5pm begins in the afternoon, 10 to 2pm in the morning."""
    clock, later = frame.clock, behind.clock
    if clock is None or later is None:
        raise ValueError("both frames need a clock")
    if clock.meridiem or clock.is_exact or frame.part or not later.meridiem:
        return clock
    is_earlier = (clock.hour % _NOON, clock.minute) < (later.hour % _NOON, later.minute)
    if behind.link is Link.to and not is_earlier:
        return replace(clock, meridiem="a" if later.meridiem == "p" else "p")
    return replace(clock, meridiem=later.meridiem)


def resolve(frame: Frame, scene: Scene) -> _Stretch:
    """The moment or stretch a frame means by itself."""
    if frame.moment:
        return _Stretch(frame.moment.start, frame.moment.end, frame.moment.grain)
    if frame.duration:
        return _Stretch(scene.now, scene.now + frame.duration.length, Grain.minute)
    if frame.clock:
        return _resolve_clock(frame, frame.clock, scene)
    if frame.part:
        return _resolve_part(frame, scene)
    if frame.day:
        # 「周三之前」 said on a Wednesday means the next one.
        away = timedelta(days=_roll(frame, scene) if Mark.before in frame.marks else 0)
        start, end = midnight(frame.day.first, scene), midnight(frame.day.last + DAY, scene)
        return _Stretch(start + away, end + away, frame.day.grain)
    return _Stretch(scene.now, None, Grain.minute)


def _resolve_clock(frame: Frame, clock: ClockAtom, scene: Scene) -> _Stretch:
    hour = hour_of(clock, frame.part, scene)
    start = at(_day_of(frame, scene), hour, clock.minute, scene)
    if start < scene.now:
        start = _later(frame, clock, start, scene)
    grain = Grain.minute if clock.minute else Grain.hour
    if clock.until is None:
        return _Stretch(start, None, grain)
    hours = (clock.until - clock.hour) % _NOON
    return _Stretch(start, start + timedelta(hours=hours), Grain.minute)


def _later(frame: Frame, clock: ClockAtom, start: datetime, scene: Scene) -> datetime:
    """A time already past: this evening instead, the next day or the next such weekday, if the words allow it."""
    if frame.day and frame.day.first == scene.today:
        evening = start + timedelta(hours=12)
        is_free = not (clock.is_exact or clock.meridiem or frame.part)
        if frame.day.is_pinned and is_free and evening.date() == scene.today and evening.hour < scene.closes:
            return evening
    return start + timedelta(days=_roll(frame, scene))


def _roll(frame: Frame, scene: Scene) -> int:
    """Days to move a time on that is already past."""
    if frame.is_today or (frame.day and frame.day.is_pinned):
        return 0
    if frame.day is None:
        return 1
    return 7 if frame.day.source is Source.weekday and frame.day.first == scene.today else 0


def _resolve_part(frame: Frame, scene: Scene) -> _Stretch:
    part, day = PARTS[frame.part], _day_of(frame, scene)
    last = frame.day.last if frame.day and frame.day.first != frame.day.last else day
    start, end = at(day, part.since, 0, scene), at(last, part.until, 0, scene)
    if end <= scene.now:
        away = timedelta(days=_roll(frame, scene))
        start, end = start + away, end + away
    return _Stretch(start, end, Grain.part)


def _day_of(frame: Frame, scene: Scene) -> date:
    return frame.day.first if frame.day else scene.today


def span_to(first: Frame, last: Frame, scene: Scene) -> _Stretch:
    """From one frame to another: the end is the first such moment after the start."""
    begin = resolve(first, scene)
    end, grain = _end_of(last, begin, scene)
    return _Stretch(begin.start, end if end > begin.start else end + DAY, grain)


def _end_of(last: Frame, begin: _Stretch, scene: Scene) -> tuple[datetime, Grain]:
    own_day = last.day if last.has_own_day else None
    base = _day_after(own_day, begin.start.date()) if own_day else begin.start.date()
    if own_day and last.marks & {Mark.after, Mark.since}:
        return midnight(base + DAY, scene), Grain.part
    if last.clock:
        pinned = DayAtom(base, base, Source.date, is_pinned=True)
        end = resolve(replace(last, day=pinned), scene).start
        is_free = not last.clock.is_exact and not last.clock.meridiem
        return end + timedelta(hours=12 if is_free and end <= begin.start else 0), Grain.minute
    if last.part:
        return at(base, PARTS[last.part].until, 0, scene), Grain.part
    if own_day:
        return midnight(base + DAY, scene), own_day.grain
    return begin.end or begin.start + DAY, begin.grain


def _day_after(day: DayAtom, start: date) -> date:
    """周一到周三 ends on the Wednesday after that Monday, 12月20日至25日 in December."""
    last = day.last
    if day.source is Source.month_day:
        same = make_date(start.year, start.month, last.day)
        following = add_months(start.replace(day=1), 1)
        last = same if same and same >= start else make_date(following.year, following.month, last.day) or last
    while last < start and day.source is Source.weekday:
        last += 7 * DAY
    if last < start:
        last = add_months(last, 12)
    return max(last, start)


def bounded(frame: Frame, found: _Stretch, scene: Scene) -> tuple[_Stretch, bool, bool]:
    """The stretch with 以后 and 之前 applied, and whether its start or its end is open."""
    is_day = frame.day is not None and not frame.clock and not frame.part
    if frame.marks & {Mark.after, Mark.since}:
        start = found.end if is_day and found.end and Mark.after in frame.marks else found.start
        return replace(found, start=start, end=None), False, True
    if Mark.before in frame.marks:
        since = midnight(frame.day.first, scene) if frame.day and not is_day else scene.now
        return replace(found, start=min(since, found.start), end=found.start), True, False
    return found, False, False


def expression(frame: Frame, found: _Stretch, text: str, span: tuple[int, int], scene: Scene) -> TimeExpression:
    """The public value of one resolved frame."""
    stretch, open_start, open_end = bounded(frame, found, scene)
    is_fuzzy = Mark.about in frame.marks or any(
        atom.is_fuzzy for atom in (frame.day, frame.clock, frame.moment) if atom is not None
    )
    kind, code = _kind_and_code(frame, scene)
    return TimeExpression(
        text, *span, stretch.start, stretch.end, stretch.grain, kind, code,
        has_day=frame.day is not None or frame.is_today or frame.moment is not None,
        has_clock=frame.clock is not None or (frame.moment is not None and frame.moment.grain is not Grain.day),
        has_part=bool(frame.part),
        is_open_start=open_start,
        is_open_end=open_end or (Mark.anytime in frame.marks and not frame.day),
        is_fuzzy=is_fuzzy or Mark.anytime in frame.marks,
        is_earliest=Mark.earliest in frame.marks,
        is_latest=Mark.latest in frame.marks,
        is_conflicting=frame.is_conflicting,
    )  # fmt: skip


def _kind_and_code(frame: Frame, scene: Scene) -> tuple[Kind, str]:
    if frame.duration:
        return Kind.duration, frame.duration.code
    if frame.every is None:
        return Kind.moment, ""
    code = frame.every.code
    if frame.clock:
        code += f"T{hour_of(frame.clock, frame.part, scene) % 24:02d}:{frame.clock.minute:02d}"
    elif frame.part and PARTS[frame.part].timex:
        code += PARTS[frame.part].timex
    return Kind.recurring, code
