"""Giving coupons, by whatever reason; each is counted against its limits and reminded of before it ends."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from core.consent import service as consents
from core.consent.enums import Topic
from core.conversation import service as conversations
from core.coupon import repository
from core.coupon.enums import CouponSource
from core.coupon.errors import CouponKeyReused, CouponLimit, CouponNotFound, CouponsGone
from core.coupon.schemas import CouponOut, PackOut, TemplateOut
from core.coupon.service.reading import get_template
from core.due import service as due
from core.due.schemas import Plan
from core.kit.ids import new_code
from core.kit.work import Work
from core.member import service as members
from core.store import service as stores
from core.store.schemas import CouponPolicy, StoreOut

CODE_LENGTH = 10  # 31 characters: 8 * 10^14 codes, see core.kit.ids
ENDS = "coupon.ends"
_AT = dt.time(10)


def first_store(work: Work) -> StoreOut:
    """The store whose rules count for the whole brand."""
    return stores.list_stores(work)[0]


def policy_of(work: Work) -> CouponPolicy:
    """The brand's rules of coupons."""
    return first_store(work).settings.coupons


def new_coupon_code(work: Work) -> str:
    """A code that nobody and no activity has; with a digit and a letter, so that sentences are seen to hold one."""
    code = new_code(CODE_LENGTH)
    while code.isalpha() or code.isdigit() or repository.has_code(work.session, code):
        code = new_code(CODE_LENGTH)
    return code


def issue(
    work: Work,
    key: str,
    template: int | str,
    member_id: int,
    *,
    source: CouponSource = CouponSource.points,
    because: dict[str, Any] | None = None,
) -> CouponOut:
    """Gives a member one coupon of a kind (its id or code); the same key again gives the same coupon.

    `because` says by which rule, of whom (ids only, nothing personal). Nobody is told: whoever calls does that.
    Raises CouponNotFound, CouponsGone, CouponLimit, CouponKeyReused, MemberNotFound.
    """
    kind = get_template(work, template)
    repository.lock_member(work.session, member_id)
    members.get(work, member_id)
    known = repository.find_by_key(work.session, key)
    if known is not None:
        if (known.template_id, known.member_id) != (kind.id, member_id):
            raise CouponKeyReused
        return known
    starts_at, ends_at = span_of(work, kind)
    if ends_at <= max(starts_at, work.now):
        raise CouponsGone
    had = repository.count_of_member(work.session, kind.id, member_id) if kind.per_member else 0
    if kind.per_member is not None and had >= kind.per_member:
        raise CouponLimit(limit=kind.per_member)
    if not repository.take_one(work.session, kind.id):
        raise CouponsGone
    coupon = repository.add_coupon(
        work.session,
        code=new_coupon_code(work),
        key=key,
        template_id=kind.id,
        member_id=member_id,
        name=kind.name,
        terms=kind.terms.model_dump(mode="json", by_alias=True),
        source=source,
        because={"rule": "H1", **(because or {})},
        starts_at=starts_at,
        ends_at=ends_at,
        issued_at=work.now,
    )
    _plan_reminders(work, coupon)
    return coupon


def span_of(work: Work, kind: TemplateOut) -> tuple[dt.datetime, dt.datetime]:
    """From when until when (exclusive, UTC) a coupon given now is valid: whole days by the store's calendar."""
    zone = ZoneInfo(first_store(work).zone)
    today = work.now.astimezone(zone).date()
    lasts = [kind.ends_on] if kind.ends_on else []
    if kind.valid_days is not None:
        lasts.append(max(today, kind.starts_on or today) + dt.timedelta(days=kind.valid_days))
    starts_at = work.now if kind.starts_on is None or kind.starts_on <= today else _midnight(kind.starts_on, zone)
    return starts_at, _midnight(min(lasts) + dt.timedelta(days=1), zone)


