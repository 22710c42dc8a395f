"""What comes back of a sale and where it goes. Pure: no database, no clock.

| what was given | what becomes of it (docs/decisions: what a refund gives back) |
|---|---|
| other tender | comes back first, what was recorded last before what was recorded first |
| stored value | comes back next, to the same lots |
| points spent | come back last, to the same lots; in proportion, and all of them with the last piece |
| points earned | those that what is left of the spend would not have earned leave; all of them with the last piece |
| tier spend | goes down by the same refunded part |
| a use of a card | comes back when its line is refunded |
| coupons | come back with the last piece, as far as they are still valid |
| commission | goes down line by line with what is refunded of the line |
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from core.checkout.enums import TenderKind
from core.checkout.errors import AlreadyRefunded, BadAmount, LineNotFound, RefundTooLarge
from core.checkout.rules.bill import MOST_FEN
from core.checkout.rules.shares import allocate, portion

_BACK = tuple(reversed(TenderKind))
"""The order in which tenders come back."""


@dataclass(frozen=True, slots=True)
class LineLeft:
    """What is left of a line: fen that were paid for it, and whether a use of a card could come back."""

    id: int
    fen: int
    has_card: bool = False


@dataclass(frozen=True, slots=True)
class TenderLeft:
    """What is left of a tender: fen, and points where it is points."""

    id: int
    kind: TenderKind
    fen: int
    units: int = 0


@dataclass(frozen=True, slots=True)
class Left:
    """All that is left of a sale. `is_over`: everything came back before."""

    lines: tuple[LineLeft, ...]
    tenders: tuple[TenderLeft, ...]
    is_over: bool = False

    @property
    def fen(self) -> int:
        """The money that could come back."""
        return sum(line.fen for line in self.lines)


@dataclass(frozen=True, slots=True)
class TenderBack:
    """So much of one tender; `units` are points."""

    id: int
    kind: TenderKind
    fen: int
    units: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What one refund does. `lines` are (line, fen); `cards` the lines whose use of a card comes back; `is_last`: then
    nothing is left of the sale."""

    lines: tuple[tuple[int, int], ...]
    tenders: tuple[TenderBack, ...]
    cards: tuple[int, ...]
    is_last: bool

    @property
    def fen(self) -> int:
        """How much comes back in all."""
        return sum(fen for _, fen in self.lines)


def plan_full(left: Left) -> Plan:
    """All that is left. Raises AlreadyRefunded."""
    if left.is_over:
        raise AlreadyRefunded
    return _plan(left, {line.id: line.fen for line in left.lines}, [line.id for line in left.lines])


def plan_lines(left: Left, line_ids: Collection[int]) -> Plan:
    """What is left of some lines. Raises LineNotFound, AlreadyRefunded."""
    known = {line.id: line for line in left.lines}
    for line_id in line_ids:
        if line_id not in known:
            raise LineNotFound(line=line_id)
    if left.is_over or not any(known[each].fen or known[each].has_card for each in line_ids):
        raise AlreadyRefunded
    return _plan(left, {each: known[each].fen for each in line_ids}, line_ids)


def plan_amount(left: Left, fen: int) -> Plan:
    """A sum, split over the lines by what is left of each; uses of cards stay used. Raises BadAmount,
    RefundTooLarge, AlreadyRefunded."""
    if not 0 < fen <= MOST_FEN:
        raise BadAmount(fen=fen, most_fen=MOST_FEN)
    if left.is_over:
        raise AlreadyRefunded
    if fen > left.fen:
        raise RefundTooLarge(left_fen=left.fen)
    parts = allocate(fen, [line.fen for line in left.lines])
    return _plan(left, {line.id: part for line, part in zip(left.lines, parts, strict=True)}, ())


def _plan(left: Left, lines: dict[int, int], with_cards: Collection[int]) -> Plan:
    fen = sum(lines.values())
    cards = tuple(line.id for line in left.lines if line.has_card and line.id in with_cards)
    is_card_left = any(line.has_card and line.id not in cards for line in left.lines)
    return Plan(
        tuple((line_id, part) for line_id, part in lines.items() if part),
        tenders_back(left.tenders, fen),
        cards,
        is_last=fen == left.fen and not is_card_left,
    )


def tenders_back(tenders: Sequence[TenderLeft], fen: int) -> tuple[TenderBack, ...]:
    """Where an amount goes back to: other tender first, then stored value, then points; of a kind the last first."""
    back = []
    for tender in sorted(tenders, key=lambda each: (_BACK.index(each.kind), -each.id)):
        part = min(tender.fen, fen)
        if part:
            back.append(TenderBack(tender.id, tender.kind, part, portion(tender.units, part, tender.fen)))
            fen -= part
    if fen:
        raise ValueError("the tenders of the sale are less than its lines")
    return tuple(back)
