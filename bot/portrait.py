"""A member as people read them: what they told, what their visits say, for themselves and for colleagues."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from bot.engine.chat import Chat
from bot.texts import formats
from core.auth.enums import Permission
from core.auth.service import allowed
from core.booking import service as bookings
from core.catalog import service as catalog
from core.consent import service as consents
from core.consent.enums import ConsentKind
from core.kit.localized import pick
from core.member.schemas import MemberOut
from core.profile import service as profiles
from core.profile.enums import Calendar, PreferenceKind
from core.profile.schemas import Birthday, ProfileOut
from core.staff import service as staff_service
from core.store import service as stores

WORDS = ("brands", "drink", "temperature", "pressure")
"""What is kept in the member's own words, in the order it is read."""


def today(chat: Chat) -> dt.date:
    """The date by the first store's calendar."""
    return chat.work.now.astimezone(ZoneInfo(stores.list_stores(chat.work)[0].zone)).date()


def birthday_words(chat: Chat, birthday: Birthday) -> str:
    """A birthday with the date it is celebrated on next, so that a lunar one can be checked at a glance."""
    if birthday.calendar is Calendar.lunar:
        day = formats.lunar_day(birthday.month, birthday.day, is_leap=birthday.is_leap, language=chat.language)
    else:
        day = formats.date_of_year(birthday.month, birthday.day, chat.language)
    coming = profiles.next_birthday(birthday, today(chat))
    return chat.text(
        "portrait.birthday",
        day=day,
        year=str(birthday.year or "none"),
        next=formats.day(coming, chat.language) if coming else "",
    )


def told(chat: Chat, member: MemberOut, profile: ProfileOut) -> list[str]:
    """Preferences the member stated (A3), a line each."""
    lines = []
    for likes, key in ((True, "portrait.likes"), (False, "portrait.avoids")):
        names = opinions(chat, member.id, likes=likes)
        if names:
            lines.append(chat.text(key, names=joined(chat, names)))
    words = {name: getattr(profile, name) for name in WORDS}
    lines += [chat.text(f"portrait.{name}", text=text) for name, text in words.items() if text]
    if member.preferences:
        lines.append(chat.text("portrait.preferences", text=member.preferences))
    return lines


def learned(chat: Chat, member_id: int) -> list[str]:
    """What the member's visits say, computed now (A3); no line while they say nothing."""
    habits = bookings.habits(chat.work, member_id)
    found = [
        _staff_names(chat).get(habits.staff_id or 0),
        _treatment_names(chat).get(habits.treatment_id or 0),
        None if habits.weekday is None else formats.weekday(habits.weekday, chat.language),
        None if habits.part is None else chat.text(f"portrait.{habits.part}"),
    ]
    names = [name for name in found if name]
    return [chat.text("portrait.learned", names=joined(chat, names))] if names else []


def health(chat: Chat, member: MemberOut) -> list[str]:
    """Skin, needs and allergies where the member agreed to their being kept (A4); else that they did not.

    The member reads their own; of the staff whoever serves them next, and managers (R1).
    """
    if not _may_read_health(chat, member.id):
        return [chat.text("portrait.health_closed")]
    if not consents.has(chat.work, member.id, ConsentKind.health_notes):
        return [chat.text("staff.member.no_consent")]
    lines = [
        chat.text(key, text=text)
        for key, text in (("staff.member.skin", member.skin), ("portrait.needs", member.needs))
        if text
    ]
    return [
        *lines,
        chat.text("staff.member.allergies", text=member.allergies or chat.text("staff.member.no_allergies")),
    ]


def opinions(chat: Chat, member_id: int, *, likes: bool) -> list[str]:
    """Names of the colleagues and treatments a member wants, or does not want; who has left is not named."""
    called = {PreferenceKind.staff: _staff_names(chat), PreferenceKind.treatment: _treatment_names(chat)}
    listed = profiles.list_preferences(chat.work, member_id)
    names = (called[each.kind].get(each.subject_id) for each in listed if each.likes is likes)
    return [name for name in names if name]


def joined(chat: Chat, names: list[str]) -> str:
    """Several names in one sentence."""
    return ("、" if chat.language == "zh_CN" else ", ").join(names)


def _may_read_health(chat: Chat, member_id: int) -> bool:
    actor = chat.person.actor
    if actor.kind == "member":
        return actor.id == member_id
    if allowed(actor, Permission.read_health_notes):
        return True
    return any(each.staff_id == actor.id for each in bookings.list_for_member(chat.work, member_id, upcoming=True))


def _staff_names(chat: Chat) -> dict[int, str]:
    return {each.id: pick(each.name, chat.language) for each in staff_service.list_staff(chat.work)}


def _treatment_names(chat: Chat) -> dict[int, str]:
    return {each.id: pick(each.name, chat.language) for each in catalog.list_treatments(chat.work)}
