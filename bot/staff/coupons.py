"""/redeem a coupon, which its member approves in chat (两方核销, K), or the code of something had for points; /grant a
coupon or a pack, with a reason (H1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from bot import coupon_words
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.staff.naming import known_member, my_stores
from bot.texts import formats
from core.auth.enums import Permission
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.schemas import BookingOut
from core.checkout import service as checkout
from core.coupon import service as coupons
from core.coupon.enums import CouponState
from core.coupon.schemas import CouponFound, CouponOut
from core.kit.errors import BadInput
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.member import service as members
from core.points import service as points
from core.points.enums import RedemptionStatus
from core.points.schemas import CodeFound, RedemptionOut
from core.store import service as stores

LONGEST = {"code": 40, "reason": 200}
_INSTEAD = 5
_HERE = {BookingStatus.confirmed, BookingStatus.checked_in, BookingStatus.in_service, BookingStatus.completed}


@dialog(
    "staff_redeem",
    audience="staff",
    command="redeem",
    takes=("code",),
    hears=("code",),
    permission=Permission.redeem_coupons,
)
def redeem(chat: Chat) -> None:
    """What a code is, whose, and whether it can be used; with a visit today the member is asked to approve it.

    The code of something had for points is understood here too, and handed over.
    """
    coupon = _looked_up(chat)
    if coupon is None:
        return
    name = _name(chat, coupon.member_id)
    visit = _visit_today(chat, coupon.member_id)
    if not visit:
        chat.reply.cards.append(coupon_words.card(chat, coupon, shows_code=False))
        chat.say("staff.redeem.no_visit", member=name)
        return
    lines = checkout.lines_ahead(chat.work, visit)
    cut = coupons.cut_of(chat.work, [coupon.id], coupon.member_id, lines, chat.work.now, store_id=visit[0].store_id)
    total = sum(line.price_fen for line in lines)
    summary = chat.text(
        "staff.redeem.sure",
        member=name,
        name=pick(coupon.name, chat.language),
        treatment=chat.text("coupon.comma").join(pick(part.treatment_name, chat.language) for part in visit),
        total=formats.money(total),
        saved=formats.money(cut.saved_fen),
        rest=formats.money(total - cut.saved_fen),
    )
    chat.confirm("sure", summary, yes="staff.redeem.ask_member")
    asked, is_told = coupons.ask_member(chat.work, coupon.id, visit[0].store_id, lines)
    if is_told:
        chat.say("staff.redeem.asked", member=name)
    else:
        chat.go_on_with("staff_force_coupon", request=str(asked.id))


def _name(chat: Chat, member_id: int) -> str:
    """Whose it is; of somebody known to other stores only, no more than that they stand here (R1)."""
    if not bookings.knows(chat.work, member_id):
        return chat.text("staff.redeem.somebody")
    member = members.get(chat.work.acting_as(SYSTEM), member_id)
    return member.name or member.code


def _looked_up(chat: Chat) -> CouponOut | None:
    """The coupon of the code, looked up once however often the dialog runs: each look counts against guessing."""
    known = chat.frame.noted.get("coupon")
    if known is not None:
        found = next(iter(coupons.by_ids(chat.work, [int(known)])), None)
        return found if found is not None and found.state(chat.work.now) is CouponState.valid else None
    code = chat.ask("code", ask="staff.redeem.ask", check=_tidy("code"))
    looked = points.look_up(chat.work, code)
    if looked.redemption is not None:
        _say_exchanged(chat, looked, looked.redemption)
        return None
    coupon, state = looked.coupon.coupon, looked.coupon.state
    if coupon is not None and state is CouponState.valid:
        chat.frame.noted["coupon"] = str(coupon.id)
        return coupon
    _say_why(chat, looked.coupon)
    if state is CouponState.unknown:
        chat.retry("code")
    return None


def _say_exchanged(chat: Chat, looked: CodeFound, had: RedemptionOut) -> None:
    """What was had for points is handed over; where that is over, what this member could fetch instead."""
    if had.status is RedemptionStatus.open:
        chat.go_on_with("staff_hand_over", redemption=str(had.id))
    zone = stores.get(chat.work, had.store_id).zone
    chat.say(
        "staff.redeem.exchanged",
        status=had.status.value,
        name=pick(had.item_name, chat.language),
        member=_name(chat, had.member_id),
        at=formats.dated(had.settled_at or had.made_at, zone, chat.language),
    )
    names = [chat.text("staff.redeem.to_fetch", name=pick(each.item_name, chat.language)) for each in looked.waiting]
    _say_instead(chat, names, looked.coupon.valid)


def _say_instead(chat: Chat, names: Sequence[str], valid: Sequence[CouponOut]) -> None:
    told = [*names, *coupon_words.listed(chat, valid[:_INSTEAD])][:_INSTEAD]
    if told:
        chat.say("staff.redeem.instead", names=chat.text("coupon.comma").join(told))


def _say_why(chat: Chat, looked: CouponFound) -> None:
    if looked.coupon is not None:
        chat.reply.cards.append(coupon_words.card(chat, looked.coupon, shows_code=False))
    if looked.promotion is not None:
        chat.say("staff.redeem.promotion")
        return
    minutes = 0 if looked.until is None else max(1, -(-int((looked.until - chat.work.now).total_seconds()) // 60))
    chat.say(f"staff.redeem.{looked.state.value}", left=looked.left or 0, minutes=minutes)
    if looked.coupon is not None:
        _say_instead(chat, (), looked.valid)


def _visit_today(chat: Chat, member_id: int) -> list[BookingOut]:
    """What the member has today in a store of this colleague."""
    for store in my_stores(chat):
        today = chat.work.now.astimezone(ZoneInfo(store.zone)).date()
        mine = [
            booking
            for booking in bookings.agenda(chat.work.acting_as(SYSTEM), store.id, today, 1)
            if booking.member_id == member_id and booking.status in _HERE
        ]
        if mine:
            return mine
    return []


@dialog(
    "staff_force_coupon",
    audience="staff",
    hears=("request", "reason"),
    permission=Permission.force_redemptions,
)
def force(chat: Chat) -> None:
    """Redeems for a member who cannot be asked; the reason is recorded, and told to them."""
    reason = chat.ask("reason", ask="staff.redeem.force_ask", check=_tidy("reason"))
    done = coupons.force_request(chat.work, int(chat.noted("request") or "0"), reason)
    chat.say("staff.redeem.forced", saved=formats.money(done.saved_fen if done else 0))


@dialog(
    "staff_grant",
    audience="staff",
    command="grant",
    takes=("member",),
    hears=("member", "gift", "reason"),
    permission=Permission.grant_coupons,
)
def grant(chat: Chat) -> None:
    """A coupon or a pack for a member, within what the role may give; they are told, the reason is recorded."""
    person = known_member(chat)
    kinds = [(f"c:{each.code}", each.name) for each in coupons.may_grant(chat.work)]
    packs = [(f"p:{each.code}", each.name) for each in coupons.list_packs(chat.work)]
    gifts = [Option(key, pick(name, chat.language), name) for key, name in (*kinds, *packs)]
    named = chat.choose("gift", gifts, ask="staff.grant.gift", none="staff.grant.nothing")
    reason = chat.ask("reason", ask="staff.grant.reason", check=_tidy("reason"))
    name, what = person.name or person.code, pick(named, chat.language)
    chat.confirm("sure", chat.text("staff.grant.sure", member=name, what=what, reason=reason), changes=("gift",))
    kind, _, code = chat.frame.answers["gift"].partition(":")
    if kind == "p":
        given = coupons.grant_pack(chat.work, chat.key, code, person.id, reason)
    else:
        given = (coupons.grant(chat.work, chat.key, code, person.id, reason),)
    chat.say("staff.grant.done" if given else "staff.grant.had", member=name, what=what, count=len(given))


def _tidy(what: str) -> Callable[[str], str]:
    def check(said: str) -> str:
        text = " ".join(said.split())
        if not 0 < len(text) <= LONGEST[what]:
            raise BadInput(what=what)
        return text

    return check
