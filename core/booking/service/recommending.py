"""The free times of a day, and which of them are best for whom and why (C10, A3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from zoneinfo import ZoneInfo

from core.booking import cards
from core.booking.rules import ranking
from core.booking.rules.choice import tightest
from core.booking.rules.slots import Board, needs_of
from core.booking.schemas import AnyWish, Offer, Recommended, Slot, VisitWish, Wish
from core.booking.service import availability, liking, placing, visit_search
from core.booking.service import search as searching
from core.booking.service.search import Search
from core.kit.reference import kept
from core.kit.work import Work
from core.store import service as stores


def offer(
    work: Work,
    wish: AnyWish,
    on: dt.date,
    *,
    ignoring: int | None = None,
    suits: Callable[[Slot], bool] = lambda _slot: True,
) -> Offer:
    """All free starts of a local date, and the best few of those that suit, or of all where none does.

    What the acting member likes counts; of several treatments or people only the usual time does.
    """
    settings = stores.get(work, wish.store_id).settings
    if isinstance(wish, VisitWish):
        slots, scored = _of_visit(work, wish, on, ignoring)
    else:
        slots, scored = _of_one(work, wish, on, ignoring)
    suiting = [each for each in scored if suits(each.slot)] or scored
    best = ranking.best(ranking.rank(suiting), settings.ranking.shown)
    return Offer(slots, tuple(Recommended(each.slot, each.reason, each.staff_id) for each in best if each.reason))


def _of_visit(
    work: Work, wish: VisitWish, on: dt.date, ignoring: int | None
) -> tuple[tuple[Slot, ...], list[ranking.Scored]]:
    """Several people and beds are in it: what it leaves of whose day, and at which price, is not looked into."""
    slots = visit_search.open_slots(work, wish, on, ignoring)
    store, likes = stores.get(work, wish.store_id), liking.likes(work)
    zone, loose = ZoneInfo(store.zone), ranking.Fit(0, touches=False)
    local = [(slot, slot.starts_at.astimezone(zone)) for slot in slots]
    return slots, [ranking.score(slot, at, loose, None, likes, store.settings.ranking) for slot, at in local]


def _of_one(work: Work, wish: Wish, on: dt.date, ignoring: int | None) -> tuple[tuple[Slot, ...], list[ranking.Scored]]:
    search = searching.prepare(work, wish)
    board = searching.open_board(work, search, on, on, ignoring)
    free = searching.starts_on(search, board, on)
    slots = tuple(slot for _, slot in free)
    if not search.store.settings.ranking.shown:
        return slots, []
    before = None if ignoring is None else cards.find(work.session, ignoring)
    return slots, list(_scored(work, search, board, on, free, [] if before is None else [before.staff_id]))


def _scored(
    work: Work,
    search: Search,
    board: Board,
    on: dt.date,
    free: Sequence[tuple[int, Slot]],
    before: Sequence[int],
) -> Iterator[ranking.Scored]:
    """Each start with the person and the bed that a booking would be given, as `placing` chooses them."""
    weights, likes = search.store.settings.ranking, liking.likes(work, search.stated)
    shortest = kept(work, ("shortest", search.store.id), lambda: _shortest(work, search.store.id))
    order = [*likes.staff_ids, *before, *(search.team if len(search.team) == 1 else ())]
    if any(not set(order).intersection(slot.staff_ids) for _, slot in free):
        order += placing.in_turn(work, search, list(search.team), on)
    named = likes if search.wish.staff_id is None else ranking.Likes((), likes.habits)  # whom they named is the wish
    everything = (1 << board.grid.cells) - 1
    for cell, slot in free:
        staff_id = next(id_ for id_ in order if id_ in slot.staff_ids)
        bed_id = tightest(board.beds_busy, everything, cell, board.needs.bed)
        fit = ranking.fit_of(board, cell, staff_id, bed_id, shortest)
        yield ranking.score(slot, slot.starts_at.astimezone(search.zone), fit, staff_id, named, weights)


def _shortest(work: Work, store_id: int) -> ranking.Shortest:
    return ranking.shortest_of(
        needs_of(variation)
        for treatment in availability.treatments_on_offer(work, store_id)
        for variation in treatment.variations
    )
