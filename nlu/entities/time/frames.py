"""Putting the pieces of one time together: which belong to it, and how times are linked.

A frame is one time being filled: at most one day, part and clock. Pieces that do not fit open the next
frame; what stands between two frames (到, or, nothing) is remembered as their link.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum

from nlu.entities.time.atoms import (
    ClockAtom,
    DayAtom,
    DurationAtom,
    EveryAtom,
    Mark,
    MarkAtom,
    MomentAtom,
    PartAtom,
    Piece,
    ShiftAtom,
    Source,
    Token,
)
from nlu.entities.time.calendar import nearest_weekday, next_weekday
from nlu.entities.time.values import Grain
from nlu.entities.time.words import PARTS


class Link(StrEnum):
    """How a frame hangs on the one before it."""

    none = "none"
    beside = "beside"  # 周四周五, 周六和周日
    to = "to"
    either = "either"


# Kept as text: `re` compiles and remembers them at the first use, which keeps start-up quick.
_GLUE = (
    r"[\s,的]*(?:(?:那一?天|当天|当日|随便(?:哪一?天)?|(?:哪|任何一|任意一|某一?)天|呢|吧|at|@|on|in the|in|of|for|the"
    r"|during|the one|from)[\s,的]*)?(?:about |around |the )?\(?\s*\)?"
)
_TO = r"\s*(?:一直)?(?:到|至|-{1,2}|~{1,2}|–|—|to|till|until|til|through)\s*(?:about |around )?"
_EITHER = r"[\s,]*(?:或者?是?|还是|要么|/|or)\s*(?:maybe |even )?(?:at |on |in the )?"
_BESIDE = r"[\s,]*(?:、|和|跟|与|及|&|and|,)\s*(?:at |on |in the |also )?"


def link_of(gap: str) -> Link | None:
    """The link that the text between two pieces makes: `none` glues them into one time, None parts them."""
    if not gap or re.fullmatch(_GLUE, gap):
        return Link.none
    for pattern, link in ((_TO, Link.to), (_EITHER, Link.either), (_BESIDE, Link.beside)):
        if re.fullmatch(pattern, gap):
            return link
    return None


@dataclass(slots=True)
class Frame:
    """One time being put together."""

    start: int
    end: int
    link: Link = Link.none
    day: DayAtom | None = None
    part: str = ""
    clock: ClockAtom | None = None
    moment: MomentAtom | None = None
    duration: DurationAtom | None = None
    every: EveryAtom | None = None
    marks: set[Mark] = field(default_factory=set)
    shift: int = 0
    is_conflicting: bool = False
    is_today: bool = False
    has_own_day: bool = False
    day_words: tuple[int, int] | None = None
    hour_words: tuple[int, int] | None = None

    def cover(self, token: Token) -> None:
        """Remembers whether the token's words speak of the day or of the hours; what softens goes with the hours."""
        match token.piece:
            case DayAtom() | ShiftAtom():
                self.day_words = _stretched(self.day_words, token)
            case PartAtom(is_today=True) if self.day_words is None:  # 今晚 is a day that names its hours
                self.day_words = (token.start, token.end)
            case PartAtom() | ClockAtom():
                self.hour_words = _stretched(self.hour_words, token)
            case _ if self.hour_words:
                self.hour_words = _stretched(self.hour_words, token)

    @property
    def has_content(self) -> bool:
        """Whether there is a time in it at all, not only words around one."""
        return bool(
            self.day or self.part or self.clock or self.moment or self.duration or self.every
            or self.marks & {Mark.earliest, Mark.latest, Mark.anytime}
        )  # fmt: skip

    @property
    def is_sealed(self) -> bool:
        """A moment or a length is complete: nothing can be added but what softens it."""
        return self.moment is not None or self.duration is not None

    def add(self, piece: Piece) -> bool:
        """Takes the piece in, or says that it opens a new frame."""
        if isinstance(piece, MarkAtom):
            return self._add_mark(piece)
        if self.is_sealed:
            return False
        match piece:
            case DayAtom():
                fits = self._add_day(piece)
            case PartAtom():
                fits = self._add_part(piece)
            case ClockAtom():
                fits = self._add_clock(piece)
            case ShiftAtom():
                fits = self._add_shift(piece)
            case _:
                fits = self._add_whole(piece)
        return fits

    def _add_clock(self, piece: ClockAtom) -> bool:
        if self.clock:
            return False
        self.clock = piece
        return True

    def _add_mark(self, piece: MarkAtom) -> bool:
        bounds = {Mark.after, Mark.since, Mark.before}
        if piece.is_prefix and self.clock:
            return False
        if piece.mark in bounds and self.marks & bounds:
            return False
        self.marks.add(piece.mark)
        return True

    def _add_whole(self, piece: MomentAtom | DurationAtom | EveryAtom) -> bool:
        if self.day or self.part or self.clock or self.every:
            return False
        if isinstance(piece, MomentAtom):
            self.moment = piece
        elif isinstance(piece, DurationAtom):
            self.duration = piece
        else:
            self.every, self.part = piece, piece.part
        return True

    def _add_part(self, piece: PartAtom) -> bool:
        if self.part:
            held, new = PARTS[self.part], PARTS[piece.key]
            if not (held.since < new.until and new.since < held.until):
                return False
        self.part = piece.key
        self.is_today = self.is_today or piece.is_today
        return True

    def _add_shift(self, piece: ShiftAtom) -> bool:
        if self.day is None:
            self.shift = piece.days
        elif not self.clock and not self.part:
            self.day = _moved(self.day, piece.days)
        return True

    def _add_day(self, day: DayAtom) -> bool:
        if self.every:
            return False
        if self.day is None:
            self.day = _moved(day, self.shift) if self.shift else day
            self.shift, self.has_own_day = 0, True
            return True
        merged = merge_days(self.day, day)
        if merged is None:
            return False
        self.day, conflicting = merged
        self.is_conflicting = self.is_conflicting or conflicting
        return True


