"""What members tell about themselves beyond name and phone (product.md A1, A3); read and changed by whoever may."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.kit.errors import NotAllowed
from core.kit.work import Work
from core.member import service as members
from core.member.rules import tidy_note
from core.profile import repository
from core.profile.enums import PreferenceKind, Sex
from core.profile.errors import BadZone
from core.profile.rules import age_on, next_kept, read_birthday, require_past
from core.profile.schemas import Birthday, PreferenceOut, ProfileOut

LONGEST = {"brands": 200, "drink": 60, "temperature": 60, "pressure": 60}
"""Characters of what is kept in the member's own words."""


def get(work: Work, member_id: int) -> ProfileOut:
    """A member's profile, empty while nothing was told. Raises NotAllowed."""
    auth.require_sees_member(work.actor, member_id)
    return repository.find(work.session, member_id) or ProfileOut(member_id)


def add_many(work: Work, told: Mapping[int, dict[str, Any]]) -> None:
    """Stores profiles by member as they are given, such as those of the demo salon: nothing is checked."""
    repository.add_many(work.session, told)


def birthday_of(text: str) -> Birthday:
    """A birthday out of its written form ("1990-08-15", "lunar:08-15"). Raises BadBirthday."""
    return read_birthday(text)


def next_birthday(birthday: Birthday, today: dt.date) -> dt.date | None:
    """The Gregorian date of the next celebration, today's included; the rule stands at `rules.kept_in`."""
    return next_kept(birthday, today)


def list_birthdays(work: Work, after: int, limit: int) -> list[tuple[int, Birthday]]:
    """Members who told their birthday, by number above `after`. Raises NotAllowed for anybody but the machine."""
    if work.actor.kind != "system":
        raise NotAllowed(permission="birthdays")
    return repository.list_birthdays(work.session, after, limit)


def age(birthday: Birthday, today: dt.date) -> int | None:
    """Completed years (A4); None when the year of birth is not known."""
    return age_on(birthday, today)


def set_sex(work: Work, member_id: int, sex: Sex | None) -> None:
    """Changes or forgets the sex (A1). Raises NotAllowed, MemberNotFound."""
    _change(work, member_id, sex=sex)


def set_birthday(work: Work, member_id: int, birthday: Birthday | None) -> None:
    """Changes or forgets the birthday, solar or lunar (A1). Raises BadBirthday, NotAllowed, MemberNotFound."""
    if birthday is not None:
        read_birthday(str(birthday))
        require_past(birthday, work.now.date())
    _change(work, member_id, birthday=None if birthday is None else str(birthday))


def set_zone(work: Work, member_id: int, zone: str) -> None:
    """Changes the clock the member lives by, such as for quiet hours (N); "" for the store's.

    Raises BadZone, NotAllowed, MemberNotFound.
    """
    try:
        ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError) as wrong:
        raise BadZone(zone=zone[:40]) from wrong
    _change(work, member_id, zone=zone or None)


def set_words(work: Work, member_id: int, **words: str) -> None:
    """Changes what is kept in the member's own words (`LONGEST`); an empty text takes one away.

    Raises BadNote, NotAllowed, MemberNotFound.
    """
    _change(work, member_id, **{name: tidy_note(text, LONGEST[name]) for name, text in words.items()})


def prefer(work: Work, member_id: int, kind: PreferenceKind, subject_id: int, *, likes: bool | None) -> None:
    """States that a colleague or a treatment is wanted or not; None takes back what was said.

    Raises NotAllowed, MemberNotFound.
    """
    _require_changed(work, member_id)
    if likes is None:
        repository.drop_preference(work.session, member_id, kind, subject_id)
    else:
        repository.put_preference(work.session, member_id, kind, subject_id, likes=likes, now=work.now)
    audit.record(work, "profile.change", "member", member_id, fields=[kind.value])


def list_preferences(work: Work, member_id: int) -> tuple[PreferenceOut, ...]:
    """What the member stated to want or not (A3). Raises NotAllowed."""
    auth.require_sees_member(work.actor, member_id)
    return repository.list_preferences(work.session, member_id)


def stated_staff(work: Work, member_id: int) -> dict[int, bool]:
    """Colleagues the member wants (True) or does not want (A3), in the order they were stated. Raises NotAllowed."""
    stated = list_preferences(work, member_id)
    return {each.subject_id: each.likes for each in stated if each.kind is PreferenceKind.staff}


def avoided_staff(work: Work, member_id: int) -> frozenset[int]:
    """Colleagues the member does not want (A3). Raises NotAllowed."""
    return frozenset(id_ for id_, is_liked in stated_staff(work, member_id).items() if not is_liked)


def _change(work: Work, member_id: int, **values: Any) -> None:
    _require_changed(work, member_id)
    repository.change(work.session, member_id, **values)
    audit.record(work, "profile.change", "member", member_id, fields=sorted(values))


def _require_changed(work: Work, member_id: int) -> None:
    """The member themselves, or a colleague who may correct what members told (audited)."""
    if work.actor.kind != "member":
        auth.require(work.actor, Permission.correct_members)
    elif work.actor.id != member_id:
        raise NotAllowed(permission=Permission.correct_members.value)
    members.get(work, member_id)
