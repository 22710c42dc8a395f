"""A member's lots and debt, and what a movement does to them."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.kit import lots
from core.kit.lots import Lot, Part
from core.points.enums import LotState
from core.points.errors import NotEnoughPoints
from core.points.schemas import Ending, Holding, PointsBalance

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Move:
    """What an entry does to a lot, or with no lot to the debt (below zero: owed)."""

    lot_id: int | None
    points: int


class Book:
    """What is left in a member's lots, and what they owe; each method notes in `moves` what it changes.

    A debt is filled by whatever comes in, pending points too: so who owes has nothing left in any lot that has not
    ended, and "active - debt" is never a sum of two halves that wait for each other.
    """

    def __init__(self, holdings: Iterable[Holding], debt: int, now: dt.datetime) -> None:
        self._holdings = {each.id: each for each in holdings}
        self._left = {each.id: each.left for each in self._holdings.values()}
        self.debt, self.now = debt, now
        self.moves: list[Move] = []

    @property
    def moved(self) -> int:
        """The sum of the moves: what the entry's points are."""
        return sum(move.points for move in self.moves)

    @property
    def available(self) -> int:
        """What can be spent now."""
        return max(0, lots.left(self._open(), self.now) - self.debt)

    def left_in(self, lot_id: int) -> int:
        """What is left of a lot, ended or not."""
        return self._left.get(lot_id, 0)

    def credit(self, lot: Holding) -> None:
        """A new lot, that has nothing in it yet, gets `lot.left`, and fills what is owed first."""
        self._holdings[lot.id], self._left[lot.id] = lot, 0
        self._put(lot.id, lot.left)
        self._fill_debt((lot.id,))

    def debit(self, points: int) -> None:
        """Takes from the lots that end first. Raises NotEnoughPoints, and then changes nothing."""
        if points > self.available:
            raise NotEnoughPoints(points=points, left=self.available)
        for part in lots.take(self._open(), points, self.now):
            self._put(part.lot_id, -part.amount)

    def give_back(self, taken: Sequence[Part], returned: Sequence[Part], points: int) -> None:
        """Spent points return to the lots they came from, and fill what is owed before anything of them ends."""
        parts = lots.give_back(taken, returned, points)
        for part in parts:
            self._put(part.lot_id, part.amount)
        self._fill_debt(part.lot_id for part in parts)

    def take_back(self, lot_id: int, points: int, expired: int) -> None:
        """Earned points leave again: from their lot as far as they are there, what ended unspent is gone already
        (`expired`), and the rest is owed: other lots fill it at once, and then what is earned next."""
        here = min(points, self.left_in(lot_id))
        self._put(lot_id, -here)
        self._owe(max(0, points - here - expired))
        self._fill_debt(())

    def expire(self, lot_id: int) -> None:
        """A lot has ended: what is left of it fills what is owed, and is gone."""
        self._fill_debt((lot_id,))
        self._put(lot_id, -self.left_in(lot_id))

    def ended(self) -> list[int]:
        """Lots that have ended and still hold something."""
        return [id_ for id_, left in self._left.items() if left > 0 and self._has_ended(id_)]

    def _open(self) -> list[Lot]:
        return [
            Lot(each.id, self._left[each.id], each.ends_at)
            for each in self._holdings.values()
            if each.starts_at <= self.now
        ]

    def _has_ended(self, lot_id: int) -> bool:
        ends_at = self._holdings[lot_id].ends_at
        return ends_at is not None and ends_at <= self.now

    def _fill_debt(self, first: Iterable[int]) -> None:
        last = dt.datetime.max.replace(tzinfo=dt.UTC)
        rest = sorted(
            (id_ for id_ in self._left if not self._has_ended(id_)),
            key=lambda id_: (self._holdings[id_].ends_at or last, id_),
        )
        for lot_id in dict.fromkeys((*first, *rest)):
            filled = min(self.debt, self._left[lot_id])
            self._put(lot_id, -filled)
            self._owe(-filled)

    def _put(self, lot_id: int, points: int) -> None:
        if points:
            self._left[lot_id] += points
            self.moves.append(Move(lot_id, points))

    def _owe(self, points: int) -> None:
        if points:
            self.debt += points
            self.moves.append(Move(None, -points))


def balance(holdings: Sequence[Holding], debt: int, now: dt.datetime) -> PointsBalance:
    """What a member has at a moment; a lot that has ended counts for nothing from that moment on, swept or not."""
    open_ = [each for each in holdings if each.left > 0 and (each.ends_at is None or now < each.ends_at)]
    active = [each for each in open_ if each.starts_at <= now]
    by_end: dict[dt.datetime, int] = {}
    for each in active:
        if each.ends_at is not None:
            by_end[each.ends_at] = by_end.get(each.ends_at, 0) + each.left
    return PointsBalance(
        active=sum(each.left for each in active),
        pending=sum(each.left for each in open_) - sum(each.left for each in active),
        debt=debt,
        ending=tuple(Ending(by_end[at], at) for at in sorted(by_end)),
    )


def state(lot: Holding, now: dt.datetime, *, taken_back: bool, expired: bool) -> LotState:
    """Where a lot stands. `taken_back`: what earned it was refunded as a whole; `expired`: something of it ended."""
    if lot.left == 0:
        return LotState.reversed if taken_back else LotState.expired if expired else LotState.spent
    if lot.ends_at is not None and lot.ends_at <= now:
        return LotState.expired
    return LotState.pending if now < lot.starts_at else LotState.active


def ends_at(earned_at: dt.datetime, months: int, zone: ZoneInfo) -> dt.datetime | None:
    """When points end that were earned at a moment: with the local day so many months later; None for 0 months.

    From 31 January a month on is the last of February.
    """
    if not months:
        return None
    on = earned_at.astimezone(zone).date()
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    day = min(on.day, calendar.monthrange(year, month + 1)[1])
    return day_begins(dt.date(year, month + 1, day) + _DAY, zone)


def day_begins(on: dt.date, zone: ZoneInfo) -> dt.datetime:
    """The first moment of a local day, in UTC."""
    return dt.datetime.combine(on, dt.time(), zone).astimezone(dt.UTC)


def day_of(moment: dt.datetime, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
    """Begin and end, in UTC, of the local day a moment falls into: 23 to 25 hours."""
    on = moment.astimezone(zone).date()
    return day_begins(on, zone), day_begins(on + _DAY, zone)