def _midnight(on: dt.date, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(on, dt.time(), zone).astimezone(dt.UTC)


def _plan_reminders(work: Work, coupon: CouponOut) -> None:
    """At ten in the morning so many days before it ends; not when it ends too soon for that."""
    store = first_store(work)
    zone = ZoneInfo(store.zone)
    last_on = (coupon.ends_at - dt.timedelta(microseconds=1)).astimezone(zone).date()
    plans = []
    for days in store.settings.coupons.remind_days:
        due_at = dt.datetime.combine(last_on - dt.timedelta(days=days), _AT, zone).astimezone(dt.UTC)
        if due_at > max(work.now, coupon.starts_at):
            plans.append(Plan(f"{ENDS}{days}", store.id, coupon.id, coupon.ends_at, due_at, coupon.ends_at))
    due.plan(work, plans)


def get_pack(work: Work, code: str) -> PackOut:
    """A pack that is given. Raises CouponNotFound."""
    found = repository.find_pack(work.session, code)
    if found is None or not found.is_active:
        raise CouponNotFound(what=code)
    return found


def issue_pack(
    work: Work,
    key: str,
    pack: str,
    member_id: int,
    *,
    source: CouponSource = CouponSource.hand,
    because: dict[str, Any] | None = None,
    tells: bool = True,
) -> tuple[CouponOut, ...]:
    """Gives all coupons of a pack that the member may have (H5), and tells them once; the same key changes nothing.

    What is gone or was had already is left out. Raises CouponNotFound, CouponKeyReused, MemberNotFound.
    """
    given: list[CouponOut] = []
    found = get_pack(work, pack)
    reason = {"pack": pack, **(because or {})}
    is_new = False
    # Everybody takes kinds in one order, so that two packs given at once never wait for each other.
    for code, count in sorted(found.items):
        for number in range(count):
            its_key = f"{key}:{code}:{number}"
            is_new = is_new or repository.find_by_key(work.session, its_key) is None
            try:
                given.append(issue(work, its_key, code, member_id, source=source, because=reason))
            except (CouponsGone, CouponLimit):
                continue
    if given and tells and is_new:
        tell(work, member_id, given, source, key)
    return tuple(given)


def tell(work: Work, member_id: int, given: list[CouponOut], source: CouponSource, key: str) -> None:
    """One notice about coupons that came to a member."""
    conversations.notify_member(
        work,
        member_id,
        "coupons.given",
        f"coupons:{key}",
        coupons=[coupon.id for coupon in given],
        source=source.value,
    )


def welcome(work: Work, member_id: int) -> tuple[CouponOut, ...]:
    """The newcomer pack of the store's settings; nothing where there is none. Once for each member."""
    pack = policy_of(work).newcomer_pack if stores.list_stores(work) else None
    return _by_setting(work, f"newcomer:{member_id}", pack, member_id, CouponSource.newcomer)


def birthday(work: Work, member_id: int, year: int) -> tuple[CouponOut, ...]:
    """The birthday pack of the store's settings, once a year for each member; who wants no greetings finds it."""
    key, tells = f"birthday:{member_id}:{year}", Topic.greetings not in consents.muted(work, member_id)
    return _by_setting(work, key, policy_of(work).birthday_pack, member_id, CouponSource.birthday, tells=tells)


def upgrade(work: Work, member_id: int, tier: str, change_id: int) -> tuple[CouponOut, ...]:
    """The pack that comes with a level, for one upgrade ("silver", "gold", "diamond")."""
    packs = {str(name): pack for name, pack in policy_of(work).upgrade_packs.items()}
    return _by_setting(work, f"tier:{change_id}", packs.get(tier), member_id, CouponSource.tier)


def _by_setting(
    work: Work, key: str, pack: str | None, member_id: int, source: CouponSource, *, tells: bool = True
) -> tuple[CouponOut, ...]:
    """A pack the settings name but the file does not (any more) is nobody's fault who came for something else."""
    known = {each.code for each in repository.list_packs(work.session) if each.is_active}
    return issue_pack(work, key, pack, member_id, source=source, tells=tells) if pack in known and pack else ()
