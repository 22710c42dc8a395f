"""Which booking staff mean: by code, by id of a button, by a name and a time (确认小丽下午3点那个)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogs.visiting import once_each, title
from bot.engine.chat import Chat
from bot.engine.options import ALTERNATIVES, Option
from bot.engine.spoken import OLD
from bot.texts import formats
from core.auth.enums import Permission
from core.auth.service import allowed
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.errors import BookingNotFound
from core.booking.schemas import BookingOut
from core.kit.errors import BadInput
from core.kit.ids import tidy_code
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.member.schemas import MemberOut
from core.staff import service as staff_service
from core.store import service as stores
from core.store.schemas import StoreOut
from nlu.rules.at_the_desk import family_of

MOST_FOUND = 12
_SHORTEST_NAME = 2


def my_stores(chat: Chat) -> tuple[StoreOut, ...]:
    """The stores this colleague acts in: an owner's are all."""
    listed = stores.list_stores(chat.work)
    actor = chat.person.actor
    return tuple(store for store in listed if allowed(actor, Permission.see_own_agenda, store.id))


def own_only(chat: Chat) -> int | None:
    """The staff id to narrow lists to, for a colleague who may see only their own agenda."""
    actor = chat.person.actor
    return None if allowed(actor, Permission.see_store_agenda) else actor.id


def which(
    chat: Chat,
    listed: Sequence[BookingOut],
    *,
    ask: str,
    by: Sequence[str] = ("staff", "time", "day"),
    whole: bool = True,
) -> BookingOut:
    """The booking meant. A code that is not listed is looked up, so that the answer can say why it does not fit.

    `whole`: of each visit one is listed, else every treatment by itself.

    `by`: what said along narrows the list; a dialog that itself asks for a day and a time leaves those out.
    """
    said = chat.frame.heard.get("booking") or chat.frame.answers.get("booking")
    if said is not None and (found := _by_code(chat, said)) is not None:
        chat.trail.append("booking")
        return found
    member = chat.noted("member")
    if member is not None and not _named(chat, listed):
        chat.say("staff.not_listed", name=member)
        if not listed:
            chat.leave()
    if not listed:
        chat.say("staff.nothing_listed") if said is None else chat.say("booking.not_found", code=said)
        chat.leave()
    fitting = _narrowed(chat, listed, by)
    named = _named(chat, fitting)
    fitting = named or fitting
    if whole:
        fitting, listed = once_each(fitting), once_each(listed)
    if not fitting:
        chat.say("staff.none_fits")
    is_described = bool(named) or any(name in chat.frame.noted for name in (*by, f"{OLD}time", f"{OLD}day"))
    if len(fitting) == 1 and said is None and is_described:
        chat.frame.answers["booking"] = str(fitting[0].id)
        return fitting[0]
    return chat.choose(
        "booking",
        [_option(chat, booking, whole) for booking in fitting or listed],
        ask=ask,
        missing=lambda heard: chat.say("booking.not_found", code=heard),
        none="staff.nothing_listed",
    )


def line(chat: Chat, booking: BookingOut, *, dated: bool = True, whole: bool = False) -> str:
    """A booking, or with `whole` its visit, in one line, as staff read lists; without its date in a list of one day."""
    parts = bookings.visit_of(chat.work.acting_as(SYSTEM), booking) if whole else (booking,)
    return chat.text(
        "staff.line" if dated else "staff.day_line",
        time=formats.clock(booking.starts_at, booking.zone),
        day=formats.moment(booking.starts_at, booking.zone, chat.language).rpartition(" ")[0],
        member=who(chat, booking),
        treatment=title(chat, parts),
        staff="/".join(dict.fromkeys(pick(part.staff_name, chat.language) for part in parts)),
        code=booking.code,
        status=chat.text(f"status.{booking.status.value}") + _attendance(chat, booking),
    )


def _attendance(chat: Chat, booking: BookingOut) -> str:
    """Whether a confirmed member has said again that they come (C8), or still has to."""
    if booking.status is not BookingStatus.confirmed:
        return ""
    if booking.attendance_confirmed_at is not None:
        return chat.text("staff.will_come")
    return chat.text("staff.has_to_confirm") if booking.confirm_by is not None else ""


def record(chat: Chat, member_id: int) -> str:
    """How often a member did not come or called off late, in the last year; nothing where they never did."""
    found = bookings.record_of(chat.work.acting_as(SYSTEM), member_id)
    said = [chat.text("staff.no_shows", count=found.no_shows)] if found.no_shows else []
    said += [chat.text("staff.late_cancels", count=found.late_cancels)] if found.late_cancels else []
    return " · ".join(said)


