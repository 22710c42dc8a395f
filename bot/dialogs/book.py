"""预约: what, where, with whom, when, and a yes to the summary."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bot.dialogs import visiting
from bot.dialogs.finding import (
    choose_day,
    choose_time,
    explain,
    explain_busy,
    moment_of,
    move,
    price_told,
    staff_name,
)
from bot.dialogs.unlisted import NO_STORE, tell_unlisted
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.naming import tidy_name
from bot.texts import formats
from core.booking import service as bookings
from core.booking.errors import MemberBusy, SlotTaken
from core.booking.schemas import AnyWish, BookingOut, Slot, Wish
from core.catalog.schemas import TreatmentOut, VariationOut
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.member import service as members
from core.staff import service as staff_service
from core.staff.schemas import StaffOut
from core.store import service as stores
from core.store.schemas import StoreOut


@dialog(
    "book",
    hears=(
        "store",
        "treatment",
        "also",
        "adds",
        "staff",
        "people",
        "friend",
        "day",
        "time",
        "part",
        "anyone",
        "minutes",
        "other_store",
        "shift",
        "towards",
        "name",
        "again",
        "friend_name",
    ),
    intents=("book_appointment", "query_availability"),
    command="book",
    in_menu=True,
    needs_member=True,
    dropped=bookings.release,
)
def book(chat: Chat) -> None:
    """Asks until the wish is complete, keeps the time while the member reads, and requests it on a yes (C4, C6, C7)."""
    visiting.prepare(chat, "sure")
    tell_unlisted(chat)
    _as_last_time(chat)
    store = _store(chat)
    variations = _variations(chat, store)
    staff = _staff(chat, store, variations[0])
    wish = visiting.wish_of(chat, store, variations, staff, visiting.company(chat, store))
    held = chat.frame.noted.get("held")
    ignoring = int(held) if held else None  # the member's own hold must not hide times from them
    may_wait = isinstance(wish, Wish)  # nobody waits for several times at once
    move(chat, moment_of(chat.frame.answers.get("time", "")), store.zone)
    day = choose_day(chat, wish, store, ignoring=ignoring, may_wait=may_wait)
    slot = choose_time(chat, wish, store, day, ignoring=ignoring, may_wait=may_wait)
    _name(chat)
    booking = _hold(chat, wish, store, slot)
    changes = ["treatment", *visiting.changes(chat), "staff", "day", "time"]
    if len(stores.list_stores(chat.work)) > 1:
        changes.insert(1, "store")
    visit = bookings.visit_of(chat.work, booking)
    told = _summary(chat, booking, store) if isinstance(wish, Wish) else visiting.summary(chat, visit, store)
    besides = visiting.besides(chat, store, wish)
    chat.confirm("sure", told, changes=changes, yes="book.yes", besides=besides)
    try:
        booking = bookings.request(chat.work, chat.key)
    except SlotTaken as taken:
        explain(chat, taken.fields["answer"], wish, store, slot.starts_at)
        chat.retry("time")
    chat.say(
        "book.requested",
        code=booking.code,
        treatment=visiting.title(chat, visit),
        time=formats.moment(booking.starts_at, booking.zone, chat.language),
        store=pick(booking.store_name, chat.language),
    )


def _as_last_time(chat: Chat) -> None:
    """和上次一样, "the usual": store, treatment, length and colleague of the last visit, where no other was said."""
    assert chat.person.member_id is not None
    if not chat.frame.heard.pop("again", ""):
        return
    last = bookings.last_completed(chat.work.acting_as(SYSTEM), chat.person.member_id)
    if last is None:
        chat.say("book.no_last")
        return
    store = stores.get(chat.work, last.store_id)
    chat.assume("store", store.code)
    offered = bookings.treatments_on_offer(chat.work, store.id)
    treatment = next((item for item in offered if item.id == last.treatment_id), None)
    if treatment is None or chat.knows("treatment"):
        return
    chat.frame.answers["treatment"] = treatment.code
    length = next((item for item in treatment.variations if item.id == last.variation_id), None)
    chat.assume("variation", None if length is None else f"{treatment.code}.{length.code}")
    able = bookings.staff_for(chat.work, store.id, last.variation_id)
    chat.assume("staff", next((person.code for person in able if person.id == last.staff_id), None))
    names = {"treatment": last.treatment_name, "staff": last.staff_name}
    chat.say("book.as_last", **{key: pick(name, chat.language) for key, name in names.items()})


def _variations(chat: Chat, store: StoreOut) -> list[VariationOut]:
    """All treatments wanted, each in its length; the first is asked for, others only where they were spoken of."""
    offered = bookings.treatments_on_offer(chat.work, store.id)
    first = _variation(chat, _treatment(chat, store))
    further = visiting.further_treatments(chat, offered, partial(_treatment_option, chat), partial(_variation, chat))
    return [first, *further]


def _store(chat: Chat) -> StoreOut:
    listed = stores.list_stores(chat.work)
    if len(listed) == 1:
        return listed[0]
    chosen = chat.frame.answers.get("store")
    if chat.frame.heard.pop("other_store", "") and chosen is not None and len(listed) == 2:
        chat.frame.heard["store"] = next(store.code for store in listed if store.code != chosen)
        chat.forget("store")
    if "staff" in chat.frame.heard and not chat.knows("store"):
        chat.assume("store", _store_of_staff(chat, listed))
    if chat.person.member_id is not None and not chat.knows("store") and NO_STORE not in chat.frame.noted:
        last = bookings.last_store(chat.work, chat.person.member_id)
        chat.assume("store", next((store.code for store in listed if store.id == last), None))
    return chat.choose(
        "store",
        [
            Option(
                store.code,
                pick(store.name, chat.language),
                store,
                store.aliases,
                hint=pick(store.address, chat.language),
            )
            for store in listed
        ],
        ask="book.store.ask",
        indifferent=True,
    )


def _store_of_staff(chat: Chat, listed: tuple[StoreOut, ...]) -> str | None:
    """The one store where somebody of that name works: who asks for 小丽 means the store she is in."""
    wished = chat.frame.heard["staff"]
    found = {person.store_id for person in staff_service.list_staff(chat.work) if person.code == wished}
    return next((store.code for store in listed if {store.id} == found), None)


def _treatment(chat: Chat, store: StoreOut) -> TreatmentOut:
    offered = bookings.treatments_on_offer(chat.work, store.id)
    if not chat.knows("treatment"):
        categories = {item.category: item.category_name for item in offered}
        category = chat.choose(
            "category",
            [Option(code, pick(name, chat.language), code) for code, name in categories.items()],
            ask="book.category.ask",
        )
        offered_here = [item for item in offered if item.category == category]
    else:
        offered_here = list(offered)

    def options() -> list[Option[TreatmentOut]]:
        return [_treatment_option(chat, item) for item in offered_here]

    return chat.choose(
        "treatment",
        options,
        ask="book.treatment.ask",
        indifferent=True,
        known=lambda key: next((item for item in offered if item.code == key), None),
        missing=lambda _heard: chat.say("book.treatment.missing", store=pick(store.name, chat.language)),
    )


def _treatment_option(chat: Chat, item: TreatmentOut) -> Option[TreatmentOut]:
    cheapest = min(item.variations, key=lambda variation: variation.price_fen)
    key = "book.treatment.from" if len(item.variations) > 1 else "book.treatment.price"
    hint = chat.text(key, price=formats.money(cheapest.price_fen), minutes=cheapest.minutes)
    return Option(item.code, pick(item.name, chat.language), item, item.aliases, hint=hint)


def _variation(chat: Chat, treatment: TreatmentOut, question: str = "variation") -> VariationOut:
    if len(treatment.variations) == 1:
        return treatment.variations[0]
    minutes = chat.frame.heard.pop("minutes", "")
    fit = [item for item in treatment.variations if str(item.minutes) == minutes]
    if len(fit) == 1:
        chat.assume(question, f"{treatment.code}.{fit[0].code}")
    return chat.choose(
        question,
        [
            Option(
                f"{treatment.code}.{item.code}",
                pick(item.name, chat.language),
                item,
                (str(item.minutes), *_which_length(chat, treatment, item)),
                hint=formats.money(item.price_fen),
            )
            for item in treatment.variations
        ],
        ask="book.variation.ask",
        indifferent=True,
        treatment=pick(treatment.name, chat.language),
    )


def _which_length(chat: Chat, treatment: TreatmentOut, item: VariationOut) -> Iterator[str]:
    """What tells one length from the others without naming it: "the longer one", "the cheaper one"."""
    listed = treatment.variations
    minutes, prices = {each.minutes for each in listed}, {each.price_fen for each in listed}
    ends = {
        "longest": len(minutes) > 1 and item.minutes == max(minutes),
        "shortest": len(minutes) > 1 and item.minutes == min(minutes),
        "dearest": len(prices) > 1 and item.price_fen == max(prices),
        "cheapest": len(prices) > 1 and item.price_fen == min(prices),
    }
    for name, is_so in ends.items():
        yield from chat.texts.words(name) if is_so else ()


def _staff(chat: Chat, store: StoreOut, variation: VariationOut) -> StaffOut | None:
    if chat.frame.heard.pop("anyone", ""):
        chat.assume("staff", "anyone")
    people = bookings.staff_for(chat.work, store.id, variation.id)
    anyone: Option[StaffOut | None] = Option("anyone", chat.text("book.anyone"), None, chat.texts.words("anyone"))

    def named(person: StaffOut) -> Option[StaffOut | None]:
        hint = pick(person.about, chat.language) if person.about else ""
        return Option(person.code, pick(person.name, chat.language), person, person.aliases, hint=hint)

    return chat.choose(
        "staff",
        [anyone, *(named(person) for person in people)],
        ask="book.staff.ask",
        missing=lambda heard: chat.say("book.staff.missing", name=staff_name(chat, heard)),
    )


def _name(chat: Chat) -> None:
    assert chat.person.member_id is not None
    member = members.get(chat.work.acting_as(SYSTEM), chat.person.member_id)
    if member.name:
        return
    name = chat.ask("name", check=tidy_name, ask="book.name.ask")
    members.set_name(chat.work.acting_as(SYSTEM), member.id, name)


def _hold(chat: Chat, wish: AnyWish, store: StoreOut, slot: Slot) -> BookingOut:
    """Keeps the time for the member while they read (C4); another one took it meanwhile → the times are asked again."""
    assert chat.person.member_id is not None
    try:
        held = bookings.hold(chat.work, chat.key, chat.person.member_id, wish, slot.starts_at)
    except SlotTaken as taken:
        explain(chat, taken.fields["answer"], wish, store, slot.starts_at)
        chat.retry("time")
    except MemberBusy as busy:
        explain_busy(chat, busy.fields["booking"])
        chat.retry("time")
    chat.frame.noted["held"] = str(held.id)
    return held


def _summary(chat: Chat, booking: BookingOut, store: StoreOut) -> str:
    minutes = int((booking.ends_at - booking.starts_at).total_seconds() // 60)
    staff = pick(booking.staff_name, chat.language)
    return chat.text(
        "book.summary",
        treatment=pick(booking.treatment_name, chat.language),
        variation=pick(booking.variation_name, chat.language),
        store=pick(booking.store_name, chat.language),
        time=formats.moment(booking.starts_at, booking.zone, chat.language),
        minutes=minutes,
        staff=chat.text("book.anyone_is", name=staff) if booking.is_any_staff else staff,
        price=price_told(chat, booking.price),
        hours=max(1, store.settings.booking.late_cancel_minutes // 60),
        hold=store.settings.booking.hold_minutes,
        terms=visiting.terms(chat, booking.confirm_by, store),
    )
