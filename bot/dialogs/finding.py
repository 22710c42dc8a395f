"""Questions that more than one dialog asks: which day, which time, and why a wish cannot be had."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NoReturn
from zoneinfo import ZoneInfo

from bot.engine.chat import Chat
from bot.engine.options import ALTERNATIVES, Option
from bot.texts import formats
from bot.waiting import WAIT
from core.booking import service as bookings
from core.booking.enums import Reason, WhyNot
from core.booking.schemas import Answer, AnyWish, BookingOut, OpenDay, Price, Recommended, Slot, Wish
from core.kit.localized import pick
from core.staff import service as staff_service
from core.store.schemas import StoreOut

SOON = dt.timedelta(days=14)
"""Who finds nothing at all waits for any day within this."""
_UNMET = "unmet"
"""Noted: the day, or day and time, that was wished and is taken."""
_NEAR = "near"
"""Noted: the free times next to it."""
_ORDER = "order"
"""Noted: a day, and whether its times are shown from its end, after 「早一点的有吗」."""
EARLIER, LATER = "earlier", "later"
_KEPT_AS = "%Y-%m-%dT%H:%MZ"
_OPEN_EDGES = {"", "..", "00:00", "24:00"}
_MINUTE = dt.timedelta(minutes=1)
_COMES_BACK = {WhyNot.staff_busy, WhyNot.no_bed, WhyNot.no_device, None}
"""What may become free again; a store that is closed does not open for who waits."""


def choose_store(chat: Chat, listed: Sequence[StoreOut], ask: str) -> StoreOut:
    """Which of the stores, by name or alias; a single one is not asked about."""
    if len(listed) == 1:
        return listed[0]
    options = [Option(each.code, pick(each.name, chat.language), each, each.aliases) for each in listed]
    return chat.choose("store", options, ask=ask, indifferent=True)


def choose_day(
    chat: Chat, wish: AnyWish, store: StoreOut, *, ignoring: int | None = None, may_wait: bool = False
) -> dt.date:
    """The local date; a wished one that is not free is explained, and who `may_wait` can be put on the waitlist."""
    today = chat.work.now.astimezone(ZoneInfo(store.zone)).date()

    def known(key: str) -> dt.date | None:
        on = _date(key)
        # Whether the day is still free shows when its times are looked for; here it must only still be bookable.
        return on if on and today <= on <= bookings.open_until(chat.work, store.id) else None

    if isinstance(wish, Wish) and may_wait and chat.frame.answers.get("day") == WAIT:
        _wait(chat, wish, f"{today}{ALTERNATIVES}{today + SOON}")
    return chat.choose(
        "day",
        lambda: [_day_option(chat, day, today) for day in bookings.open_days(chat.work, wish, ignoring=ignoring)],
        kind="day",
        ask="book.day.ask",
        known=known,
        missing=lambda heard: _explain_day(chat, wish, store, heard, today),
        none="book.day.none" if isinstance(wish, Wish) else "visit.none",
        also=_waiting(chat) if may_wait else None,
        indifferent=True,
    )


def choose_time(
    chat: Chat, wish: AnyWish, store: StoreOut, on: dt.date, *, ignoring: int | None = None, may_wait: bool = False
) -> Slot:
    """The start; a part of the day said earlier narrows what is shown, a time that is gone is explained.

    Who `may_wait` and finds nothing that suits can be put on the waitlist instead.
    """
    zone = ZoneInfo(store.zone)
    _look_towards(chat, on, zone)
    part = chat.noted("part")
    if isinstance(wish, Wish) and may_wait and chat.frame.answers.get("time") == WAIT:
        _wait(chat, wish, on.isoformat())

    def known(key: str) -> Slot | None:
        chosen = moment_of(key)
        if chosen is None:
            return None
        # Another day may have been chosen since: the time of day stays, if it can be had there.
        at = dt.datetime.combine(on, chosen.astimezone(zone).time(), zone)
        answer = bookings.check(chat.work, wish, at, ignoring=ignoring)
        if answer.slot is None:
            explain(chat, answer, wish, store, at)
        return answer.slot

    def missing(heard: str) -> None:
        clock = _clock(heard)
        if clock is None:
            chat.say("engine.not_offered", what=heard)
            return
        at = dt.datetime.combine(on, clock, zone)
        answer = bookings.check(chat.work, wish, at, ignoring=ignoring)
        busy = answer.slot and bookings.visit_at(chat.work, answer.slot, ignoring)
        if busy:
            explain_busy(chat, busy)
        else:
            explain(chat, answer, wish, store, at)

    def options() -> list[Option[Slot]]:
        def is_inside(slot: Slot) -> bool:
            return part is None or _is_in_part(slot, part, store.zone)

        offer = bookings.offer(chat.work, wish, on, ignoring=ignoring, suits=is_inside)
        inside = [slot for slot in offer.slots if is_inside(slot)]
        if offer.slots and not inside:
            chat.say("book.time.none_in_part")
            chat.frame.noted.setdefault(_UNMET, on.isoformat())
        listed = _named([_slot_option(chat, slot, store.zone) for slot in inside or offer.slots])
        return _in_order(chat, listed, offer.best)

    return chat.choose(
        "time",
        options,
        kind="time",
        ask="book.time.ask",
        known=known,
        missing=missing,
        none="book.time.none" if isinstance(wish, Wish) else "visit.none",
        also=_waiting(chat) if may_wait else None,
        indifferent=True,
        day=formats.day(on, chat.language),
    )


def move(chat: Chat, at: dt.datetime | None, zone: str) -> None:
    """「推迟一小时」, "half an hour earlier": counted from `at`, the start that stands, by the clock of the store.

    A day that is named beside it is kept. Of a start that could not be had the next wish is counted, too; without any
    nothing was said.
    """
    minutes = int(chat.frame.heard.pop("shift", "0"))
    unmet = chat.frame.noted.get(_UNMET, "")
    if minutes and at is None and "T" in unmet:
        at = dt.datetime.fromisoformat(unmet).replace(tzinfo=ZoneInfo(zone))
    if at is None or not minutes:
        return
    there = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) + dt.timedelta(minutes=minutes)
    said = _date(chat.frame.heard.pop("day", ""))
    there = there if said is None else dt.datetime.combine(said, there.time())
    chat.forget("day", "time")
    chat.frame.answers["day"] = there.date().isoformat()
    chat.frame.answers["time"] = _key(there.replace(tzinfo=ZoneInfo(zone)))


def _waiting(chat: Chat) -> Callable[[bool], Sequence[Option[None]]]:
    """The waitlist as another answer, where nothing is free or what was wished is not: else it is only in the way."""
    wait = Option(WAIT, chat.text("waitlist.join"), None, chat.texts.words("join_waitlist"))
    return lambda is_empty: (wait,) if is_empty or _UNMET in chat.frame.noted else ()


def _wait(chat: Chat, wish: Wish, days: str) -> NoReturn:
    """Goes on with the waitlist in one tap: for the time that could not be had, or else for `days`."""
    unmet, part = chat.frame.noted.get(_UNMET, ""), chat.noted("part")
    day, _, clock = (unmet if unmet and (ALTERNATIVES in days or unmet.startswith(days)) else days).partition("T")
    hours = {"part": part or "00:00/24:00"} if part or not clock else {"time": clock}
    chat.go_on_with(
        "join_waitlist", wanted=f"{wish.store_id}.{wish.variation_id}.{wish.staff_id or 0}", day=day, **hours
    )


def _named(listed: list[Option[Slot]]) -> list[Option[Slot]]:
    """The first and the last time can be asked for as such (「最早的」)."""
    ends = {0: "earliest", len(listed) - 1: "latest"}
    return [
        replace(option, words=(*option.words, ends[at])) if at in ends else option for at, option in enumerate(listed)
    ]


def _look_towards(chat: Chat, on: dt.date, zone: ZoneInfo) -> None:
    """「早一点的有吗」: what is shown moves to before or after the time chosen or the part of the day wished for, or to
    that end of the day; 「下午晚一点」 is the later half of it."""
    way = chat.frame.heard.pop("towards", "")
    if not way:
        if chat.frame.heard.keys() & {"part", "time"} or not chat.frame.noted.get(_ORDER, "").startswith(f"{on}"):
            chat.frame.noted.pop(_ORDER, None)
        return
    is_said_now = "part" in chat.frame.heard
    part, chosen = chat.noted("part"), moment_of(chat.frame.answers.pop("time", ""))
    first, _, last = (part or "/").partition("/")
    if chosen is not None:
        clock = f"{chosen.astimezone(zone):%H:%M}"
        first, last = clock, f"{chosen.astimezone(zone) + _MINUTE:%H:%M}"
    elif is_said_now and first[:2].isdecimal() and last[:2].isdecimal():
        middle = f"{(int(first[:2]) + int(last[:2])) // 2:02d}:00"
        chat.frame.noted["part"] = f"{first}/{middle}" if way == EARLIER else f"{middle}/{last}"
        return
    edge = first if way == EARLIER else last
    is_backwards = (way == LATER) == (edge in _OPEN_EDGES)  # from the end of the day, or back from what was shown
    chat.frame.noted[_ORDER] = f"{on} {'backwards' if is_backwards else 'on'}"
    if edge not in _OPEN_EDGES:
        chat.frame.noted["part"] = f"00:00/{edge}" if way == EARLIER else f"{edge}/.."


def _in_order(chat: Chat, listed: list[Option[Slot]], best: Sequence[Recommended]) -> list[Option[Slot]]:
    """As it was asked for: what is nearest to a time that is gone, the earliest, the latest, or what is recommended."""
    order = chat.frame.noted.get(_ORDER, "")
    if order:
        return listed[::-1] if order.endswith("backwards") else listed
    near = chat.frame.noted.get(_NEAR, "").split(ALTERNATIVES)
    first = sorted((each for each in listed if each.key in near), key=lambda each: near.index(each.key))
    return [*first, *(each for each in _best_first(chat, listed, best) if each.key not in near)]


def _best_first(chat: Chat, listed: list[Option[Slot]], best: Sequence[Recommended]) -> list[Option[Slot]]:
    """The recommended times first, each with its reason; all others stay as they are (C10)."""
    if len(listed) <= len(best):
        return listed  # where there is no choice there is nothing to recommend
    of_start = {option.value.starts_at: option for option in listed}
    first = [
        replace(of_start.pop(each.slot.starts_at), hint=_why(chat, each), style="primary")
        for each in best
        if each.slot.starts_at in of_start
    ]
    return [*first, *of_start.values()]


def _why(chat: Chat, best: Recommended) -> str:
    """What speaks most for a time, and what it saves where that is something else."""
    told = chat.text(
        f"reason.{best.reason.value}", staff=_name_of(chat, best.staff_id), saving=saving(chat, best.slot.price)
    )
    other = saving(chat, best.slot.price) if best.reason is not Reason.price else ""
    return f"{told} · {other}" if other else told


def _name_of(chat: Chat, staff_id: int | None) -> str:
    listed = staff_service.list_staff(chat.work)
    return next((pick(person.name, chat.language) for person in listed if person.id == staff_id), "")


def next_weekdays(heard: str, today: dt.date) -> list[dt.date]:
    """The next of each day of the week that is asked about as a habit ("on Sundays"), "6" being Sunday."""
    asked = [int(each) for each in heard.split(ALTERNATIVES) if each]
    return [today + dt.timedelta(days=(each - today.weekday()) % 7) for each in asked]


def explain(chat: Chat, answer: Answer, wish: AnyWish, store: StoreOut, at: dt.datetime) -> None:
    """Why a start cannot be had, and the nearest that can."""
    reason = answer.why_not.value if answer.why_not is not None else "staff_busy"
    if reason == "staff_off" and wish.staff_id is None:
        reason = "nobody_works"
    chat.say(f"booking.why_not.{reason}", time=formats.moment(at, store.zone, chat.language))
    if answer.why_not in _COMES_BACK:
        chat.frame.noted[_UNMET] = f"{at.astimezone(ZoneInfo(store.zone)):%Y-%m-%dT%H:%M}"
    if answer.why_not is WhyNot.beyond_horizon:
        _say_opening(chat, store, at.astimezone(ZoneInfo(store.zone)).date())
    chat.frame.noted[_NEAR] = ALTERNATIVES.join(_key(slot.starts_at) for slot in answer.nearest)
    if answer.nearest:
        joint = "、" if chat.language == "zh_CN" else ", "
        chat.say("booking.nearest", times=joint.join(_near(chat, slot, wish, store) for slot in answer.nearest))


def staff_name(chat: Chat, heard: str) -> str:
    """What a colleague is called of whom only the code was heard; other words as they are."""
    called = {person.code: pick(person.name, chat.language) for person in staff_service.list_staff(chat.work)}
    return called.get(heard, heard)


def explain_busy(chat: Chat, other: BookingOut) -> None:
    """Which other visit the member has at that time."""
    chat.say(
        "booking.member_busy",
        time=formats.moment(other.starts_at, other.zone, chat.language),
        treatment=pick(other.treatment_name, chat.language),
    )


def _near(chat: Chat, slot: Slot, wish: AnyWish, store: StoreOut) -> str:
    """A free start; whoever could do it is named when it is not the one who was wished for."""
    time = formats.moment(slot.starts_at, store.zone, chat.language)
    if wish.staff_id is None or not slot.staff_ids or wish.staff_id in slot.staff_ids:
        return time
    able = [person for person in staff_service.list_staff(chat.work, store.id) if person.id in slot.staff_ids]
    names = "/".join(pick(person.name, chat.language) for person in able)
    return chat.text("booking.nearest_with", time=time, staff=names)


def _day_option(chat: Chat, day: OpenDay, today: dt.date) -> Option[dt.date]:
    names = {0: "question.today", 1: "question.tomorrow", 2: "question.day_after"}
    away = (day.on - today).days
    words = (chat.text(names[away]),) if away in names else ()
    return Option(
        day.on.isoformat(),
        formats.day(day.on, chat.language),
        day.on,
        words,
        hint=chat.text("book.day.hint", count=day.slots),
    )


def _slot_option(chat: Chat, slot: Slot, zone: str) -> Option[Slot]:
    clock = formats.clock(slot.starts_at, zone)
    words = (clock.replace(":", "点"), clock.lstrip("0"))
    return Option(_key(slot.starts_at), clock, slot, words, hint=saving(chat, slot.price))


def _key(at: dt.datetime) -> str:
    """A start as an answer is kept; `moment_of` reads it."""
    return at.astimezone(dt.UTC).strftime(_KEPT_AS)


def saving(chat: Chat, price: Price | None) -> str:
    """What a time costs less than usual, or more (C3); nothing where it costs what it always does."""
    if price is None or price.saving_fen == 0:
        return ""
    key = "price.less" if price.saving_fen > 0 else "price.more"
    return chat.text(key, amount=formats.money(abs(price.saving_fen)))


def price_told(chat: Chat, price: Price) -> str:
    """A price as the member reads it before a yes, with the usual one where they differ."""
    if price.saving_fen == 0:
        return formats.money(price.fen)
    return chat.text(
        "price.told",
        price=formats.money(price.fen),
        usual=formats.money(price.list_fen),
        difference=saving(chat, price),
        name=pick(price.name, chat.language) if price.name else "",
    )


def _explain_day(chat: Chat, wish: AnyWish, store: StoreOut, heard: str, today: dt.date) -> None:
    for part in heard.split(ALTERNATIVES):
        on = _date(part)
        if on is None:
            chat.say("engine.not_offered", what=part)
            continue
        if on < today:
            reason = "past"
        elif on > bookings.open_until(chat.work, store.id):
            reason = "beyond_horizon"
        elif not store.settings.hours_on(on):
            reason = "closed"
        else:
            reason = "day_full" if wish.staff_id is None else "staff_day_full"
        if reason.endswith("full"):
            chat.frame.noted[_UNMET] = on.isoformat()
        chat.say(f"booking.why_not.{reason}", time=formats.day(on, chat.language))
        if reason == "beyond_horizon":
            _say_opening(chat, store, on)


def _say_opening(chat: Chat, store: StoreOut, on: dt.date) -> None:
    """When a day that is still too far away opens for this very person (C9)."""
    today = chat.work.now.astimezone(ZoneInfo(store.zone)).date()
    opens_on = on - (bookings.open_until(chat.work, store.id) - today)
    chat.say("booking.opens_on", day=formats.day(opens_on, chat.language))


def _is_in_part(slot: Slot, part: str, zone: str) -> bool:
    first, _, last = part.partition("/")
    clock = formats.clock(slot.starts_at, zone)
    return (first in {"", ".."} or clock >= first) and (last in {"", ".."} or clock < last or last <= first)


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _clock(text: str) -> dt.time | None:
    try:
        return dt.time.fromisoformat(text)
    except ValueError:
        return None


def moment_of(text: str) -> dt.datetime | None:
    """The start that the key of a time stands for; None for what is no such key."""
    try:
        return dt.datetime.strptime(text, _KEPT_AS).replace(tzinfo=dt.UTC)
    except ValueError:
        return None
