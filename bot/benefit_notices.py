"""What levels and coupons tell by themselves; facts are read anew at that moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from bot import coupon_words
from bot.engine.actions import Signer
from bot.engine.chat import Chat
from bot.engine.turn import Notice
from bot.messages import Card
from bot.texts import formats
from core.coupon import service as coupons
from core.coupon.enums import CouponState, RequestStatus
from core.coupon.schemas import CouponOut
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.member import service as members
from core.staff import service as staff_service
from core.store import service as stores
from core.tier import service as tiers

_INSTANT = dt.timedelta(microseconds=1)


class BenefitNotices:
    """The table of these notices; it needs the signer for buttons that live as long as their message."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    def table(self) -> Mapping[str, Notice]:
        """Kind → how it is told. Kinds are written by `core.tier`, `core.coupon` and `core.handlers`."""
        return {
            "tier.raised": self._raised,
            "tier.lowered": _lowered,
            "tier.ending": _tier_ending,
            "tier.grace": _tier_grace,
            "coupons.given": self._given,
            "coupons.ending": self._ending,
            "coupon.approve": self._approve,
            "coupon.answered": _answered,
            "coupon.forced": _forced,
            "coupon.guessing": _guessing,
        }

    def _raised(self, chat: Chat, args: dict[str, Any]) -> None:
        chat.say("notice.tier_raised", tier=chat.text(f"tier.{args['tier']}"))
        self._button(chat, "my_tier", "", "level.look", "primary")

    def _given(self, chat: Chat, args: dict[str, Any]) -> None:
        """Coupons that came to a member; one that was used since is not told."""
        given = _still(chat, args)
        if not given:
            return
        chat.say(f"notice.coupons.{args['source']}", count=len(given))
        chat.reply.cards.append(Card(chat.text("coupons.new"), coupon_words.listed(chat, given)))
        self._button(chat, "coupons", "", "coupons.look", "primary")

    def _ending(self, chat: Chat, args: dict[str, Any]) -> None:
        ending = _still(chat, args)
        if not ending:
            return
        chat.say("notice.coupons_ending")
        chat.reply.cards.append(Card(chat.text("coupons.ending"), coupon_words.listed(chat, ending)))
        self._button(chat, "best_coupons", "", "coupons.best", "primary")
        self._button(chat, "book", "", "notice.book_again", "plain")

    def _approve(self, chat: Chat, args: dict[str, Any]) -> None:
        """The question of a colleague, with both answers; one that is answered or over is not asked."""
        asked = coupons.get_request(chat.work.acting_as(SYSTEM), int(args["request"]))
        if asked.status is not RequestStatus.open or asked.expires_at <= chat.work.now:
            return
        (coupon,) = coupons.by_ids(chat.work, [asked.coupon_id])
        system, store = chat.work.acting_as(SYSTEM), stores.get(chat.work, asked.store_id)
        cut = coupons.cut_of(system, [coupon.id], asked.member_id, asked.lines, chat.work.now, store_id=asked.store_id)
        total = sum(line.price_fen for line in asked.lines)
        chat.say(
            "notice.coupon_approve",
            staff=pick(staff_service.get(system, asked.staff_id).name, chat.language),
            store=pick(store.name, chat.language),
            name=pick(coupon.name, chat.language),
            total=formats.money(total),
            saved=formats.money(cut.saved_fen),
            rest=formats.money(total - cut.saved_fen),
            until=formats.clock(asked.expires_at, store.zone),
        )
        for answer, label, style in (("yes", "coupon.approve", "primary"), ("no", "coupon.decline", "danger")):
            self._button(chat, "answer_coupon", f"request={asked.id}&answer={answer}", label, style)

    def _button(self, chat: Chat, dialog: str, argument: str, label: str, style: Any) -> None:
        here = chat.person.conversation.id
        chat.reply.actions.append(self._signer.button(here, dialog, argument, chat.text(label), style=style))


def _still(chat: Chat, args: dict[str, Any]) -> list[CouponOut]:
    over = {CouponState.used, CouponState.expired}
    return [each for each in coupons.by_ids(chat.work, args["coupons"]) if each.state(chat.work.now) not in over]


def _lowered(chat: Chat, args: dict[str, Any]) -> None:
    chat.say("notice.tier_lowered", tier=chat.text(f"tier.{args['tier']}"))


def _until(chat: Chat, args: dict[str, Any]) -> str:
    last = dt.datetime.fromisoformat(args["until"]) - _INSTANT
    return formats.dated(last, stores.list_stores(chat.work)[0].zone, chat.language).rpartition(" ")[0]


def _tier_ending(chat: Chat, args: dict[str, Any]) -> None:
    """What is missing to keep the level, counted anew: who has earned it since hears nothing."""
    member_id = chat.person.member_id
    if member_id is None:
        return
    until = dt.datetime.fromisoformat(args["until"])
    gap = tiers.missing_to_keep(chat.work, member_id, until)
    if gap is None:
        return
    parts = [chat.text("level.missing_spend", amount=formats.money(gap.fen))] if gap.fen else []
    parts += [chat.text("level.missing_points", points=gap.points)] if gap.points else []
    parts += [chat.text("level.missing_visits", visits=gap.visits)] if gap.visits else []
    missing = chat.text("level.and").join(parts)
    chat.say("notice.tier_ending", tier=chat.text(f"tier.{args['tier']}"), until=_until(chat, args), missing=missing)


def _tier_grace(chat: Chat, args: dict[str, Any]) -> None:
    chat.say("notice.tier_grace", tier=chat.text(f"tier.{args['tier']}"), until=_until(chat, args))


def _answered(chat: Chat, args: dict[str, Any]) -> None:
    system = chat.work.acting_as(SYSTEM)
    asked = coupons.get_request(system, int(args["request"]))
    (coupon,) = coupons.by_ids(chat.work, [asked.coupon_id])
    member = members.get(system, asked.member_id)
    key = "notice.coupon_approved" if args["approved"] else "notice.coupon_declined"
    chat.say(key, member=member.name or member.code, name=pick(coupon.name, chat.language))


def _forced(chat: Chat, args: dict[str, Any]) -> None:
    asked = coupons.get_request(chat.work.acting_as(SYSTEM), int(args["request"]))
    (coupon,) = coupons.by_ids(chat.work, [asked.coupon_id])
    chat.say("notice.coupon_forced", name=pick(coupon.name, chat.language), reason=args["reason"])


def _guessing(chat: Chat, args: dict[str, Any]) -> None:
    """Somebody tried too many codes; who it is, so that a colleague can ask."""
    system = chat.work.acting_as(SYSTEM)
    if args["who"] == "staff":
        colleague = staff_service.find(system, int(args["person"]))
        name = pick(colleague.name, chat.language) if colleague else str(args["person"])
    else:
        member = members.get(system, int(args["person"]))
        name = member.name or member.code
    zone = stores.list_stores(chat.work)[0].zone
    until = formats.clock(dt.datetime.fromisoformat(args["until"]), zone)
    chat.say("notice.coupon_guessing", name=name, until=until)
