"""Points from the staff's side: /adjust by hand, /handover what was had for them, /flags, /points of all (F15, F18)."""

from __future__ import annotations

import re

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from bot.messages import Card
from bot.staff.naming import known_member
from bot.texts import formats
from core.auth.enums import Permission
from core.booking import service as bookings
from core.kit.localized import pick
from core.kit.tender import Tender
from core.kit.work import SYSTEM
from core.member import service as members
from core.points import service as points
from core.points.enums import RedemptionStatus
from core.points.errors import BadPoints, BadReason, RedemptionSettled
from core.points.schemas import FlagOut
from core.store import service as stores
from nlu.rules.at_the_desk import points_said

LONGEST_REASON = 200
MOST = 1_000_000
_NUMBER = re.compile(r"([-+−]?)(\d{1,9})[^\w.,]*[^\W\d]?", re.UNICODE)  # a word of measure may follow


@dialog(
    "staff_adjust_points",
    audience="staff",
    command="adjust",
    takes=("points", "member", "reason"),
    hears=("points", "member", "reason"),
    permission=Permission.adjust_points,
)
def adjust(chat: Chat) -> None:
    """Gives or takes points by hand, within the limit of the role and for a reason; the member is told."""
    person = known_member(chat)
    number = int(chat.ask("points", ask="staff.points.how_many", check=_tidy_number))
    reason = chat.ask("reason", ask="staff.points.reason", check=_tidy_reason)
    name = person.name or person.code
    summary = chat.text("staff.points.sure", member=name, points=_signed(number), reason=reason)
    chat.confirm("sure", summary, yes="staff.points.yes")
    entry = points.adjust(chat.work, f"adjust:{chat.key}", person.id, number, reason)
    balance = points.balance(chat.work, person.id)
    chat.say("staff.points.adjusted", member=name, points=_signed(entry.points), left=balance.shown)


@dialog(
    "staff_hand_over",
    audience="staff",
    command="handover",
    takes=("code",),
    hears=("code", "redemption"),
    permission=Permission.see_members,
)
def hand_over(chat: Chat) -> None:
    """Hands over what a member had for points; money that is due besides is recorded with how it was paid.

    A code is looked up where all codes are, so that it is told apart and counted once.
    """
    number = chat.noted("redemption")
    if number is None:
        code = chat.frame.heard.get("code")
        chat.go_on_with("staff_redeem", **({} if code is None else {"code": code}))
    found = points.get_redemption(chat.work, int(number))
    if found.status is not RedemptionStatus.open:
        chat.explain(RedemptionSettled(was=found.status.value))
        return
    tender = None
    if found.cash_fen:
        tender = chat.choose(
            "tender",
            [Option(each.value, chat.text(f"staff.points.tender.{each.value}"), each) for each in Tender],
            ask="staff.points.paid_how",
            cash=formats.money(found.cash_fen),
        )
    name = pick(found.item_name, chat.language)
    summary = chat.text("staff.points.hand_over_sure", name=name, member=_whose(chat, found.member_id))
    chat.confirm("sure", summary, yes="staff.points.hand_over_yes")
    done = points.hand_over(chat.work, found.code, tender=tender)
    chat.say("staff.points.handed_over", name=name, code=done.code)


@dialog("staff_flags", audience="staff", command="flags", hears=("flag",), permission=Permission.run_points)
def flags(chat: Chat) -> None:
    """Abnormal earning with its evidence, the most urgent first: all is well, or the points are taken back (F15)."""
    listed = points.list_flags(chat.work)
    if not listed:
        chat.say("staff.flags.none")
        chat.leave()
    flag = chat.choose(
        "flag",
        [Option(str(each.id), _flag_line(chat, each), each) for each in listed],
        ask="staff.flags.which",
    )
    if not chat.knows("verdict"):
        chat.reply.cards.append(flag_card(chat, flag))
    verdict = chat.choose(
        "verdict",
        [
            Option("fine", chat.text("staff.flags.fine"), False),
            Option("abuse", chat.text("staff.flags.abuse"), True, style="danger"),
        ],
        ask="staff.flags.verdict",
    )
    points.decide(chat.work, flag.id, is_abuse=verdict)
    chat.say("staff.flags.taken_back" if verdict else "staff.flags.cleared", member=_whose(chat, flag.member_id))


@dialog("staff_points", audience="staff", command="points", permission=Permission.run_points)
def report(chat: Chat) -> None:
    """What members hold, what it is worth, what was earned and spent of late, and what was had most (F18)."""
    found = points.report(chat.work)
    lines = [
        chat.text(
            "staff.points.held", points=found.active, members=found.members, worth=formats.money(found.worth_fen)
        ),
        chat.text("staff.points.waiting", pending=found.pending, debt=found.debt),
        chat.text(
            "staff.points.flow",
            days=found.days,
            earned=found.earned,
            spent=found.spent,
            expired=found.expired,
            percent=found.usage_percent,
        ),
    ]
    lines += [
        chat.text("staff.points.most", name=pick(each.item_name, chat.language), count=each.count, points=each.points)
        for each in found.most
    ]
    chat.reply.cards.append(Card(chat.text("staff.points.title"), tuple(lines)))


def flag_card(chat: Chat, flag: FlagOut) -> Card:
    """What is abnormal, how often it was counted, and until when somebody has to decide."""
    zone = stores.get(chat.work, flag.store_id).zone
    lines = (
        chat.text(
            "staff.flags.evidence",
            rule=flag.rule.value,
            counted=flag.evidence["counted"],
            limit=flag.evidence["limit"],
            points=flag.evidence["points"],
        ),
        chat.text("staff.flags.until", until=formats.moment(flag.decide_by, zone, chat.language)),
    )
    return Card(_flag_line(chat, flag), lines)


def _flag_line(chat: Chat, flag: FlagOut) -> str:
    return chat.text("staff.flags.line", member=_whose(chat, flag.member_id), rule=flag.rule.value)


def _whose(chat: Chat, member_id: int) -> str:
    """The member's name; of somebody known to other stores only, no more than that they stand here (R1)."""
    if not bookings.knows(chat.work, member_id):
        return chat.text("staff.points.somebody")
    member = members.get(chat.work.acting_as(SYSTEM), member_id)
    return member.name or member.code


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else f"−{-number}"


def _tidy_number(said: str) -> str:
    whole = points_said(said)
    found = _NUMBER.fullmatch(said.strip() if whole is None else str(whole))
    if found is None or not 0 < int(found[2]) <= MOST:
        raise BadPoints(most=MOST)
    return str(int(found[2]) * (1 if found[1] in {"", "+"} else -1))


def _tidy_reason(said: str) -> str:
    words = " ".join(said.split())
    if not 0 < len(words) <= LONGEST_REASON:
        raise BadReason(longest=LONGEST_REASON)
    return words