def _stretched(words: tuple[int, int] | None, token: Token) -> tuple[int, int]:
    return (words[0] if words else token.start, token.end)


def _moved(day: DayAtom, days: int) -> DayAtom:
    """节前一天 counts from the first day, 节后 from the last."""
    edge = (day.first if days < 0 else day.last) + timedelta(days=days)
    return replace(day, first=edge, last=edge, source=Source.holiday, grain=Grain.day)


def merge_days(held: DayAtom, new: DayAtom) -> tuple[DayAtom, bool] | None:
    """One day said twice, with whether the two disagreed; None when they are two days.

    A stated weekday wins over a mistaken date: people know the day of their week better than its number.
    """
    if (held.first, held.last) == (new.first, new.last):
        return (new if new.is_pinned else held), False
    stretch, inner = (held, new) if held.source is Source.stretch else (new, held)
    if stretch.source is Source.stretch:
        return _inside(stretch, inner)
    if (held.source is Source.weekday) == (new.source is Source.weekday):
        return None
    weekday, other = (held, new) if held.source is Source.weekday else (new, held)
    if weekday.first != weekday.last or other.first != other.last:
        return None
    if other.first.weekday() == weekday.first.weekday() and not weekday.is_pinned:
        return other, False
    right = weekday.first if weekday.is_pinned else nearest_weekday(other.first, weekday.first.weekday())
    return replace(weekday, first=right, last=right, is_pinned=True), True


def _inside(stretch: DayAtom, inner: DayAtom) -> tuple[DayAtom, bool] | None:
    if inner.source is Source.stretch:
        return None
    if stretch.first <= inner.first and inner.last <= stretch.last:
        return replace(inner, is_pinned=True), False
    if inner.source is Source.weekday:
        day = next_weekday(stretch.first, inner.first.weekday())
    elif inner.source is Source.month_day and inner.first.day <= stretch.last.day:
        day = stretch.first.replace(day=inner.first.day)
    else:
        return None
    if day > stretch.last:
        return None
    return replace(inner, first=day, last=day, is_pinned=True), False


def clusters(tokens: Iterable[Token], text: str) -> list[list[Frame]]:
    """The frames of a text; frames of one cluster are linked and share what they leave unsaid."""
    found: list[list[Frame]] = []
    is_between = False
    for token in tokens:
        last = found[-1][-1] if found else None
        link = link_of(text[last.end : token.start]) if last else None
        if last and is_between and link is Link.beside:
            link = Link.to
        if last is None or link is None:
            found.append([_opened(token, Link.none)])
            is_between = False
        elif link is not Link.none and last.has_content:
            found[-1].append(_opened(token, link))
        elif last.add(token.piece):
            last.end = token.end
            last.cover(token)
        else:
            found[-1].append(_opened(token, Link.beside))
        is_between = is_between or token.piece == MarkAtom(Mark.between)
    return found


def _opened(token: Token, link: Link) -> Frame:
    frame = Frame(token.start, token.end, link)
    frame.add(token.piece)
    frame.cover(token)
    return frame
