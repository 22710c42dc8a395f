"""What a reader needs to know of here and now: the store's clock, and what its treatments and people are called."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.engine.person import Person
from bot.engine.state import State
from core.catalog import service as catalog
from core.kit.reference import kept
from core.kit.work import Work
from core.staff import service as staff_service
from core.store import service as stores
from core.store.schemas import StoreOut
from nlu.reading import Context, Named, Names


def context_of(work: Work, person: Person, state: State) -> Context:
    """The context of a conversation. With several stores the first one's clock and hours are meant."""
    listed = stores.list_stores(work)
    names = kept(work, "names", lambda: _names(work, listed))
    store = next((each for each in listed if person.staff and each.id == person.staff.store_id), listed[0])
    opens, closes = _hours(store)
    return Context(
        language=person.language,
        now=work.now.astimezone(ZoneInfo(store.zone)),
        names=names,
        # The menu asks nothing: 「改到周六」 said to it speaks of a booking, not of an answer.
        question=state.shown.question if state.shown and state.stack else None,
        opens=opens,
        closes=closes,
    )


def _names(work: Work, listed: tuple[StoreOut, ...]) -> Names:
    return Names(
        # Who says 面部护理 means one of that kind: which, is asked. The English headings (Facials) are words that
        # members say of one treatment, and so do its names.
        treatments=tuple(
            Named(each.code, (*each.name.values(), *each.aliases, each.category_name["zh"]))
            for each in catalog.list_treatments(work)
        ),
        staff=tuple(Named(each.code, (*each.name.values(), *each.aliases)) for each in staff_service.list_staff(work)),
        stores=tuple(Named(each.code, (*each.name.values(), *each.aliases)) for each in listed),
        answers=_answers(listed),
    )


def _answers(listed: tuple[StoreOut, ...]) -> tuple[Named, ...]:
    """What the house is asked, with all ways of asking it that any store knows."""
    asks: dict[str, tuple[str, ...]] = {}
    for each in (answer for store in listed for answer in store.settings.answers):
        asks[each.code] = (*asks.get(each.code, ()), *each.asks)
    return tuple(Named(code, ways) for code, ways in asks.items())


def _hours(store: StoreOut) -> tuple[int, int]:
    """The earliest and latest full hours of the week: 「三点」 is read inside them."""
    spans = [span for day in store.settings.hours.values() for span in day]
    if not spans:
        return 9, 22
    return min(int(span[:2]) for span in spans), max(-(-_minutes(span.partition("-")[2]) // 60) for span in spans)


def _minutes(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute)