def who(chat: Chat, booking: BookingOut) -> str:
    """The member's name as staff call them; of somebody they booked for, that person's and by whom."""
    member = booking.member_name or chat.text("staff.unnamed", code=booking.member_code)
    if booking.guest_name is None:
        return member
    return chat.text("staff.guest", guest=booking.guest_name, member=member)


def is_booking(chat: Chat, said: str) -> bool:
    """Whether a code, or the number of a button, is a booking's that this colleague may see."""
    return _by_code(chat, said) is not None


def _by_code(chat: Chat, said: str) -> BookingOut | None:
    try:
        if said.isdecimal():  # the id of a button; codes always hold letters too
            return bookings.get(chat.work, int(said))
        return bookings.find_by_code(chat.work, tidy_code(said))
    except BookingNotFound:
        return None


def _narrowed(chat: Chat, listed: Sequence[BookingOut], by: Sequence[str]) -> list[BookingOut]:
    """What fits the name of a colleague, the time and the day that were said along."""
    staff, time, day = (chat.noted(name if name in by else f"{OLD}{name}") for name in ("staff", "time", "day"))
    people = {
        person.id
        for person in staff_service.list_staff(chat.work)
        if staff and person.code in staff.split(ALTERNATIVES)
    }
    return [
        booking
        for booking in listed
        if (staff is None or booking.staff_id in people)
        and (time is None or formats.clock(booking.starts_at, booking.zone) == time)
        and (day is None or formats.day_key(booking.starts_at, booking.zone) in day)
    ]


def _named(chat: Chat, listed: Sequence[BookingOut]) -> list[BookingOut]:
    """Those whose member was spoken of by name: 「安然到店了」, 「安小姐没来」."""
    said = (chat.noted("words") or "").casefold()
    member = (chat.noted("member") or "").casefold()
    family = family_of(member)
    names = {booking.id: (booking.guest_name or booking.member_name or "").casefold() for booking in listed}
    return [
        each
        for each in listed
        if (len(names[each.id]) >= _SHORTEST_NAME and names[each.id] in said)
        or (member and member in names[each.id])
        or (family and names[each.id].startswith(family))
    ]


def _option(chat: Chat, booking: BookingOut, whole: bool) -> Option[BookingOut]:
    label = chat.text(
        "staff.option",
        time=formats.moment(booking.starts_at, booking.zone, chat.language),
        member=who(chat, booking),
        treatment=title(chat, bookings.visit_of(chat.work.acting_as(SYSTEM), booking) if whole else (booking,)),
    )
    if not whole:  # treatments of one visit have one code
        return Option(str(booking.id), label, booking, (who(chat, booking),), hint=booking.code)
    return Option(booking.code, label, booking, (str(booking.id), who(chat, booking)), hint=booking.code)


def one_member(chat: Chat) -> MemberOut:
    """The member meant, asked for until there is one."""
    said = chat.ask("member", ask="staff.member.ask", check=_tidy_member)
    found = members_called(chat, said)[:MOST_FOUND]
    if not found:
        chat.say("staff.member.none", text=said)
        chat.retry("member")
    return found[0] if len(found) == 1 else _member_of(chat, found)


def members_called(chat: Chat, said: str) -> tuple[MemberOut, ...]:
    """Members by name, code or phone, and by what people call them: 「王小姐」 is anybody of that family."""
    found = bookings.find_members(chat.work, said)
    family = family_of(said)
    if found or not family:
        return found
    return tuple(each for each in bookings.find_members(chat.work, family) if (each.name or "").startswith(family))


def known_member(chat: Chat) -> MemberOut:
    """As `one_member`, of whom something is to be changed: by a store they ever booked in."""
    person = one_member(chat)
    if not bookings.knows(chat.work, person.id):
        chat.say("staff.member.elsewhere")
        chat.leave()
    return person


def _member_of(chat: Chat, found: tuple[MemberOut, ...]) -> MemberOut:
    return chat.choose(
        "which",
        [Option(each.code, each.name or each.code, each, hint=ending(each.phone)) for each in found],
        ask="staff.member.which",
    )


def ending(phone: str | None) -> str:
    """The last four digits: enough to tell two people of one name apart."""
    return f"···{phone[-4:]}" if phone else ""


def _tidy_member(said: str) -> str:
    text = " ".join(said.split())
    if not 0 < len(text) <= 40:
        raise BadInput(what="member")
    return text
