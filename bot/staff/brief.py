"""/brief: what whoever does the treatment should know of the member before they come (A7)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.messages import Card
from bot.portrait import health, learned, told
from bot.staff.naming import my_stores, which, who
from bot.texts import formats
from core.auth.enums import Permission
from core.auth.service import allowed
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.schemas import BookingOut
from core.kit.errors import NotAllowed
from core.kit.localized import pick
from core.member import service as members
from core.profile import service as profiles
from core.profile.schemas import ProfileOut
from core.review import service as reviews

_AHEAD = (BookingStatus.pending, BookingStatus.confirmed, BookingStatus.checked_in, BookingStatus.in_service)


@dialog(
    "staff_brief",
    audience="staff",
    command="brief",
    takes=("booking",),
    hears=("booking", "staff", "time", "day"),
    permission=Permission.see_own_agenda,
)
def brief(chat: Chat) -> None:
    """The brief of one visit, for whoever does it and for the store's managers: nobody else needs it (R1)."""
    booking = which(chat, _own_today(chat), ask="staff.which_visit")
    if not _may_read(chat, booking):
        raise NotAllowed(permission=Permission.read_health_notes.value)
    chat.reply.cards.append(brief_card(chat, booking))


def brief_card(chat: Chat, booking: BookingOut) -> Card:
    """Who comes when and for what, the last visit, likes and dislikes, allergies if they may be known, what to prepare.

    Raises NotAllowed where the reader may not see members.
    """
    if booking.guest_name is not None:
        return _guest_card(chat, booking)
    member = members.get(chat.work, booking.member_id)
    own = profiles.get(chat.work, member.id)
    language = chat.language
    lines = [
        chat.text(
            "brief.visit",
            time=formats.moment(booking.starts_at, booking.zone, language),
            treatment=pick(booking.treatment_name, language),
            variation=pick(booking.variation_name, language),
        ),
        *_marked(chat, health(chat, member), has_allergies=bool(member.allergies)),
        *_unhappy(chat, booking),
        _last(chat, member.id),
        *told(chat, member, own),
        *learned(chat, member.id),
        *([chat.text("brief.note", text=booking.note)] if booking.note else []),
        *_to_prepare(chat, booking, own),
    ]
    return Card(chat.text("brief.title", member=who(chat, booking)), tuple(lines), footer=booking.code)


def _guest_card(chat: Chat, booking: BookingOut) -> Card:
    """Of somebody a member booked for nothing is known; what is known of the member would be dangerous to go by."""
    visit = chat.text(
        "brief.visit",
        time=formats.moment(booking.starts_at, booking.zone, chat.language),
        treatment=pick(booking.treatment_name, chat.language),
        variation=pick(booking.variation_name, chat.language),
    )
    note = [chat.text("brief.note", text=booking.note)] if booking.note else []
    lines = (visit, chat.text("brief.guest"), *note)
    return Card(chat.text("brief.title", member=who(chat, booking)), lines, footer=booking.code)


def _marked(chat: Chat, lines: list[str], *, has_allergies: bool) -> list[str]:
    """Allergies stand out: they are what must not be overlooked."""
    return [chat.text("brief.attention", text=line) if has_allergies else line for line in lines[-1:]] + lines[:-1]


def _unhappy(chat: Chat, booking: BookingOut) -> list[str]:
    """Who looks after a member that was unhappy more than once (J5), so that nobody is surprised at the chair."""
    found = reviews.concern(chat.work, booking.member_id, booking.store_id)
    if found is None:
        return []
    contact = pick(found.contact.name, chat.language) if found.contact else ""
    return [chat.text("brief.unhappy", count=found.low, contact=contact or "none")]


def _last(chat: Chat, member_id: int) -> str:
    last = bookings.last_completed(chat.work, member_id)
    if last is None:
        return chat.text("staff.member.first_visit")
    return chat.text(
        "staff.member.last",
        treatment=pick(last.treatment_name, chat.language),
        staff=pick(last.staff_name, chat.language),
        day=formats.moment(last.starts_at, last.zone, chat.language),
    )


def _to_prepare(chat: Chat, booking: BookingOut, own: ProfileOut) -> list[str]:
    rooms = [pick(name, chat.language) for name in (booking.bed_name, booking.device_name) if name]
    things = [*rooms, *(words for words in (own.drink, own.temperature) if words)]
    joint = "、" if chat.language == "zh_CN" else ", "
    return [chat.text("brief.prepare", things=joint.join(things))] if things else []


def _own_today(chat: Chat) -> list[BookingOut]:
    return [
        booking
        for store in my_stores(chat)
        for booking in bookings.list_for_day(
            chat.work, store.id, chat.work.now.astimezone(ZoneInfo(store.zone)).date(), staff_id=chat.person.actor.id
        )
        if booking.status in _AHEAD
    ]


def _may_read(chat: Chat, booking: BookingOut) -> bool:
    actor = chat.person.actor
    return booking.staff_id == actor.id or allowed(actor, Permission.read_health_notes, booking.store_id)
