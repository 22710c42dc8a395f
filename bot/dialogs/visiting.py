"""A visit of several treatments or people, or for somebody else: asking about it, and naming it (product.md C)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from bot.dialogs.finding import price_told
from bot.engine.chat import Chat
from bot.engine.options import ALTERNATIVES, JOINED, Option
from bot.texts import formats
from core.booking import service as bookings
from core.booking.schemas import AnyWish, BookingOut, Guest, PartWish, VisitWish, Wish
from core.catalog.schemas import TreatmentOut, VariationOut
from core.kit.errors import BadInput
from core.kit.localized import pick
from core.staff.schemas import StaffOut
from core.store.schemas import StoreOut
from nlu.entities.guests import read_guest, read_guests

FRIEND = "friend"

OptionOf = Callable[[TreatmentOut], Option[TreatmentOut]]
VariationOf = Callable[[TreatmentOut, str], VariationOut]


def further_treatments(
    chat: Chat, offered: Sequence[TreatmentOut], option_of: OptionOf, variation_of: VariationOf
) -> list[VariationOut]:
    """What is wanted besides the first treatment, in one visit; nothing is asked unless it was said or tapped."""

    def options() -> list[Option[TreatmentOut | None]]:
        listed: list[Option[TreatmentOut | None]] = []
        for item in offered:
            shown = option_of(item)
            listed.append(Option(shown.key, shown.label, item, shown.words, shown.hint))
        return [*listed, Option("none", chat.text("visit.no_more"), None, chat.texts.words("no"))]

    found = []
    for number in range(2, _wanted(chat) + 1):
        treatment = chat.choose(f"treatment{number}", options, ask="visit.another.ask")
        if treatment is not None:
            found.append(variation_of(treatment, f"variation{number}"))
    return found


def _wanted(chat: Chat) -> int:
    return int(chat.frame.noted.get("treatments", "1"))


def _take_in(chat: Chat) -> None:
    """Gives every further treatment that was said its own question."""
    frame = chat.frame
    also, adds = frame.heard.pop("also", ""), frame.heard.pop("adds", "")
    wanted = adds if adds and "treatment" in frame.answers else also
    if not wanted:
        return
    groups = wanted.split(JOINED)
    if "treatment" in frame.heard:
        named = {key for group in groups for key in group.split(ALTERNATIVES)}
        first = [key for key in frame.heard["treatment"].split(ALTERNATIVES) if key not in named]
        frame.heard["treatment"] = ALTERNATIVES.join(first) or frame.heard["treatment"]
    if not adds:
        _forget_further(chat)
    for group in groups:
        frame.heard[f"treatment{_next(chat)}"] = group


def _next(chat: Chat) -> int:
    """The number of a further treatment that is to be asked for."""
    frame, wanted = chat.frame, _wanted(chat)
    for number in range(2, wanted + 1):
        if frame.answers.get(f"treatment{number}") == "none":
            del frame.answers[f"treatment{number}"]
            return number
    frame.noted["treatments"] = str(wanted + 1)
    return wanted + 1


def _forget_further(chat: Chat) -> None:
    for number in range(2, _wanted(chat) + 1):
        chat.forget(f"treatment{number}", f"variation{number}")
    chat.frame.noted.pop("treatments", None)


def company(chat: Chat, store: StoreOut) -> tuple[bool, tuple[Guest, ...]]:
    """Whether the member comes themselves, and who else; asked only if something of it was said or tapped."""
    heard = chat.frame.heard
    said, friend = heard.pop("people", ""), heard.pop("friend", "")
    # 算了 我自己来: the company that was spoken of stays at home.
    if said == "1" and ("whom" in chat.frame.answers or "whom" in chat.frame.noted):
        heard["whom"] = "me"
    elif said not in {"", "1"}:
        heard["whom"] = said
    elif friend:
        heard["whom"] = FRIEND
    if "whom" in heard:
        if chat.frame.answers.get("whom") != heard["whom"]:  # said again: a correction
            chat.forget("whom", "companions", "friend_name")
        chat.frame.noted["whom"] = "said"  # and is asked for once it is taken back
    if not chat.knows("whom") and "whom" not in chat.frame.noted:
        return True, ()
    largest = store.settings.booking.group_people
    whom = chat.choose(
        "whom",
        [
            Option("me", chat.text("visit.whom.me"), 1),
            Option(FRIEND, chat.text("visit.whom.friend"), 0),
            *(Option(str(size), chat.text("visit.whom.people", count=size), size) for size in range(2, largest + 1)),
        ],
        ask="visit.whom.ask",
        missing=lambda _heard: chat.say("booking.visit_too_large", limit=largest),
    )
    if whom == 1:
        return True, ()
    if whom == 0:
        named = chat.ask("friend_name", check=_is_guest, ask="visit.friend.ask")
        return False, tuple(Guest(*each) for each in (read_guest(named),) if each)
    later = Option("later", chat.text("visit.companions.later"), "", chat.texts.words("no"))
    check = partial(_are_guests, count=whom - 1)
    named = chat.ask("companions", check=check, ask="visit.companions.ask", options=[later], count=whom - 1)
    return True, _companions(chat, [Guest(*each) for each in read_guests(named) or ()], whom - 1)


def _is_guest(said: str) -> str:
    if read_guest(said) is None:
        raise BadInput(what="guest")
    return said


def _are_guests(said: str, count: int) -> str:
    named = read_guests(said)
    if named is None:
        raise BadInput(what="guest")
    if len(named) > count:
        raise BadInput(what="guests")
    return said


def _companions(chat: Chat, named: Sequence[Guest], count: int) -> tuple[Guest, ...]:
    """Those who were named, and the rest by number."""
    rest = range(len(named) + 1, count + 1)
    return (*named, *(Guest(chat.text("visit.companion", number=number)) for number in rest))


def wish_of(
    chat: Chat,
    store: StoreOut,
    variations: Sequence[VariationOut],
    staff: StaffOut | None,
    comes: tuple[bool, tuple[Guest, ...]],
) -> AnyWish:
    """What is looked for. Who was asked for does all they can; of a group each gets the first treatment."""
    is_coming, guests = comes
    wished = staff.id if staff else None
    if len(variations) == 1 and not guests:
        return Wish(store.id, variations[0].id, wished)
    if is_coming and guests:
        each = _shared_out(chat, variations, guests)
        mine = wished if _does(chat, store, staff, each[0]) else None
        others = (PartWish(variation.id, None, number) for number, variation in enumerate(each[1:], 1))
        group = VisitWish(store.id, (PartWish(each[0].id, mine), *others), guests)
        _require_room(chat, group)
        return group
    whose = 0 if is_coming else 1
    parts = tuple(
        PartWish(variation.id, wished if _does(chat, store, staff, variation) else None, whose)
        for variation in variations
    )
    return VisitWish(store.id, parts, guests)


def _shared_out(chat: Chat, variations: Sequence[VariationOut], guests: Sequence[Guest]) -> tuple[VariationOut, ...]:
    """What each of a group gets, the member first: everybody the same, or of as many as they are one each."""
    people = 1 + len(guests)
    if len(variations) == 1:
        return (variations[0],) * people
    names = [pick(variation.treatment_name, chat.language) for variation in variations]
    options = [
        Option(f"all:{variation.id}", chat.text("visit.shared.same", treatment=name), (variation,) * people)
        for variation, name in zip(variations, names, strict=True)
    ]
    if people == len(variations):
        who = [chat.text("visit.shared.me"), *(guest.name for guest in guests)]
        each = "、" if chat.language == "zh_CN" else ", "
        told = each.join(chat.text("visit.part_for", name=n, line=line) for n, line in zip(who, names, strict=True))
        options.insert(0, Option("each", told, tuple(variations), chat.texts.words("one_each")))
    return chat.choose("shared", options, ask="visit.shared.ask")


def _require_room(chat: Chat, wish: VisitWish) -> None:
    """Tells a group that is larger than the store could ever serve together how many can, and asks again."""
    most = bookings.most_at_once(chat.work, wish)
    if 0 < most < len(wish.parts):
        chat.say("visit.most_at_once", most=most)
        chat.frame.noted["whom"] = "said"
        chat.forget("companions", "shared")
        chat.retry("whom")


def _does(chat: Chat, store: StoreOut, staff: StaffOut | None, variation: VariationOut) -> bool:
    return staff is not None and staff.id in {one.id for one in bookings.staff_for(chat.work, store.id, variation.id)}


def besides(chat: Chat, store: StoreOut, wish: AnyWish) -> list[Option[None]]:
    """What a summary offers unobtrusively: one more treatment, and company."""
    parts = 1 if isinstance(wish, Wish) else len(wish.parts)
    is_group = isinstance(wish, VisitWish) and len({part.guest for part in wish.parts}) > 1
    another = Option("another", chat.text("visit.another"), None, chat.texts.words("another"))
    whom = Option("whom", chat.text("visit.whom"), None)
    has_room = not is_group and parts < store.settings.booking.visit_treatments
    return [*([another] if has_room else []), *([whom] if parts == 1 or is_group else [])]


def prepare(chat: Chat, question: str) -> None:
    """Acts on what was said of further treatments, or tapped of `besides`; to be called before anything is asked."""
    _take_in(chat)
    tapped = chat.frame.answers.get(question)
    if tapped == "another":
        del chat.frame.answers[question]
        _next(chat)
    elif tapped == "whom":
        del chat.frame.answers[question]
        chat.forget("whom", "companions", "friend_name")
        chat.frame.noted["whom"] = "asked"


def changes(chat: Chat) -> list[str]:
    """Questions about further treatments that can be taken back."""
    return [f"treatment{n}" for n in range(2, _wanted(chat) + 1) if chat.frame.answers.get(f"treatment{n}") != "none"]


def once_each(listed: Iterable[BookingOut]) -> list[BookingOut]:
    """One booking of each visit, the first listed: people see one visit."""
    return list({booking.code: booking for booking in reversed(tuple(listed))}.values())[::-1]


def title(chat: Chat, parts: Sequence[BookingOut]) -> str:
    """The treatments of a visit: "Deep Cleansing + Gel Nails", "Deep Cleansing × 3"."""
    counted = Counter(pick(part.treatment_name, chat.language) for part in parts)
    return " + ".join(name if count == 1 else f"{name} × {count}" for name, count in counted.items())


def part_line(chat: Chat, part: BookingOut) -> str:
    """One treatment of a visit with its start, who does it and its price, and for whom it is."""
    staff = pick(part.staff_name, chat.language)
    line = chat.text(
        "visit.part",
        time=formats.clock(part.starts_at, part.zone),
        treatment=pick(part.treatment_name, chat.language),
        variation=pick(part.variation_name, chat.language),
        staff=staff,
        price=price_told(chat, part.price),
    )
    return line if part.guest_name is None else chat.text("visit.part_for", name=part.guest_name, line=line)


def terms(chat: Chat, confirm_by: dt.datetime | None, store: StoreOut) -> str:
    """What follows from coming late to a decision, or not at all, as it is kept with the booking (C, policy)."""
    policy = store.settings.booking
    told = chat.text("book.terms", late=policy.late_cancel_percent, missed=policy.no_show_percent)
    if confirm_by is not None:
        told += "\n" + chat.text("book.confirm_again", time=formats.moment(confirm_by, store.zone, chat.language))
    return told


def summary(chat: Chat, parts: Sequence[BookingOut], store: StoreOut) -> str:
    """What a visit is, to be read before a yes: every treatment, the total, what can be changed until when."""
    first = parts[0]
    minutes = (max(part.ends_at for part in parts) - first.starts_at).total_seconds() // 60
    return chat.text(
        "visit.summary",
        parts="\n".join(part_line(chat, part) for part in parts),
        store=pick(first.store_name, chat.language),
        day=formats.moment(first.starts_at, first.zone, chat.language),
        minutes=int(minutes),
        price=formats.money(sum(part.price_fen for part in parts)),
        hours=max(1, store.settings.booking.late_cancel_minutes // 60),
        hold=store.settings.booking.hold_minutes,
        terms=terms(chat, first.confirm_by, store),
    )
